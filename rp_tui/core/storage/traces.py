"""Traces: the record of every call of a model, bounded in number and in age."""

from sqlite3 import Connection
from typing import NamedTuple

KEPT = 5_000
KEPT_S = 90 * 24 * 3600
COLUMNS = (
    "at, run, chat, job, slot, model, blocks, first_token_ms, total_ms,"
    " tokens_in, tokens_out, outcome, fallback"
)


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


def record(db: Connection, trace: Trace) -> int:
    """Write a trace down, and let go of those that are too many or too old."""
    marks = ", ".join("?" * len(trace))
    sql = f"INSERT INTO trace ({COLUMNS}) VALUES ({marks}) RETURNING id"
    id: int = db.execute(sql, trace).fetchone()[0]
    db.execute("DELETE FROM trace WHERE id <= ?", (id - KEPT,))
    db.execute("DELETE FROM trace WHERE at < ?", (trace.at - KEPT_S,))
    return id


def latest(db: Connection, limit: int) -> list[Trace]:
    """The newest traces, newest first."""
    found = db.execute(f"SELECT {COLUMNS} FROM trace ORDER BY id DESC LIMIT ?", (limit,))
    return [Trace(*row) for row in found]
