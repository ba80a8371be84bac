"""Following: what the core tells changes what is shown, a frame's worth at a time."""

from msgspec.structs import replace

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.ids import YOU
from rp_tui.core.engine import Engine
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
from rp_tui.screens.chat.asking import SEEN
from rp_tui.screens.chat.telling import Telling
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
            case ChatChanged(chat, why) if chat == self.opened:
                await self.changed(why)
            case RunChanged() if one.chat == self.opened:
                await self.ran(one)
            case WorkEnded(chat) if chat == self.opened and self.going.settling:
                await self.story.renew()  # its marks are of turns, also where nothing came of it
        return getattr(one, "chat", None) == self.opened

    def tell_leaving(self) -> None:
        """Say, once, that the guest seems to have left."""
        chat, known = self.opened, self.standing
        if chat is None or known is None:
            return
        if known.look.leaving is None:
            self.told_leaving.discard(chat)
        elif chat not in self.told_leaving:
            self.told_leaving.add(chat)
            self.tell(SEEMS_GONE.format(name=self.called(known.look.leaving)), "see-off")

    async def changed(self, why: str) -> None:
        """The story is otherwise than before."""
        if why == "scene":
            self.tell(SCENE_CLOSED)
        if why in OTHERWISE:
            self.broken_off = ""
        await self.story.renew()

    async def ran(self, run: RunChanged) -> None:
        """A reply has come a step further."""
        self.phase_told = run.told
        match run.phase:
            case "waiting":
                self.broken_off = ""
                self.taken_in(run.kind)
            case "spoken":
                self.broken_off = run.told
                self.story.end()
            case "failed" | "dropped":
                await self.end()
                if self.story.follows:  # it stands as it stood before, without room for words
                    self.story.follow()

    def taken_in(self, kind: str) -> None:
        """Your words are on disk, and the box is free of them."""
        if self.is_sending:
            self.sending = None
            self.composer.sent()
            if self.standing:
                going = replace(self.going, busy=True, kind=kind, phase="waiting")
                self.standing = replace(self.standing, going=going)
            self.hold()

    async def see(self) -> None:
        """What is shown is not new any more."""
        chat, newest = self.opened, self.standing.newest if self.standing else None
        if chat is None or newest is None or self.seen.get(chat, YOU) >= newest.id:
            return
        self.seen[chat] = newest.id
        await self.core.ask(Engine.remember, SEEN, str(chat), newest.id)
        self.draw_rail()
