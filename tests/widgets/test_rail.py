"""The rail: how every chat stands, by signs and words; chosen by keys alone."""

import pytest
from rich.cells import cell_len

from rp_tui.widgets.rail import Rail
from rp_tui.widgets.rail_view import Chat, Entry, Mark, RailView
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
            "    Orla                not begun",
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


async def test_signs_end_in_one_column_and_labels_begin_in_one() -> None:
    rail = Rail()
    bots = tuple(Entry(each, f"Bot {each}", sign=each) for each in ("H", "OT", "山", "+"))
    async with shown(rail) as (_, pilot):
        rail.view = RailView((HESTER,), bots)
        await pilot.pause()
        said = [row for row in rows(rail) if "Bot " in row]
        assert len({cell_len(row[: row.index("Bot ")]) for row in said}) == 1
        assert [row[: row.index(" Bot")][1:] for row in said] == [" H", "OT", "山", " +"]
        assert cell_len(said[0][: said[0].index("Bot")]) == rows(rail)[2].index("Hester")


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


async def test_the_chat_that_is_opened_is_chosen() -> None:
    rail = Rail()
    async with shown(rail) as (app, pilot):
        rail.view = VIEW
        await pilot.press("G")
        rail.view = RailView(VIEW.chats, VIEW.bots, VIEW.settings, 2)
        await pilot.press("enter")
        assert [chosen.chat for chosen in app.told(Rail.ChatChosen)] == [2]


async def test_keys_go_to_its_ends_and_by_screens() -> None:
    rail = Rail()
    async with shown(rail) as (app, pilot):
        rail.view = RailView(tuple(Chat(id, f"Bot {id}") for id in range(1, 41)), VIEW.bots)
        await pilot.press("G", "enter", "g", "enter", "pagedown", "enter", "pageup", "enter")
        assert [chosen.entry for chosen in app.told(Rail.EntryChosen)] == ["5"]
        first, screen, back = (chosen.chat for chosen in app.told(Rail.ChatChosen))
        assert (first, back) == (1, 1)
        assert 5 < screen < 12
        assert rows(rail)[0].strip() == "Chats"


async def test_a_note_that_is_too_long_loses_its_middle_and_leaves_room_for_the_label() -> None:
    rail = Rail()
    async with shown(rail) as (_, pilot):
        path = "/home/you/a/long/way/to/config.toml"
        label = "A very long name of a bot indeed"
        rail.view = RailView(
            bots=(Entry("1", label, "not begun", "AB"), Entry("2", "名" * 99, "12 turns", "名")),
            settings=(Entry("file", "File", path),),
        )
        await pilot.pause()
        shows = text(rail).split("\n")
        assert "▌AB A very long name o… not begun" in shows
        assert any(row.startswith(" 名 名名") and row.endswith("…  12 turns") for row in shows)
        assert "    File /home/you/a…/config.toml" in shows


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
