"""Moment memory: what a witness remembers of one turn that mattered."""

import pytest

from rp_tui.core.llm.understudy.english import words
from rp_tui.core.prompts.jobs.moment_memory import JOB, MomentMemory, Momentous, proposal
from rp_tui.core.prompts.jobs.shared.matter import told
from tests.core.prompts.jobs.lines import lines

CELLO = (
    "Tom: *puts the envelope down* I sold the cello. It's all there, Mara.",
    'Mara: *She counts it, then pushes it back to you.* "Keep it. Buy it back, you fool."',
)
LOVE = ("Tom: I love you.", 'Ann: *Ann drops the cup.* "Say that again."')
BETRAYAL = ("Tom: I betrayed you, Mara. I gave them your name.", "Mara: *Mara slaps you.*")


def memory(who: str, said: tuple[str, ...], *names: str) -> str:
    return JOB.plain(Momentous(who, names or ("Tom", "Mara"), lines(*said))).memory


@pytest.mark.parametrize(
    ("who", "said", "names", "holds"),
    [
        ("Mara", CELLO, ("Tom", "Mara"), ("Tom", "I ", "cello")),
        ("Tom", CELLO, ("Tom", "Mara"), ("Mara", "I ", "cello")),
        ("Ann", LOVE, ("Tom", "Ann"), ("Tom", "me")),
        ("Tom", LOVE, ("Tom", "Ann"), ("Ann", "I ")),
        ("Ben", BETRAYAL, ("Tom", "Mara", "Ben"), ("Tom", "Mara")),
        ("Mara", BETRAYAL, ("Tom", "Mara", "Ben"), ("Tom", "I slapped")),
    ],
)
def test_it_is_told_from_one_side(
    who: str, said: tuple[str, ...], names: tuple[str, ...], holds: tuple[str, ...]
) -> None:
    text = memory(who, said, *names)
    assert all(part in text for part in holds)
    outside = " ".join(text.split('"')[::2])
    assert who not in outside.replace("'s", "").split()
    assert not {"you", "your"} & {*words(outside)}
    assert len(words(text)) <= 50


def test_its_quote_was_spoken() -> None:
    matter = Momentous("Mara", ("Tom", "Mara"), lines(*CELLO))
    found = proposal(JOB.plain(matter))
    assert found
    assert len(found.quotes) == 1
    assert any(found.quotes[0] in one.text for one in matter.said)


def test_by_default_none_is_written() -> None:
    matter = Momentous("Mara", ("Tom", "Mara"), lines(*CELLO))
    assert proposal(JOB.default(matter)) is None
    assert proposal(MomentMemory(memory="n/a", quote="Hm.")) is None


def test_a_model_reads_who_remembers_and_the_turn_last() -> None:
    shown = told(JOB.tell(Momentous("Mara", ("Tom", "Mara"), lines(*CELLO))))
    assert shown.startswith("Who remembers: Mara\nAlso there: Tom\n")
    assert shown.endswith('"Keep it. Buy it back, you fool."')
