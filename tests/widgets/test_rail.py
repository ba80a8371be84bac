"""The rail: how every chat stands, by signs and words; chosen by keys alone."""

import pytest
from rich.cells import cell_len

from rp_tui.widgets.rail import Chat, Entry, Mark, Rail, RailView
from tests.widgets.frame import HOSTILE, harmless, rows, shown, text

HESTER = Chat(1, "Hester", "The kettle is on.", "3 min ago", "Tuesday evening, 9:14pm", "Idris")
TAMSIN = Chat(2, "Tamsin", "“No.”", "2 h ago", "Day 4 — noon", mark=Mark.UNREAD)
VIEW = RailView((HESTER, TAMSIN), (Entry("5", "Orla", "not begun"),), (Entry("you", "You"),), 1)


async def test_it_tells_of_each_chat_what_there_is_to_know() -> None:
    rail = Rail()
    async with shown(rail) as (_, pilot):
        rail.view = VIEW
        await pilot.pause()
        assert text(rail).split("\n")[:16] == [
            "  Chats",
            "",
            "▌   Hester + Idris      3 min ago",
            "▌   The kettle is on.",
            "▌   Tuesday evening, 9:14pm",
            "",
            "  ● Tamsin                    new",
            "    “No.”",
            "    Day 4 — noon",
            "",
            "  Bots",
            "",
            "    Orla · not begun",
            "",
            "  Settings",
            "",
        ]


@pytest.mark.parametrize("mark", Mark)
async def test_every_state_has_a_sign_and_a_word(mark: Mark) -> None:
    rail = Rail()
    async with shown(rail) as (_, pilot):
        rail.view = RailView((Chat(1, "Ada", "line", "1 h ago", mark=mark),))
        await pilot.pause()
        assert cell_len(mark.sign) == 1
        row = rows(rail)[2]
        assert mark.sign in row
        assert (mark.word or "1 h ago") in row
    assert len({each.sign for each in Mark}) == len({each.word for each in Mark}) == len(Mark)


async def test_keys_choose_past_titles_and_enter_opens() -> None:
    rail = Rail()
    async with shown(rail) as (app, pilot):
        rail.view = VIEW
        await pilot.press("enter", "j", "enter", "down", "o", "j", "j", "enter", "k", "k", "k", "k")
        await pilot.press("enter")
        assert [chosen.chat for chosen in app.told(Rail.ChatChosen)] == [1, 2, 1]
        assert [chosen.entry for chosen in app.told(Rail.EntryChosen)] == ["5", "you"]


async def test_what_is_chosen_stays_chosen_when_the_order_changes() -> None:
    rail = Rail()
    async with shown(rail) as (app, pilot):
        rail.view = VIEW
        await pilot.press("j")
        rail.view = RailView((TAMSIN, HESTER), opened=1)
        await pilot.press("enter")
        assert [chosen.chat for chosen in app.told(Rail.ChatChosen)] == [2]
        rail.view = RailView((HESTER,), opened=1)
        await pilot.press("enter")
        assert [chosen.chat for chosen in app.told(Rail.ChatChosen)] == [2, 1]


async def test_an_empty_rail_has_nothing_to_open() -> None:
    rail = Rail()
    async with shown(rail) as (app, pilot):
        await pilot.press("j", "k", "enter")
        assert text(rail).strip() == ""
        assert not app.told(Rail.ChatChosen)


async def test_what_is_chosen_is_in_sight_among_a_thousand() -> None:
    rail = Rail()
    async with shown(rail) as (_, pilot):
        rail.view = RailView(tuple(Chat(id, f"Bot {id}", clock="noon") for id in range(1, 1_001)))
        for _ in range(30):
            await pilot.press("j")
        assert any("▌   Bot 31" in row for row in rows(rail))
        for _ in range(40):
            await pilot.press("k")
        assert rows(rail)[0].strip() == "Chats", "the title above the first is seen again"


async def test_only_what_changed_is_painted(monkeypatch: pytest.MonkeyPatch) -> None:
    rail = Rail()
    async with shown(rail) as (_, pilot):
        rail.view = VIEW
        await pilot.pause()
        painted: list[int] = []
        monkeypatch.setattr(rail, "refresh_lines", lambda y, count: painted.append(y))
        rail.view = RailView(
            (HESTER, Chat(2, "Tamsin", "“No.”", "2 h ago", "Day 4 — noon", mark=Mark.STREAMING)),
            VIEW.bots,
            VIEW.settings,
            1,
        )
        await pilot.pause()
        assert painted == [6]


async def test_it_folds_away_and_comes_back() -> None:
    rail = Rail()
    async with shown(rail) as (_, pilot):
        rail.folded = True
        await pilot.pause()
        assert not rail.display or not rail.size.width
        rail.folded = False
        await pilot.pause()
        assert rail.size.width


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_hostile_text_is_harmless_and_keeps_its_row(hostile: str) -> None:
    rail = Rail()
    async with shown(rail, size=(40, 12)) as (_, pilot):
        chat = Chat(1, hostile, hostile, hostile, hostile, hostile)
        rail.view = RailView((chat,), (Entry("1", hostile, hostile),))
        await pilot.pause()
        assert harmless(rows(rail))
        assert {cell_len(row) for row in rows(rail)} == {rail.size.width}


async def test_a_click_opens_as_enter_does() -> None:
    rail = Rail()
    async with shown(rail) as (app, pilot):
        rail.view = VIEW
        await pilot.click(Rail, offset=(6, 7))
        await pilot.click(Rail, offset=(6, 0))
        assert [chosen.chat for chosen in app.told(Rail.ChatChosen)] == [2]
