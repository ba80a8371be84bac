"""Older turns: of a long scene, one line stands for what no longer fits into a prompt.

It follows from turns alone and is of no story: lost, it is written again.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from rp_tui.core.domain.ids import part_of
from rp_tui.core.domain.view import Line, View
from rp_tui.core.llm.scheduler import Priority
from rp_tui.core.play import cast
from rp_tui.core.play.room import Older, Room
from rp_tui.core.play.stage import Stage
from rp_tui.core.prompts import jobs
from rp_tui.core.storage import gate
from rp_tui.core.storage.now import Now, now
from rp_tui.core.storage.standing import spoken_by

ALWAYS_TOLD = 20  # turns at the end of a scene that no line stands for
AT_LEAST = 20  # turns that a line takes in at once


async def write(stage: Stage, room: Room) -> None:
    """Bring each bot's line up to date, where enough has been said since."""
    at = await stage.database.ask(now, room.chat)
    for bot in at.presence.bots:
        await write_for(stage, room, at, bot)


async def write_for(stage: Stage, room: Room, at: Now, who: int) -> None:
    heard, _ = await stage.database.ask(gate.heard, at.id, who, gate.REACH)
    of_scene = [line for line in heard if part_of(line.id) > at.scene_id]
    known = room.older.get(who)
    if known is None or known.scene != at.scene_id:
        known = Older(at.scene_id)
    past = [line for line in of_scene[:-ALWAYS_TOLD] if line.id > known.upto]
    what, about = ("older", who), past[-1].id if past else 0
    if len(past) < AT_LEAST or not room.patience.may(what, stage.clock(), about):
        return
    moves = room.moves
    line = await told(stage, at, who, known.line, past)
    if line:
        room.patience.succeeds(what)
    else:
        room.patience.fails(what, stage.clock(), about)
    if line and room.moves == moves:  # else what it tells of may be no part of the story
        room.older[who] = Older(at.scene_id, past[-1].id, line)


async def told(stage: Stage, at: Now, who: int, before: str, past: Sequence[Line]) -> str:
    """One line for all of it, made piece after piece; blank where none could be written."""
    lines = cast.lines(await stage.database.ask(spoken_by, past))
    matter = jobs.older_turns.Past(at.everyone, lines, who=at.names[who])
    line = before
    for piece in jobs.older_turns.pieces(matter, stage.count_tokens):
        answered = await stage.ladder.ask(
            jobs.older_turns.JOB,
            replace(piece, before=line),
            priority=Priority.BACKGROUND,
            chat=at.id,
        )
        found = jobs.older_turns.proposal(answered.answer)
        if found is None:
            return ""
        line = found
    return line


def with_older(view: View, room: Room, at: Now) -> View:
    """The view with the line for what went before its window, if there is one."""
    known = room.older.get(view.speaker)
    if known is None or known.scene != at.scene_id:
        return view
    return replace(view, older=known.line)
