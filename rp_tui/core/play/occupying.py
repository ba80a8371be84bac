"""Occupying a room: what is done to a chat while nothing can be said in it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from rp_tui.core.play.room import Occupation, Room, cancelled
from rp_tui.core.play.stage import Stage

T = TypeVar("T")


async def undisturbed(
    stage: Stage, room: Room, what: Occupation, work: Callable[[], Awaitable[T]]
) -> T:
    """Do what no reply may be beside: none is on its way, none begins, and nobody interjects."""
    room.must_be_free()
    name = f"{what.name.lower()} in chat {room.chat}"
    task = room.running = stage.start(occupying(room, work), name)
    room.occupation = what
    done: T = await asyncio.shield(task)
    return done


async def alone(stage: Stage, room: Room, what: Occupation, work: Callable[[], Awaitable[T]]) -> T:
    """The same, where a reply on its way ends first."""
    await room.stop()
    return await undisturbed(stage, room, what, work)


async def occupying(room: Room, work: Callable[[], Awaitable[T]]) -> T:
    try:
        if room.aside:
            await cancelled([room.aside])
            room.aside = None
        return await work()
    finally:
        room.running = room.occupation = None
