"""Moving a chat's head: what leaves the story loses its late work, what comes back gets it."""

from rp_tui.core.play import finishing, settling
from rp_tui.core.play.feed import ChatChanged
from rp_tui.core.play.room import Room, cancelled
from rp_tui.core.play.stage import Stage
from rp_tui.core.storage import now
from rp_tui.core.storage.log import Log


async def move(stage: Stage, room: Room, step: int, what: str = "move") -> int:
    """Let the chat stand on a step, and say where it stood."""
    async with room.writing:
        left = await stage.database.ask(now.head, room.chat)
        await stage.database.do(Log.move, stage.deed(what), step)
        await moved(stage, room)
    return left


async def moved(stage: Stage, room: Room) -> None:
    """The chat stands elsewhere: forget what was said there, and finish what is here."""
    room.forget_older()
    live = await stage.database.ask(now.live_among, tuple(room.finishing))
    await cancelled(task for step, task in list(room.finishing.items()) if step not in live)
    await settling.resume(stage, room)
    await finishing.resume(stage, room)
    stage.feed.tell(ChatChanged(room.chat, "moved"))
