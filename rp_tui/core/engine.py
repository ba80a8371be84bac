"""The engine: the one door to the core. Commands go in, questions are answered, a feed tells."""

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from rp_tui.core import play, storage
from rp_tui.core.play.feed import Feed
from rp_tui.core.play.wish import Outcome, Wish

if TYPE_CHECKING:
    from rp_tui.core.domain.bot import Bot, BotAuthored
    from rp_tui.core.domain.edge import Seed
    from rp_tui.core.domain.memory import Pin
    from rp_tui.core.play.guests import Introduction
    from rp_tui.core.play.impact import Impact
    from rp_tui.core.play.kickoff import Beginning
    from rp_tui.core.play.rewinding import Moved
    from rp_tui.core.play.room import Held, Room
    from rp_tui.core.play.stage import Stage
    from rp_tui.core.play.under_way import UnderWay
    from rp_tui.core.storage.history import Siblings
    from rp_tui.core.storage.lines import Line
    from rp_tui.core.storage.looks.chat import ChatLook
    from rp_tui.core.storage.looks.cost import Cost
    from rp_tui.core.storage.looks.library import Card
    from rp_tui.core.storage.looks.pages import Page
    from rp_tui.core.storage.looks.searching import Hit
    from rp_tui.core.storage.looks.turns import Said

NOTHING: Mapping[str, object] = {}  # is settled of how a chat begins


class Engine:
    """What can be done, each a method; to be used on the loop that it was made on."""

    def __init__(self, stage: "Stage") -> None:
        self._stage = stage
        self._rooms: dict[int, Room] = {}
        self._warming: asyncio.Task[None] | None = None
        self._idling: asyncio.Task[None] | None = None

    @property
    def feed(self) -> Feed:
        """What has changed, for whoever follows."""
        return self._stage.feed

    async def start(self) -> None:
        """Take up what the last start left: words that were on their way, and late work."""
        for chat in await self._stage.database.ask(storage.now.chats):
            await play.recovery.recover(self._stage, self.room(chat))
        self._idling = asyncio.create_task(
            play.idling.watch(self._stage, self._rooms), name="idling"
        )

    async def close(self) -> None:
        """Let go of everything; a reply on its way stays on disk as far as it has come."""
        if self._idling:
            await play.room.cancelled([self._idling])
        while self._stage.tasks:  # what ends may start more in its last moment
            await play.room.cancelled(self._stage.tasks)
            await asyncio.sleep(0)

    async def warm(self, chat: int | None = None) -> None:
        """Make ready for a first turn, and wait until all is; of a chat what stands is looked up,
        so that of a turn in it only your own words are left to do.
        """
        if chat is not None:
            # What is wrong with it is told when it is needed.
            self._stage.start(play.sight.foresee(self._stage, self.room(chat)), f"foresee {chat}")
        await asyncio.shield(self.begin_warming())

    def begin_warming(self) -> "asyncio.Task[None]":
        """Make ready for a first turn while you still write it; once, however often it is asked."""
        if self._warming is None:
            self._warming = self._stage.start(play.warming.warm(self._stage), "warm up")
        return self._warming

    async def quiet(self) -> None:
        """Wait until nothing is under way any more."""
        while work := list(self._stage.tasks - {asyncio.current_task()}):
            await asyncio.wait(work)

    def room(self, chat: int) -> "Room":
        """What is going on in a chat."""
        return self._rooms.setdefault(chat, play.room.Room(chat))

    # You and your bots.

    async def describe_you(self, name: str, pronouns: str = "", persona: str = "") -> None:
        """Say who you are."""
        await play.authoring.describe_you(self._stage, name, pronouns, persona)

    async def author(self, draft: "BotAuthored") -> int:
        """Make a bot."""
        return await play.authoring.author(self._stage, draft)

    async def amend(self, bot: int, changes: Mapping[str, object]) -> None:
        """Change who a bot is."""
        await play.authoring.amend(self._stage, bot, changes)

    async def propose_kickoff(
        self, bot: int, settled: Mapping[str, object] = NOTHING
    ) -> "Beginning":
        """What the author's prose comes to, to be mended and confirmed."""
        return await play.kickoff.propose(self._stage, bot, settled)

    async def confirm_kickoff(self, bot: int, beginning: "Beginning") -> None:
        """Open a bot's chat."""
        await play.kickoff.confirm(self._stage, bot, beginning)

    # Turns.

    async def take_turn(self, chat: int, prose: str) -> Outcome:
        """Say something, and hear the answer."""
        return await self._say(chat, Wish("turn", prose))

    async def hear(self, chat: int) -> Outcome:
        """Let a bot speak without a word of yours."""
        return await self._say(chat, Wish("reply"))

    async def go_on(self, chat: int) -> Outcome:
        """Let whoever spoke last go on with the same turn."""
        return await asyncio.shield(
            await play.extending.begin_going_on(self._stage, self.room(chat))
        )

    async def impersonate(self, chat: int) -> str:
        """A line that you might say; nothing of it is written unless you send it."""
        return await asyncio.shield(
            play.extending.begin_impersonating(self._stage, self.room(chat))
        )

    async def stop(self, chat: int) -> None:
        """End the reply that is on its way; what was said stands."""
        await self.room(chat).stop()

    def held(self, chat: int) -> "Held | None":
        """Words that could not be said, and why."""
        return self.room(chat).held

    async def retry(self, chat: int) -> Outcome:
        """Try again what could not be said."""
        return await asyncio.shield(play.holding.begin_retry(self._stage, self.room(chat)))

    async def keep(self, chat: int) -> Outcome:
        """Keep a reply that was cut off, as far as it came."""
        return await asyncio.shield(play.holding.begin_keeping(self._stage, self.room(chat)))

    async def discard(self, chat: int) -> str:
        """Let go of what could not be said; your words are yours again."""
        return await play.holding.discard(self._stage, self.room(chat))

    async def keep_trying(self, chat: int) -> Outcome:
        """Ask a model that is cold again and again, until it answers or you stop."""
        return await asyncio.shield(play.holding.begin_trying(self._stage, self.room(chat)))

    # Scenes and guests.

    async def close_scene(self, chat: int) -> None:
        """Close the scene where it is; the next one begins."""
        await play.closing.close(self._stage, self.room(chat))

    async def must_introduce(self, chat: int, guest: int) -> bool:
        """Whether you are to be asked if a host and a guest have met."""
        return await play.guests.must_introduce(self._stage, chat, guest)

    async def propose_acquaintance(self, one: int, other: int, prose: str) -> "tuple[Seed, Seed]":
        """What two bots hold of each other, by your words on how they know each other."""
        return await play.guests.propose(self._stage, one, other, prose)

    async def add_guest(
        self, chat: int, guest: int, introduction: "Introduction | None" = None
    ) -> None:
        """Let another bot into the scene; two who were never asked about are introduced."""
        await play.guests.add(self._stage, self.room(chat), guest, introduction)

    async def see_off(self, chat: int) -> None:
        """Let the guest go, which closes the scene."""
        await play.guests.see_off(self._stage, self.room(chat))

    # Beginning anew.

    async def reset(self, bot: int, typed_name: str) -> None:
        """Wipe what a bot has lived through, after a snapshot."""
        keep = partial(play.resetting.snapshot, self._stage)
        await play.resetting.reset(self._stage, self.room, bot, typed_name, keep)

    async def undo_reset(self, bot: int) -> None:
        """Bring back what a reset has wiped."""
        await play.resetting.undo(self._stage, self.room(bot))

    async def delete(self, bot: int) -> None:
        """Put a bot and its chat out of sight."""
        await play.resetting.delete(self._stage, self.room, bot)

    async def undelete(self, bot: int) -> None:
        """Bring a bot and its chat back."""
        await play.resetting.undelete(self._stage, bot)

    # Going back.

    async def regenerate(
        self, chat: int, prose: str | None = None, *, confirmed: bool = False
    ) -> Outcome:
        """Have the last reply said anew, to other words of yours if there are any; `MoreWouldGo`
        asks about what was done since.
        """
        room = self.room(chat)
        begun = await play.regenerating.begin(self._stage, room, prose, confirmed=confirmed)
        return await asyncio.shield(begun)

    async def siblings(self, chat: int, turn: int) -> "Siblings":
        """The replies that stand beside a reply, or the edits of your turn."""
        return await self._stage.database.ask(storage.history.siblings, chat, turn)

    async def swipe(self, chat: int, step: int, *, confirmed: bool = False) -> "Moved":
        """Show a sibling, as it was left; `MoreWouldGo` asks about what came since."""
        return await play.siblings.swipe(self._stage, self.room(chat), step, confirmed=confirmed)

    async def preview_rewind(self, chat: int, at: int) -> "Impact":
        """What going back to a turn, or to a step, would remove."""
        return await play.rewinding.preview(self._stage, self.room(chat), at)

    async def rewind(self, chat: int, at: int, seen: "Impact | None" = None) -> "Moved":
        """Go back to a turn, or to a step; of what a preview has shown no more goes than that."""
        return await play.rewinding.rewind(self._stage, self.room(chat), at, seen)

    async def undo_move(self, chat: int) -> "Moved":
        """Go back to where the chat stood before it was last moved away from there."""
        return await play.rewinding.undo(self._stage, self.room(chat))

    async def branches(self, chat: int) -> "list[Line]":
        """The lines of a chat, by their last steps."""
        return await play.branches.branches(self._stage, self.room(chat))

    async def is_branched(self, chat: int) -> bool:
        """Whether there is another line to go to."""
        return await play.branches.is_branched(self._stage, self.room(chat))

    async def name_branch(self, chat: int, at: int, name: str) -> None:
        """Name the line that a turn or a step lies on, so that it is kept for ever."""
        await play.branches.name(self._stage, self.room(chat), at, name)

    async def preview_switch(self, chat: int, at: int) -> "Impact":
        """What going to any turn or step would remove, and bring back."""
        return await play.rewinding.preview_switch(self._stage, self.room(chat), at)

    async def switch(self, chat: int, at: int, seen: "Impact | None" = None) -> "Moved":
        """Go to any turn or step of a chat, on whatever line; no more goes than was seen."""
        return await play.rewinding.switch(self._stage, self.room(chat), at, seen)

    # Edits; each is a step, by whose number it can be undone.

    async def edit(self, chat: int, kind: str, entity: int, field: str, value: object) -> int:
        """Set a field of anything that can be mended."""
        return await play.editing.set_field(
            self._stage, self.room(chat), kind, entity, field, value
        )

    async def reword(self, chat: int, turn: int, prose: str) -> int:
        """Give a turn other words; what came of the old ones is taken back and drawn anew."""
        return await play.rewording.reword(self._stage, self.room(chat), turn, prose)

    async def hide(self, chat: int, turn: int, hidden: bool = True) -> int:
        """Leave a turn out of what bots hear, or let it in again."""
        return await play.hiding.hide(self._stage, self.room(chat), turn, hidden)

    async def jot(self, chat: int, source: int, target: int, text: str) -> int:
        """Write down a fact that one knows of another."""
        return await play.editing.jot(self._stage, self.room(chat), source, target, text)

    async def pin(self, chat: int, memory: int, pin: "Pin") -> int:
        """Pin a memory by hand, unpin it, or leave it to its significance."""
        return await play.editing.pin(self._stage, self.room(chat), memory, pin)

    async def forget(self, chat: int, memory: int) -> int:
        """Take a memory away from who has it."""
        return await play.editing.forget(self._stage, self.room(chat), memory)

    async def undo_edit(self, chat: int, step: int | None = None) -> int:
        """Take back the last edit, or that of a step."""
        return await play.unediting.undo(self._stage, self.room(chat), step)

    # What there is.

    async def bots(self) -> "dict[int, Bot]":
        """The library: every bot that is not deleted."""
        return await self._stage.database.ask(storage.reads.bots)

    async def library(self) -> "list[Card]":
        """A card for every bot, those played last first."""
        return await self._stage.database.ask(storage.looks.library.library)

    async def look(self, chat: int) -> "ChatLook":
        """All that there is to see and mend of a chat."""
        return await self._stage.database.ask(storage.looks.chat.chat_look, chat)

    async def turns(self, chat: int, limit: int, before: int | None = None) -> "list[Said]":
        """A chat's newest turns, or those before one of them, oldest first."""
        return await self._stage.database.ask(storage.looks.turns.newest, chat, limit, before)

    async def lacks(self, bot: int) -> tuple[str, ...]:
        """What a bot still wants before it plays well."""
        return await play.authoring.lacks(self._stage, bot)

    # What a screen asks.

    def under_way(self, chat: int) -> "UnderWay":
        """What goes on in a chat of which the log does not know yet."""
        return play.under_way.under_way(self.room(chat))

    async def turns_before(self, chat: int, limit: int, turn: int | None = None) -> "Page":
        """A chat's last turns before one of them, or its newest, with their siblings."""
        return await self._stage.database.ask(storage.looks.pages.before, chat, limit, turn)

    async def turns_since(self, chat: int, limit: int, turn: int | None = None) -> "Page":
        """A chat's turns from one of them on, or its oldest, with their siblings."""
        return await self._stage.database.ask(storage.looks.pages.since, chat, limit, turn)

    async def find(self, chat: int, text: str) -> list[int]:
        """The turns of a chat in which a text stands."""
        return await self._stage.database.ask(storage.looks.pages.find, chat, text)

    async def search(self, text: str) -> "list[Hit]":
        """The turns of all chats in which some words stand, the best first."""
        return await self._stage.database.ask(storage.looks.searching.everywhere, text)

    async def last_reply(self, chat: int) -> "Cost | None":
        """What the last reply of a chat has cost."""
        return await self._stage.database.ask(storage.looks.cost.last_reply, chat)

    async def remember(self, scope: str, key: str, value: object) -> None:
        """Keep what a screen wants to know at its next start; nothing forgets it."""
        await self._stage.database.put(storage.ui_state.remember, scope, key, value)

    async def remembered(self, scope: str) -> dict[str, Any]:
        """What a screen has kept."""
        return await self._stage.database.ask(storage.ui_state.recall, scope)

    async def _say(self, chat: int, wish: Wish) -> Outcome:
        return await asyncio.shield(play.turns.begin(self._stage, self.room(chat), wish))
