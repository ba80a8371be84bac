"""Finding by words. The witness condition stands in the SQL: what nobody saw is never read."""

import json
import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import islice
from sqlite3 import Connection
from typing import NamedTuple, TypeAlias
from unicodedata import normalize

from rp_tui.core.domain.ids import LOW, compose, owned_by, part_of
from rp_tui.core.domain.view import Kind
from rp_tui.core.domain.witness import GUEST_BIT, HOST_BIT, YOU_BIT

NEAR_WEIGHT = 0.3  # of a neighbour's word against one's own
LONGEST_WORD = 64
MOST_WORDS = 64  # of a query; each is a search of its own
KEPT = 1_024  # phrases of the words that were last looked for
OFTEN = 60  # rows with a word, beyond which nobody needs to count

WORD = re.compile(r"\w+")

# The one condition of the gate in SQL; `witnessed` in the domain says the same of a state.
WITNESSED = f"""mask & CASE :who
  WHEN 0 THEN {YOU_BIT} WHEN m.chat THEN {HOST_BIT} WHEN m.guest THEN {GUEST_BIT} ELSE 0 END"""
# What somebody who was reset heard before that, it heard in another life. What it owns itself is
# hidden by its horizon anyway; what others said and gained before its eyes is not.
LIVED = f"m.id & {LOW} > coalesce((SELECT step FROM horizon WHERE bot = :who), 0)"

# The best by words first, and of those the witnessed: the gate need not look at every hit. The
# last row says at how many it looked.
RANKED = f"""WITH best (id, fit) AS MATERIALIZED (
    SELECT rowid, bm25({{0}}_fts, 1.0, {NEAR_WEIGHT}) FROM {{0}}_fts
    WHERE {{0}}_fts MATCH :words AND rowid BETWEEN :first AND :last
    ORDER BY 2, 1 DESC LIMIT :depth)
  SELECT * FROM (SELECT b.id, b.fit FROM best b CROSS JOIN {{0}} m ON m.id = b.id
    WHERE {WITNESSED} AND m.id NOT IN (SELECT value FROM json_each(:apart))
    ORDER BY 2, 1 DESC LIMIT :limit)
  UNION ALL SELECT count(*), 0 FROM best"""
MEMORIES = RANKED.format("memory")
TURNS = RANKED.format("turn").replace("WHERE mask", f"WHERE NOT hidden AND {LIVED} AND mask")

HOW_OFTEN = f"""SELECT q.key, (SELECT count(*) FROM (SELECT 1 FROM {{0}}_fts
    WHERE {{0}}_fts MATCH q.value AND rowid BETWEEN :first AND :last LIMIT {OFTEN}))
  FROM json_each(:queries) q"""
# One search a word, of whose rows few are kept: one for each word and id takes six times as long.
HOLDERS = """SELECT q.key, f.rowid FROM json_each(:queries) q CROSS JOIN {0}_fts f
  WHERE f.{0}_fts MATCH q.value AND f.rowid BETWEEN :first AND :last
    AND +f.rowid IN (SELECT value FROM json_each(:ids))"""
TOLD_SINCE = """SELECT id FROM memory WHERE id BETWEEN :first AND :last
  AND chat = :chat AND source <> 'scene' AND about >= :turn"""
NEWEST = "SELECT id FROM {0} WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT ?"

# How many of the best are looked at; more, and then all, where too few of them were witnessed.
DEPTHS = (64, 1_024, -1)


Reader: TypeAlias = Connection  # what those ask on who may not name SQLite


class Found(NamedTuple):
    """An id and how well it fits; more is better."""

    id: int
    score: float


def any_of(words: Iterable[str], *, own: bool = False) -> str:
    """A query for any of the words, or for those alone that stand in the text itself.

    Whatever they hold, none of it is query language.
    """
    composed = (normalize("NFC", text) for text in words)
    found = dict.fromkeys(w[:LONGEST_WORD] for text in composed for w in WORD.findall(text))
    query = " OR ".join(f'"{word}"' for word in islice(found, MOST_WORDS))
    return f"text : ({query})" if own and query else query


def witnessed_memories(
    db: Connection, owner: int, words: str, limit: int, *, apart: Collection[int] = ()
) -> list[Found]:
    """The memories of an owner that fit a query best, of moments at which it was there."""
    return search(db, MEMORIES, owner, owned_by(owner), words, limit, apart)


def witnessed_turns(
    db: Connection,
    who: int,
    chat: int,
    words: str,
    limit: int,
    *,
    before: int | None = None,
    apart: Collection[int] = (),
) -> list[Found]:
    """The turns of a chat, or those before one of them, that fit best, of what somebody heard."""
    return search(db, TURNS, who, ids_before(chat, before), words, limit, apart)


def stamp(db: Connection) -> int:
    """A number that is another one when anything that can be searched was written."""
    found: int = db.execute("SELECT coalesce(max(id), 0) FROM batch").fetchone()[0]
    return found


def how_often(
    db: Connection, kind: Kind, owner: int, words: Iterable[str], *, before: int | None = None
) -> dict[str, int]:
    """How many of an owner's memories, or of a chat's turns, have each word; many are many."""
    first, last = ids_before(owner, before)
    values = {"queries": each_in("text", words), "first": first, "last": last}
    return dict(db.execute(HOW_OFTEN.format(kind), values).fetchall())


def holders(
    db: Connection, kind: Kind, ids: Collection[int], words: Iterable[str], *, beside: bool = False
) -> dict[int, set[str]]:
    """Which of the words each memory or turn has in its own text; or in its neighbours'."""
    held: dict[int, set[str]] = {id: set() for id in ids}
    if not held:
        return held
    queries = each_in("near" if beside else "text", words)
    values = {"queries": queries, "ids": json.dumps([*ids]), "first": min(ids), "last": max(ids)}
    for word, id in db.execute(HOLDERS.format(kind), values):
        held[id].add(word)
    return held


def told_since(db: Connection, owner: int, chat: int, turn: int) -> list[int]:
    """What an owner remembers of single turns of a chat, from one of them on."""
    # A memory is born after the turn that it tells of, so that few rows are looked at.
    first, last = compose(owner, part_of(turn)), owned_by(owner)[1]
    values = {"first": first, "last": last, "chat": chat, "turn": turn}
    return [id for (id,) in db.execute(TOLD_SINCE, values)]


def newest(
    db: Connection, kind: Kind, owner: int, limit: int, *, before: int | None = None
) -> list[int]:
    """The last of an owner's memories or of a chat's turns, the newest first."""
    found = db.execute(NEWEST.format(kind), (*ids_before(owner, before), limit))
    return [id for (id,) in found]


def ids_before(owner: int, before: int | None) -> tuple[int, int]:
    first, last = owned_by(owner)
    return first, last if before is None else before - 1


@lru_cache(KEPT)
def phrase(word: str) -> str:
    return any_of([word])


def each_in(column: str, words: Iterable[str]) -> str:
    """A query for each word, in one column; whatever can be no word has none."""
    queries = ((word, phrase(word)) for word in words)
    return json.dumps({word: f"{column} : ({query})" for word, query in queries if query})


def search(
    db: Connection,
    sql: str,
    who: int,
    ids: tuple[int, int],
    words: str,
    limit: int,
    apart: Collection[int],
) -> list[Found]:
    if not words:
        return []
    values = {"words": words, "who": who, "first": ids[0], "last": ids[1], "limit": limit}
    values["apart"] = json.dumps([*apart])
    found: list[tuple[int, float]] = []
    for depth in DEPTHS:
        *found, (looked_at, _) = db.execute(sql, {**values, "depth": depth}).fetchall()
        if len(found) == limit or looked_at != depth:
            break
    return [Found(id, -rank) for id, rank in found]
