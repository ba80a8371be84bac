"""Searching all chats: what is written is looked for, and Enter goes there."""

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input, Static

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.storage.looks.searching import Hit
from rp_tui.screens.modals.modal import Modal, muted, plain
from rp_tui.screens.modals.picks import Choice, Picks
from rp_tui.ui.keymap import Keymap

TITLE = "Search all chats"
MOVES = {"down": 1, "up": -1}


class Search(Modal[Hit]):
    """The turn to go to, or nothing."""

    TALL: ClassVar[bool] = True

    WRITES: ClassVar[bool] = True

    def __init__(self, keymap: Keymap, search: Callable[[str], Awaitable[list[Hit]]]) -> None:
        super().__init__(keymap, TITLE, "Go there")
        self._search = search
        self._hits: list[Hit] = []

    def asks(self) -> ComposeResult:
        """The line, and what was found."""
        line = Input()
        line.cursor_blink = False
        yield line
        yield muted("Words that stand in one turn; the last may go on.")
        yield Picks()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for it."""
        self.run_worker(self._look(event.value), exclusive=True, group="search")

    async def _look(self, text: str) -> None:
        try:
            self._hits = await self._search(text)
            told = f"{len(self._hits)} found" if self._hits else "Nothing found"
        except Trouble as trouble:
            self._hits, told = [], str(trouble)
        self.query_one(Picks).offer([choice(at, hit) for at, hit in enumerate(self._hits)])
        self.query_one("#asked", Static).update(plain(told if text.strip() else ""))

    def on_key(self, event: events.Key) -> None:
        """The arrows move among what was found while one writes."""
        picks = self.query_one(Picks)
        if event.key in MOVES and self._hits:
            event.stop()
            at = (picks.highlighted or 0) + MOVES[event.key]
            picks.highlighted = max(0, min(at, len(self._hits) - 1))

    def on_input_submitted(self) -> None:
        """Enter goes there."""
        if self._hits:
            self.action_confirm()

    def on_option_list_option_selected(self) -> None:
        """Enter goes there."""
        self.action_confirm()

    def answer(self) -> Hit | None:
        """What is chosen."""
        at = self.query_one(Picks).picked
        return None if at is None else self._hits[at]


def choice(at: int, hit: Hit) -> Choice:
    """A row: who said it, where, and the words around what was found."""
    whose = hit.name if hit.name == hit.host else f"{hit.name}, with {hit.host}"
    return Choice(at, f"{whose} · turn {hit.number}", hit.snippet)
