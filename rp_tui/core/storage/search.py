"""Finding by words. The witness condition stands in the SQL: what nobody saw is never read."""

import re
from collections.abc import Iterable
from sqlite3 import Connection
from typing import NamedTuple

from rp_tui.core.domain.ids import owned_by
from rp_tui.core.domain.witness import GUEST_BIT, HOST_BIT, YOU_BIT

NEAR_WEIGHT = 0.3  # of a neighbour's word against one's own
LONGEST_WORD = 64

WORD = re.compile(r"\w+")

# The one condition of the gate in SQL; `witnessed` in the domain says the same of a state.
WITNESSED = f"""mask & CASE :who
  WHEN 0 THEN {YOU_BIT} WHEN m.chat THEN {HOST_BIT} WHEN m.guest THEN {GUEST_BIT} ELSE 0 END"""

MEMORIES = f"""SELECT f.rowid, bm25(memory_fts, 1.0, {NEAR_WEIGHT}) FROM memory_fts f
  JOIN memory m ON m.id = f.rowid
  WHERE memory_fts MATCH :words AND f.rowid BETWEEN :first AND :last AND {WITNESSED}
  ORDER BY 2, 1 DESC LIMIT :limit"""
TURNS = f"""SELECT f.rowid, bm25(turn_fts, 1.0, {NEAR_WEIGHT}) FROM turn_fts f
  JOIN turn m ON m.id = f.rowid
  WHERE turn_fts MATCH :words AND f.rowid BETWEEN :first AND :last AND NOT hidden AND {WITNESSED}
  ORDER BY 2, 1 DESC LIMIT :limit"""


class Found(NamedTuple):
    """An id and how well it fits; more is better."""

    id: int
    score: float


def any_of(words: Iterable[str]) -> str:
    """A query for any of the words; whatever they hold, none of it is query language."""
    found = dict.fromkeys(w[:LONGEST_WORD] for text in words for w in WORD.findall(text))
    return " OR ".join(f'"{word}"' for word in found)


def witnessed_memories(db: Connection, owner: int, words: str, limit: int) -> list[Found]:
    """The memories of an owner that fit a query best, of moments at which it was there."""
    return search(db, MEMORIES, owner, owned_by(owner), words, limit)


def witnessed_turns(db: Connection, who: int, chat: int, words: str, limit: int) -> list[Found]:
    """The turns of a chat that fit a query best, of those that somebody heard."""
    return search(db, TURNS, who, owned_by(chat), words, limit)


def search(
    db: Connection, sql: str, who: int, ids: tuple[int, int], words: str, limit: int
) -> list[Found]:
    if not words:
        return []
    values = {"words": words, "who": who, "first": ids[0], "last": ids[1], "limit": limit}
    return [Found(id, -rank) for id, rank in db.execute(sql, values)]
