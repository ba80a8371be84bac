"""Recovery: what the last start left half done is found, kept or dropped, and finished."""

from rp_tui.core.play import settling
from rp_tui.core.play.room import Room
from rp_tui.core.play.stage import Stage
from rp_tui.core.storage import now


async def open_chats(stage: Stage) -> list[int]:
    """The chats that have begun."""
    return await stage.database.ask(now.chats)


async def recover(stage: Stage, room: Room) -> None:
    """Hold what was being said, and settle what was not."""
    for step in await stage.database.ask(now.unsettled, room.chat):
        settling.begin(stage, room, step)
