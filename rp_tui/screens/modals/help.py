"""Help: every key and what it does, as it was declared."""

from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from rp_tui.screens.modals.modal import Modal
from rp_tui.ui import guide
from rp_tui.ui.keymap import Keymap

TITLE = "Keys"


class Help(Modal[None]):
    """The guide, to scroll through."""

    TALL: ClassVar[bool] = True
    ABLE: ClassVar[frozenset[str]] = frozenset({"cancel"})

    def __init__(self, keymap: Keymap) -> None:
        super().__init__(keymap, TITLE)

    def asks(self) -> ComposeResult:
        """The sections."""
        with VerticalScroll(id="said", classes="-scrolls"):
            yield Static(guided(self.keymap))

    def answer(self) -> None:
        """There is none."""


def guided(keymap: Keymap) -> Table:
    """The whole guide, its hints wrapped beside their keys."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column()
    for section in guide.sections(keymap):
        table.add_row(Text(section.title, "bold"))
        for line in section.lines:
            table.add_row(Text(f"  {line.keys}"), Text(line.leader, "dim"), Text(line.hint))
        table.add_row()
    return table
