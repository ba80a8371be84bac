"""Keys in order: however many come at once, each does what it would do if it came alone."""

import asyncio
from collections.abc import Callable
from typing import ClassVar

import pytest
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from rp_tui.ui import in_order
from rp_tui.ui.in_order import InOrder

PATIENCE_S = 20.0
IMPATIENT_S = 0.1


class Asked(ModalScreen[str | None]):
    """A line, answered by Enter."""

    def compose(self) -> ComposeResult:
        yield Input()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        self.dismiss(message.value)

    def on_unmount(self) -> None:
        """Something comes that nobody reads any more."""
        self._message_queue.put_nowait(events.Idle())


class Panel(Widget, can_focus=True):
    """Takes one letter, and tells it."""

    class Chosen(Message):
        """It was pressed."""

    def on_key(self, event: events.Key) -> None:
        event.stop()
        self.post_message(self.Chosen())


class Desk(InOrder):
    """A box to write in, a widget that hears letters, and dialogs that come in several ways."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "send"),
        Binding("ctrl+n", "leave", priority=True),
        Binding("i", "write", priority=True),
        Binding("ctrl+f", "ask"),
        Binding("ctrl+p", "ask_soon"),
        Binding("ctrl+o", "open"),
        Binding("space", "open"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []
        self.gate = asyncio.Event()
        self.asks_within_s: float | None = None

    def compose(self) -> ComposeResult:
        yield Box()
        yield Story()
        yield Panel()

    def on_mount(self) -> None:
        self.box, self.story = self.query_one(Box), self.query_one(Story)
        self.panel = self.query_one(Panel)

    @property
    def is_asked(self) -> bool:
        return isinstance(self.screen, Asked)

    def action_send(self) -> None:
        self.told.append(self.box.text)
        self.box.clear()

    def action_leave(self) -> None:
        self.screen.set_focus(self.story)

    def action_write(self) -> None:
        self.screen.set_focus(self.box)

    def action_open(self) -> None:
        self.screen.set_focus(self.panel)

    def on_panel_chosen(self) -> None:
        self.call_later(self.action_write)

    def action_ask(self) -> None:
        self.push_screen(Asked(), self.answered)

    def action_ask_soon(self) -> None:
        release = self.hold_keys(self.screen, self.asks_within_s)
        self.run_worker(self._ask_soon(release))

    async def _ask_soon(self, release: Callable[[], None]) -> None:
        try:
            await self.gate.wait()
            self.answered(await self.push_screen_wait(Asked()))
            self.screen.set_focus(self.story)
        finally:
            release()

    def answered(self, answer: str | None) -> None:
        self.told.append(f"asked {answer}")


class Box(TextArea):
    """Enter is not its own."""

    async def _on_key(self, event: events.Key) -> None:
        event.prevent_default()
        if event.key != "enter":
            await super()._on_key(event)


class Story(Widget, can_focus=True):
    """Tells what it hears, when it does."""

    app: Desk

    def __init__(self) -> None:
        super().__init__()
        self.hears = asyncio.Event()
        self.hears.set()

    async def on_key(self, event: events.Key) -> None:
        await self.hears.wait()
        self.app.told.append(f"story {event.key}")


CHARACTERS = {"enter": "\r", "space": " "}


def come(app: Desk, *keys: str) -> None:
    """All at once, as from one read of the terminal."""
    for key in keys:
        app.post_message(events.Key(key, CHARACTERS.get(key, key if len(key) == 1 else None)))


async def until(is_so: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not is_so():  # noqa: ASYNC110  (nothing tells of it)
            await asyncio.sleep(0.01)


@pytest.fixture(autouse=True)
def no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is waited for is waited for to the end, however slow the machine is."""
    monkeypatch.setattr(in_order, "PATIENCE_S", PATIENCE_S)


async def test_what_is_typed_behind_enter_is_not_sent_with_what_is_before_it() -> None:
    app = Desk()
    async with app.run_test():
        come(app, *"abc", "enter", *"def")
        await until(lambda: app.box.text == "def")
        assert app.told == ["abc"]


async def test_a_paste_stays_where_it_came() -> None:
    app = Desk()
    async with app.run_test():
        come(app, *"ab")
        app.post_message(events.Paste("pasted"))
        come(app, "c", "enter", "d")
        await until(lambda: app.box.text == "d")
        assert app.told == ["abpastedc"]


async def test_a_key_that_goes_before_all_others_overtakes_no_letter() -> None:
    app = Desk()
    async with app.run_test():
        come(app, *"ab", "ctrl+n", *"jk", "i", *"cd", "enter")
        await until(lambda: "abcd" in app.told)
        assert app.told == ["story j", "story k", "abcd"]


async def test_letters_behind_a_key_that_opens_something_go_to_it_and_on_from_it() -> None:
    app = Desk()
    async with app.run_test():
        come(app, "a", "ctrl+o", "x", "b", "ctrl+n", "space", "x", "c", "enter")
        await until(lambda: "abc" in app.told)
        assert app.told == ["story space", "abc"]


async def test_letters_behind_a_key_that_asks_stand_in_the_line_that_it_asks_for() -> None:
    app = Desk()
    async with app.run_test():
        come(app, "a", "ctrl+f", *"word", "enter", "b", "enter")
        await until(lambda: len(app.told) == 2)
        assert app.told == ["asked word", "ab"]


async def test_they_do_so_when_it_is_asked_beside_the_keys_and_then_go_where_it_leads() -> None:
    app = Desk()
    app.gate.set()
    async with app.run_test():
        come(app, "a", "ctrl+p", *"word", "enter", "j", "i", "b", "enter")
        await until(lambda: "ab" in app.told)
        assert app.told == ["asked word", "story j", "ab"]


async def test_keys_wait_for_what_leads_them_elsewhere() -> None:
    app = Desk()
    async with app.run_test():
        come(app, "ctrl+p", "x")
        await asyncio.sleep(0.1)
        assert not app.box.text
        app.gate.set()
        await until(lambda: app.is_asked and app.screen.query_one(Input).value == "x")


async def test_they_do_not_wait_for_ever() -> None:
    app = Desk()
    app.asks_within_s = IMPATIENT_S
    async with app.run_test():
        come(app, "ctrl+p", *"abc", "ctrl+n", "j", "i", "d")
        await until(lambda: app.box.text == "abcd")
        assert app.told == ["story j"]
        assert not app.gate.is_set()


async def test_a_key_that_is_not_done_in_time_lets_others_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(in_order, "PATIENCE_S", IMPATIENT_S)
    app = Desk()
    async with app.run_test():
        app.action_leave()
        app.story.hears.clear()
        come(app, "j", "i", "a")
        await until(lambda: app.box.text == "a")
        assert not app.told
        app.story.hears.set()
        await until(lambda: app.told == ["story j"])


async def test_where_nothing_has_the_focus_they_are_in_order_too() -> None:
    app = Desk()
    async with app.run_test():
        app.screen.set_focus(None)
        come(app, "i", *"ab", "enter", "c", "enter")
        await until(lambda: len(app.told) == 2)
        assert app.told == ["ab", "c"]
