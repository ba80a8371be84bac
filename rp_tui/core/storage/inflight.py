"""What is being said: your words before a request leaves, the reply as far as it has come."""

from sqlite3 import Connection
from typing import NamedTuple

COLUMNS = "id, chat, kind, head, at, prose, partial, speaker"


class Inflight(NamedTuple):
    """One exchange that is not in the log yet; its id names the deed that will speak it."""

    id: int
    chat: int
    kind: str
    head: int
    at: int
    prose: str
    partial: str
    speaker: int | None = None  # not known before it is said who answers

    @property
    def deed(self) -> str:
        return f"speak:{self.id}"


def put_down(
    db: Connection,
    chat: int,
    kind: str,
    head: int,
    at: int,
    prose: str,
    *,
    instead_of: int | None = None,
) -> Inflight:
    """Write down what the player said, before anything else is done with it.

    What it takes the place of goes in one with this, so that the words are there all the time.
    """
    sql = f"""INSERT INTO inflight (chat, kind, head, at, prose, partial)
      VALUES (?, ?, ?, ?, ?, '') RETURNING {COLUMNS}"""
    made = Inflight(*db.execute(sql, (chat, kind, head, at, prose)).fetchone())
    if instead_of is not None:
        drop(db, instead_of)
    return made


def keep_partial(db: Connection, id: int, partial: str, speaker: int) -> None:
    """Write down how far whose reply has come."""
    db.execute("UPDATE inflight SET partial = ?, speaker = ? WHERE id = ?", (partial, speaker, id))


def drop(db: Connection, id: int) -> None:
    """Forget what has been spoken, or is not wanted."""
    db.execute("DELETE FROM inflight WHERE id = ?", (id,))


def all_inflight(db: Connection, chat: int | None = None) -> list[Inflight]:
    """What was not spoken to its end, of one chat or of all, oldest first."""
    sql = f"SELECT {COLUMNS} FROM inflight WHERE :chat IS NULL OR chat = :chat ORDER BY id"
    return [Inflight(*row) for row in db.execute(sql, {"chat": chat})]
