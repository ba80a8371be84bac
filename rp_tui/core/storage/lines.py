"""Lines: the branches of a chat as a person knows them, each by what was last said on it."""

from collections.abc import Iterator, Mapping
from sqlite3 import Connection
from typing import TYPE_CHECKING, NamedTuple, cast

from msgspec import Struct
from msgspec.structs import replace

from rp_tui.core.domain.ids import YOU
from rp_tui.core.storage import history, reads
from rp_tui.core.storage.codec import CODEC
from rp_tui.core.storage.reads import Branch
from rp_tui.core.storage.timeline import Timeline

if TYPE_CHECKING:
    from rp_tui.core.domain.turn import TurnReworded, TurnSpoken

UNDONE = "undo edit"  # the deed by which an edit is taken back: nobody left a line by it

SPOKEN = """SELECT entity, type, version, payload, seq FROM event
  WHERE branch = ? AND step <= ? AND type = 'TurnSpoken' ORDER BY step DESC, seq DESC LIMIT 1"""
REWORDED = """SELECT branch, step, type, version, payload, seq FROM event
  WHERE kind = 'turn' AND entity = ? AND type = 'TurnReworded' ORDER BY step DESC, seq DESC"""
LEFT = """SELECT t.step, b.at, b.deed FROM tail t JOIN batch b ON b.id = t.batch
  WHERE t.chat = ?"""
WRITTEN_AT = "SELECT at FROM batch WHERE first <= :step AND last >= :step"
HAS_TURNS_OF_ITS_OWN = """SELECT EXISTS (SELECT 1 FROM event WHERE type = 'TurnSpoken'
  AND branch = :branch AND step <= :step AND step > coalesce(
    (SELECT upto FROM live_span WHERE branch = :branch), 0))"""


class Line(Struct, frozen=True):
    """A branch, by the step and the turn in which it ends; or where the chat stands."""

    step: int
    name: str | None
    is_here: bool
    number: int = 0  # of its last turn
    speaker: int = YOU
    prose: str = ""
    left_s: int = 0  # when it was left, by the machine's clock
    left_by: str = ""  # by what
    is_edited: bool = False  # nothing was said on it that is not in the story, only mended


class Left(NamedTuple):
    """When a step was left, and by which deed."""

    at_s: int = 0
    deed: str = ""


def lines(db: Connection, chat: int) -> list[Line]:
    """Where the chat stands, and all that there is to go to beside it, what was left last first.

    Where the story only goes on from a line that nobody named, it is a rewind that leads there.
    """
    timeline, left = Timeline(db), steps_left(db, chat)
    head = timeline.head(chat)
    name = next((one.name for one, step in ends(timeline, chat, left) if step == head), None)
    beside = [
        other(db, branch, step, left.get(step))
        for branch, step in ends(timeline, chat, left)
        if is_beside(timeline, chat, branch, step)
    ]
    beside.sort(key=lambda line: -line.left_s)
    here = Line(head, name, is_here=True)
    return [ended(db, timeline, line) for line in (here, *beside)]


def is_branched(db: Connection, chat: int) -> bool:
    """Whether there is anywhere to go to."""
    timeline = Timeline(db)
    found = ends(timeline, chat, steps_left(db, chat))
    return any(is_beside(timeline, chat, branch, step) for branch, step in found)


def steps_left(db: Connection, chat: int) -> dict[int, Left]:
    """The steps from which the chat was moved away."""
    found = db.execute(LEFT, (chat,))
    return {step: Left(at_s, deed.partition(":")[0]) for step, at_s, deed in found}


def ends(timeline: Timeline, chat: int, left: Mapping[int, Left]) -> Iterator[tuple[Branch, int]]:
    """Every branch with the step in which it ends, the youngest first."""
    for branch in reversed(reads.branches(timeline.db, chat)):
        yield branch, end_of(timeline, branch.tip, left)


def is_beside(timeline: Timeline, chat: int, branch: Branch, step: int) -> bool:
    """Whether a branch's end is somewhere else than where the story has led already."""
    if branch.name:
        return step != timeline.head(chat)
    return not timeline.is_live(step) and timeline.place(step)[1] == branch.id


def end_of(timeline: Timeline, tip: int, left: Mapping[int, Left]) -> int:
    """The last step of a line, but for edits that were taken back."""
    step = tip
    while left.get(step, Left()).deed == UNDONE and (before := timeline.parent(step)):
        step = before
    return step


def other(db: Connection, branch: Branch, step: int, left: Left | None) -> Line:
    """A line on whose end the chat does not stand."""
    how = left or Left(written_at(db, step))
    own = {"branch": branch.id, "step": step}
    (has_turns,) = db.execute(HAS_TURNS_OF_ITS_OWN, own).fetchone()
    is_edited = not has_turns and history.is_by_hand(history.opening(db, step).event)
    return Line(step, branch.name, False, left_s=how.at_s, left_by=how.deed, is_edited=is_edited)


def ended(db: Connection, timeline: Timeline, line: Line) -> Line:
    """The line with the turn that was said last on it, in the words that it has there."""
    path, _ = timeline.path(line.step)
    for branch, upto in path.items():
        if last := db.execute(SPOKEN, (branch, upto)).fetchone():
            said = cast("TurnSpoken", CODEC.decode(*last[1:]))
            prose = next(reworded(db, last[0], path), said.prose)
            return replace(line, number=said.number, speaker=said.speaker, prose=prose)
    return line


def reworded(db: Connection, turn: int, path: dict[int, int]) -> Iterator[str]:
    """The words that a turn was given later on a path, the latest first."""
    for branch, step, *event in db.execute(REWORDED, (turn,)):
        if step <= path.get(branch, -1):
            yield cast("TurnReworded", CODEC.decode(*event)).prose


def written_at(db: Connection, step: int) -> int:
    """When a step was written."""
    found: tuple[int] | None = db.execute(WRITTEN_AT, {"step": step}).fetchone()
    return found[0] if found else 0
