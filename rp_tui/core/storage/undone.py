"""Undone: what an entity would be if some of its history had not been."""

from collections.abc import Collection, Iterator
from sqlite3 import Connection
from typing import cast

from rp_tui.core.domain.noun import State
from rp_tui.core.storage import exchange
from rp_tui.core.storage.preview import Difference, state_of
from rp_tui.core.storage.projector import (
    CHECKPOINT_BEFORE,
    HISTORY,
    TABLES,
    UNBORN,
    Key,
    fold_events,
)
from rp_tui.core.storage.tables import Position, Row

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
    base = newest_before(db, key, (min(steps), 0))
    kept = [told for told in history(db, key, base.at) if told[1] not in steps]
    return folded(db, key, base, kept)


def before(db: Connection, key: Key, step: int) -> State | None:
    """An entity as the steps of the story before one make it."""
    base = newest_before(db, key, (step, 0))
    return folded(db, key, base, [told for told in history(db, key, base.at) if told[1] < step])


def newest_before(db: Connection, key: Key, since: Position) -> Row:
    found = db.execute(CHECKPOINT_BEFORE, (*key, *since)).fetchone()
    if found is None:
        return UNBORN
    step, seq, count, state = found
    return Row((step, seq), count, TABLES[key[0]].checkpoint.decode(state))


def history(
    db: Connection, key: Key, since: Position
) -> Iterator[tuple[int, int, int, str, int, str]]:
    return db.execute(HISTORY, (*key, *since))


def folded(
    db: Connection, key: Key, base: Row, events: list[tuple[int, int, int, str, int, str]]
) -> State | None:
    horizons = dict(db.execute("SELECT bot, step FROM horizon WHERE step > 0"))
    return cast("State | None", fold_events(key, base, events, horizons, []).state)
