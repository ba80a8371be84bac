"""Turns: say something, hear the answer, and let the rest follow while you write on."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from rp_tui.core.domain import turn
from rp_tui.core.play import interjecting, reply, settling
from rp_tui.core.play.room import Room, cancelled
from rp_tui.core.play.stage import Stage
from rp_tui.core.play.wish import Outcome, Wish

if TYPE_CHECKING:
    import asyncio


def begin(stage: Stage, room: Room, wish: Wish) -> "asyncio.Task[Outcome]":
    """Set a reply going; it goes on whoever waits for it."""
    room.must_be_free()
    if wish.kind in {"turn", "retell"}:
        wish = replace(wish, prose=turn.sayable(wish.prose))
    room.running = stage.start(perform(stage, room, wish), f"{wish.kind} in chat {room.chat}")
    return room.running


async def perform(stage: Stage, room: Room, wish: Wish) -> Outcome:
    """Say it; whatever comes of it, the room is free again."""
    try:
        if room.aside:
            await cancelled([room.aside])
        outcome, parsing = await reply.said(stage, room, wish)
    finally:
        room.run = room.running = None
    if outcome.ending == "spoken":
        settling.begin(stage, room, outcome.steps[-1], parsing)
        if wish.kind != "continue" and not wish.aside:
            room.aside = stage.start(aside(stage, room, outcome), "interjection?")
    return outcome


async def aside(stage: Stage, room: Room, outcome: Outcome) -> None:
    """Let the bot that was not spoken to say something, if it cannot keep silent."""
    speaker = await interjecting.silent_one(stage, room.chat, outcome.speaker)
    room.aside = None
    if speaker is not None and not room.busy:
        begin(stage, room, Wish("interjection", speaker=speaker, aside=True))
