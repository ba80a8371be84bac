"""Finishing: what stays of a closed scene is written, in its time, on the step that closed it.

Each piece is a deed of its own: what is written is not asked again, and what nobody could write is
tried again when all is quiet. Scenes are finished one after the other, so that none is told with
what came of a later one.
"""

import asyncio
from typing import TYPE_CHECKING, Any, cast

from msgspec.structs import replace

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.noun import Draft
from rp_tui.core.domain.scene import SceneClosed, SceneSummarised
from rp_tui.core.domain.turn import LOWEST
from rp_tui.core.interchange import scene_export
from rp_tui.core.play import exporting
from rp_tui.core.play.feed import ChatChanged, Troubled
from rp_tui.core.play.room import Room
from rp_tui.core.play.stage import Stage
from rp_tui.core.play.witnessing import Witnessing
from rp_tui.core.storage import scenery
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.now import called
from rp_tui.core.storage.scenery import Closed

if TYPE_CHECKING:
    from rp_tui.core.domain.scene import Reason


async def resume(stage: Stage, room: Room) -> None:
    """Let be written what is missing of a chat's closed scenes."""
    for step in await stage.database.ask(scenery.unfinished, room.chat):
        begin(stage, room, step)


async def resume_in_time(stage: Stage, room: Room) -> None:
    """The same while nobody asks for it: what could not be told is left alone for a while."""
    for step in await stage.database.ask(scenery.unfinished, room.chat):
        if room.patience.may(step, stage.clock()):
            begin(stage, room, step)


def begin(stage: Stage, room: Room, step: int) -> None:
    """Let what stays of a scene be written, unless it is being written already."""
    if step in room.finishing:
        return
    task = stage.start(finish(stage, room, step), f"finish {step}")
    room.finishing[step] = task
    task.add_done_callback(lambda done: ended(room, step, done))


def ended(room: Room, step: int, task: "asyncio.Task[Any]") -> None:
    if room.finishing.get(step) is task:
        del room.finishing[step]


async def finish(stage: Stage, room: Room, step: int) -> None:
    """Wait for what came before, then tell each witness's story, and mark the scene when all is
    told.
    """
    try:
        closed = await stage.database.ask(scenery.closed, step)
        if closed is None:
            return
        await after_what_came_before(room, step, closed.told_on)
        closed = await stage.database.ask(scenery.closed, step)
        if closed is None or closed.scene.summarised:
            return
        closed = await weighed(stage, closed)
        names = await stage.database.ask(called, closed.scene.chat, *closed.guests)
        if await Witnessing(stage, closed, names).told():
            await exporting.export(stage, closed, names)
            done = Draft("scene", SceneSummarised(), closed.id)
            deed = f"finished:{closed.key}"
            await stage.database.do(Log.settle, deed, closed.told_on, done)
            room.patience.succeeds(step)
        else:
            room.patience.fails(step, stage.clock())
        stage.feed.tell(ChatChanged(room.chat, "remembered", step))
    except Trouble as trouble:
        room.patience.fails(step, stage.clock())
        stage.feed.tell(Troubled(room.chat, str(trouble)))


async def after_what_came_before(room: Room, step: int, told_on: int) -> None:
    """The turns of a scene have their consequences first, and the scenes before it their ends."""
    while work := [
        *(task for earlier, task in room.settling.items() if earlier <= told_on),
        *(task for earlier, task in room.finishing.items() if earlier < step),
    ]:
        await asyncio.wait(work)
        await asyncio.sleep(0)


async def weighed(stage: Stage, closed: Closed) -> Closed:
    """The scene with the weight of its heaviest turn; a score that came late corrects it."""
    most = weight(closed)
    if most == closed.scene.significance:
        return closed
    ends = SceneClosed(closed.scene.closed_at, cast("Reason", closed.scene.reason), most)
    deed = stage.deed("weigh")
    await stage.database.do(Log.settle, deed, closed.told_on, Draft("scene", ends, closed.id))
    return replace(closed, scene=replace(closed.scene, significance=most))


def weight(closed: Closed) -> int:
    return max((turn.significance or LOWEST for turn in closed.turns.values()), default=LOWEST)


async def weigh_again(stage: Stage, room: Room, turn: int) -> None:
    """A turn of a scene that is over was judged late: what is told already, gets its weight."""
    step = await stage.database.ask(scenery.closed_after, turn, room.chat)
    if step is None or step in room.finishing:
        return
    closed = await stage.database.ask(scenery.closed, step)
    if closed is None:
        return
    closed = await weighed(stage, closed)
    if closed.scene.summarised and scene_export.is_due(closed.scene):
        names = await stage.database.ask(called, closed.scene.chat, *closed.guests)
        await exporting.export(stage, closed, names)
