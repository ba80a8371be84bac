"""The state at any step: what a move there would give, and what differs from now.

The move is made on a connection that cannot write, where temporary tables hide the two that say
what is live. Other chats stay as they are: words spoken there stand.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import Connection
from typing import NamedTuple

from rp_tui.core.domain.noun import State
from rp_tui.core.storage.connection import connect_to_read, must_exist, understood
from rp_tui.core.storage.projector import TABLES, Key, Projector
from rp_tui.core.storage.timeline import AUTHORING, Timeline

HIDDEN = ("live_span", "horizon")
EVENTS_BETWEEN = """SELECT kind, type, entity, count(*) FROM event
  WHERE branch = ? AND step > ? AND step <= ? GROUP BY kind, type, entity"""
STEPS_BETWEEN = """SELECT count(DISTINCT step) FROM event
  WHERE branch = ? AND step > ? AND step <= ?"""
ENTITIES_ON = "SELECT DISTINCT kind, entity FROM event WHERE branch = ? AND step <= ?"


class Difference(NamedTuple):
    """An entity that is otherwise: as it is now, and as it would be; None where it is not there."""

    kind: str
    entity: int
    now: State | None
    then: State | None


class Count(NamedTuple):
    """How many events of a type go or come, and how many entities they tell of."""

    kind: str
    type: str
    events: int
    entities: int


class Preview(NamedTuple):
    """What a move of a chat's head to a step would do."""

    steps_gone: int
    gone: tuple[Count, ...]
    back: tuple[Count, ...]
    differences: tuple[Difference, ...]


def preview(path: Path, step: int) -> Preview:
    """Count and compare what a move to the step would change."""
    with looking(path) as db:
        timeline = Timeline(db)
        chat, _ = timeline.place(step)
        old = spans(db, chat)
        now, then = shifted(db, timeline, chat, step)
        new = spans(db, chat)
        return Preview(
            steps(db, old, new),
            counts(db, old, new),
            counts(db, new, old),
            tuple(
                Difference(*key, now[key], then[key])
                for key in sorted(then)
                if now[key] != then[key]
            ),
        )


def state_at(path: Path, step: int) -> dict[Key, State]:
    """Every entity that the step's chat tells of on the way to it, as it would be there."""
    with looking(path) as db:
        timeline = Timeline(db)
        chat, _ = timeline.place(step)
        _, then = shifted(db, timeline, chat, step)
        states: dict[Key, State] = {}
        for key in told_of(db, chat):
            state = then[key] if key in then else state_of(db, key)
            if state is not None:
                states[key] = state
        return states


@contextmanager
def looking(path: Path) -> Iterator[Connection]:
    """A connection that sees one moment and can pretend that a chat stands elsewhere."""
    must_exist(path)
    with understood(path), closing(connect_to_read(path)) as db:
        db.execute("PRAGMA query_only = OFF")  # for the temporary tables; the file is open to read
        for table in HIDDEN:
            sql = "SELECT sql FROM main.sqlite_schema WHERE name = ?"
            (create,) = db.execute(sql, (table,)).fetchone()
            db.execute(create.replace("CREATE TABLE", "CREATE TEMP TABLE"))
        db.execute("BEGIN")
        for table in HIDDEN:
            db.execute(f"INSERT INTO temp.{table} SELECT * FROM main.{table}")
        yield db
        db.execute("ROLLBACK")


def shifted(
    db: Connection, timeline: Timeline, chat: int, step: int
) -> tuple[dict[Key, State | None], dict[Key, State | None]]:
    """What a move may change, as it is and as it would be."""
    changed = timeline.shift(chat, step)
    return {key: state_of(db, key) for key in changed}, Projector(db).preview(changed)


def state_of(db: Connection, key: Key) -> State | None:
    row = TABLES[key[0]].read(db, key[1])
    state: State | None = row.state if row else None
    return state


def told_of(db: Connection, chat: int) -> set[Key]:
    found: set[Key] = set()
    for branch, upto in (*spans(db, chat).items(), (0, AUTHORING)):
        found.update(db.execute(ENTITIES_ON, (branch, upto)))
    return found


def spans(db: Connection, chat: int) -> dict[int, int]:
    return dict(db.execute("SELECT branch, upto FROM live_span WHERE chat = ?", (chat,)))


def beyond(of: dict[int, int], other: dict[int, int]) -> Iterator[tuple[int, int, int]]:
    """The stretches of lines that one path has and the other has not."""
    for branch, upto in of.items():
        if upto > other.get(branch, 0):
            yield branch, other.get(branch, 0), upto


def steps(db: Connection, of: dict[int, int], other: dict[int, int]) -> int:
    found = (db.execute(STEPS_BETWEEN, stretch).fetchone()[0] for stretch in beyond(of, other))
    return sum(found)


def counts(db: Connection, of: dict[int, int], other: dict[int, int]) -> tuple[Count, ...]:
    """An entity that several stretches tell of is one entity."""
    told: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for stretch in beyond(of, other):
        for kind, name, entity, events in db.execute(EVENTS_BETWEEN, stretch):
            told[kind, name][entity] += events
    return tuple(Count(*key, by.total(), len(by)) for key, by in sorted(told.items()))
