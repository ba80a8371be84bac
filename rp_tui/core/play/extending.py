"""Extending: a reply goes on where it stopped, or a line is proposed to you."""

from typing import TYPE_CHECKING

from rp_tui.core.domain.ids import YOU
from rp_tui.core.play import reply, sight, turns
from rp_tui.core.play.room import Room, cancelled
from rp_tui.core.play.run import NothingHeard
from rp_tui.core.play.stage import Stage
from rp_tui.core.play.wish import Outcome, Wish
from rp_tui.core.prompts.speaker import NothingToContinue
from rp_tui.core.storage import inflight, reads

if TYPE_CHECKING:
    import asyncio


async def begin_going_on(stage: Stage, room: Room) -> "asyncio.Task[Outcome]":
    """Let whoever spoke last go on with the same turn."""
    newest = await stage.database.ask(reads.last_turns, room.chat, 1)
    for id, last in newest.items():
        if last.speaker > YOU:
            return turns.begin(stage, room, Wish("continue", speaker=last.speaker, of=id))
    raise NothingToContinue


def begin_impersonating(stage: Stage, room: Room) -> "asyncio.Task[str]":
    """Have a line proposed that you might say; it is yours to send or not."""
    room.must_be_free()
    room.running = stage.start(impersonate(stage, room), f"impersonate in chat {room.chat}")
    return room.running


async def impersonate(stage: Stage, room: Room) -> str:
    """The line; blank if it was stopped before its first word."""
    try:
        if room.aside:
            await cancelled([room.aside])
        wish = Wish("impersonate", speaker=YOU)
        at = await reply.playable(stage, room.chat)
        run = room.run = await reply.put_down(stage, room, wish, at)
        if room.stopping:
            run.stop()
        run.enter("waiting")
        view = await sight.your_view(stage, at)
        try:
            heard = await run.hear(sight.asked(stage, view, "impersonate"))
        except NothingHeard:
            return ""
        finally:
            await stage.database.put(inflight.drop, run.written.id)
            run.enter("dropped")
        return heard.text
    finally:
        room.run = room.running = None
