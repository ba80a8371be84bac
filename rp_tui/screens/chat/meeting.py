"""Meeting: what the rail leads to beside the chats that are open."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.message import Message

from rp_tui.core.domain import clock
from rp_tui.core.domain.clean import clean
from rp_tui.core.engine import Engine
from rp_tui.screens import modals
from rp_tui.screens.chat import listing, samples
from rp_tui.screens.chat.scenery import Scenery
from rp_tui.screens.chat.welcome import Welcome
from rp_tui.ui import wording
from rp_tui.ui.actions import BY_ID
from rp_tui.widgets.rail import Rail
from rp_tui.widgets.toast import READ_S, NoticeView

if TYPE_CHECKING:
    from rp_tui.core.play.kickoff import Beginning

WHOM = "Whom would you like to meet?"
COMING = "{name} is on the way."
COMING_S = 60
HERE = "{name} is here, in the rail."
READY = "{name} is ready to begin, in the rail."
BEGIN = "Begin the chat with {name}?"
AS_READ = "So it was read from the kickoff."
PLAYS = "{model} plays, on {server}."
STANDS_IN = "The understudy plays, offline; a key in the settings file lets a model play."
COPIED = "Copied where the settings lie; rp-tui reads them when it starts."


class Meeting(Scenery):
    """Who is there to be met."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._read: dict[int, Beginning] = {}  # from the kickoffs of bots that have not begun

    @dataclass
    class Met(Message):
        """A chat has begun, or is there again, and is to be opened."""

        chat: int

    # What stands in the rail.

    def on_rail_entry_chosen(self, message: Rail.EntryChosen) -> None:
        """Go to a bot, or do what stands behind a row."""
        kind, _, id = message.entry.partition(listing.BOT)
        if id:
            self.lead(self.meet(int(id)))
        elif kind in BY_ID:
            self.perform(kind)
        elif kind == listing.FILE:
            self.app.copy_to_clipboard(clean(str(self.config.file), single_line=True))
            self.tell(COPIED, lasts_s=READ_S)
        elif kind == listing.MODEL:
            self.tell(self._who_plays(), lasts_s=READ_S)

    def _who_plays(self) -> str:
        slot = self.config.narrative
        if slot.understudy:
            return STANDS_IN
        return PLAYS.format(model=slot.model, server=slot.endpoint.base_url)

    # Who is not there yet.

    def action_meet_sample(self) -> None:
        """Choose one of those that ship."""
        self.lead(self._choose())

    async def _choose(self) -> None:
        known = [samples.sample(name) for name in self.strangers]
        choices = [modals.picks.Choice(at, one.name, one.told) for at, one in enumerate(known)]
        chosen = await self.app.push_screen_wait(modals.pick.Pick(self.keymap, WHOM, choices))
        if chosen is not None:
            await self.take(known[chosen].name)

    def on_welcome_taken(self, message: Welcome.Taken) -> None:
        """Begin with who was chosen."""
        bot = message.offer.bot
        self.lead(self.take(message.offer.name) if bot is None else self.meet(bot))

    async def take(self, name: str) -> None:
        """Let a sample come in; once, however often it is asked."""
        if name in self.coming:
            return
        before = self._attention
        with self._on_the_way(name):
            chat = await self.core.ask(samples.take, name)
        await self._arrive(chat, name, before)

    async def meet(self, bot: int) -> None:
        """Open a bot's chat; where there is none, begin it as its kickoff is read."""
        card = next(card for card in self.library.cards if card.id == bot)
        if card.is_open:
            self.post_message(self.Met(bot))
        elif card.name not in self.coming:
            before = self._attention
            if bot not in self._read:
                with self._on_the_way(card.name):
                    self._read[bot] = await self.core.ask(samples.propose, bot)
            if self._attention == before:
                await self._begin(bot, card.name)
            else:
                self.tell(READY.format(name=card.name))

    async def _begin(self, bot: int, name: str) -> None:
        """Ask whether the chat begins as its kickoff was read; after a no it is read anew."""
        beginning = self._read.pop(bot)
        lines = [*told(beginning, name)]
        asked = modals.confirm.Confirm(
            self.keymap, BEGIN.format(name=name), lines, AS_READ, "Begin"
        )
        if await self.app.push_screen_wait(asked):
            before = self._attention
            await self.core.ask(Engine.confirm_kickoff, bot, beginning)
            await self._arrive(bot, name, before)

    @property
    def _attention(self) -> tuple[object, ...]:
        """What the player is at: who has turned to something else is not taken away from it."""
        return self.opened, self.composer.text, self.app.screen

    async def _arrive(self, chat: int, name: str, before: tuple[object, ...]) -> None:
        await self.renew_rail()
        if self._attention == before:
            self.post_message(self.Met(chat))
        else:
            self.tell(HERE.format(name=name))

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
                self.notice.close()


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
