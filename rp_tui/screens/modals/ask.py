"""Asking for a line of text."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Input

from rp_tui.core.domain.clean import clean
from rp_tui.screens.modals.modal import Modal, muted
from rp_tui.ui.keymap import Keymap


class Ask(Modal[str]):
    """The text, or nothing."""

    WRITES: ClassVar[bool] = True

    def __init__(
        self, keymap: Keymap, title: str, remark: str = "", text: str = "", *, yes: str
    ) -> None:
        super().__init__(keymap, title, yes)
        self._remark, self._text = remark, text

    def asks(self) -> ComposeResult:
        """What it is for, and the line."""
        if self._remark:
            yield muted(self._remark)
        line = Input(clean(self._text, single_line=True))
        line.cursor_blink = False
        yield line

    def on_input_submitted(self) -> None:
        """Enter answers."""
        self.action_confirm()

    def answer(self) -> str | None:
        """What was written, if anything was."""
        return clean(self.query_one(Input).value, single_line=True).strip() or None
