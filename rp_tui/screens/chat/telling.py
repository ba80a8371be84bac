"""Telling a reply as it comes: who writes, what you said before it, and its words so far."""

from msgspec import Struct
from msgspec.structs import replace

from rp_tui.core import play
from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.markers import segments
from rp_tui.core.play.feed import Partial
from rp_tui.screens.chat.drawing import Drawing
from rp_tui.widgets.transcript.shown import Shown

UNSEEN = frozenset({"impersonate"})  # what is proposed to you is no part of the story


class Begun(Struct, frozen=True):
    """How a reply was begun on the screen."""

    writer: str = ""
    said: Shown | None = None
    replacing: int | None = None
    before: str = ""  # the words that go on


class Telling(Drawing):
    """Shows one reply at a time, of the chat that is open."""

    begun = Begun()
    behind: Partial | None = None  # how far the reply has come behind a dialog

    def begin(self, prose: str = "", *, replacing: int | None = None, before: str = "") -> None:
        """A reply is on its way; your words before it are shown though they are not written yet."""
        if self.story.is_streaming:
            return
        said = None
        if prose:
            read = segments(prose, self.config.ooc)
            said = Shown(0, 0, YOU, self.called(YOU), prose, read, "you")
        self.behind = None
        self.begun = Begun(self.writer, said, replacing, before)
        self.story.begin(self.begun.writer, said=said, replacing=replacing)
        if self.here.sending is not None:  # who says something wants to see what comes of it
            self.story.follow()

    def take_up(self) -> None:
        """A reply was begun by somebody else, or before the chat was opened."""
        going, newest = self.going, self.standing.newest if self.standing else None
        if not going.busy or going.kind in UNSEEN or not going.kind:
            return
        if going.kind == "continue" and newest:
            self.begin(replacing=newest.id, before=newest.turn.prose)
        else:
            self.begin(going.prose)
        if going.text:
            self.story.show(self.told(going.text))

    async def show(self, partial: Partial) -> None:
        """The reply as far as it has come."""
        if not self.story.is_streaming or self.going.kind in UNSEEN:
            return
        if not self.is_active:
            self.behind = partial
            return
        writer = self.called(partial.speaker)
        if partial.speaker and writer != self.begun.writer:
            await self._rename(writer)
        self.story.show(self.told(partial.text))

    def on_screen_resume(self) -> None:
        """Catch up: the story stood still behind a dialog, as each frame of what shines through
        another screen is drawn as a whole, and the keys would wait for it.
        """
        self.call_later(self.catch_up)

    async def catch_up(self) -> None:
        """Show what was not shown behind a dialog."""
        partial, self.behind = self.behind, None
        if partial is not None:
            await self.show(partial)

    async def _rename(self, writer: str) -> None:
        """It is known by now who answers."""
        begun = self.begun = replace(self.begun, writer=writer)
        await self.end()
        self.story.begin(writer, said=begun.said, replacing=begun.replacing)

    async def end(self) -> None:
        """No more of it comes; what was written of it is read."""
        self.behind = None
        self.story.end()
        await self.story.renew()

    def told(self, text: str) -> str:
        """The words so far, with those that they go on from."""
        return play.speaking.joined(self.begun.before, text) if self.begun.before and text else text
