"""The modals: each of them usable in any room, by the keys that it tells."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.app import App

from rp_tui.core.storage.looks.searching import Hit
from rp_tui.screens.modals.ask import Ask
from rp_tui.screens.modals.bare import Around, Bare
from rp_tui.screens.modals.confirm import Confirm
from rp_tui.screens.modals.help import Help
from rp_tui.screens.modals.modal import Modal
from rp_tui.screens.modals.palette import Palette
from rp_tui.screens.modals.pick import Pick
from rp_tui.screens.modals.picks import Choice, Picks
from rp_tui.screens.modals.save_failed import SaveFailed
from rp_tui.screens.modals.search import Search, looked_for
from rp_tui.screens.modals.search import choice as found_row
from rp_tui.ui import themes
from rp_tui.ui.guide import PLACES
from rp_tui.ui.keymap import Keymap
from tests.patient import Patient

ROOMY, SMALL, TINY = (80, 24), (40, 12), (10, 3)
MANY = [f"Line {number} of many." for number in range(1, 61)]
WHY = "There is nothing to take back."
WAY_OUT = re.compile(r"(^|[ │])(q|Ctrl\+N)( closes|;| Close| Cancel| *$)", re.MULTILINE)
EVIL = "\x1b]52;c;aGk=\x07[/b][@click=app.exit]\x9b2J\u202e"


async def found(text: str) -> list[Hit]:
    return [Hit(at, at, 1, "Mara", "Mara", f"{text} {EVIL}") for at in range(1, 31)]


KEYS = Keymap()
KINDS: dict[str, Callable[[], Modal[Any]]] = {
    "ask": lambda: Ask(KEYS, "Name this line", "A line with a name is kept.", EVIL, yes="Name it"),
    "bare": lambda: Bare(KEYS, Around("", "\n".join(MANY), "")),
    "bare around": lambda: Bare(KEYS, Around("\n".join(MANY), "The turn itself.", MANY[0])),
    "confirm": lambda: Confirm(KEYS, "Rewind to turn 3?", MANY, f"It can be undone. {EVIL}"),
    "help": lambda: Help(KEYS),
    "palette": lambda: Palette(KEYS, lambda: {"undo", "quit"}, lambda _: WHY),
    "pick": lambda: Pick(KEYS, "Go to another line", choices()),
    "save failed": lambda: SaveFailed(KEYS, "The disk is full; make room.", "\n".join(MANY)),
    "search": lambda: Search(KEYS, found),
}


def choices() -> list[Choice]:
    return [Choice(at, f"Choice {at} {EVIL}", "a line about it") for at in range(1, 31)]


class Shown:
    """A modal over an empty screen, and what it answered."""

    def __init__(self, pilot: Patient, modal: Modal[Any]) -> None:
        self.pilot, self.modal = pilot, modal
        self.answers: list[Any] = []

    @property
    def text(self) -> str:
        strips = self.pilot.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def sees(self, text: str) -> None:
        await self.pilot.until(lambda: text in self.text)


@asynccontextmanager
async def shown(kind: str, size: tuple[int, int], theme: str = "dusk") -> AsyncIterator[Shown]:
    app = App[None]()
    app.register_theme(themes.ALL[theme])
    app.theme = theme
    async with app.run_test(size=size):
        pilot, modal = Patient(app), KINDS[kind]()
        seen = Shown(pilot, modal)
        app.push_screen(modal, seen.answers.append)
        await pilot.pause()
        await pilot.pause()
        yield seen


@pytest.mark.parametrize("size", [ROOMY, SMALL, TINY], ids=str)
@pytest.mark.parametrize("kind", KINDS)
async def test_each_fits_every_room_and_a_key_closes_it(kind: str, size: tuple[int, int]) -> None:
    async with shown(kind, size) as seen:
        assert seen.text.strip()
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(seen.text)
        if not kind.startswith("bare"):
            hints = seen.modal.query_one("#hints").region
            assert hints.height >= 1
            assert hints.bottom <= size[1]
        await seen.press("ctrl+n")
        assert seen.answers == [None]


@pytest.mark.parametrize("size", [ROOMY, SMALL, TINY], ids=str)
@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [("help", "Write", "cancel"), ("confirm", MANY[0], "undone"), ("bare", MANY[0], MANY[-1])],
)
async def test_all_of_a_long_text_is_reached_by_key(
    kind: str, first: str, last: str, size: tuple[int, int]
) -> None:
    async with shown(kind, size) as seen:
        body = seen.modal.body
        assert body.max_scroll_y > 0
        await seen.press("G")
        assert body.scroll_y == body.max_scroll_y
        await seen.press("k", "up")
        assert body.scroll_y == body.max_scroll_y - 2
        await seen.press("g", "j", "down")
        assert body.scroll_y == 2
        await seen.press("pagedown", "ctrl+d", "ctrl+u", "pageup")
        assert body.scroll_y == 2
        await seen.press("end", "home")
        assert body.scroll_y == 0
        if size != TINY and kind != "help":
            assert first[: size[0] - 6] in seen.text
            await seen.press("end")
            assert last in seen.text


async def test_a_title_that_is_longer_than_a_row_is_read_to_its_end() -> None:
    async with shown("save failed", SMALL) as seen:
        assert "and retry" in " ".join(seen.text.split())
        assert "Retry" in seen.text


async def test_the_keys_that_scroll_are_told_where_there_is_something_to_scroll() -> None:
    async with shown("confirm", ROOMY) as seen:
        assert "j k Scroll" in seen.text
    async with shown("pick", ROOMY) as seen:
        assert "j k Choose" in seen.text
    async with shown("ask", ROOMY) as seen:
        assert "Scroll" not in seen.text
    async with shown("search", ROOMY) as seen:
        assert "Choose" not in seen.text, "as nothing is found yet"
        await seen.press(*"tea")
        await seen.sees("30 found")
        assert "↓ ↑ Choose" in seen.text, "since letters are text here"


async def test_with_another_size_it_is_told_anew() -> None:
    async with shown("save failed", (80, 100)) as seen:
        assert "Scroll" not in seen.text
        await seen.pilot.resize_terminal(80, 24)
        await seen.pilot.pause()
        assert "j k Scroll" in seen.text


@pytest.mark.parametrize("size", [ROOMY, SMALL], ids=str)
async def test_the_choice_stays_in_sight_of_who_moves_it(size: tuple[int, int]) -> None:
    async with shown("pick", size) as seen:
        await seen.press(*"jjjjjjjjj")
        assert "Choice 10" in seen.text
        await seen.press("end", "k", "enter")
        assert seen.answers == [29]


async def test_what_was_found_is_chosen_with_the_arrows_while_one_writes() -> None:
    async with shown("search", ROOMY) as seen:
        await seen.press(*"tea")
        await seen.sees("30 found")
        await seen.press("down", "down", "up", "enter")
        assert [hit.turn for hit in seen.answers] == [2]


@pytest.mark.parametrize("size", [ROOMY, SMALL, TINY], ids=str)
async def test_the_bare_view_has_nothing_beside_its_text(size: tuple[int, int]) -> None:
    async with shown("bare", size) as seen:
        assert seen.text.startswith(MANY[0][: size[0]].rstrip())
        assert seen.modal.body.region == (0, 0, size[0], size[1] - 1)
        assert seen.text.splitlines()[-1].startswith("q closes"), "on a line of its own"


async def test_the_bare_view_begins_where_its_turn_ends_the_screen() -> None:
    async with shown("bare around", ROOMY) as seen:
        *text, _ = seen.text.splitlines()
        assert text[-1] == "The turn itself."
        assert text[-3] == MANY[-1]
        await seen.press("pagedown")
        assert MANY[0] in seen.text, "which is what came after it"


@pytest.mark.parametrize("theme", themes.ALL)
@pytest.mark.parametrize("kind", ["pick", "search", "palette"])
async def test_the_chosen_row_has_a_bar_in_every_theme(kind: str, theme: str) -> None:
    async with shown(kind, ROOMY, theme) as seen:
        if kind == "search":
            await seen.press(*"tea")
            await seen.sees("30 found")
        first = barred(seen.text)
        assert first
        await seen.press("down")
        assert barred(seen.text)
        assert barred(seen.text)[0] > first[-1]


def barred(text: str) -> list[int]:
    """The rows with a bar."""
    return [at for at, row in enumerate(text.splitlines()) if "▎" in row]


async def test_a_kind_that_asks_nothing_answers_nothing() -> None:
    assert Modal[str](KEYS, "Told").answer() is None


async def test_the_palette_does_what_can_be_done_and_tells_why_of_what_cannot() -> None:
    async with shown("palette", ROOMY) as seen:
        await seen.press(*"rew")
        assert "▎ Rewind here" in seen.text
        await seen.press("enter")
        assert f"Rewind here: {WHY}" in seen.text
        assert not seen.answers
        await seen.press("backspace", "backspace", "backspace", *"und", "enter")
        assert seen.answers == ["undo"]


async def test_what_was_looked_for_is_lit_where_it_was_found() -> None:
    lit = looked_for("tea le")
    assert lit
    assert [found[0] for found in lit.finditer("Tea, a teapot, and leeks.")] == ["Tea", "le"]
    assert looked_for(" ?") is None


def test_a_find_tells_whose_chat_where_and_who() -> None:
    told = found_row(0, Hit(1, 3, 1, "Idris", "You", "*I wave.* Hello."), None)
    assert told.title == "Idris · turn 3 · You"
    assert told.line == "I wave. Hello."


@pytest.mark.parametrize(("kind", "told"), [
    ("ask", "Enter Name it   Esc Ctrl+N Cancel"),
    ("confirm", "Esc q Cancel"),
    ("help", "Esc q Close"),
])  # fmt: skip
async def test_the_way_out_is_told_with_a_key_that_is_quick(kind: str, told: str) -> None:
    async with shown(kind, ROOMY) as seen:
        assert told in seen.text


@pytest.mark.parametrize("size", [ROOMY, SMALL, TINY], ids=str)
@pytest.mark.parametrize("kind", KINDS)
async def test_the_key_that_leaves_is_told_in_every_room(kind: str, size: tuple[int, int]) -> None:
    async with shown(kind, size) as seen:
        assert WAY_OUT.search(seen.text)


@pytest.mark.parametrize("size", [ROOMY, SMALL], ids=str)
async def test_the_help_tells_where_a_key_works_and_what_the_marks_mean(
    size: tuple[int, int],
) -> None:
    async with shown("help", size) as seen:
        told = seen.text
        rows = sum(bool(row.strip("│╭╮╰╯─ ")) for row in told.splitlines())
        assert rows > size[1] * 2 // 3, "of the room most is used"
        while not seen.modal.body.is_vertical_scroll_end:
            await seen.press("pagedown")
            told += seen.text
        for title in (*PLACES.values(), "Marks"):
            assert title in told
        assert "★★★" in told


async def test_a_search_that_is_left_while_it_runs_changes_nothing_any_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gate, ends = asyncio.Event(), list[str]()

    async def slow(text: str) -> list[Hit]:
        await gate.wait()
        ends.append(text)
        return await found(text)

    monkeypatch.setitem(KINDS, "search", lambda: Search(KEYS, slow))
    async with shown("search", SMALL) as seen:
        await seen.press("x")
        await seen.modal.query_one(Picks).remove()  # as of a dialogue that is closed
        gate.set()
        await seen.pilot.until(lambda: ends)
        await seen.pilot.pause()
        assert ends == ["x"]
        assert seen.pilot.app.screen is seen.modal, "nothing went wrong"
