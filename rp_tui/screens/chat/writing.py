"""Writing: what you say, the reply to it, and what is done with one that went wrong."""

from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import Any, TypeAlias

from rp_tui.core import play
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.engine import Engine
from rp_tui.core.play.under_way import Waiting
from rp_tui.core.play.wish import Outcome
from rp_tui.core.storage.errors import StorageTrouble
from rp_tui.screens import modals
from rp_tui.screens.chat.asking import under_way
from rp_tui.screens.chat.following import Following
from rp_tui.screens.chat.sitting import NOTHING, joined
from rp_tui.screens.chat.unable import NOBODY, WAITS
from rp_tui.widgets.composer import Composer
from rp_tui.widgets.toast import READ_S

Again: TypeAlias = Callable[[], Coroutine[Any, Any, None]]
GiveBack: TypeAlias = Callable[[int, str], Awaitable[None]]


class Writing(Following):
    """The box, and the run that what is sent sets going."""

    warm = False

    def on_composer_drafted(self, message: Composer.Drafted) -> None:
        """What is written outlives the program; as it begins, all is made ready for a reply."""
        chat, here = self.opened, self.here
        if chat is None or message.of != chat or here.sending is not None:
            return
        self.stash()
        if here.written == here.kept:
            return
        if not self.warm or here.kept == NOTHING:
            self.warm = True
            self.go(self.core.ask(Engine.warm, chat))
        self.go(self.sittings.keep(chat))

    def stash(self) -> None:
        """What stands in the box is of the chat that is open."""
        here = self.here
        if here.editing:
            here.words = self.composer.draft
        elif here.sending is None:
            here.draft = self.composer.draft

    async def put_away(self) -> None:
        """Leave nothing that was written behind."""
        self.stash()
        await self.sittings.keep_all()

    def on_composer_refused(self, message: Composer.Refused) -> None:
        """Something was not done."""
        self.tell(message.told, lasts_s=READ_S)

    def on_composer_submitted(self, message: Composer.Submitted) -> None:
        """Say it; what was written for a chat that is not seen any more is its draft."""
        if self.opened is None or self.standing is None or message.of != self.opened:
            self.draw_box()  # it stays in the box, until there is a chat to say it in
            if self.opened is None:
                self.tell(NOBODY, lasts_s=READ_S)
            return
        here, waiting = self.here, self.going.waiting
        if waiting and waiting.has_words and not (here.editing and here.editing.why == "reword"):
            self.draw_box()
            self.tell(WAITS, "retry")
            return
        here.sending = message.text
        if here.editing:
            here.words = message.text
        else:
            here.draft = message.beside
        self.send(self.opened, message.text)

    def send(self, chat: int, prose: str) -> None:
        """What is done with what was sent."""
        self.go(self.say(chat, prose))

    async def say(self, chat: int, prose: str) -> None:
        """Say something, and hear the answer."""
        self.sittings.of(chat).sending = prose
        if chat == self.opened:  # it may have been left, when a retry of it comes
            self.draw_box()
            self.renew_keys()
            self.begin(prose)
        again = partial(self.say, chat, prose)
        await self.hear(chat, self.core.ask(Engine.take_turn, chat, prose), prose, again)

    async def hear(
        self,
        chat: int,
        asked: Awaitable[Outcome],
        prose: str = "",
        again: Again | None = None,
        give_back: GiveBack | None = None,
    ) -> None:
        """Wait for a reply; words that could not be said stand in the banner, or in the box."""
        try:
            outcome = await asked
        except play.impact.MoreWouldGo:
            raise  # nothing was tried: who asked for it asks about that
        except Trouble as trouble:
            await self.missed(chat, trouble, prose, again)
        else:
            self.taken_in(chat)  # the answer may be here before the news that all is on disk
            if outcome.ending == "dropped" and outcome.prose:
                await (give_back or self.give_back)(chat, outcome.prose)

    async def missed(self, chat: int, trouble: Trouble, prose: str, again: Again | None) -> None:
        """No reply came, and perhaps the words are not even on disk."""
        was_sending = self.sittings.of(chat).sending is not None
        waiting = (await self.core.ask(under_way, chat)).waiting
        if waiting and was_sending and waiting.prose != prose:
            waiting = None  # it has waited since before
        if waiting:
            self.taken_in(chat)
        self.go(self.settle(chat))  # beside it: what cannot be written may not be read either
        if isinstance(trouble, StorageTrouble):
            if await self.is_tried_again(chat, str(trouble), waiting, prose, again):
                return
        elif not waiting:
            self.tell(str(trouble), lasts_s=READ_S)
        if was_sending and not waiting:
            self.take_back(chat)
        elif prose and not waiting:
            await self.give_back(chat, prose)

    async def settle(self, chat: int) -> None:
        """Nothing came: what was shown of it is taken away."""
        if chat == self.opened:
            await self.renew_standing()
            if not self.going.busy:
                await self.end()

    async def is_tried_again(
        self, chat: int, told: str, waiting: Waiting | None, prose: str, again: Again | None
    ) -> bool:
        """What could not be saved stays on the screen until that is decided."""
        words = joined(prose, waiting.partial if waiting else "")
        if not await self.app.push_screen_wait(
            modals.save_failed.SaveFailed(self.keymap, told, words)
        ):
            return False
        if waiting:
            await self.hear(chat, self.core.ask(Engine.retry, chat))
        elif again:
            await again()
        return True

    def take_back(self, chat: int) -> None:
        """What was on its way goes nowhere; it stands in the box as it did."""
        sitting = self.sittings.of(chat)
        words, sitting.sending = sitting.sending, None
        if sitting.editing is None:
            sitting.draft = joined(words, sitting.draft)
        elif chat != self.opened:
            sitting.leave()
        if chat == self.opened:
            if self.composer.draft != sitting.in_the_box:
                self.composer.draft = sitting.in_the_box
            self.draw()
        self.go(self.sittings.keep(chat))

    async def give_back(self, chat: int, prose: str) -> None:
        """Your words are yours again, before what you have written since."""
        await self.add_words(chat, lambda draft: joined(prose, draft))

    async def add_words(self, chat: int, add: Callable[[str], str]) -> None:
        """Put something into a chat's draft, wherever that is."""
        sitting, is_open = self.sittings.of(chat), chat == self.opened
        if is_open:
            self.stash()
        sitting.draft = add(sitting.draft)
        if is_open and sitting.editing is None and sitting.sending is None:
            self.composer.draft = sitting.draft
        await self.sittings.keep(chat)
