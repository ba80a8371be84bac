"""Tables whose words can be searched, each row with its neighbours' words beside its own.

The index takes its content from a view that computes the neighbours, so nothing stored can be
stale; but it must be told the old words when a row changes, and the new ones. A row's neighbours
show its words too: one before it and two after it are told with it.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from sqlite3 import Connection

from rp_tui.core.domain.ids import LOW_BITS
from rp_tui.core.domain.noun import Noun
from rp_tui.core.storage.tables import Row, Rows, Table

BEFORE, AFTER = 1, 2
PAGES_AT_ONCE = 500  # of the index, that are joined while nobody waits: some 30 ms
AT_ONCE = 1_000  # rows whose words are held in memory between the old and the new

WINDOW = f"""SELECT :id UNION
  SELECT id FROM (SELECT id FROM {{0}} WHERE id < :id AND id >= :id >> {LOW_BITS} << {LOW_BITS}
                  ORDER BY id DESC LIMIT {BEFORE}) UNION
  SELECT id FROM (SELECT id FROM {{0}} WHERE id > :id AND id < (:id >> {LOW_BITS}) + 1 << {LOW_BITS}
                  ORDER BY id LIMIT {AFTER})"""

Words = tuple[int, str, str]


class SearchedTable(Table):
    """A noun with a full-text index; `words` are the columns that its view reads."""

    def __init__(self, noun: Noun, words: tuple[str, ...]) -> None:
        super().__init__(noun)
        index = f"{noun.name}_fts"
        self.words = words
        self.stored = f"SELECT {', '.join(words)} FROM {self.name} WHERE id = ?"
        self.window = WINDOW.format(noun.name)
        self.look_up = f"SELECT id, text, near FROM {noun.name}_text WHERE id = ?"
        self.forget = f"INSERT INTO {index} ({index}, rowid, text, near) VALUES ('delete', ?, ?, ?)"
        self.learn = f"INSERT INTO {index} (rowid, text, near) VALUES (?, ?, ?)"
        self.reindex = f"INSERT INTO {index} ({index}) VALUES ('rebuild')"
        self.join = f"INSERT INTO {index} ({index}, rank) VALUES ('merge', {PAGES_AT_ONCE})"

    def write(self, db: Connection, rows: Rows) -> None:
        rows = iter(rows)
        while some := list(islice(rows, AT_ONCE)):
            window = {id for entity in self._reworded(db, some) for id in self._window(db, entity)}
            before = self._look_up(db, window)
            super().write(db, some)
            self._tell(db, before, self._look_up(db, window))

    def tidy(self, db: Connection) -> None:
        """Join some of the pieces in which commits left the index: fewer are searched faster."""
        db.execute(self.join)

    def refill(self, db: Connection, rows: Rows) -> None:
        super().refill(db, rows)
        db.execute(self.reindex)

    def _tell(self, db: Connection, old: dict[int, Words], new: dict[int, Words]) -> None:
        """Tell the index what changed.

        One id after the other, upwards, single rows: the index then gathers it all in memory until
        the commit. Any other order makes it write a piece of itself at each step.
        """
        for id in sorted(old.keys() | new.keys()):
            was, now = old.get(id), new.get(id)
            if was == now:
                continue
            if was:
                db.execute(self.forget, was)
            if now:
                db.execute(self.learn, now)

    def _reworded(self, db: Connection, rows: Iterable[tuple[int, Row]]) -> Iterator[int]:
        for entity, row in rows:
            was = db.execute(self.stored, (entity,)).fetchone()
            now = row.state and tuple(getattr(row.state, word) for word in self.words)
            if was != now:
                yield entity

    def _window(self, db: Connection, entity: int) -> Iterator[int]:
        for (id,) in db.execute(self.window, {"id": entity}):
            yield id

    def _look_up(self, db: Connection, ids: Iterable[int]) -> dict[int, Words]:
        found = (db.execute(self.look_up, (id,)).fetchone() for id in ids)
        return {words[0]: words for words in found if words}
