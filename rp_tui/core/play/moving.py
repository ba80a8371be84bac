"""Moving a chat's head: what leaves the story loses its late work, what comes back gets it."""

from rp_tui.core.play import settling
from rp_tui.core.play.feed import ChatChanged
from rp_tui.core.play.room import Room, cancelled
from rp_tui.core.play.stage import Stage
from rp_tui.core.storage import now
from rp_tui.core.storage.log import Log


async def move(stage: Stage, room: Room, step: int, what: str = "move") -> None:
    """Let the chat stand on a step."""
    async with room.writing:
        await stage.database.do(Log.move, stage.deed(what), step)
    await moved(stage, room)


async def undo(stage: Stage, room: Room) -> None:
    """Let the chat stand where it stood before it was last moved away."""
    async with room.writing:
        await stage.database.do(Log.undo, stage.deed("undo"), room.chat)
    await moved(stage, room)


async def moved(stage: Stage, room: Room) -> None:
    """The chat stands elsewhere: forget what was said there, and settle what is here."""
    room.older.clear()
    live = await stage.database.ask(now.live_among, tuple({**room.settling, **room.finishing}))
    for work in (room.settling, room.finishing):
        await cancelled(task for step, task in list(work.items()) if step not in live)
    for step in await stage.database.ask(now.unsettled, room.chat):
        settling.begin(stage, room, step)
    stage.feed.tell(ChatChanged(room.chat, "moved"))
