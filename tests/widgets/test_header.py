"""The header: the name first, the rest as far as it fits."""

import pytest

from rp_tui.widgets.header import HeaderView, Heading
from tests.widgets.frame import HOSTILE, harmless, rows, shown, text

VIEW = HeaderView("Hester", "Tuesday evening, 9:14pm", "The harbour office", ("Idris",))


@pytest.mark.parametrize(
    ("wide", "said"),
    [
        (90, "Hester · Tuesday evening, 9:14pm · with Idris · The harbour office"),
        (58, "Hester · Tuesday evening, 9:14pm · with Idris · The har…"),
        (47, "Hester · Tuesday evening, 9:14pm · with Idris"),
        (40, "Hester · Tuesday evening, 9:14pm"),
        (24, "Hester · Tuesday even…"),
        (10, "Hester"),
        (6, "Hes…"),
    ],
)
async def test_what_does_not_fit_gives_way_from_the_end(wide: int, said: str) -> None:
    line = Heading()
    line.view = VIEW
    async with shown(line, size=(wide, 3)):
        assert text(line) == said


async def test_a_long_name_leaves_room_for_when_it_is() -> None:
    line = Heading()
    line.view = HeaderView("A" * 200, "Tuesday evening, 9:14pm")
    async with shown(line, size=(60, 3)):
        assert text(line) == f"{'A' * 37}… · Tuesday evening,…"


async def test_what_is_not_known_is_not_said() -> None:
    line = Heading()
    line.view = HeaderView("Hester", present=("Idris", "Orla", "Wren"))
    async with shown(line):
        assert text(line) == "Hester · with Idris, Orla and Wren"


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_hostile_text_is_harmless(hostile: str) -> None:
    line = Heading()
    line.view = HeaderView(hostile, hostile, hostile, (hostile, hostile))
    async with shown(line):
        assert harmless(rows(line))
        assert len(rows(line)) == 1
