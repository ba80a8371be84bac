"""Meeting: what the rail leads to beside the chats that are open."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from rp_tui.core.domain import clock
from rp_tui.core.domain.clean import clean
from rp_tui.core.engine import Engine
from rp_tui.screens.chat import listing, samples
from rp_tui.screens.chat.reading import FLEETING_S
from rp_tui.screens.chat.scenery import Scenery
from rp_tui.screens.chat.welcome import Welcome
from rp_tui.screens.modals.confirm import Confirm
from rp_tui.screens.modals.pick import Pick
from rp_tui.screens.modals.picks import Choice
from rp_tui.ui import wording
from rp_tui.ui.actions import BY_ID
from rp_tui.widgets.rail import Rail
from rp_tui.widgets.toast import NoticeView

if TYPE_CHECKING:
    from rp_tui.core.play.kickoff import Beginning

WHOM = "Whom would you like to meet?"
COMING = "{name} is on the way."
COMING_S = 60
BEGIN = "Begin the chat with {name}?"
AS_READ = "So it was read from the kickoff."
PLAYS = "{model} plays, on {server}."
STANDS_IN = "The understudy plays, offline; a key in the settings file lets a model play."
COPIED = "Copied where the settings lie; rp-tui reads them when it starts."


class Meeting(Scenery):
    """Who is there to be met."""

    @dataclass
    class Met(Message):
        """A chat has begun, or is there again, and is to be opened."""

        chat: int

    # What stands in the rail.

    def on_rail_entry_chosen(self, message: Rail.EntryChosen) -> None:
        """Go to a bot, or do what stands behind a row."""
        kind, _, id = message.entry.partition(listing.BOT)
        if id:
            self.go(self.meet(int(id)))
        elif kind in BY_ID:
            self.perform(kind)
        elif kind == listing.FILE:
            self.app.copy_to_clipboard(clean(str(self.config.file), single_line=True))
            self.tell(COPIED, lasts_s=2 * FLEETING_S)
        elif kind == listing.MODEL:
            self.tell(self._who_plays(), lasts_s=2 * FLEETING_S)

    def _who_plays(self) -> str:
        slot = self.config.narrative
        if slot.understudy:
            return STANDS_IN
        return PLAYS.format(model=slot.model, server=slot.endpoint.base_url)

    # Who is not there yet.

    def action_meet_sample(self) -> None:
        """Choose one of those that ship."""
        self.go(self._choose())

    async def _choose(self) -> None:
        known = [samples.sample(name) for name in self.strangers]
        choices = [Choice(at, one.name, one.told) for at, one in enumerate(known)]
        chosen = await self.app.push_screen_wait(Pick(self.keymap, WHOM, choices))
        if chosen is not None:
            await self.take(known[chosen].name)

    def on_welcome_taken(self, message: Welcome.Taken) -> None:
        """Begin with who was chosen."""
        bot = message.offer.bot
        self.go(self.take(message.offer.name) if bot is None else self.meet(bot))

    async def take(self, name: str) -> None:
        """Let a sample come in; once, however often it is asked."""
        if name in self.coming:
            return
        with self._on_the_way(name):
            chat = await self.core.ask(samples.take, name)
        await self._arrive(chat)

    async def meet(self, bot: int) -> None:
        """Open a bot's chat; where there is none, begin it as its kickoff is read."""
        card = next(card for card in self.library.cards if card.id == bot)
        if card.is_open:
            self.post_message(self.Met(bot))
        elif card.name not in self.coming:
            with self._on_the_way(card.name):
                beginning = await self.core.ask(samples.propose, bot)
            lines = [*told(beginning, card.name)]
            asked = Confirm(self.keymap, BEGIN.format(name=card.name), lines, AS_READ, "Begin")
            if await self.app.push_screen_wait(asked):
                await self.core.ask(Engine.confirm_kickoff, bot, beginning)
                await self._arrive(bot)

    async def _arrive(self, chat: int) -> None:
        await self.renew_rail()
        self.post_message(self.Met(chat))

    @contextmanager
    def _on_the_way(self, name: str) -> Iterator[None]:
        """Show that something goes on: a model may be asked, and take its time."""
        notice = NoticeView(COMING.format(name=name), lasts_s=COMING_S)
        self.coming |= {name}
        self.draw_rail()
        self.notice.view = notice
        try:
            yield
        finally:
            self.coming -= {name}
            self.go(self.renew_rail())
            if self.notice.view is notice:
                self.notice.view = None


def told(beginning: "Beginning", name: str) -> Iterator[str]:
    """How a chat would begin, a line each."""
    opening = beginning.opening
    yield clock.friendly(opening.clock, "")
    if opening.place:
        yield opening.place.name
    yield from filter(None, (opening.weather, opening.description))
    for who, doing in ((name, opening.bot), ("You", opening.player)):
        deeds = (doing.verb, doing.posture, doing.slot)
        said = [wording.one_line(each) for each in deeds if isinstance(each, str) and each]
        if said:
            yield f"{who}: {', '.join(said)}"
