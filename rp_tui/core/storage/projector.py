"""Folds live events into typed rows; the only writer of projections.

One rule serves append, late work, rewind, undo, reset and rebuild: told from which position on an
entity's history changed, take its newest state before that (its row, else a checkpoint, else
nothing) and fold the live events that follow.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from sqlite3 import Connection
from typing import Any

from rp_tui.core.domain.noun import State
from rp_tui.core.domain.nouns import NOUNS
from rp_tui.core.storage.codec import CODEC, text
from rp_tui.core.storage.searched import SearchedTable
from rp_tui.core.storage.tables import Position, Row, Table

CHECKPOINT_EVERY = 64

Key = tuple[str, int]  # an entity: its kind and its id
Told = tuple[int, int, int, str, int, str]  # an event: entity, step, seq, type, version, payload
Events = Iterable[Told]
Horizons = dict[int, int]
Milestones = list[tuple[Any, ...]]

SEARCHED = {"memory": ("text", "at"), "turn": ("prose",)}

LIVE = """SELECT e.entity, e.step, e.seq, e.type, e.version, e.payload
  FROM event e CROSS JOIN live_span s ON s.branch = e.branch AND e.step <= s.upto"""
HISTORY = f"{LIVE} WHERE e.kind = ? AND e.entity = ? AND (e.step, e.seq) > (?, ?) ORDER BY 2, 3"
HISTORIES = f"{LIVE} WHERE e.kind = ? ORDER BY 1, 2, 3"
CHECKPOINT_BEFORE = """SELECT step, seq, folded, state FROM checkpoint
  WHERE kind = ? AND entity = ? AND (step, seq) < (?, ?) ORDER BY step DESC, seq DESC LIMIT 1"""
UNBORN = Row()
KEEP_CHECKPOINT = "INSERT INTO checkpoint VALUES (?, ?, ?, ?, ?, ?)"
DROP_CHECKPOINTS = "DELETE FROM checkpoint WHERE kind = ? AND entity = ? AND (step, seq) >= (?, ?)"

TABLES: dict[str, Table] = {
    kind: SearchedTable(noun, SEARCHED[kind]) if kind in SEARCHED else Table(noun)
    for kind, noun in NOUNS.items()
}


class Projector:
    """Keeps the rows of one connection's database equal to the fold of its live events."""

    def __init__(self, db: Connection) -> None:
        self.db = db

    def refresh(self, changed: dict[Key, Position]) -> None:
        """Bring up to date the rows of these entities, each changed from a position on."""
        horizons = horizons_of(self.db)
        rows: dict[str, list[tuple[int, Row]]] = defaultdict(list)
        milestones: Milestones = []
        for key, since in changed.items():
            base = self._row_before(key, since)
            if base is None:
                base = checkpoint_before(self.db, key, since)
                self.db.execute(DROP_CHECKPOINTS, (*key, *since))
            rows[key[0]].append((key[1], self._fold(key, base, horizons, milestones)))
        self.db.executemany(KEEP_CHECKPOINT, milestones)
        for kind in sorted(rows, key=SEARCHED.__contains__):  # the full text last, in one piece
            TABLES[kind].write(self.db, rows[kind])

    def preview(self, changed: dict[Key, Position]) -> dict[Key, State | None]:
        """The states that refresh would write."""
        horizons = horizons_of(self.db)
        states = {}
        for key, since in changed.items():
            base = self._row_before(key, since) or checkpoint_before(self.db, key, since)
            states[key] = self._fold(key, base, horizons, []).state
        return states

    def rebuild(self) -> None:
        """Fold the whole log anew, with live_span and horizon as they stand."""
        self.db.execute("DELETE FROM checkpoint")
        horizons = horizons_of(self.db)
        for kind, table in TABLES.items():
            milestones: Milestones = []
            table.refill(self.db, self._refold(kind, horizons, milestones))
            self.db.executemany(KEEP_CHECKPOINT, milestones)

    def tidy(self) -> None:
        """Bring the full text into fewer pieces; it says the same before and after."""
        for table in TABLES.values():
            table.tidy(self.db)

    def _refold(
        self, kind: str, horizons: Horizons, milestones: Milestones
    ) -> Iterator[tuple[int, Row]]:
        histories = groupby(self.db.execute(HISTORIES, (kind,)), itemgetter(0))
        for entity, events in histories:
            yield entity, fold_events((kind, entity), UNBORN, events, horizons, milestones)

    def _row_before(self, key: Key, since: Position) -> Row | None:
        row = TABLES[key[0]].read(self.db, key[1])
        return row if row and row.at < since else None

    def _fold(self, key: Key, base: Row, horizons: Horizons, milestones: Milestones) -> Row:
        return fold_events(key, base, history(self.db, key, base.at), horizons, milestones)


def horizons_of(db: Connection) -> Horizons:
    """The bots that were reset, and since when; most never were."""
    return dict(db.execute("SELECT bot, step FROM horizon WHERE step > 0"))


def checkpoint_before(db: Connection, key: Key, since: Position) -> Row:
    """The newest state of an entity that was kept from before a position."""
    found = db.execute(CHECKPOINT_BEFORE, (*key, *since)).fetchone()
    if found is None:
        return UNBORN
    step, seq, folded, state = found
    return Row((step, seq), folded, TABLES[key[0]].checkpoint.decode(state))


def history(db: Connection, key: Key, since: Position) -> Events:
    """The live events of an entity behind a position, in their order."""
    return db.execute(HISTORY, (*key, *since))


def fold_events(
    key: Key, base: Row, events: Events, horizons: Horizons, milestones: Milestones
) -> Row:
    """The row that an entity's events make of what it was; what a horizon hides is passed by."""
    noun = NOUNS[key[0]]
    horizon = max((horizons.get(bot, 0) for bot in noun.ends(key[1])), default=0) if horizons else 0
    at, folded, state = base
    fold, decode = noun.fold, CODEC.decode
    for _, step, seq, name, version, payload in events:
        if 0 < step <= horizon:
            continue
        state = fold(state, decode(name, version, payload, seq))
        at, folded = (step, seq), folded + 1
        if folded % CHECKPOINT_EVERY == 0:
            milestones.append((*key, *at, folded, text(state)))
    return Row(at, folded, state)
