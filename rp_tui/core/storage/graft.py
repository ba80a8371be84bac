"""Puts back what was pruned of a tail, so that a move can bring its chat there again.

The events get their own seqs again, which nothing else was ever given, so all that refers to them
is right as it stands. Of a tail the beginning may have survived; what is missing grows on that, on
a line of its own where the line of old goes on otherwise.
"""

from rp_tui.core.domain.edit import ManualEdit
from rp_tui.core.domain.nouns import NOUNS
from rp_tui.core.storage.codec import CODEC
from rp_tui.core.storage.errors import LogTrouble, Misplaced, NotFound
from rp_tui.core.storage.tail import Batch, Tail, Told, identity
from rp_tui.core.storage.timeline import AUTHORING, Timeline

AUTHORED = frozenset({"you", "bot"})

IS_STEP = "SELECT 1 FROM event WHERE seq = ? AND step = seq"
IS_EVENT = "SELECT 1 FROM event WHERE seq = ?"
BATCH = "SELECT id, deed, at, first, last FROM batch WHERE id = ?"
NEW_LINE = "INSERT INTO branch (chat, parent, fork) VALUES (?, ?, ?) RETURNING id"
INSERT = """INSERT INTO event (seq, branch, step, kind, entity, type, version, payload)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""


class ForeignTail(LogTrouble):
    """The tail was cut from another log, or from a later state of this one."""


class NothingToStandOn(LogTrouble):
    """The step that the tail stands on was pruned too."""


def put_back(timeline: Timeline, tail: Tail) -> None:
    """Write the steps of a tail that are not there any more, as they were, and dead."""
    must_come_from_here(timeline, tail)
    steps = tail.steps
    there = {step for step in steps if timeline.db.execute(IS_STEP, (step,)).fetchone()}
    missing = [step for step in steps if step not in there]
    if not missing:
        return
    before = steps[: steps.index(missing[0])]
    branch = line_on(timeline, tail, before[-1] if before else tail.header.fork)
    wanted = [told for told in tail.events if told.step not in there]
    for told in wanted:
        must_be_free(timeline, told)
    rows = [(told.seq, branch, *told[1:]) for told in wanted]
    timeline.db.executemany(INSERT, rows)


def must_come_from_here(timeline: Timeline, tail: Tail) -> None:
    """Refuse a tail whose deeds are not, each of them, in this log."""
    db, header = timeline.db, tail.header
    known = all(db.execute(BATCH, (batch.id,)).fetchone() == batch for batch in tail.batches)
    if header.database != identity(db) or not known:
        raise ForeignTail(
            "This tail of a rewind was taken from another story, or from a later state of this "
            "one; restore it into the database that it came from."
        )
    timeline.head(header.chat)
    if not {header.left, *tail.steps} <= {told.seq for told in tail.events}:
        raise Misplaced(
            "This tail of a rewind does not lead to where its chat stood; take another."
        )
    batches = iter(tail.batches)
    batch = Batch(0, "", 0, 0, -1)
    for told in tail.events:
        while batch.last < told.seq:
            batch = next(batches, Batch(0, "", 0, told.seq + 1, told.seq))
        must_fit(told, batch)


def must_fit(told: Told, batch: Batch) -> None:
    """Refuse an event that no deed wrote, or that nothing of its kind can be."""
    event = CODEC.decode(told.type, told.version, told.payload, told.seq)
    noun = NOUNS.get(told.kind)
    if (
        noun is None
        or told.kind in AUTHORED
        or not batch.first <= told.seq
        or not AUTHORING < told.step <= told.seq
        or (type(event) is not ManualEdit and type(event) not in noun.events)
    ):
        raise Misplaced(f"Event {told.seq} of this tail stands where it cannot; take another file.")


def must_be_free(timeline: Timeline, told: Told) -> None:
    if timeline.db.execute(IS_EVENT, (told.seq,)).fetchone():
        raise Misplaced(f"Event {told.seq} of this tail is on another step now; take another file.")


def line_on(timeline: Timeline, tail: Tail, step: int) -> int:
    """The branch on which steps can be written behind a step: its own if nothing follows there."""
    header = tail.header
    if not step:
        return new_line(timeline, header.chat, None, header.horizon)
    try:
        chat, branch = timeline.place(step)
    except NotFound:
        raise NothingToStandOn(
            "What this tail of a rewind stood on was removed as well; "
            "restore the tail of the rewind that removed it first, or a backup."
        ) from None
    if chat != header.chat:
        raise Misplaced("This tail of a rewind stands on another chat's step; take another file.")
    if timeline.tip(branch) == step:
        return branch
    return new_line(timeline, chat, branch, step)


def new_line(timeline: Timeline, chat: int, parent: int | None, fork: int) -> int:
    branch: int = timeline.db.execute(NEW_LINE, (chat, parent, fork)).fetchone()[0]
    return branch
