"""Drawing: what the widgets show, from what is known of the chats."""

from rp_tui.core.llm.chain import UNDERSTUDY
from rp_tui.screens.chat import asking, views
from rp_tui.screens.chat.railing import Railing
from rp_tui.widgets.banner import BannerView

SENDING = "Sending"
WRITES = "{who} is writing"
DRAFTING = "Your turn is being drafted"
TRYING = "Asking until it answers"


class Drawing(Railing):
    """Shows all but the rail and the story."""

    async def renew_standing(self) -> None:
        """How the chat stands that is open."""
        chat = self.opened
        if chat is None:
            return
        known = await self.core.ask(asking.standing, chat)
        if chat == self.opened:
            self.standing = known
            self.draw()

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
        broken_off = "" if self.editing else self.broken_off
        self.draw_banner(views.banner(known.going, self.phase_told, broken_off))
        self.hold()
        self.renew_keys()

    def draw_banner(self, view: BannerView | None) -> None:
        """What is the matter; it never takes the focus, as what is typed meanwhile is text."""
        had_focus = self.banner.has_focus
        self.banner.view = view
        if had_focus and not self.banner.can_focus:
            self.composer.focus()

    def hold(self) -> None:
        """Let the player write, or say why not."""
        going, editing = self.going, self.editing
        if going.trying:
            self.composer.hold(TRYING)
        elif going.busy:
            is_draft = going.kind == "impersonate"
            self.composer.hold(DRAFTING if is_draft else WRITES.format(who=self.writer))
        elif self.is_sending:
            self.composer.hold(SENDING)
        elif editing:
            self.composer.mend(editing.called, editing.deed)
        else:
            self.composer.free()
        self.faded.turns = editing.anew if editing else ()
