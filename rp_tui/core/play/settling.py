"""Settling: what was said has consequences, which are written on its own step, all in one deed."""

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from rp_tui.core.domain import turn
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.markers import segments, spoken
from rp_tui.core.domain.noun import Draft
from rp_tui.core.play import judging, scenes, sight
from rp_tui.core.play.feed import ChatChanged, Troubled, WorkEnded
from rp_tui.core.play.room import Room, cancelled
from rp_tui.core.play.stage import Stage
from rp_tui.core.prompts import jobs
from rp_tui.core.storage import late, now
from rp_tui.core.storage.exchange import Exchange, exchange
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.now import called
from rp_tui.core.storage.standing import standing

if TYPE_CHECKING:
    import asyncio

OF_NOW = frozenset({"mood", "activity"})


def begin(stage: Stage, room: Room, step: int, parsing: "asyncio.Task[Any] | None" = None) -> None:
    """Let the consequences of a step be drawn, unless they are being drawn already."""
    if step in room.settling:
        return
    task = stage.start(settle(stage, room, step, parsing), f"settle {step}")
    room.settling[step] = task
    task.add_done_callback(lambda done: ended(stage, room, step, done))


async def resume(stage: Stage, room: Room) -> None:
    """After the story changed: give up what nobody waits for any more, and begin what is missing.

    To be asked for by whoever changed it, and still under `writing`: nothing is then written of
    what has just been dropped.
    """
    awaited = await stage.database.ask(late.awaited, tuple(room.settling))
    await cancelled(task for step, task in list(room.settling.items()) if step not in awaited)
    await begin_due(stage, room)


async def begin_due(stage: Stage, room: Room) -> None:
    """Begin whatever of a chat's late work is missing."""
    for step in await stage.database.ask(late.due, room.chat):
        begin(stage, room, step)


def ended(stage: Stage, room: Room, step: int, task: "asyncio.Task[Any]") -> None:
    if room.settling.get(step) is task:
        del room.settling[step]
        stage.feed.tell(WorkEnded(room.chat))


async def settle(
    stage: Stage, room: Room, step: int, parsing: "asyncio.Task[Any] | None" = None
) -> None:
    """Ask, decide and write; then see whether the scene is over.

    Cut off in between, the next start goes on from there.
    """
    said = await stage.database.ask(exchange, step)
    if said is None:
        return
    speakers = (one.speaker for one in said.turns.values())
    names = await stage.database.ask(called, *said.presence.bots, *speakers)
    heard = judged_part(stage, said)
    try:
        if heard is not None and not await stage.database.ask(now.is_done, deed(step)):
            judged = await judging.Judge(stage, heard, names).judged()
            await write(stage, room, heard, judged, parsing)
        await scenes.look_for_end(stage, room, said, names)
        # What is wrong with it is told when it is needed.
        stage.start(sight.foresee(stage, room), f"foresee {step}")
    except Trouble as trouble:
        stage.feed.tell(Troubled(room.chat, str(trouble)))


def deed(step: int) -> str:
    """What writing the consequences of a step is named."""
    return f"settle:{step}"


def judged_part(stage: Stage, said: Exchange) -> Exchange | None:
    """What is new of an exchange and not out of character: of a reply that went on, the rest."""
    turns = said.turns
    if said.before:
        id, one = next(iter(turns.items()))
        more = one.prose.removeprefix(said.before)
        turns = {id: replace(one, prose=more, segments=segments(more, stage.rules.markers))}
    heard = {id: one for id, one in turns.items() if spoken(one.segments)}
    return replace(said, turns=heard) if heard else None


async def write(
    stage: Stage,
    room: Room,
    said: Exchange,
    judged: judging.Judged,
    parsing: "asyncio.Task[Any] | None",
) -> None:
    """All consequences in one deed, decided on how everything stands now."""
    read = await refined(stage, said, parsing) if parsing else ()
    async with room.writing:
        seen = [
            await stage.database.ask(standing, said.presence, who) for who in said.presence.everyone
        ]
        drafts = (*read, *fitting(said, judging.decided(judged, said, seen)))
        await stage.database.do(Log.settle, deed(said.step), said.step, *drafts)
    stage.feed.tell(ChatChanged(room.chat, "settled", said.step))


def fitting(said: Exchange, drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """What may be written of an exchange: one of long ago says nothing of how anybody is now."""
    return tuple(draft for draft in drafts if not (said.is_past and draft.kind in OF_NOW))


async def refined(stage: Stage, said: Exchange, parsing: "asyncio.Task[Any]") -> tuple[Draft, ...]:
    """Your turn as a model reads it, where that differs from how code does."""
    id = judging.yours(said)
    if id is None:
        return ()
    answered = await parsing
    names = await stage.database.ask(called)
    yours = said.turns[id]
    matter = jobs.turn_parse.Parsed(names[yours.speaker], yours.segments)
    with suppress(turn.SegmentsDisagree):
        made = turn.refine(yours, jobs.turn_parse.proposal(answered.answer, matter))
        return (Draft("turn", made, id),) if made else ()
    return ()
