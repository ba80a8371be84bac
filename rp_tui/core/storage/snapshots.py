"""Periodic snapshots: copies made while playing, so that a bad turn of events costs little."""

import sqlite3
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection
from typing import NamedTuple

from rp_tui.core.storage.connection import connect_to_read, understood
from rp_tui.core.storage.copies import copy_into, stamped

KEPT = 5
EVENTS = 100
ACTIVITY_S = 30 * 60

LAST = """SELECT (SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'event'),
  (SELECT coalesce(max(id), 0) FROM batch)"""
FIRST_SINCE = "SELECT at FROM batch WHERE id > ? ORDER BY id LIMIT 1"


class Played(NamedTuple):
    """What was played since the last snapshot: how much, when that was made, when it began."""

    events: int
    last_at: float | None
    active_since: float | None


class Marks(NamedTuple):
    """How far a log has come: its last event, and its last batch."""

    event: int = 0
    batch: int = 0


def snapshot(source: Path, folder: Path, now: float) -> Path:
    """Make a periodic snapshot, whole and checked, also beside whoever plays."""
    return copy_into(folder, source, KEPT, now)


def due(events_since: int, last_at: float | None, active_since: float | None, now: float) -> bool:
    """Whether a hundred events, or half an hour of activity, have passed since the last one."""
    if events_since >= EVENTS:
        return True
    if active_since is None:
        return False
    since = max(active_since, last_at or active_since)
    # A time that is still to come was told by a wrong clock, and could keep us waiting for ever.
    return not 0 <= now - since < ACTIVITY_S


def played(source: Path, folder: Path) -> Played:
    """What a database holds that its newest snapshot has not."""
    newest = max(stamped(folder, source.stem, source.suffix), default=None, key=lambda one: one.at)
    with understood(source), closing(connect_to_read(source)) as db:
        now = Marks(*db.execute(LAST).fetchone())
        then = marks(newest.path) if newest else Marks()
        if then.batch > now.batch:  # of a story that was set aside since
            then, newest = Marks(), None
        return Played(now.event - then.event, newest and newest.at, first_since(db, then))


def marks(path: Path) -> Marks:
    """How far a snapshot had come; one that cannot be read has nothing of ours."""
    try:
        with closing(connect_to_read(path)) as db:
            return Marks(*db.execute(LAST).fetchone())
    except (sqlite3.Error, OSError):
        return Marks()


def first_since(db: Connection, then: Marks) -> float | None:
    """When the first deed was done after the snapshot; none if there was none."""
    found: tuple[float] | None = db.execute(FIRST_SINCE, (then.batch,)).fetchone()
    return found and found[0]
