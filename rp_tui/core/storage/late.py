"""Late work: what is still to be drawn from what was said."""

from collections.abc import Iterator
from sqlite3 import Connection

from rp_tui.core.domain.ids import owned_by, part_of
from rp_tui.core.storage import reads
from rp_tui.core.storage.exchange import Exchange, exchange
from rp_tui.core.storage.now import live_among, now
from rp_tui.core.storage.timeline import Timeline

REACH = 400  # turns of a chat that are looked at for those without consequences
LATEST = 8  # and for those of which nobody has seen yet whether they end the scene

SINCE = """SELECT coalesce(min(id) & 0xFFFFFFFFFF, 0) FROM (
  SELECT id FROM turn WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT ?)"""
# A reply, and other words for a turn, have consequences.
WITHOUT = """SELECT e.step FROM live_span s
  JOIN event e ON e.branch = s.branch AND e.step BETWEEN :since AND s.upto AND e.seq = e.step
  JOIN turn t ON e.kind = 'turn' AND t.id = e.entity
  WHERE s.chat = :chat AND (e.type = 'TurnReworded' OR (e.type = 'TurnSpoken' AND t.speaker > 0))
    AND NOT EXISTS (SELECT 1 FROM batch WHERE deed IN ({}))
  ORDER BY e.step"""
UNSETTLED = WITHOUT.format("'settle:' || e.step")
UNDECIDED = WITHOUT.format("'close:' || e.step, 'goes on:' || e.step")


def unsettled(db: Connection, chat: int) -> list[int]:
    """The steps of a chat whose consequences were never written, oldest first."""
    return [said.step for said in exchanges(db, chat, UNSETTLED, REACH)]


def undecided(db: Connection, chat: int) -> list[int]:
    """The last steps of a chat of which it was never seen whether they end its scene."""
    found = exchanges(db, chat, UNDECIDED, LATEST)
    return [said.step for said in found if may_end(db, said)]


def due(db: Connection, chat: int) -> list[int]:
    """The steps of a chat of which something is still to be drawn, oldest first."""
    return sorted({*unsettled(db, chat), *undecided(db, chat)})


def exchanges(db: Connection, chat: int, sql: str, reach: int) -> Iterator[Exchange]:
    """What was said in so many turns of a chat, and lacks what a query looks for."""
    (since,) = db.execute(SINCE, (*owned_by(chat), reach)).fetchone()
    steps = db.execute(sql, {"since": since, "chat": chat}).fetchall()
    return filter(None, (exchange(db, step) for (step,) in steps))


def may_end(db: Connection, said: Exchange) -> bool:
    """Whether an exchange is part of the story and of the scene that goes on.

    Other words for an old turn end nothing: what came after it has been said.
    """
    chat, last = said.presence.chat, max(said.turns)
    if said.is_past or not Timeline(db).is_live(said.step):
        return False
    scene = now(db, chat).scene_id
    if not 0 < scene <= part_of(last):
        return False
    return not said.before or last in reads.last_turns(db, chat, 1)


def awaited(db: Connection, steps: tuple[int, ...]) -> set[int]:
    """Those of some steps whose consequences are still to be drawn."""
    return {step for step in live_among(db, steps) if exchange(db, step)}
