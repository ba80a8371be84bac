"""Picking one of several."""

from collections.abc import Sequence

from textual.app import ComposeResult

from rp_tui.screens.modals.modal import Modal
from rp_tui.screens.modals.picks import Choice, Picks
from rp_tui.ui.keymap import Keymap


class Pick(Modal[int]):
    """The key of what was chosen, or nothing."""

    def __init__(self, keymap: Keymap, title: str, choices: Sequence[Choice]) -> None:
        super().__init__(keymap, title, "Choose")
        self._choices = choices

    def asks(self) -> ComposeResult:
        """The list."""
        yield Picks(self._choices)

    def on_option_list_option_selected(self) -> None:
        """Enter answers."""
        self.action_confirm()

    def answer(self) -> int | None:
        """What is chosen."""
        return self.query_one(Picks).picked
