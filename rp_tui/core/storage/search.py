"""Finding by words. The witness condition stands in the SQL: what nobody saw is never read."""

import re
from collections.abc import Iterable
from itertools import islice
from sqlite3 import Connection
from typing import NamedTuple
from unicodedata import normalize

from rp_tui.core.domain.ids import owned_by
from rp_tui.core.domain.witness import GUEST_BIT, HOST_BIT, YOU_BIT

NEAR_WEIGHT = 0.3  # of a neighbour's word against one's own
LONGEST_WORD = 64
MOST_WORDS = 64  # of a query; each is a search of its own

WORD = re.compile(r"\w+")

# The one condition of the gate in SQL; `witnessed` in the domain says the same of a state.
WITNESSED = f"""mask & CASE :who
  WHEN 0 THEN {YOU_BIT} WHEN m.chat THEN {HOST_BIT} WHEN m.guest THEN {GUEST_BIT} ELSE 0 END"""

# The best by words first, and of those the witnessed: the gate need not look at every hit.
RANKED = f"""WITH best (id, fit) AS MATERIALIZED (
    SELECT rowid, bm25({{0}}_fts, 1.0, {NEAR_WEIGHT}) FROM {{0}}_fts
    WHERE {{0}}_fts MATCH :words AND rowid BETWEEN :first AND :last
    ORDER BY 2, 1 DESC LIMIT :depth)
  SELECT b.id, b.fit FROM best b CROSS JOIN {{0}} m ON m.id = b.id
  WHERE {WITNESSED} ORDER BY 2, 1 DESC LIMIT :limit"""
MEMORIES = RANKED.format("memory")
TURNS = RANKED.format("turn").replace("WHERE mask", "WHERE NOT hidden AND mask")

# How many of the best are looked at; more, and then all, where too few of them were witnessed.
DEPTHS = (64, 1_024, -1)


class Found(NamedTuple):
    """An id and how well it fits; more is better."""

    id: int
    score: float


def any_of(words: Iterable[str]) -> str:
    """A query for any of the words; whatever they hold, none of it is query language."""
    composed = (normalize("NFC", text) for text in words)
    found = dict.fromkeys(w[:LONGEST_WORD] for text in composed for w in WORD.findall(text))
    return " OR ".join(f'"{word}"' for word in islice(found, MOST_WORDS))


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
    found: list[tuple[int, float]] = []
    for depth in DEPTHS:
        found = db.execute(sql, {**values, "depth": depth}).fetchall()
        if len(found) == limit:
            break
    return [Found(id, -rank) for id, rank in found]
