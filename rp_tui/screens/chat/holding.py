"""Holding: what is done while a reply is on its way, and with words that could not be said."""

from collections.abc import Awaitable
from functools import partial
from typing import TYPE_CHECKING

from rp_tui.core.engine import Engine
from rp_tui.core.play.wish import Outcome
from rp_tui.screens.chat.asking import under_way
from rp_tui.screens.chat.sitting import joined
from rp_tui.screens.chat.writing import Writing

if TYPE_CHECKING:
    from rp_tui.core.storage.looks.turns import Said


class Holding(Writing):
    """Stops a reply, lets it go on or be asked for again, and lets go of it."""

    def action_stop(self) -> None:
        """End the reply here."""
        if self.opened is not None:
            self.go(self.core.ask(Engine.stop, self.opened))

    def action_retry(self) -> None:
        """Send again what could not be said."""
        if self.opened is not None:
            self.begin_again(self.opened, self.core.ask(Engine.retry, self.opened))

    def action_keep_trying(self) -> None:
        """Ask again and again."""
        if self.opened is not None:
            self.begin_again(self.opened, self.core.ask(Engine.keep_trying, self.opened))

    def begin_again(self, chat: int, asked: Awaitable[Outcome]) -> None:
        """What was held is on its way once more."""
        self.set_focus(self.composer)
        kind = ""
        if waiting := self.going.waiting:
            kind = waiting.kind
            self.begin(waiting.prose)
            self.story.follow()
        give_back = partial(self.give_back_from, kind)
        self.go(self.hear(chat, asked, give_back=give_back))

    def action_keep_partial(self) -> None:
        """Keep the reply as far as it came."""
        if self.opened is not None:
            self.story.follow()
            self.go(self.hear(self.opened, self.core.ask(Engine.keep, self.opened)))

    def action_discard(self) -> None:
        """Let go of it; your words are yours again."""
        if self.opened is not None:
            self.lead(self._discard(self.opened))

    async def _discard(self, chat: int) -> None:
        waiting = (await self.core.ask(under_way, chat)).waiting
        prose = await self.core.ask(Engine.discard, chat)
        await self.give_back_from(waiting.kind if waiting else "", chat, prose)
        await self.renew_standing()

    async def give_back_from(self, kind: str, chat: int, prose: str) -> None:
        """Your words are yours again, as what they were said for."""
        await self.give_back(chat, prose)

    def action_continue(self) -> None:
        """Let the last reply go on."""
        known = self.standing
        if self.opened is not None and known and known.newest:
            self.go(self._continue(self.opened, known.newest))

    async def _continue(self, chat: int, last: "Said") -> None:
        if chat == self.opened:
            self.begin(replacing=last.id, before=last.turn.prose)
        again = partial(self._continue, chat, last)
        await self.hear(chat, self.core.ask(Engine.go_on, chat), again=again)

    def action_impersonate(self) -> None:
        """Have your next turn drafted."""
        if self.opened is not None:
            self.set_focus(self.composer)
            self.go(self._impersonate(self.opened))

    async def _impersonate(self, chat: int) -> None:
        try:
            words = await self.core.ask(Engine.impersonate, chat)
            await self.add_words(chat, lambda draft: joined(draft, words))
        finally:
            await self.renew_standing()
