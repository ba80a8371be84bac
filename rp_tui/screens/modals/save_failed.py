"""What could not be saved: the words are held on the screen until they can be."""

from textual.app import ComposeResult
from textual.widgets import Static

from rp_tui.screens.modals.modal import Modal, muted, plain, said
from rp_tui.ui.keymap import Keymap

TITLE = "Couldn't save your turn — fix it and retry"
KEPT = "Until they are saved, your words stay where they are."
RETRY = "Retry"


class SaveFailed(Modal[bool]):
    """Yes to try again, or nothing."""

    DEFAULT_CSS = """
    SaveFailed #words { padding: 0 0 0 2; text-style: italic; }
    """

    def __init__(self, keymap: Keymap, told: str, words: str) -> None:
        super().__init__(keymap, TITLE, RETRY)
        self._told, self._words = told, words

    def asks(self) -> ComposeResult:
        """What is the matter, and the words."""
        yield said(self._told)
        yield muted(KEPT)
        yield Static(plain(self._words), id="words")

    def answer(self) -> bool:
        """Again."""
        return True
