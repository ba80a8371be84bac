"""Reading: finding words, and taking them elsewhere."""

from rp_tui.core.domain.clean import clean
from rp_tui.core.engine import Engine
from rp_tui.core.storage.looks.searching import Hit
from rp_tui.screens.chat.turning import Turning
from rp_tui.screens.modals.ask import Ask
from rp_tui.screens.modals.bare import Bare
from rp_tui.screens.modals.search import Search
from rp_tui.widgets.transcript.widget import Transcript

BARE_TURNS = 40
FIND = "Find in this chat"
FLEETING_S = 4


class Reading(Turning):
    """What is done with what was said, without changing it."""

    def action_search(self) -> None:
        """Find words in this chat."""
        self.go(self._find())

    async def _find(self) -> None:
        text = await self.app.push_screen_wait(Ask(self.keymap, FIND))
        if text is None:
            self.hits = 0
            self.story.forget_find()
        else:
            self.story.focus()
            self.hits = await self.story.find(text)
            if not self.hits:
                self.tell(f"Nowhere in this chat: {text}", lasts_s=8)
        self.renew_keys()

    def on_transcript_found(self, message: Transcript.Found) -> None:
        """Say which of them it is."""
        if message.count:
            self.tell(f"{message.at} of {message.count}", lasts_s=FLEETING_S)

    def on_transcript_selected(self) -> None:
        """With another turn other things can be done."""
        self.renew_keys()

    def action_search_everywhere(self) -> None:
        """Find words in every chat."""
        self.go(self._search())

    async def _search(self) -> None:
        async def search(text: str) -> list[Hit]:
            return await self.core.ask(Engine.search, text)

        if hit := await self.app.push_screen_wait(Search(self.keymap, search)):
            await self.open_chat(hit.chat)
            self.story.focus()
            await self.story.jump(hit.turn)

    async def open_chat(self, chat: int) -> None:
        """Go to a chat."""
        raise NotImplementedError

    def action_copy_turn(self) -> None:
        """Hand the selected turn to the clipboard of the terminal."""
        if turn := self.story.selected:
            self.app.copy_to_clipboard(clean(turn.prose))
            self.tell(f"Copied turn {turn.number}.", lasts_s=FLEETING_S)

    def action_bare_view(self) -> None:
        """Show bare text."""
        if self.opened is not None and (turn := self.story.selected):
            self.go(self._bare(self.opened, turn.id))

    async def _bare(self, chat: int, turn: int) -> None:
        found = await self.core.ask(Engine.turns_since, chat, BARE_TURNS, turn)
        told = "\n\n".join(f"{one.name}: {one.turn.prose}" for one in found.turns)
        await self.app.push_screen_wait(Bare(self.keymap, told))
