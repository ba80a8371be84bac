"""Interjection: the bot that was not spoken to speaks up only where silence would be strange."""

import pytest

from rp_tui.core.prompts.jobs.interjection import JOB, Interjection, Silence, proposal
from rp_tui.core.prompts.jobs.shared.matter import told
from tests.core.prompts.jobs.lines import lines

SPEAKS_UP = (
    ("Tom: Who was it?", 'Mara: "Ask Ilse. She was there."'),
    ("Tom: Mara, was it Ilse who took the money?", 'Mara: "Yes."'),
    ("Tom: What do you two think?", 'Mara: "No idea."'),
    ("Tom: Listen, everyone!", 'Mara: "What is it?"'),
    ("Tom: You betrayed me, Mara. You lied to all of us.", 'Mara: "I did not."'),
    ("Tom: Hm.", 'Mara: "I\'m pregnant."'),
    ("Tom: That coat, whose is it?", 'Mara: "Ilse\'s coat? She left it."'),
)
KEEPS_SILENT = (
    ("Tom: It's raining again.", 'Mara: "So it is."'),
    ("Tom: How was your day, Mara?", 'Mara: "Long."'),
    ("Tom: Pass me the salt?", "Mara: *Mara passes the salt.*"),
    ("Tom: Everyone at work is ill.", 'Mara: "Poor you."'),
    ("Tom: Ilsebill says hello.", 'Mara: "Who?"'),
    ("Tom: Nice place.", 'Mara: "Thank you."'),
    ("Ilse: I, Ilse, swear it. I love you.", 'Mara: "Good."'),
)


def silence(*said: str, bot: str = "Ilse") -> Silence:
    return Silence(bot, ("Tom", "Mara", bot), lines(*said), traits=("proud",), feeling="calm")


@pytest.mark.parametrize("said", SPEAKS_UP)
def test_it_speaks_up(said: tuple[str, str]) -> None:
    assert proposal(JOB.plain(silence(*said)))


@pytest.mark.parametrize("said", KEEPS_SILENT)
def test_it_keeps_silent(said: tuple[str, str]) -> None:
    assert not proposal(JOB.plain(silence(*said)))


def test_a_first_name_is_enough() -> None:
    assert proposal(JOB.plain(silence('Mara: "Ilse knows more."', bot="Ilse Moss")))


def test_a_name_that_is_a_word_too_must_stand_as_a_name() -> None:
    assert not proposal(JOB.plain(silence("Tom: Will you pass the salt?", bot="Will")))
    assert not proposal(JOB.plain(silence("Tom: I hope it will rain.", bot="Hope")))
    assert proposal(JOB.plain(silence('Mara: "You should ask Will."', bot="Will")))


def test_by_default_it_keeps_silent() -> None:
    assert not proposal(JOB.default(silence('Mara: "Ask Ilse."')))
    assert proposal(Interjection(interjects=True))


def test_a_model_reads_who_is_silent_and_what_that_one_is_like() -> None:
    shown = told(JOB.tell(silence("Tom: Hm.")))
    assert shown.startswith("Who was not spoken to: Ilse\nAlso there: Tom, Mara\nTraits: proud\n")
    assert shown.endswith("Tom: Hm.")
