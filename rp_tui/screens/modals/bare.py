"""The bare view: the text alone, from edge to edge, to be selected with the terminal itself."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from rp_tui.screens.modals.modal import Modal, plain
from rp_tui.ui.keymap import Keymap


class Bare(Modal[None]):
    """Some turns, and nothing beside them."""

    ABLE: ClassVar[frozenset[str]] = frozenset({"cancel"})
    DEFAULT_CSS = """
    Bare { background: $background; }
    Bare #bare { height: 1fr; padding: 0; background: $background; scrollbar-size-vertical: 0; }
    Bare #bare Static { height: auto; }
    """

    def __init__(self, keymap: Keymap, text: str) -> None:
        super().__init__(keymap, "")
        self._text = text

    def compose(self) -> ComposeResult:
        """The text, from the top of the screen to its end."""
        with VerticalScroll(id="bare"):
            yield Static(plain(self._text))

    def answer(self) -> None:
        """There is none."""
