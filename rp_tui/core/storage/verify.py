"""Replays the whole log into a scratch copy and compares every row with what is stored."""

import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection, DatabaseError
from typing import Any, NamedTuple

from rp_tui.core.storage.codec import CODEC
from rp_tui.core.storage.connection import connect, must_exist, understood
from rp_tui.core.storage.copy import copy
from rp_tui.core.storage.errors import DiskFull, NewerSchema, OlderSchema
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.migrations import MIGRATIONS, must_be_whole, schema_version
from rp_tui.core.storage.projector import SEARCHED, TABLES

PROJECTIONS = ("live_span", "horizon", "checkpoint", *TABLES)
NEVER = 1 << 63  # above every seq

# What the log itself must never be; each asks for the seq, step or batch that is.
FAULTS = {
    "event {} lies on a step that no event opened": """SELECT seq FROM event e WHERE step != 0
      AND NOT EXISTS (SELECT 1 FROM event o WHERE o.seq = e.step AND o.step = e.step
        AND o.branch = e.branch)""",
    "batch {} overlaps the one before it": """SELECT b.id FROM batch b JOIN batch a
      ON a.id = (SELECT max(id) FROM batch WHERE id < b.id) WHERE b.first <= a.last""",
    "chat {} stands on a step that is not there": """SELECT chat FROM head h WHERE NOT EXISTS (
      SELECT 1 FROM event e WHERE e.seq = h.step AND e.step = h.step)""",
    "chat {} left a step that is not there": """SELECT chat FROM tail t WHERE NOT EXISTS (
      SELECT 1 FROM event e WHERE e.seq = t.step AND e.step = t.step)""",
    "event {} has a seq that would be given again": """SELECT seq FROM event WHERE seq >
      (SELECT seq FROM sqlite_sequence WHERE name = 'event') ORDER BY seq""",
    "branch {} has no step": """SELECT id FROM branch b WHERE id != 0
      AND NOT EXISTS (SELECT 1 FROM event e WHERE e.branch = b.id)""",
}


class Verdict(NamedTuple):
    """What was looked at, and the first thing found wrong; no fault means equal."""

    events: int
    rows: int
    fault: str | None


def verify(path: Path) -> Verdict:
    """Look at a database without touching it, also beside a process that plays."""
    must_exist(path)
    with tempfile.TemporaryDirectory(prefix="rp-tui-verify-") as folder:
        scratch = Path(folder, "scratch.db")
        copy(path, scratch)
        try:
            with understood(path), closing(connect(scratch)) as db:
                must_be_of_today(db, path)
                db.execute("PRAGMA synchronous = OFF")
                return verdict(db)
        except DiskFull as trouble:
            raise DiskFull(scratch) from trouble


def must_be_of_today(db: Connection, path: Path) -> None:
    version, newest = schema_version(db, path), 1 + len(MIGRATIONS)
    if version > newest:
        raise NewerSchema(path, f"its schema is {version}, this one knows {newest}")
    if version < newest:
        raise OlderSchema(path)
    must_be_whole(db, path)


def verdict(db: Connection) -> Verdict:
    (events,) = db.execute("SELECT count(*) FROM event").fetchone()
    stored = sum(db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in PROJECTIONS)
    return Verdict(events, stored, next(faults(db), None))


def faults(db: Connection) -> Iterator[str]:
    """All that is wrong, the file first, then the log, then what follows from it."""
    for (line,) in db.execute("PRAGMA integrity_check(1)"):
        if line != "ok":
            yield f"the file: {line}"
    must_read_every_event(db)
    for table, row, *_ in db.execute("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} points at nothing"
    for sentence, sql in FAULTS.items():
        for (at,) in db.execute(f"{sql} LIMIT 1"):
            yield sentence.format(at)
    yield from unbatched(db)
    of_the_index = list(index_faults(db))  # a row that is wrong is told first: it is the cause
    for name in PROJECTIONS:
        db.execute(f'CREATE TEMP TABLE "was_{name}" AS SELECT * FROM main."{name}"')
    Log(db).rebuild()
    db.text_factory = readable
    for name in PROJECTIONS:
        yield from row_faults(db, name)
    yield from of_the_index


def must_read_every_event(db: Connection) -> None:
    """Refuse an event that cannot be read, also a dead one, which no fold would read."""
    for seq, name, version, payload in db.execute("SELECT seq, type, version, payload FROM event"):
        CODEC.decode(name, version, payload, seq)


def unbatched(db: Connection) -> Iterator[str]:
    """The events that no deed wrote: both walked upwards, as the batches have no index of seqs."""
    batches = db.execute("SELECT first, last FROM batch WHERE first <= last ORDER BY first")
    first, last = 0, -1
    for (seq,) in db.execute("SELECT seq FROM event ORDER BY seq"):
        while last < seq:
            first, last = batches.fetchone() or (NEVER, NEVER)
        if seq < first:
            yield f"event {seq} belongs to no batch"


def index_faults(db: Connection) -> Iterator[str]:
    """Hold each full-text index against the words that it should know."""
    for name in SEARCHED:
        try:
            check = f"INSERT INTO {name}_fts ({name}_fts, rank) VALUES ('integrity-check', 1)"
            db.execute(check)
        except DatabaseError:
            yield f"the full-text index of {name} does not hold the words of its rows"


def readable(stored: bytes) -> str:
    """Any text that a column holds, so that a damaged one can be named too."""
    return stored.decode(errors="backslashreplace")


def row_faults(db: Connection, name: str) -> Iterator[str]:
    """Each row that is stored otherwise than the log says."""
    columns = [column for _, column, *_ in db.execute(f'PRAGMA main.table_xinfo("{name}")')]
    keys = columns[:4] if name == "checkpoint" else columns[:1]
    for one, other in ((f"was_{name}", name), (name, f"was_{name}")):
        sql = f"""SELECT * FROM {schema_of(one)}."{one}" EXCEPT
          SELECT * FROM {schema_of(other)}."{other}" ORDER BY 1, 2 LIMIT 1"""
        for row in db.execute(sql):
            yield described(db, name, columns, keys, row, stored=one != name)


def schema_of(table: str) -> str:
    return "temp" if table.startswith("was_") else "main"


def described(
    db: Connection, name: str, columns: list[str], keys: list[str], row: Any, *, stored: bool
) -> str:
    """The first column in which a stored row and a replayed one differ."""
    which = ", ".join(f"{key} {value}" for key, value in zip(keys, row, strict=False))
    other = f'main."{name}"' if stored else f'temp."was_{name}"'
    where = " AND ".join(f'"{key}" = ?' for key in keys)
    twin = db.execute(f"SELECT * FROM {other} WHERE {where}", row[: len(keys)]).fetchone()
    if twin is None:
        return (
            f"{name} {which} is stored, but does not follow from the log"
            if stored
            else f"{name} {which} follows from the log, but is not stored"
        )
    was, now = (row, twin) if stored else (twin, row)
    column = next(at for at, pair in enumerate(zip(was, now, strict=True)) if pair[0] != pair[1])
    return (
        f"{name} {which} is stored with {columns[column]} {was[column]!r}, "
        f"but the log says {now[column]!r}"
    )
