"""One generic writer for all projection tables: a noun's fields are its table's columns."""

from collections.abc import Iterable, Iterator
from sqlite3 import Connection
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from msgspec.json import Decoder
from msgspec.structs import astuple, fields

from rp_tui.core.domain.noun import Noun, State
from rp_tui.core.storage.codec import text

SCALARS = {int, str, bool, type(None)}

Position = tuple[int, int]  # a place in an entity's history: step, seq
START: Position = (-1, 0)


class Row(NamedTuple):
    """An entity: the position of the last event folded, how many were, and the state."""

    at: Position = START
    folded: int = 0
    state: Any = None


Rows = Iterable[tuple[int, Row]]


class Table:
    """One noun's rows."""

    def __init__(self, noun: Noun) -> None:
        self.noun, self.name = noun, f'"{noun.name}"'
        kinds = {field.name: field.type for field in fields(noun.state)}
        columns = ["id", "step", "seq", "folded", *kinds]
        self.flags = [at for at, kind in enumerate(kinds.values()) if scalar(kind, {bool})]
        self.nested = [
            (at, Decoder(kind))
            for at, kind in enumerate(kinds.values())
            if not scalar(kind, SCALARS)
        ]
        self.checkpoint: Decoder[State | None] = Decoder(noun.state | None)
        self.columns = tuple(columns)
        self.select = f"SELECT {', '.join(columns[1:])} FROM {self.name} WHERE id = ?"
        self.select_all = f"SELECT {', '.join(columns)} FROM {self.name}"
        self.delete = f"DELETE FROM {self.name} WHERE id = ?"
        self.insert = (
            f"INSERT INTO {self.name} ({', '.join(columns)})"
            f" VALUES ({', '.join('?' * len(columns))})"
        )
        fresh = ", ".join(f"{column} = excluded.{column}" for column in columns[1:])
        self.upsert = f"{self.insert} ON CONFLICT DO UPDATE SET {fresh}"

    def read(self, db: Connection, entity: int) -> Row | None:
        """One entity's row."""
        found = db.execute(self.select, (entity,)).fetchone()
        return self._row(found) if found else None

    def scan(self, db: Connection, where: str = "TRUE", *values: int) -> Iterator[tuple[int, Row]]:
        """The rows for which a condition holds, by id."""
        for id, *found in db.execute(f"{self.select_all} WHERE {where} ORDER BY id", values):
            yield id, self._row(found)

    def write(self, db: Connection, rows: Rows) -> None:
        """Put down rows; one without a state goes."""
        gone, kept = [], []
        for entity, row in rows:
            if row.state is None:
                gone.append((entity,))
            else:
                kept.append(self._values(entity, row))
        db.executemany(self.delete, gone)
        db.executemany(self.upsert, kept)

    def refill(self, db: Connection, rows: Rows) -> None:
        """Put down all rows that there are, as they come."""
        db.execute(f"DELETE FROM {self.name}")
        db.executemany(
            self.insert,
            (self._values(entity, row) for entity, row in rows if row.state is not None),
        )

    def tidy(self, db: Connection) -> None:
        """Use a quiet moment; rows need none."""

    def _row(self, found: Iterable[Any]) -> Row:
        step, seq, folded, *values = found
        for at in self.flags:
            if values[at] is not None:
                values[at] = bool(values[at])
        for at, decoder in self.nested:
            values[at] = decoder.decode(values[at])
        return Row((step, seq), folded, self.noun.state(*values))

    def _values(self, entity: int, row: Row) -> tuple[Any, ...]:
        values = list(astuple(row.state))
        for at, _ in self.nested:
            values[at] = text(values[at])
        return entity, *row.at, row.folded, *values


def scalar(kind: Any, known: set[Any]) -> bool:
    """Whether a field's value goes into a column as it is: one of the known types, or none."""
    if get_origin(kind) is Annotated:
        return scalar(get_args(kind)[0], known)
    if get_origin(kind) in (Union, UnionType):
        return all(scalar(part, known | {type(None)}) for part in get_args(kind))
    if get_args(kind) and all(isinstance(value, str) for value in get_args(kind)):
        return str in known  # a Literal of words
    return kind in known
