"""Editing: a person mends the story by hand, in a step of the chat that can be taken back.

A reply on its way goes on meanwhile: both stand afterwards.
"""

from collections.abc import Callable, Sequence
from functools import partial

from rp_tui.core.domain import edge, edit
from rp_tui.core.domain.edge import Edge
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.ids import compose
from rp_tui.core.domain.memory import Memory, MemoryErased, MemoryPinned, Pin
from rp_tui.core.domain.noun import Draft
from rp_tui.core.play import settling
from rp_tui.core.play.feed import ChatChanged, LibraryChanged, Troubled
from rp_tui.core.play.room import Room
from rp_tui.core.play.stage import Stage
from rp_tui.core.storage import editable, now
from rp_tui.core.storage.log import AUTHORED, Log
from rp_tui.core.storage.search import Reader

Decide = Callable[[Reader], Sequence[Draft]]  # what an edit comes to, as everything stands now


class NothingNew(Trouble):
    """It is so already."""

    def __init__(self) -> None:
        super().__init__("It stands like this already, so there is nothing to change.")


async def write(stage: Stage, room: Room, decide: Decide) -> int:
    """Put an edit on the chat's head, as a step of its own; say which."""
    async with room.writing:
        drafts = await stage.database.ask(decide)
        head = await stage.database.ask(now.head, room.chat)
        written = await stage.database.do(Log.append, stage.deed("edit"), head, drafts)
        step = written.steps[0]
        if room.run and room.run.back is not None:
            room.run.edits[step] = partial(again, stage, room, decide)
        room.forget_older()  # which may stand for words that are hidden or otherwise now
        await settling.resume(stage, room)
    stage.feed.tell(ChatChanged(room.chat, "edited", step))
    return step


async def again(stage: Stage, room: Room, decide: Decide) -> None:
    """The chat went back to where it stood before a reply: what was mended since, is mended there.

    What it tells of may be otherwise there, or not at all.
    """
    try:
        await write(stage, room, decide)
    except NothingNew:
        pass
    except Trouble as trouble:
        stage.feed.tell(Troubled(room.chat, str(trouble)))


async def set_field(
    stage: Stage, room: Room, kind: str, entity: int, field: str, value: object
) -> int:
    """Set one field of anything; who somebody is, is authored, and then no step of a chat."""

    def decide(db: Reader) -> Sequence[Draft]:
        made = edit.edit(editable.state(db, room.chat, kind, entity), field, value)
        if made.before == made.after:
            raise NothingNew
        return [Draft(kind, made, entity)]

    if kind not in AUTHORED:
        return await write(stage, room, decide)
    drafts = await stage.database.ask(decide)
    await stage.database.do(Log.author, stage.deed("edit"), *drafts)
    stage.feed.tell(LibraryChanged())
    return 0


async def jot(stage: Stage, room: Room, source: int, target: int, text: str) -> int:
    """Write down a fact that one knows of another."""
    id = compose(source, target)

    def decide(db: Reader) -> Sequence[Draft]:
        made = edge.jot(editable.one(db, room.chat, Edge, id), text)
        if made is None:
            raise NothingNew
        return [Draft("edge", made, id)]

    return await write(stage, room, decide)


async def pin(stage: Stage, room: Room, memory: int, pin: Pin) -> int:
    """Pin a memory, or not, or leave it to its significance."""

    def decide(db: Reader) -> Sequence[Draft]:
        if editable.one(db, room.chat, Memory, memory).pin == pin:
            raise NothingNew
        return [Draft("memory", MemoryPinned(pin), memory)]

    return await write(stage, room, decide)


async def forget(stage: Stage, room: Room, memory: int) -> int:
    """Take a memory away from who has it."""

    def decide(db: Reader) -> Sequence[Draft]:
        editable.one(db, room.chat, Memory, memory)
        return [Draft("memory", MemoryErased(), memory)]

    return await write(stage, room, decide)
