"""Unediting: an edit is taken back, by a move of the head where it is the last step of the chat."""

from collections.abc import Iterator

from rp_tui.core.domain import edit
from rp_tui.core.domain.edit import ManualEdit
from rp_tui.core.domain.memory import Memory, MemoryErased, MemoryPinned
from rp_tui.core.domain.noun import Draft, Event
from rp_tui.core.domain.turn import TurnHidden, TurnReworded
from rp_tui.core.play import editing, moving, retelling, rewording
from rp_tui.core.play.compensating import recalled
from rp_tui.core.play.room import Room
from rp_tui.core.play.stage import Stage
from rp_tui.core.storage import exchange, history, now, undone
from rp_tui.core.storage.history import Told
from rp_tui.core.storage.lines import UNDONE
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.search import Reader


async def undo(stage: Stage, room: Room, step: int | None = None) -> int:
    """Take back the last edit, or the one that a step is; say where the chat stands then."""
    async with room.writing:
        made = await stage.database.ask(history.last_edit, room.chat, step)
        if made.step == await stage.database.ask(now.head, room.chat):
            before = await stage.database.ask(history.parent, made.step)
            await stage.database.do(Log.move, stage.deed(UNDONE), before)
            if room.run:
                room.run.edits.pop(made.step, None)
            await moving.moved(stage, room)
            return before
    if isinstance(made.event, TurnReworded):
        prose = await stage.database.ask(exchange.prose_before, made.entity, made.step)
        return await rewording.reword(stage, room, made.entity, prose)
    if isinstance(made.event, TurnHidden):
        return await retelling.write(stage, room, made.entity, lambda db: [*inverse(db, made)])
    return await editing.write(stage, room, lambda db: [*inverse(db, made)])


def inverse(db: Reader, made: Told) -> Iterator[Draft]:
    """What takes back an edit after which more was said or done."""
    was = undone.before(db, (made.kind, made.entity), made.step)
    for event in opposite(made, was if isinstance(was, Memory) else None):
        yield Draft(made.kind, event, made.entity)


def opposite(made: Told, was: Memory | None) -> Iterator[Event]:
    match made.event:
        case ManualEdit():
            yield edit.inverse(made.event)
        case TurnHidden(hidden):
            yield TurnHidden(not hidden)
        case MemoryPinned() if was:
            yield MemoryPinned(was.pin)
        case MemoryErased() if was:
            yield from recalled(made.entity, was)
