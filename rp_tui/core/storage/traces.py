"""Traces: the record of every call of a model, bounded in number, in age and in bytes."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import Connection
from typing import NamedTuple

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.storage.connection import connect_to_read, must_exist, understood
from rp_tui.core.storage.migrations import schema_version

KEPT = 5_000
KEPT_S = 90 * 24 * 3600
KEPT_BYTES = 64 << 20  # of all blocks together; some six hundred turns
WEIGHED_EVERY = 32  # traces; all are read to be weighed, and in between a few may be too many
COLUMNS = (
    "at, run, chat, job, slot, model, blocks, first_token_ms, total_ms,"
    " tokens_in, tokens_out, outcome, fallback"
)


class NoTrace(Trouble):
    """No call has this number, or it is no longer kept."""

    def __init__(self, id: int) -> None:
        super().__init__(f"There is no trace {id}; 'rp-tui trace' shows the last that there are.")


class Trace(NamedTuple):
    at: int
    run: str
    chat: int | None
    job: str
    slot: str
    model: str
    blocks: str
    first_token_ms: int | None
    total_ms: int | None
    tokens_in: int | None
    tokens_out: int | None
    outcome: str
    fallback: str = ""


class Kept(NamedTuple):
    """A trace and the number that it goes by."""

    id: int
    trace: Trace


class Usage(NamedTuple):
    """What a job cost of a model in a chat on a day, as the player's own clock has days."""

    day: str
    chat: int | None
    job: str
    model: str
    calls: int
    tokens_in: int
    tokens_out: int


class Bounds(NamedTuple):
    """How much is kept."""

    number: int = KEPT
    age_s: int = KEPT_S
    size_bytes: int = KEPT_BYTES
    weighed_every: int = WEIGHED_EVERY


KEEP = Bounds()


def record(db: Connection, trace: Trace, bounds: Bounds = KEEP) -> int:
    """Write a trace down, and let go of those that are too many, too old or too much."""
    marks = ", ".join("?" * len(trace))
    sql = f"INSERT INTO trace ({COLUMNS}) VALUES ({marks}) RETURNING id"
    id: int = db.execute(sql, trace).fetchone()[0]
    db.execute("DELETE FROM trace WHERE id <= ?", (id - bounds.number,))
    db.execute("DELETE FROM trace WHERE at < ?", (trace.at - bounds.age_s,))
    if id % bounds.weighed_every == 0:
        lighten(db, bounds.size_bytes)
    return id


def lighten(db: Connection, size_bytes: int) -> None:
    """Let go of the oldest, until the rest weighs no more than it may."""
    sql = """DELETE FROM trace WHERE id IN (SELECT id FROM (
        SELECT id, sum(length(CAST(blocks AS BLOB))) OVER (ORDER BY id DESC) AS weight FROM trace)
      WHERE weight > ?)"""
    db.execute(sql, (size_bytes,))


@contextmanager
def beside(path: Path) -> Iterator[Connection]:
    """A connection to read traces with, while somebody plays."""
    must_exist(path)
    with understood(path), closing(connect_to_read(path)) as db:
        schema_version(db, path)
        yield db


def latest(db: Connection, limit: int) -> list[Kept]:
    """The newest traces, newest first."""
    found = db.execute(f"SELECT id, {COLUMNS} FROM trace ORDER BY id DESC LIMIT ?", (limit,))
    return [Kept(id, Trace(*row)) for id, *row in found]


def one(db: Connection, id: int) -> Kept:
    """One trace, or the trouble that there is none."""
    row = db.execute(f"SELECT {COLUMNS} FROM trace WHERE id = ?", (id,)).fetchone()
    if row is None:
        raise NoTrace(id)
    return Kept(id, Trace(*row))


def usage(db: Connection) -> list[Usage]:
    """What all calls cost that are still kept, by day, chat, job and model; the last day first."""
    sql = """SELECT date(at, 'unixepoch', 'localtime') AS day, chat, job, model, count(*),
        coalesce(sum(tokens_in), 0), coalesce(sum(tokens_out), 0)
      FROM trace GROUP BY day, chat, job, model ORDER BY day DESC, chat, job, model"""
    return [Usage(*row) for row in db.execute(sql)]
