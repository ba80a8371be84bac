"""The status: model, tokens against the budget, and the last reply's time, as far as they fit."""

import pytest
from textual.containers import Horizontal

from rp_tui.widgets.header import HeaderView, Heading
from rp_tui.widgets.status import StatusLine, StatusView
from tests.widgets.frame import HOSTILE, harmless, rows, shown, text

VIEW = StatusView("dphn/Dolphin-Mistral-24B", 5_230, 6_000, 3_400)


@pytest.mark.parametrize(
    ("wide", "said"),
    [
        (140, "Dolphin-Mistral-24B · 5.2k of 6k tokens · 3.4 s"),
        (111, "Dolphin-Mistra… · 5.2k of 6k tokens · 3.4 s"),
        (92, "5.2k of 6k tokens · 3.4 s"),
        (73, "5.2k of 6k tokens · 3.4 s"),
        (72, "5.2k of 6k tokens"),
        (40, "5.2k of 6k tokens"),
        (20, ""),
    ],
)
async def test_it_takes_at_most_half_of_its_row(wide: int, said: str) -> None:
    line, beside = StatusLine(), Heading()
    line.view, beside.view = VIEW, HeaderView("Hester")
    async with shown(Horizontal(beside, line), size=(wide, 3)):
        assert text(line) == said
        assert line.size.width <= wide // 2


@pytest.mark.parametrize("wide", [44, 73, 92, 140])
async def test_nothing_beside_it_moves_when_a_count_has_grown(wide: int) -> None:
    line, beside = StatusLine(), Heading()
    beside.view = HeaderView("Hester")
    room = set()
    async with shown(Horizontal(beside, line), size=(wide, 3)) as (_, pilot):
        for tokens, ms in ((0, None), (812, 400), (5_230, 3_400), (5_999, 119_000)):
            line.view = StatusView("dphn/Dolphin-Mistral-24B", tokens, 6_000, ms)
            await pilot.pause()
            room.add((line.region, beside.region))
            assert len(text(line)) <= line.size.width
    assert len(room) == 1


async def test_what_is_not_known_is_not_said() -> None:
    line = StatusLine()
    line.view = StatusView("understudy")
    async with shown(line):
        assert text(line).strip() == "understudy"


async def test_where_no_chat_is_open_it_needs_no_room() -> None:
    line, beside = StatusLine(), Heading()
    async with shown(Horizontal(beside, line)):
        assert (line.region.width, beside.region.width) == (0, 80)


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_hostile_text_is_harmless(hostile: str) -> None:
    line = StatusLine()
    line.view = StatusView(hostile, 1, 2, 3)
    async with shown(line, size=(120, 4)):
        assert harmless(rows(line))
        assert len(rows(line)) == 1
