"""Classifier failures: each time that a job's answer could not be used and its default was."""

from sqlite3 import Connection
from typing import NamedTuple

KEPT = 1_000


class Failure(NamedTuple):
    at: int
    event: int | None
    kind: str
    raw_text: str
    attempts: int


def record(db: Connection, failure: Failure) -> None:
    """Write a failure down; only the newest are kept."""
    sql = """INSERT INTO classifier_failures (at, event, kind, raw_text, attempts)
      VALUES (?, ?, ?, ?, ?) RETURNING id"""
    (id,) = db.execute(sql, failure).fetchone()
    db.execute("DELETE FROM classifier_failures WHERE id <= ?", (id - KEPT,))


def latest(db: Connection, limit: int) -> list[Failure]:
    """The newest failures, newest first."""
    sql = """SELECT at, event, kind, raw_text, attempts FROM classifier_failures
      ORDER BY id DESC LIMIT ?"""
    return [Failure(*row) for row in db.execute(sql, (limit,))]
