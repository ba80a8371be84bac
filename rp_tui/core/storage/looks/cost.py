"""What the last reply of a chat has cost: its tokens and its time.

A call to which nothing was answered is none, nor is a turn that was drafted for you.
"""

from sqlite3 import Connection

from msgspec import Struct

LAST = """SELECT model, coalesce(tokens_in, 0), coalesce(tokens_out, 0), total_ms FROM trace
  WHERE chat = ? AND slot = 'narrative' AND tokens_out > 0 AND job <> 'impersonate'
  ORDER BY id DESC LIMIT 1"""


class Cost(Struct, frozen=True):
    """A call of the narrator's model."""

    model: str
    tokens_in: int
    tokens_out: int
    total_ms: int | None


def last_reply(db: Connection, chat: int) -> Cost | None:
    """The newest call of a chat whose record is kept."""
    found = db.execute(LAST, (chat,)).fetchone()
    return Cost(*found) if found else None
