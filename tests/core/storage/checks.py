"""Looks at a file: what is in it, whether that is as it must be, and that nothing was written."""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from functools import cache
from itertools import groupby
from pathlib import Path
from sqlite3 import Connection
from typing import Any, NamedTuple

import pytest
from msgspec.json import encode
from msgspec.structs import asdict, fields

from rp_tui.core.domain.ids import owner_of
from rp_tui.core.domain.nouns import NOUNS
from rp_tui.core.storage import reads
from rp_tui.core.storage.connection import connect
from rp_tui.core.storage.schema import schema
from tests.core.storage.oracle import Key, Oracle, Told

PROJECTIONS = ("live_span", "horizon", "checkpoint", *NOUNS)
LOG = ("batch", "branch", "event", "head", "tail")

Dump = dict[str, list[tuple[Any, ...]]]


class Searchable(NamedTuple):
    """A row of a full-text index: its own words, and those that its neighbours show of it."""

    id: int
    words: str
    text: str


def dump(db: Connection, tables: Iterable[str] = PROJECTIONS) -> Dump:
    return {table: db.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables}


@contextmanager
def refused(db: Connection, trouble: type[Exception], words: str = "") -> Iterator[None]:
    """Expect a trouble, and that nothing was written."""
    before = dump(db, (*LOG, *PROJECTIONS))
    with pytest.raises(trouble, match=words or None):
        yield
    assert dump(db, (*LOG, *PROJECTIONS)) == before


@contextmanager
def another(path: Path) -> Iterator[Connection]:
    """A second writer, to do what no program of ours would."""
    with closing(connect(path)) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        yield db


# The full-text indices, held against plain Python.


def searchable_turn(id: int, state: Any) -> Searchable:
    return Searchable(id, state.prose, state.prose)


def searchable_memory(id: int, state: Any) -> Searchable:
    """A memory is also found by the day that it tells of."""
    day = datetime.fromisoformat(state.at)
    return Searchable(id, f"{state.text} {day:%A} {day.day} {day:%B %Y}", state.text)


SEARCHABLE = {"turn": searchable_turn, "memory": searchable_memory}


def check_index(db: Connection, kind: str, rows: list[Searchable], words: Iterable[str]) -> None:
    """Whole by SQLite's own check, and finding just these rows by their and neighbours' words."""
    db.execute(f"INSERT INTO {kind}_fts ({kind}_fts, rank) VALUES ('integrity-check', 1)")
    around = dict(neighbours(sorted(rows)))
    for word in words:
        own = {row.id for row in rows if word in words_of(row.words)}
        assert found_by(db, kind, f"text:{word}") == own
        assert found_by(db, kind, f"near:{word}") == {
            id for id, text in around.items() if word in words_of(text)
        }


def check_indices(db: Connection, words: Iterable[str] = ("lantern", "tuesday", "river")) -> None:
    """Both indices against the rows as they are stored."""
    words = tuple(words)
    for kind, searchable in SEARCHABLE.items():
        rows = [searchable(id, state) for id, state in reads.rows(db, NOUNS[kind].state, "TRUE")]
        check_index(db, kind, rows, words)


def neighbours(rows: list[Searchable]) -> Iterator[tuple[int, str]]:
    """Of each row the words of the two before it and of the one after, of the same owner."""
    for _, group in groupby(rows, key=lambda row: owner_of(row.id)):
        own = list(group)
        for at, row in enumerate(own):
            around = (*own[max(0, at - 2) : at], *own[at + 1 : at + 2])
            yield row.id, " ".join(other.text for other in around)


def found_by(db: Connection, kind: str, query: str) -> set[int]:
    sql = f"SELECT rowid FROM {kind}_fts WHERE {kind}_fts MATCH ?"
    return {id for (id,) in db.execute(sql, (query,))}


def words_of(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


# The tables, held against the oracle.

SHARED = 0  # the chat of what is authored, which all chats share
CHATS_OWN = ("chat", "scene", "container", "turn", "activity", "memory")
COLUMNS = {
    kind: ("id", "step", "seq", "folded", *(field.name for field in fields(noun.state)))
    for kind, noun in NOUNS.items()
}


def check_rows(stored: Dump, oracle: Oracle) -> None:
    """Each row with its bookkeeping, and each horizon, is as the oracle says, to the letter."""
    rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for (kind, id), found in sorted(oracle.now().items()):
        rows[kind].append((id, found.step, found.seq, found.folded, *columns(found.state)))
    for kind in NOUNS:
        assert own_columns(kind, stored[kind]) == rows[kind]
    assert dict(stored["horizon"]) == oracle.horizons()


def check_log(db: Connection, oracle: Oracle) -> None:
    """The steps that are there, the heads and what they left."""
    told = db.execute("SELECT step, seq, kind, entity FROM event ORDER BY seq").fetchall()
    assert told == [(told.step, told.seq, *told.key) for told in oracle.events]
    assert dict(db.execute("SELECT chat, step FROM head")) == oracle.heads
    assert set(db.execute("SELECT chat, step FROM tail")) == oracle.tails.keys()
    (branches,) = db.execute("SELECT count(*) FROM branch WHERE id != 0").fetchone()
    assert branches == len({step.branch for step in oracle.steps.values()})
    named = set(db.execute("SELECT chat, name FROM branch WHERE name IS NOT NULL"))
    assert named == {(oracle.steps[of].chat, name) for of, name in oracle.names.items()}


def check_others(
    before: Dump, after: Dump, oracle: Oracle, chat: int | None, *, was_reset: bool
) -> None:
    """Only what the chat of the command tells of has changed; on a reset, also what it ends."""
    changed = {
        (kind, row[0])
        for kind in NOUNS
        if before[kind] != after[kind]
        for row in set(before[kind]) ^ set(after[kind])
    }
    steps = [step for step, known in oracle.steps.items() if known.chat == chat]
    told = {told.key for told in oracle.told_on([0] if chat == SHARED else steps)}
    for kind, id in changed - told:
        assert was_reset
        assert chat in NOUNS[kind].ends(id)
    for kind in () if was_reset else CHATS_OWN:
        assert of_others(before, kind, chat) == of_others(after, kind, chat)


def columns(state: Any) -> Iterator[Any]:
    """A state as it must stand in a row: what holds more than one value is JSON."""
    for value in asdict(state).values():
        yield encode(value).decode() if isinstance(value, tuple | dict) else value


def own_columns(kind: str, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Rows without what is generated from their ids."""
    wanted = [column_at(kind, name) for name in COLUMNS[kind]]
    return [tuple(row[at] for at in wanted) for row in rows]


def of_others(stored: Dump, table: str, chat: int | None) -> list[tuple[Any, ...]]:
    """The rows of all chats but one."""
    at = column_at(table, "id" if table == "chat" else "chat")
    return [row for row in stored[table] if row[at] != chat]


@cache
def column_at(table: str, name: str) -> int:
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(schema())
        names = [row[1] for row in db.execute(f'PRAGMA table_xinfo("{table}")')]
    return names.index(name)


def counted(told: list[Told]) -> list[tuple[str, str, int, int]]:
    """How many events there are of each type, and of how many entities they tell."""
    found: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for one in told:
        found[one.key[0], type(one.event).__name__].append(one.key)
    return sorted((*of, len(keys), len(set(keys))) for of, keys in found.items())
