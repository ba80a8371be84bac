"""Undone: what an entity would be if some of its history had not been."""

from collections.abc import Callable, Collection, Iterable
from itertools import takewhile
from sqlite3 import Connection
from typing import cast

from rp_tui.core.domain.noun import State
from rp_tui.core.storage import exchange
from rp_tui.core.storage.preview import Difference, state_of
from rp_tui.core.storage.projector import (
    TABLES,
    Key,
    Told,
    checkpoint_before,
    fold_events,
    history,
    horizons_of,
)
from rp_tui.core.storage.tables import Row

# What is settled of an exchange, its scores aside; an edge's facts are its own.
SETTLED = ("edge", "mood", "activity", "item", "memory")
TOLD_ON = f"""SELECT DISTINCT kind, entity FROM event WHERE branch = (
    SELECT branch FROM event WHERE seq = ?) AND step = ?
  AND kind IN ({", ".join(f"'{kind}'" for kind in SETTLED)})"""


def consequences(db: Connection, turn: int) -> list[Difference]:
    """All that came of the exchange that a turn is a part of: as it is, and as it were without."""
    steps = exchange.judged_on(db, turn)
    keys = {key for step in steps for key in db.execute(TOLD_ON, (step, step))}
    found = (
        Difference(kind, entity, state_of(db, (kind, entity)), without(db, (kind, entity), steps))
        for kind, entity in sorted(keys)
    )
    return [one for one in found if one.now != one.then]


def without(db: Connection, key: Key, steps: Collection[int]) -> State | None:
    """An entity as it would be if nothing had been told of it on some steps."""
    return but_for(db, key, min(steps), lambda told: told[1] in steps)


def but_for(db: Connection, key: Key, first: int, is_out: Callable[[Told], bool]) -> State | None:
    """An entity as it would be without some of its events, of which none lies before a step."""
    base = checkpoint_before(db, key, (first, 0))
    return folded(db, key, base, (told for told in history(db, key, base.at) if not is_out(told)))


def before(db: Connection, key: Key, step: int) -> State | None:
    """An entity as the story had it before a step, with what was written late of that."""
    since = (step, 0)
    row = TABLES[key[0]].read(db, key[1])
    if row and row.at < since:
        return cast("State | None", row.state)
    base = checkpoint_before(db, key, since)
    events = takewhile(lambda told: told[1] < step, history(db, key, base.at))
    return folded(db, key, base, events)


def folded(db: Connection, key: Key, base: Row, events: Iterable[Told]) -> State | None:
    return cast("State | None", fold_events(key, base, events, horizons_of(db), []).state)
