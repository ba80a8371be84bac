"""A tail: all that a rewind takes out of a story, in a form that can be put back from."""

import hashlib
from collections import Counter
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection
from typing import Annotated, Any, NamedTuple

from msgspec import Meta, Struct

from rp_tui.core.storage.connection import connect_to_read, must_exist, understood
from rp_tui.core.storage.copy import one_moment
from rp_tui.core.storage.preview import beyond
from rp_tui.core.storage.timeline import Timeline

FORMAT, VERSION = "rp-tui tail", 1

Number = Annotated[int, Meta(ge=0, le=(1 << 63) - 1)]  # what a database can hold
Time = Annotated[int, Meta(ge=0, le=253_402_214_400)]  # before the year 10000, as calendars are

EVENTS = """SELECT seq, step, kind, entity, type, version, payload FROM event
  WHERE branch = ? AND step > ? AND step <= ? ORDER BY seq"""
BATCHES = (
    "SELECT id, deed, at, first, last FROM batch WHERE last >= ? AND first <= last ORDER BY id"
)
HOST = "SELECT name FROM bot WHERE id = ?"
LAST_BATCH = "SELECT max(id) FROM batch"
BEGINNING = """SELECT b.id, b.deed, b.at, e.seq, e.payload FROM batch b JOIN event e
  ON e.seq = b.first ORDER BY b.id LIMIT 1"""


class Header(Struct, frozen=True):
    """What is said of a tail before it is read: whose it is, where it belongs, how much it is."""

    format: str
    version: Number
    database: str  # which one it came from, and every copy of that one
    batch: Number  # the last that was written when it was taken
    at: Time
    chat: Time
    host: str
    left: Number  # the step that the head was moved away from
    to: Number
    fork: Number  # the step that the tail stands on; a new root's stands on none, which is 0
    horizon: Number
    steps: Number
    counts: dict[str, Number]  # of events, by kind
    digest: str = ""  # of all that is said before and after it


class Told(NamedTuple):
    """One event, as the log has it."""

    seq: Number
    step: Number
    kind: str
    entity: Number
    type: str
    version: Number
    payload: str


class Batch(NamedTuple):
    """The deed that wrote some of the events, as the log has it."""

    id: Number
    deed: str
    at: Time
    first: Number
    last: Number


class Tail(NamedTuple):
    """What was removed: its events, and the deeds that wrote them, both in their order."""

    header: Header
    batches: tuple[Batch, ...]
    events: tuple[Told, ...]

    @property
    def steps(self) -> list[int]:
        """The steps of the tail, each standing on the one before it."""
        return sorted({told.step for told in self.events})


def cut(path: Path, left: int, to: int, now: float) -> Tail:
    """What a move from one step to another leaves behind; read beside whoever plays."""
    must_exist(path)
    with understood(path), closing(connect_to_read(path)) as db, one_moment(db):
        timeline = Timeline(db)
        old, horizon = timeline.path(left)
        new, _ = timeline.path(to)
        stretches = beyond(old, new)
        events = sorted(Told(*row) for each in stretches for row in db.execute(EVENTS, each))
        chat, _ = timeline.place(left)
        steps = {told.step for told in events}
        header = Header(
            FORMAT,
            VERSION,
            identity(db),
            db.execute(LAST_BATCH).fetchone()[0],
            int(now),
            chat,
            host(db, chat),
            left,
            to,
            (timeline.parent(min(steps)) or 0) if steps else left,
            horizon,
            len(steps),
            dict(sorted(Counter(told.kind for told in events).items())),
        )
        return Tail(header, tuple(wrote(db, events)), tuple(events))


def identity(db: Connection) -> str:
    """What tells one log from another: how it began, which nothing changes and nothing prunes."""
    began = db.execute(BEGINNING).fetchone()
    return hashlib.sha256(repr(began).encode()).hexdigest()[:16]


def host(db: Connection, chat: int) -> str:
    found = db.execute(HOST, (chat,)).fetchone()
    return str(found[0]) if found else ""


def wrote(db: Connection, events: list[Told]) -> list[Batch]:
    """The batches of events that are in the order of their seqs."""
    found: list[Batch] = []
    batches: Any = db.execute(BATCHES, (events[0].seq if events else 0,))
    for told in events:
        while not found or found[-1].last < told.seq:
            if (row := next(batches, None)) is None:
                return found
            if row[4] >= told.seq:
                found.append(Batch(*row))
    return found
