"""Writing: what you say, the reply to it, and what is done with one that went wrong."""

from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import Any, TypeAlias

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.engine import Engine
from rp_tui.core.play.wish import Outcome
from rp_tui.core.storage.errors import StorageTrouble
from rp_tui.core.storage.looks.turns import Said
from rp_tui.screens.chat.asking import DRAFTS, under_way
from rp_tui.screens.chat.following import Following
from rp_tui.screens.modals.save_failed import SaveFailed
from rp_tui.widgets.composer import Composer

Again: TypeAlias = Callable[[], Coroutine[Any, Any, None]]


class Writing(Following):
    """The box, and the run that what is sent sets going."""

    warm = False

    def on_composer_drafted(self, message: Composer.Drafted) -> None:
        """A draft outlives the program; with its first change the model is made ready."""
        if self.opened is None or self.editing or self.is_sending:
            return
        if self.turning.locked() or message.text != self.composer.draft:
            return  # it is of the chat that is left
        if message.text == self.drafts.get(self.opened, ""):
            return  # it was left so
        if not self.warm:
            self.warm = True
            self.go(self.core.ask(Engine.warm))
        self.go(self.keep_draft(self.opened, message.text))

    async def keep_draft(self, chat: int, text: str) -> None:
        """Put a draft by; what could not be is tried again, and asked about before the end."""
        before, self.drafts[chat] = self.drafts.get(chat, ""), text
        try:
            await self.core.ask(Engine.remember, DRAFTS, str(chat), text or None)
        except Trouble:
            if self.drafts[chat] == text:
                self.drafts[chat] = before
            raise

    def on_composer_refused(self, message: Composer.Refused) -> None:
        """Something was not done."""
        self.tell(message.told, lasts_s=8)

    async def say(self, chat: int, prose: str) -> None:
        """Say something, and hear the answer."""
        if chat == self.opened:  # it may have been left, when a retry of it comes
            self.sending = chat
            self.hold()
            self.renew_keys()
            self.begin(prose)
        again = partial(self.say, chat, prose)
        await self.hear(chat, self.core.ask(Engine.take_turn, chat, prose), prose, again)

    async def hear(
        self, chat: int, asked: Awaitable[Outcome], prose: str = "", again: Again | None = None
    ) -> None:
        """Wait for a reply; words that could not be said stand in the banner, or in the box."""
        try:
            outcome = await asked
        except Trouble as trouble:
            in_the_box = self.sending == chat
            await self.settle(chat)
            held = (await self.core.ask(under_way, chat)).waiting is not None
            if isinstance(trouble, StorageTrouble):
                if await self.hold_words(chat, str(trouble), prose, again):
                    return
            elif not held:
                self.tell(str(trouble), lasts_s=8)
            if prose and not held and not in_the_box:
                await self.give_back(chat, prose)
        else:
            if self.sending == chat:  # the answer is here before the news that all is on disk
                self.sending = None
                self.composer.sent()
            if outcome.ending == "dropped" and outcome.prose:
                await self.give_back(chat, outcome.prose)

    async def settle(self, chat: int) -> None:
        """Nothing came: what was shown of it is taken away."""
        if self.sending == chat:
            self.sending = None
        if chat == self.opened:
            await self.renew_standing()
            if not self.going.busy:
                await self.end()

    async def hold_words(self, chat: int, told: str, prose: str, again: Again | None) -> bool:
        """What could not be saved stays on the screen; whether it was tried again."""
        waiting = self.going.waiting if chat == self.opened else None
        words = "\n\n".join(filter(None, (prose, waiting.partial if waiting else "")))
        if not await self.app.push_screen_wait(SaveFailed(self.keymap, told, words)):
            return False
        if waiting:
            await self.hear(chat, self.core.ask(Engine.retry, chat))
        elif again:
            await again()
        return True

    async def give_back(self, chat: int, prose: str) -> None:
        """Your words are yours again, before what you have written since."""
        is_open = chat == self.opened
        since = self.composer.draft if is_open else self.drafts.get(chat, "")
        words = "\n\n".join(filter(None, (prose, since)))
        if is_open:
            self.composer.draft = words
        else:
            await self.keep_draft(chat, words)

    # What is done while a reply is on its way, or could not be.

    def action_stop(self) -> None:
        """End the reply here."""
        if self.opened is not None:
            self.go(self.core.ask(Engine.stop, self.opened))

    def action_retry(self) -> None:
        """Send again what could not be said."""
        if self.opened is not None:
            self.composer.focus()
            self.begin_again()
            self.go(self.hear(self.opened, self.core.ask(Engine.retry, self.opened)))

    def action_keep_trying(self) -> None:
        """Ask again and again."""
        if self.opened is not None:
            self.composer.focus()
            self.begin_again()
            self.go(self.hear(self.opened, self.core.ask(Engine.keep_trying, self.opened)))

    def begin_again(self) -> None:
        """What was held is on its way once more."""
        if waiting := self.going.waiting:
            self.begin(waiting.prose)

    def action_keep_partial(self) -> None:
        """Keep the reply as far as it came."""
        if self.opened is not None:
            self.go(self.hear(self.opened, self.core.ask(Engine.keep, self.opened)))

    def action_discard(self) -> None:
        """Let go of it; your words are yours again."""
        if self.opened is not None:
            self.go(self._discard(self.opened))

    async def _discard(self, chat: int) -> None:
        prose = await self.core.ask(Engine.discard, chat)
        await self.renew_standing()
        await self.give_back(chat, prose)

    def action_continue(self) -> None:
        """Let the last reply go on."""
        known = self.standing
        if self.opened is not None and known and known.newest:
            self.go(self._continue(self.opened, known.newest))

    async def _continue(self, chat: int, last: Said) -> None:
        if chat == self.opened:
            self.begin(replacing=last.id, before=last.turn.prose)
        again = partial(self._continue, chat, last)
        await self.hear(chat, self.core.ask(Engine.go_on, chat), again=again)

    def action_impersonate(self) -> None:
        """Have your next turn drafted."""
        if self.opened is not None:
            self.composer.focus()
            self.go(self._impersonate(self.opened))

    async def _impersonate(self, chat: int) -> None:
        try:
            words = await self.core.ask(Engine.impersonate, chat)
            if chat == self.opened:
                draft = self.composer.draft
                self.composer.draft = f"{draft}\n\n{words}" if draft else words
        finally:
            await self.renew_standing()
