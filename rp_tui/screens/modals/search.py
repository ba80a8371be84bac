"""Searching all chats: what is written is looked for, and Enter goes there."""

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.widgets import Input, Static

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.storage.looks.searching import Hit
from rp_tui.screens.modals.modal import Modal, muted, plain
from rp_tui.screens.modals.picks import Choice, Picks
from rp_tui.ui.in_order import hold_keys
from rp_tui.ui.keymap import Keymap

if TYPE_CHECKING:
    from textual.worker import Worker

TITLE = "Search all chats"
ASKS = "Words that stand in one turn; the last may go on."
NOTHING = "No turn has all of these words."
BETWEEN = " · "
WORD = re.compile(r"\w+")


class Search(Modal[Hit]):
    """The turn to go to, or nothing."""

    TALL: ClassVar[bool] = True
    WRITES: ClassVar[bool] = True

    def __init__(self, keymap: Keymap, search: Callable[[str], Awaitable[list[Hit]]]) -> None:
        super().__init__(keymap, TITLE, "Go there")
        self._search = search
        self._hits: list[Hit] = []
        self._told_for = ""  # the text for which these are
        self._goes: Callable[[], None] | None = None  # Enter waits for them, and keys behind it

    def asks(self) -> ComposeResult:
        """The line, and what was found."""
        line = Input()
        line.cursor_blink = False
        yield line
        yield muted(ASKS)
        yield Picks()

    def on_input_changed(self) -> None:
        """Look for it."""
        self._stay()
        # Not begun here: of letters that come at once all but the last are not looked for.
        _: Worker[None] = self.run_worker(self._look, exclusive=True, group="search")

    async def _look(self) -> None:
        text, picks = self.query_one(Input).value, self.query_one(Picks)
        try:
            self._hits = await self._search(text)
            told = f"{len(self._hits)} found" if self._hits else NOTHING
        except Trouble as trouble:
            self._hits, told = [], str(trouble)
        if not picks.is_attached:
            return  # it was left meanwhile
        lit, self._told_for = looked_for(text), text
        picks.offer([choice(at, hit, lit) for at, hit in enumerate(self._hits)])
        self.query_one("#asked", Static).update(plain(told if text.strip() else ASKS))
        self.tell_keys()
        if self._goes:
            self._stay()
            self._go_there()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to what has the text, when it is known what has."""
        if event.value == self._told_for:
            self._go_there()
        elif self._goes is None:
            self._goes = hold_keys(self)

    def on_unmount(self) -> None:
        """No key waits for it any more."""
        self._stay()

    def _stay(self) -> None:
        if self._goes:
            self._goes()
        self._goes = None

    def _go_there(self) -> None:
        if self._hits:
            self.action_confirm()

    def on_option_list_option_selected(self) -> None:
        """Enter goes there."""
        self.action_confirm()

    def answer(self) -> Hit | None:
        """What is chosen."""
        at = self.query_one(Picks).picked
        return None if at is None else self._hits[at]


def looked_for(text: str) -> re.Pattern[str] | None:
    """What matches each of the words, the last of them as the beginning of one."""
    *words, last = [re.escape(word) for word in WORD.findall(text)] or [""]
    ways = [rf"\b{word}\b" for word in words] + ([rf"\b{last}"] if last else [])
    return re.compile("|".join(ways), re.IGNORECASE) if ways else None


def choice(at: int, hit: Hit, lit: re.Pattern[str] | None) -> Choice:
    """A row: whose chat, where in it, who said it; and the words around what was found."""
    said = BETWEEN.join(filter(None, (hit.host, f"turn {hit.number}", hit.name)))
    return Choice(at, said, hit.snippet.replace("*", ""), lit)
