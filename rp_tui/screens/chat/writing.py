"""Writing: what you say, the reply to it, and what is done with one that went wrong."""

from collections.abc import Awaitable

from msgspec.structs import replace

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.engine import Engine
from rp_tui.core.play.wish import Outcome
from rp_tui.core.storage.errors import StorageTrouble
from rp_tui.screens.chat.asking import DRAFTS
from rp_tui.screens.chat.following import Following
from rp_tui.screens.modals.save_failed import SaveFailed
from rp_tui.ui.action import Place
from rp_tui.widgets.composer import Composer

SENDING = "Sending"
WRITES = "{who} is writing"
DRAFTING = "Your turn is being drafted"
TRYING = "Asking until it answers"


class Writing(Following):
    """The box, and the run that what is sent sets going."""

    sending = False
    warm = False

    def hold(self) -> None:
        """Let the player write, or say why not."""
        going = self.going
        if going.trying:
            self.composer.hold(TRYING)
        elif going.busy:
            is_draft = going.kind == "impersonate"
            self.composer.hold(DRAFTING if is_draft else WRITES.format(who=self.writer()))
        elif self.sending:
            self.composer.hold(SENDING)
        else:
            self.composer.free()
            self.draw_editing()

    def draw_editing(self) -> None:
        """What Enter does with the words of an old turn."""
        if self.editing:
            way = self.keymap.way
            send, leave = (way(id, Place.COMPOSER) for id in ("send", "to-transcript"))
            self.composer.border_title = self.editing.told.format(send=send, leave=leave)

    def on_composer_drafted(self, message: Composer.Drafted) -> None:
        """A draft outlives the program; with its first word the model is made ready."""
        if self.opened is None or self.editing or self.sending:
            return
        if message.text and not self.warm:
            self.warm = True
            self.go(self.core.ask(Engine.warm))
        if message.text != self.drafts.get(self.opened, ""):
            self.go(self.keep_draft(self.opened, message.text))

    async def keep_draft(self, chat: int, text: str) -> None:
        """Put a draft by."""
        self.drafts[chat] = text
        await self.core.ask(Engine.remember, DRAFTS, str(chat), text or None)

    def on_composer_refused(self, message: Composer.Refused) -> None:
        """Something was not done."""
        self.tell(message.told, lasts_s=8)

    def on_composer_submitted(self, message: Composer.Submitted) -> None:
        """Say it, or change with it what was said."""
        chat, editing = self.opened, self.editing
        if chat is None:
            return
        if editing is None:
            self.go(self.say(chat, message.text))
            return
        self.leave_editing()
        if editing.why == "reword":
            self.go(self.reword(chat, editing.turn, message.text))
        else:
            same = message.text == editing.prose.strip()
            self.go(self.regenerate(chat, None if same else message.text))

    def leave_editing(self) -> None:
        """The draft is back in the box."""
        if self.editing:
            aside, self.editing = self.editing.aside, None
            self.composer.draft = aside
            self.hold()
            self.renew_keys()

    async def reword(self, chat: int, turn: int, prose: str) -> None:
        """Change the words of a turn."""
        raise NotImplementedError

    async def say(self, chat: int, prose: str) -> None:
        """Say something, and hear the answer."""
        self.sending = True
        self.hold()
        self.begin(prose)
        await self.hear(chat, self.core.ask(Engine.take_turn, chat, prose), prose)

    async def regenerate(self, chat: int, prose: str | None) -> None:
        """Have the last reply said anew."""
        raise NotImplementedError

    async def hear(self, chat: int, asked: Awaitable[Outcome], prose: str = "") -> None:
        """Wait for a reply; words that could not be said stand in the banner, or in the box."""
        try:
            outcome = await asked
        except StorageTrouble as trouble:
            await self.settle(chat)
            await self.hold_words(chat, str(trouble), prose)
        except Trouble as trouble:
            await self.settle(chat)
            if chat != self.opened or self.going.waiting is None:
                self.tell(str(trouble), lasts_s=8)
        else:
            self.sending = False
            if outcome.ending == "dropped" and outcome.prose:
                await self.give_back(chat, outcome.prose)

    async def settle(self, chat: int) -> None:
        """Nothing came: what was shown of it is taken away."""
        self.sending = False
        if chat == self.opened:
            await self.renew_standing()
            if not self.going.busy:
                await self.end()

    async def hold_words(self, chat: int, told: str, prose: str) -> None:
        """What could not be saved stays on the screen until it can be."""
        waiting = self.going.waiting if chat == self.opened else None
        words = "\n\n".join(filter(None, (prose, waiting.partial if waiting else "")))
        again = await self.app.push_screen_wait(SaveFailed(self.keymap, told, words))
        if again and waiting:
            await self.hear(chat, self.core.ask(Engine.retry, chat))
        elif again:
            await self.say(chat, prose)

    async def give_back(self, chat: int, prose: str) -> None:
        """Your words are yours again, before what you have written since."""
        if chat == self.opened:
            draft = self.composer.draft
            self.composer.draft = f"{prose}\n\n{draft}" if draft else prose
        else:
            await self.keep_draft(chat, prose)

    def taken_in(self, kind: str) -> None:
        """Your words are on disk, and the box is free of them."""
        if self.sending:
            self.sending = False
            self.composer.sent()
            if self.standing:
                going = replace(self.going, busy=True, kind=kind, phase="waiting")
                self.standing = replace(self.standing, going=going)
            self.hold()

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
            self.begin(replacing=known.newest.id, before=known.newest.turn.prose)
            self.go(self.hear(self.opened, self.core.ask(Engine.go_on, self.opened)))

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
