"""Hosts for the widgets of the frame: an app with our themes, and what a widget shows as text."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import TypeVar

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from rp_tui.ui import themes
from tests.patient import Patient

Told = TypeVar("Told", bound=Message)

HOSTILE = [
    pytest.param("\x1b]52;c;aGFjaw==\x07", id="clipboard"),
    pytest.param("\x1b[2J\x1b[31mred", id="csi"),
    pytest.param("\x9b2Jc1", id="c1"),
    pytest.param("\u202eesrever\u2066", id="bidi"),
    pytest.param("z" + "\u0334" * 40 + "algo", id="zalgo"),
    pytest.param("[/] [link=http://e]x[/link] [@click=app.exit]exit[/] [b", id="markup"),
    pytest.param("a line " * 150_000, id="megabyte"),
    pytest.param("two\nlines\r\nand a\ttab", id="lines"),
]
STEERING = {chr(code) for code in (*range(0x20), 0x7F, *range(0x80, 0xA0))}
BIDI = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Host(App[None]):
    """Shows some widgets, and notes the messages that they post."""

    def __init__(self, *widgets: Widget, theme: str = "dusk") -> None:
        super().__init__()
        self._widgets = widgets
        self._named = theme
        self.heard: list[Message] = []

    def on_mount(self) -> None:
        for theme in themes.ALL.values():
            self.register_theme(theme)
        self.theme = self._named

    def compose(self) -> ComposeResult:
        yield from self._widgets

    def told(self, kind: type[Told]) -> list[Told]:
        return [message for message in self.heard if isinstance(message, kind)]

    def note(self, message: Message) -> None:
        if not any(message is known for known in self.heard):  # it passes once for every parent
            self.heard.append(message)


@asynccontextmanager
async def shown(
    *widgets: Widget, size: tuple[int, int] = (80, 24), theme: str = "dusk"
) -> AsyncIterator[tuple[Host, Patient]]:
    """The widgets on a screen of some size."""
    app = Host(*widgets, theme=theme)
    async with app.run_test(size=size, message_hook=app.note):
        pilot = Patient(app)
        await pilot.pause()
        yield app, pilot


def rows(widget: Widget) -> list[str]:
    """What a widget paints, a text a row."""
    strips = widget.render_lines(Region(0, 0, *widget.outer_size))
    return ["".join(segment.text for segment in strip) for strip in strips]


def text(widget: Widget) -> str:
    return "\n".join(row.rstrip() for row in rows(widget))


def harmless(shown: Iterable[str]) -> bool:
    """Whether nothing in some rows would steer a terminal."""
    return not (STEERING | BIDI) & {char for row in shown for char in row}
