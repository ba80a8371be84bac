"""Idling: what is done for the story's sake while nobody plays."""

import asyncio
from collections.abc import Mapping

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.play import finishing, older
from rp_tui.core.play.feed import NO_CHAT, Troubled
from rp_tui.core.play.room import Room
from rp_tui.core.play.stage import Stage
from rp_tui.core.storage.now import is_open

LOOK_EVERY_S = 20.0


async def watch(stage: Stage, rooms: Mapping[int, Room], every_s: float = LOOK_EVERY_S) -> None:
    """Look again and again whether all is quiet, and use the time."""
    last = -1
    while True:
        await asyncio.sleep(every_s)
        quiet = not any(room.work for room in rooms.values())
        if quiet and last == stage.started:
            await idle(stage, rooms)
        last = stage.started


async def idle(stage: Stage, rooms: Mapping[int, Room]) -> None:
    """Try again in time what classifiers could not answer, and keep what was played; in this
    order, so that a copy has it all.
    """
    for room in list(rooms.values()):
        try:
            if await stage.database.ask(is_open, room.chat):
                await finishing.resume_in_time(stage, room)
                await older.write(stage, room)
        except Trouble as trouble:
            stage.feed.tell(Troubled(room.chat, str(trouble)))
    kept = await stage.keeper.idle()
    for refused in kept.troubles:
        stage.feed.tell(Troubled(NO_CHAT, str(refused)))
