"""Drawing: what the widgets show, from what is known of the chats."""

from msgspec.structs import replace
from textual.timer import Timer

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.llm.chain import UNDERSTUDY
from rp_tui.core.play.feed import News, Resync
from rp_tui.screens.chat import asking, views
from rp_tui.screens.chat.railing import Railing
from rp_tui.ui.messages import Arrived
from rp_tui.widgets.banner import BannerView

SENDING = "Sending"
WRITES = "{who} is writing"
DRAFTING = "Your turn is being drafted"
TRYING = "Asking until it answers"
AGAIN_S = 5.0


class Drawing(Railing):
    """Shows all but the rail and the story."""

    _owed: Timer | None = None  # the next look, after one that failed

    async def renew_standing(self) -> None:
        """How the chat stands that is open."""
        chat = self.opened
        if chat is None:
            return
        try:
            known = await self.core.ask(asking.standing, chat)
        except Trouble:
            await self._renew_going(chat)
            raise
        if chat == self.opened:
            self.standing = known
            self.draw()

    async def _renew_going(self, chat: int) -> None:
        """At least what goes on, which no disk is asked for; all else is looked at again later."""
        going = await self.core.ask(asking.under_way, chat)
        if chat == self.opened and self.standing:
            self.standing = replace(self.standing, going=going)
            self.draw()
            if self._owed:
                self._owed.stop()
            self._owed = self.set_timer(AGAIN_S, self._look_again)

    def _look_again(self) -> None:
        self.post_message(Arrived(News((Resync(),))))

    def draw(self) -> None:
        """All of it, from what is known."""
        known = self.standing
        if known is None:
            return
        self.title = known.look.bot.name
        self.heading.view = views.header(known.look)
        slot, budget = self.config.narrative, self.config.prompt.hard_tokens
        model = UNDERSTUDY if slot.understudy else slot.model
        self.status.view = views.status(model, budget, known.cost)
        # Between a story and a turn that is written anew nothing else is to stand.
        here = self.here
        broken_off = "" if here.editing else here.broken_off
        self.draw_banner(views.banner(known.going, here.told, broken_off))
        self.draw_box()
        self.renew_keys()

    def draw_banner(self, view: BannerView | None) -> None:
        """What is the matter; it never takes the focus, as what is typed meanwhile is text."""
        had_focus = self.banner.has_focus
        self.banner.view = view
        if had_focus and not self.banner.can_focus:
            self.set_focus(self.composer)

    def draw_box(self) -> None:
        """Let the player write, or say why not."""
        going, editing = self.going, self.here.editing
        if going.trying:
            self.composer.hold(TRYING)
        elif going.busy:
            is_draft = going.kind == "impersonate"
            self.composer.hold(DRAFTING if is_draft else WRITES.format(who=self.writer))
        elif self.here.sending is not None:
            self.composer.hold(SENDING)
        elif editing:
            self.composer.mend(editing.called, editing.deed)
        else:
            self.composer.free()
        self.faded.turns = editing.anew if editing else ()
