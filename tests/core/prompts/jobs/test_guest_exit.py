"""Guest exit: the guest leaves only if the guest itself leaves."""

import pytest

from rp_tui.core.prompts.jobs.guest_exit import JOB, Exit, GuestExit, proposal
from rp_tui.core.prompts.jobs.shared.matter import told
from tests.core.prompts.jobs.lines import line

LEAVES = (
    "Ann: *Ann grabs her coat and heads out.*",
    'Ann: "Enough." *She walks out and slams the door behind her.*',
    "Tom: *Ann leaves*",
    "Ann: *Ann leaves the room without a word.*",
    'Ann: "Goodnight, you two." *And with that she is gone.*',
    "Ann: *She gets into her car and drives off into the night.*",
    "Ann: *Ann waves and disappears through the door.*",
    "Ann: *Ann goes home.*",
    'Mara: *Mara watches as Ann storms out.* "Well."',
    "Ann: *Without looking back, Ann leaves.*",
    'Ann: She picks up her bag and walks out the door. "Bye."',
    "Tom: *Ann has left*",
    "Tom: *I walk Ann to the door and say goodbye. She leaves.*",
    "Ann: *She is out the door before anyone can answer.*",
    "Ann: *Ann lets herself out.*",
    "Mara: *Mara throws Ann out.*",
)
STAYS = (
    "Ann: *Ann looks at the door.*",
    'Ann: "I should go," *she says, without moving.*',
    "Mara: *Mara grabs her coat and heads out.*",
    "Tom: *I leave Ann with Mara and go upstairs*",
    "Ann: *Ann walks over to the window.*",
    "Ann: *Ann steps out onto the balcony.*",
    "Ann: *Ann leaves her cup on the table.*",
    "Ann: *Ann pretends to leave.*",
    "Ann: *Ann almost walks out, then sits back down.*",
    "Ann: *Ann turns to leave.*",
    "Ann: *Ann goes out of her way to be nice.*",
    "Ann: *Ann does not leave.*",
    "Ann: *Ann wants to go home.*",
    'Ann: "I left home at sixteen."',
    'Tom: "Did Ann leave?"',
    "Ann: *Ann watches Mara leave.*",
    "Ann: *Ann laughs out loud and walks off the tension.*",
    "Anna: *Anna walks out.*",
    'Ann: *She gets up.* "Goodbye."',
    "Ann: *Ann closes the door behind Mara and comes back.*",
    "Ann: *Ann slips in and closes the door behind her.*",
    "Ann: *Ann steps outside for a smoke.*",
    "Ann: *Ann runs out of patience.*",
    "Ann: *Ann storms off to the kitchen.*",
    "Tom: *I kiss Mara. She leaves*",
    "Ann: *If nobody stops her, Ann leaves.*",
)


def exit_of(text: str) -> Exit:
    names = ("Tom", "Anna", "Ann") if text.startswith("Anna") else ("Tom", "Mara", "Ann")
    return Exit("Ann", names, line(text))


@pytest.mark.parametrize("text", LEAVES)
def test_the_guest_has_left(text: str) -> None:
    assert proposal(JOB.plain(exit_of(text)))


@pytest.mark.parametrize("text", STAYS)
def test_the_guest_stays(text: str) -> None:
    assert not proposal(JOB.plain(exit_of(text)))


def test_by_default_the_guest_stays() -> None:
    assert not proposal(JOB.default(exit_of("Ann: *Ann leaves.*")))


def test_a_guest_who_has_left_is_asked_about() -> None:
    assert proposal(GuestExit(leaves=True))


def test_a_model_reads_who_the_guest_is_and_who_else_is_there() -> None:
    shown = told(JOB.tell(exit_of("Ann: *Ann leaves.*")))
    assert shown.startswith("Guest: Ann\nAlso there: Tom, Mara\n")
    assert shown.endswith("Ann: *Ann leaves.*")
