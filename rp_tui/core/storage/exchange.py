"""An exchange: what was said on a step and before it, that nobody has drawn consequences from."""

from itertools import takewhile
from sqlite3 import Connection

import msgspec
from msgspec import Struct

from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.turn import Turn
from rp_tui.core.domain.witness import GUEST_BIT, Presence
from rp_tui.core.storage import reads

MOST_YOURS = 8  # turns of yours that wait for one answer

OPENED_BY = """SELECT entity, type FROM event
  WHERE seq = ? AND step = seq AND kind = 'turn'"""
PROSE_BEFORE = """SELECT e.payload FROM event e JOIN live_span s ON s.branch = e.branch
    AND e.step <= s.upto
  WHERE e.kind = 'turn' AND e.entity = ? AND e.step < ? AND e.type IN ('TurnSpoken', 'TurnReworded')
  ORDER BY e.step DESC, e.seq DESC LIMIT 1"""


class Exchange(Struct, frozen=True):
    """The turns to be judged, oldest first; of a turn that was reworded, what it was before."""

    step: int
    turns: dict[int, Turn]
    before: str = ""

    @property
    def presence(self) -> Presence:
        """Who was there."""
        turn = next(iter(self.turns.values()))
        return Presence(turn.chat, turn.guest if turn.mask & GUEST_BIT else None)

    @property
    def first(self) -> int:
        """The turn that it begins with."""
        return min(self.turns)


def exchange(db: Connection, step: int) -> Exchange | None:
    """What a step said; None where it says nothing, or is no part of the story."""
    found: tuple[int, str] | None = db.execute(OPENED_BY, (step,)).fetchone()
    turn = reads.state(db, Turn, found[0]) if found else None
    if found is None or turn is None:
        return None
    id, opened_by = found
    if opened_by == "TurnReworded":
        return Exchange(step, {id: turn}, prose_before(db, id, step))
    if turn.speaker <= YOU:
        return None
    before = reads.last_turns(db, turn.chat, MOST_YOURS, id)
    waiting = takewhile(lambda one: one[1].speaker == YOU, reversed(before.items()))
    yours = {one: said for one, said in reversed([*waiting]) if not said.hidden}
    return Exchange(step, {**yours, id: turn})


def prose_before(db: Connection, turn: int, step: int) -> str:
    """The words of a turn before a step gave it others."""
    found = db.execute(PROSE_BEFORE, (turn, step)).fetchone()
    prose: str = msgspec.json.decode(found[0])["prose"] if found else ""
    return prose
