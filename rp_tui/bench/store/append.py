"""A batch of twelve events with all that follows from them, against writing their bytes alone."""

from pathlib import Path
from time import perf_counter
from typing import Any

from rp_tui.bench.rows import Row, row
from rp_tui.bench.stage import Stage, staged
from rp_tui.bench.store.sizes import Sizes
from rp_tui.bench.timing import by_turns, since
from rp_tui.core.storage.log import Log

HOST, GUEST = 1, 2
EVENTS = 12
AT_MOST = 8

DEFINITIONS = (
    "SELECT sql FROM sqlite_schema WHERE tbl_name = 'event' AND sql NOT NULL ORDER BY type DESC"
)
NEWEST = f"""SELECT branch, step, kind, entity, type, version, payload FROM event
  ORDER BY seq DESC LIMIT {EVENTS}"""
INSERT = """INSERT INTO floor (branch, step, kind, entity, type, version, payload)
  VALUES (?, ?, ?, ?, ?, ?, ?)"""

Encoded = list[tuple[Any, ...]]


async def rows(folder: Path, sizes: Sizes) -> list[Row]:
    """Neither waits for the disk at a commit, so that it is not the disk that is measured."""
    async with staged(folder / "append.db", hosts=1, guests=1) as stage:
        await stage.sync("NORMAL")
        for _ in range(sizes.batches):
            await speak(stage)
        encoded = await stage.database.do(lay_floor)
        floor, taken = await by_turns(
            sizes.batches,
            lambda: stage.database.do(put, encoded),
            lambda: speak(stage),
        )
    name = f"append {EVENTS} events, against an executemany of them"
    return [row(name, taken, "ms", floor, bound=AT_MOST)]


async def speak(stage: Stage) -> float:
    """An exchange before a guest: your turn, the reply, and what it brings about."""
    _, yours, reply = stage.story.exchange(HOST, GUEST)
    head = await stage.database.do(Log.head, HOST)
    return await stage.clocked(Log.append, head, yours, reply)


def lay_floor(log: Log) -> Encoded:
    """A table like the log's and as full, with its indices; and what to put in."""
    for (definition,) in log.db.execute(DEFINITIONS).fetchall():
        log.db.execute(definition.replace(" event", " floor"))
    log.db.execute("INSERT INTO floor SELECT * FROM event")
    return log.db.execute(NEWEST).fetchall()


def put(log: Log, encoded: Encoded) -> float:
    """A batch of encoded events, clocked on the writer's own thread."""
    began = perf_counter()
    log.db.execute("BEGIN IMMEDIATE")
    log.db.executemany(INSERT, encoded)
    log.db.execute("COMMIT")
    return since(began)
