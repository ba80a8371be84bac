"""Holding: words that could not be said are tried again, kept as far as they came, or let go."""

import asyncio
from itertools import chain, repeat

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.llm.errors import ModelCold, RateLimited, Unavailable
from rp_tui.core.play import moving, settling, speaking, turns
from rp_tui.core.play.feed import RunChanged, WorkEnded
from rp_tui.core.play.room import Held, Room
from rp_tui.core.play.run import Run
from rp_tui.core.play.stage import Stage
from rp_tui.core.play.wish import Outcome, Wish
from rp_tui.core.storage import inflight, now
from rp_tui.core.storage.inflight import Inflight

WAITS_S = (15.0, 30.0, 60.0)  # before a cold model is asked again; the last for ever
PASSING = (ModelCold, Unavailable, RateLimited)
MOVED_FOR = {"regenerate", "retell"}


class NothingHeld(Trouble):
    """There is nothing to try again."""

    def __init__(self) -> None:
        super().__init__("Nothing waits to be tried again in this chat; write your turn.")


def held(room: Room) -> Held:
    """What waits in a chat."""
    if room.held is None:
        raise NothingHeld
    return room.held


def begin_retry(stage: Stage, room: Room) -> "asyncio.Task[Outcome]":
    """Try again; a reply that is there already is only saved."""
    waiting = held(room)
    if waiting.heard and not waiting.cut_off:
        return begin_keeping(stage, room)
    return turns.begin(stage, room, waiting.wish)


def begin_keeping(stage: Stage, room: Room) -> "asyncio.Task[Outcome]":
    """Keep a reply as far as it came."""
    room.must_be_free()
    room.running = stage.start(keep(stage, room, held(room)), f"keep in chat {room.chat}")
    return room.running


async def keep(stage: Stage, room: Room, waiting: Held) -> Outcome:
    """Speak what was heard before; nobody is asked."""
    written = waiting.written
    run = room.run = Run(
        stage, written.kind, room.chat, written, speaker=waiting.wish.speaker or room.chat
    )
    try:
        await stand_for(stage, room, written)
        outcome = await speaking.speak(stage, room, run, waiting.wish, waiting.heard)
        room.held = None
    finally:
        room.run = room.running = None
    if waiting.heard:
        settling.begin(stage, room, outcome.steps[-1])
    return outcome


async def discard(stage: Stage, room: Room) -> str:
    """Let it go; your words are yours again."""
    waiting = held(room)
    room.must_be_free()
    written = waiting.written
    await stand_as_before(stage, room, written)
    await stage.database.put(inflight.drop, written.id)
    if room.held is not waiting:  # it was let go twice at once, and is given back once
        raise NothingHeld
    room.held = None
    stage.feed.tell(RunChanged(room.chat, written.deed, written.kind, "dropped"))
    return written.prose


async def stand_for(stage: Stage, room: Room, written: Inflight) -> None:
    """A reply that was said anew takes the place of the old one, and does not follow it."""
    head = await stage.database.ask(now.head, room.chat)
    if written.kind in MOVED_FOR and head != written.head:
        await moving.move(stage, room, written.head, written.kind)


async def stand_as_before(stage: Stage, room: Room, written: Inflight) -> None:
    """A regenerate that came to no end left the chat where it was moved to."""
    head = await stage.database.ask(now.head, room.chat)
    left = await stage.database.ask(now.last_left, room.chat)
    if written.kind in MOVED_FOR and head == written.head and left is not None:
        await moving.move(stage, room, left, "back")


async def unbind(stage: Stage, room: Room) -> None:
    """The chat goes elsewhere: your words can be said there, what was to go on here is let go."""
    waiting = room.held
    if waiting is None:
        return
    old = waiting.written
    if not old.prose:
        await stage.database.put(inflight.drop, old.id)
        room.held = None
        return
    told = (room.chat, "turn", old.head, int(stage.clock()), old.prose)
    written = await stage.database.put(inflight.put_down, *told, instead_of=old.id)
    room.held = Held(written, Wish("turn", old.prose), waiting.told, waiting.cold)


def begin_trying(stage: Stage, room: Room) -> "asyncio.Task[Outcome]":
    """Ask again and again from now on, unless that is being done already."""
    if room.trying is None or room.trying.done():
        name = f"keep trying in chat {room.chat}"
        room.trying = stage.start(keep_trying(stage, room), name)
        # Between two attempts nothing is on its way, whose end would be told.
        room.trying.add_done_callback(lambda _: stage.feed.tell(WorkEnded(room.chat)))
    return room.trying


async def keep_trying(stage: Stage, room: Room) -> Outcome:
    """Ask a model that only needs time again and again, until it answers or you stop."""
    waits_s = chain(WAITS_S, repeat(WAITS_S[-1]))
    while True:
        try:
            return await asyncio.shield(begin_retry(stage, room))
        except PASSING as passing:
            await asyncio.sleep(max(next(waits_s), passing.retry_after_s or 0))
