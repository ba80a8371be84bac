"""Branches: the lines of a chat, of which those that bear a name are kept for ever."""

from rp_tui.core.play.feed import ChatChanged
from rp_tui.core.play.room import Room
from rp_tui.core.play.stage import Stage
from rp_tui.core.storage import history, lines
from rp_tui.core.storage.lines import Line
from rp_tui.core.storage.log import Log


async def branches(stage: Stage, room: Room) -> list[Line]:
    """Where the chat stands and all other lines of it, each with what was last said on it."""
    return await stage.database.ask(lines.lines, room.chat)


async def is_branched(stage: Stage, room: Room) -> bool:
    """Whether there is another line to go to."""
    return await stage.database.ask(lines.is_branched, room.chat)


async def name(stage: Stage, room: Room, at: int, name: str) -> None:
    """Name the line that a turn or a step lies on; a blank name takes its name away."""
    step = await stage.database.ask(history.placed, room.chat, at)
    await stage.database.do(Log.name, stage.deed("name"), step, name)
    stage.feed.tell(ChatChanged(room.chat, "edited", step))
