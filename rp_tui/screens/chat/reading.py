"""Reading: finding words, and taking them elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from rp_tui.core.domain.clean import clean
from rp_tui.core.engine import Engine
from rp_tui.screens import modals
from rp_tui.screens.chat.turning import Turning
from rp_tui.ui import wording
from rp_tui.ui.action import Place
from rp_tui.widgets.toast import FLEETING_S, READ_S
from rp_tui.widgets.transcript.widget import Transcript

if TYPE_CHECKING:
    from rp_tui.core.storage.looks.searching import Hit
    from rp_tui.core.storage.looks.turns import Said

BARE_TURNS = 40
FIND = "Find in this chat"
FOUND = "{at} of {turns} with it; {leave} ends the search."


class Reading(Turning):
    """What is done with what was said, without changing it."""

    @dataclass
    class Chosen(Message):
        """A turn is to be read, of whatever chat it is."""

        chat: int
        turn: int
        text: str  # that was looked for

    def on_transcript_unread(self, message: Transcript.Unread) -> None:
        """Say why nothing more is shown; it is read with the next move."""
        self.tell(message.told, lasts_s=READ_S)

    def action_search(self) -> None:
        """Find words in this chat."""
        self.lead(self._find())

    async def _find(self) -> None:
        text = await self.app.push_screen_wait(modals.ask.Ask(self.keymap, FIND, yes="Find"))
        if text is None:
            return  # what was found before is so still
        self.set_focus(self.story)
        self.hits = await self.story.find(text)
        if not self.hits:
            self.tell(f"Nowhere in this chat: {text}", lasts_s=READ_S)
        self.renew_keys()

    def on_transcript_found(self, message: Transcript.Found) -> None:
        """Say which of them it is."""
        if message.count:
            leave = self.keymap.way("close-notice", Place.TRANSCRIPT)
            turns = wording.counted(message.count, "turn")
            self.tell(FOUND.format(at=message.at, turns=turns, leave=leave), lasts_s=READ_S)

    def action_close_notice(self) -> None:
        """It is read; and what was searched for is lit up no more."""
        super().action_close_notice()
        if self.hits:
            self.hits = 0
            self.story.forget_find()
        self.renew_keys()

    def on_transcript_selected(self) -> None:
        """With another turn other things can be done."""
        self.renew_keys()

    def action_search_everywhere(self) -> None:
        """Find words in every chat."""
        self.lead(self._search())

    async def _search(self) -> None:
        looked_for = ""

        async def search(text: str) -> "list[Hit]":
            nonlocal looked_for
            looked_for = text
            return await self.core.ask(Engine.search, text)

        if hit := await self.app.push_screen_wait(modals.search.Search(self.keymap, search)):
            self.post_message(self.Chosen(hit.chat, hit.turn, looked_for))

    async def read_on(self, chat: int, turn: int, text: str) -> None:
        """Show a turn of the chat that is open; what was looked for in it stays lit."""
        self.set_focus(self.story)
        await self.story.jump(turn)
        # All of the words stand in the turn, but not always side by side.
        for words in (text, *sorted(text.split(), key=len, reverse=True)):
            if turn in await self.core.ask(Engine.find, chat, words):
                self.hits = await self.story.find(words)
                break
        self.renew_keys()

    async def changed(self, why: str) -> None:
        """What was found may be gone, or stand elsewhere too."""
        await super().changed(why)
        if self.hits:
            self.hits = await self.story.find_again()

    def action_copy_turn(self) -> None:
        """Hand the selected turn to the clipboard of the terminal."""
        if turn := self.story.selected:
            self.app.copy_to_clipboard(clean(turn.prose))
            self.tell(f"Copied turn {turn.number}.", lasts_s=FLEETING_S)

    def action_bare_view(self) -> None:
        """Show bare text."""
        if self.opened is not None and (turn := self.story.selected):
            self.lead(self._bare(self.opened, turn.id))

    async def _bare(self, chat: int, turn: int) -> None:
        before = await self.core.ask(Engine.turns_before, chat, BARE_TURNS // 2, turn)
        since = await self.core.ask(Engine.turns_since, chat, BARE_TURNS // 2, turn)
        parts = (before.turns, since.turns[:1], since.turns[1:])
        around = modals.bare.Around(*(bare(part) for part in parts))
        await self.app.push_screen_wait(modals.bare.Bare(self.keymap, around))


def bare(turns: Sequence["Said"]) -> str:
    """What was said, and by whom; what is hidden in the story is so here."""
    seen = (one for one in turns if not one.turn.hidden)
    return "\n\n".join(f"{one.name}: {one.turn.prose}" for one in seen)
