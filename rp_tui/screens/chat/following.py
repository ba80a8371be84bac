"""Following: what the core tells changes what is shown, a frame's worth at a time."""

from msgspec.structs import replace

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.play.feed import (
    ChatChanged,
    Happened,
    LibraryChanged,
    News,
    Resync,
    RunChanged,
    Troubled,
    WorkEnded,
)
from rp_tui.core.play.under_way import OVER
from rp_tui.screens.chat.telling import Telling
from rp_tui.screens.chat.unable import BUSY
from rp_tui.ui.action import Place
from rp_tui.ui.messages import Arrived

SEEMS_GONE = "{name} seems to have left the scene."
# After these nothing can be done any more about a reply that broke off.
OTHERWISE = frozenset({"moved", "edited", "scene", "guest", "reset"})
SCENE_CLOSED = "The scene has closed, and the next one begins."


class Following(Telling):
    """Keeps the screen as the story is."""

    async def on_arrived(self, message: Arrived) -> None:
        """Show what is new; what cannot be read is told, and read with the next news."""
        try:
            await self.take_in(message.news)
        except Trouble as trouble:
            self.tell(str(trouble))

    async def take_in(self, news: News) -> None:
        """Take in the news in their order, then look at what they touched."""
        here = False
        for one in news.happened:
            here = await self.happened(one) or here
        if self.opened is not None and (partial := news.partials.get(self.opened)):
            await self.show(partial)
        if here:
            await self.renew_standing()
            self.take_up()
            self.tell_leaving()
        if news.happened:
            await self.renew_rail()
            await self.see()

    async def happened(self, one: Happened) -> bool:
        """Show what happened, and say whether it was in the chat that is open."""
        match one:
            case Resync():
                await self.renew_standing()
                await self.end()
                return True
            case LibraryChanged():
                return True
            case Troubled(_, told):
                self.tell(told)
                return False
            case ChatChanged(chat, why):
                if why in OTHERWISE:
                    self.sittings.of(chat).broken_off = ""
                if chat == self.opened:
                    await self.changed(why)
            case RunChanged():
                self.heard(one)
                if one.chat == self.opened:
                    await self.ran(one)
            case WorkEnded(chat) if chat == self.opened and self.going.settling:
                await self.story.renew()  # its marks are of turns, also where nothing came of it
        return getattr(one, "chat", None) == self.opened

    def tell_leaving(self) -> None:
        """Say, once, that the guest seems to have left."""
        if self.standing is None:
            return
        here, leaving = self.here, self.standing.look.leaving
        if leaving is not None and not here.was_told_of_leaving:
            self.tell(SEEMS_GONE.format(name=self.called(leaving)), "see-off")
        here.was_told_of_leaving = leaving is not None

    async def changed(self, why: str) -> None:
        """The story is otherwise than before."""
        if why == "scene":
            self.tell(SCENE_CLOSED)
        await self.story.renew()

    def heard(self, run: RunChanged) -> None:
        """What is told of a reply is known when its chat is gone to."""
        sitting = self.sittings.of(run.chat)
        sitting.told = run.told
        match run.phase:
            case "waiting":
                sitting.broken_off = ""
                if sitting.sending is not None:
                    self.taken_in(run.chat)
                    self._begins(run)
            case "spoken":
                sitting.broken_off = run.told

    def _begins(self, run: RunChanged) -> None:
        """What the core says in a moment is known already: in between the box is not free."""
        if run.chat == self.opened and self.standing:
            going = replace(self.going, busy=True, kind=run.kind, phase="waiting")
            self.standing = replace(self.standing, going=going)
            self.draw_box()

    async def ran(self, run: RunChanged) -> None:
        """The reply that is seen has come a step further."""
        if run.phase in OVER and self.notice.view and self.notice.view.told == BUSY:
            self.notice.close()  # it is so no more
        match run.phase:
            case "spoken":
                self.story.end()
            case "failed" | "dropped":
                await self.end()
                if self.story.follows:  # it stands as it stood before, without room for words
                    self.story.follow()

    def taken_in(self, chat: int) -> None:
        """Your words are on disk, and the box is free of them."""
        sitting = self.sittings.of(chat)
        if sitting.sending is None:
            return
        sitting.sending = None
        if sitting.editing:
            self.end_editing(chat)
        elif chat == self.opened:
            self.composer.sent(sitting.draft)
        self.draw_box()
        self.go(self.sittings.keep(chat))

    def end_editing(self, chat: int) -> None:
        """No turn has its words in the box any more; where one had, there is the draft."""
        sitting = self.sittings.of(chat)
        editing, sitting.editing = sitting.editing, None
        if editing is None or chat != self.opened:
            return
        self.composer.draft = sitting.draft
        if editing.came_from is not None and self.place is Place.COMPOSER:
            self.set_focus(self.story)
        self.story.fade(None)
        self.draw()

    async def see(self) -> None:
        """What is shown is not new any more."""
        chat, newest = self.opened, self.standing.newest if self.standing else None
        if chat is not None and newest is not None and self.here.seen < newest.id:
            await self.sittings.see(chat, newest.id)
            self.draw_rail()
