"""Have-met parse: what two bots are to each other before they meet on screen."""

import pytest

from rp_tui.core.domain.edge import Seed
from rp_tui.core.prompts.jobs.have_met_parse import JOB, Acquaintance, proposal
from rp_tui.core.prompts.jobs.shared.matter import told

BAKERY = (
    "They ran a bakery together until Ilse walked out with the money. Mara never forgave her. Ilse "
    "thinks Mara never knew."
)


def seeds(prose: str) -> tuple[Seed, Seed]:
    return proposal(JOB.plain(Acquaintance("Mara", "Ilse", prose)))


@pytest.mark.parametrize("prose", ["", "no", "No.", "Never met.", "They have never met.", "nope"])
def test_who_has_not_met_holds_nothing_of_the_other(prose: str) -> None:
    assert seeds(prose) == (Seed(), Seed())


def test_one_may_hate_and_the_other_not_know_it() -> None:
    mara, ilse = seeds(BAKERY)
    assert mara.affinity < 50
    assert ilse.affinity >= mara.affinity
    assert "never forgave" in mara.summary
    assert "bakery" in ilse.summary
    assert "never forgave" not in ilse.summary
    assert "thinks" not in mara.summary


@pytest.mark.parametrize(
    ("prose", "mara", "ilse"),
    [
        ("They are best friends.", 1, 1),
        ("Mara is Ilse's sister.", 1, 1),
        ("Mara loves Ilse. Ilse hates Mara.", 1, -1),
        ("Ilse resents Mara for leaving.", 0, -1),
        ("They met once, at a fair.", 0, 0),
        ("Mara adores her, but Ilse can't stand Mara.", 1, -1),
    ],
)
def test_each_side_feels_what_is_written_of_it(prose: str, mara: int, ilse: int) -> None:
    found = [seed.affinity - 50 for seed in seeds(prose)]
    assert [(one > 0) - (one < 0) for one in found] == [mara, ilse]


def test_by_default_they_meet_now() -> None:
    assert proposal(JOB.default(Acquaintance("Mara", "Ilse", BAKERY))) == (Seed(), Seed())


def test_a_model_reads_who_is_who_and_the_prose_last() -> None:
    shown = told(JOB.tell(Acquaintance("Mara", "Ilse", BAKERY)))
    assert shown.startswith("First: Mara.\nSecond: Ilse.")
    assert shown.endswith("Mara never knew.")
