"""An exchange: what was said on a step and before it, that nobody has drawn consequences from."""

from collections.abc import Iterable
from itertools import takewhile
from sqlite3 import Connection
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from rp_tui.core.domain.ids import NARRATOR, YOU, compose, owned_by, owner_of, part_of
from rp_tui.core.domain.turn import Turn, TurnReworded, TurnSpoken
from rp_tui.core.domain.witness import GUEST_BIT, Presence
from rp_tui.core.storage import reads
from rp_tui.core.storage.codec import CODEC

MOST_YOURS = 8  # turns of yours that wait for one answer

OPENED_BY = """SELECT entity, type, version, payload, seq FROM event
  WHERE seq = ? AND step = seq AND kind = 'turn' AND type IN ('TurnSpoken', 'TurnReworded')"""
WORDED = """SELECT e.type, e.version, e.payload, e.seq FROM event e
  JOIN live_span s ON s.branch = e.branch AND e.step <= s.upto
  WHERE e.kind = 'turn' AND e.entity = ? AND e.step <= ?
    AND e.type IN ('TurnSpoken', 'TurnReworded')
  ORDER BY e.step DESC, e.seq DESC LIMIT 1"""
REWORDED = """SELECT e.type, e.version, e.payload, e.seq FROM event e
  JOIN live_span s ON s.branch = e.branch AND e.step <= s.upto
  WHERE e.kind = 'turn' AND e.entity = ? AND e.type = 'TurnReworded' AND e.seq = e.step"""
ANSWER = """SELECT id FROM turn WHERE id > ? AND id < ? AND speaker != 0 ORDER BY id LIMIT 1"""
BEGAN_ANEW = "SELECT 1 FROM horizon WHERE bot = ? AND step >= ?"
SAID_BETWEEN = "SELECT 1 FROM turn WHERE id > ? AND id < ? LIMIT 1"


class Exchange(Struct, frozen=True):
    """The turns to be judged, oldest first, as they read on the step; of a reply that went on, what
    it was before.
    """

    step: int
    turns: dict[int, Turn]
    before: str = ""
    is_past: bool = False  # it is judged anew, and more was said since
    forgot: bool = False  # the guest began anew since: it was there in another life

    @property
    def presence(self) -> Presence:
        """Who was there for all of it, and knows of it still."""
        turn = self.turns[max(self.turns)]
        knows = turn.mask & GUEST_BIT and not self.forgot
        return Presence(turn.chat, turn.guest if knows else None)

    @property
    def first(self) -> int:
        """The turn that it begins with."""
        return min(self.turns)


def exchange(db: Connection, step: int) -> Exchange | None:
    """What is judged on a step: what it said, or what was said before and reads otherwise now.

    None where it says nothing, is no part of the story, or is judged on a later step by now.
    """
    found = db.execute(OPENED_BY, (step,)).fetchone()
    if found is None:
        return None
    id, *told = found
    opened = CODEC.decode(*told)
    turns = conversation(db, id, step)
    if not turns or is_reworded(db, turns, step):
        return None
    forgot = began_anew(db, turns)
    if isinstance(opened, TurnReworded) and opened.goes_on:
        more = {id: worded(db, id, turns[id], step)}
        return Exchange(step, more, prose_before(db, id, step), forgot=forgot)
    heard = {
        one: worded(db, one, turn, step)
        for one, turn in turns.items()
        if turn.speaker > YOU or not turn.hidden
    }
    between = max(turns), compose(owner_of(id), step)
    is_past = bool(db.execute(SAID_BETWEEN, between).fetchone())
    return Exchange(step, heard, is_past=is_past, forgot=forgot)


def began_anew(db: Connection, turns: dict[int, Turn]) -> bool:
    """Whether the guest who heard some turns was reset since."""
    values = turns[max(turns)].guest, part_of(min(turns))
    return db.execute(BEGAN_ANEW, values).fetchone() is not None


def conversation(db: Connection, id: int, step: int) -> dict[int, Turn]:
    """The reply that a turn is, or that had answered it by a step, behind all that it answers."""
    turn = reads.state(db, Turn, id)
    if turn is None or turn.speaker == NARRATOR:
        return {}
    if turn.speaker == YOU:
        found = db.execute(ANSWER, (id, compose(turn.chat, step))).fetchone()
        answer = reads.state(db, Turn, found[0]) if found else None
        if answer is None or answer.speaker == NARRATOR:
            return {}
        turns = {**waiting(db, found[0], answer), found[0]: answer}
        return turns if id in turns else {}
    return {**waiting(db, id, turn), id: turn}


def answered(db: Connection, id: int) -> dict[int, Turn]:
    """The exchange that a turn is a part of by now; nothing while nobody has answered it."""
    return conversation(db, id, owned_by(0)[1])


def waiting(db: Connection, id: int, reply: Turn) -> dict[int, Turn]:
    """Your turns that nobody had answered before a reply did, and that the same people heard.

    What was said before a guest came or went is no part of it: else who came would be told of it,
    and who went of the reply. To those who heard both it is what went before.
    """

    def waits(one: tuple[int, Turn]) -> bool:
        _, turn = one
        heard_by = turn.mask, turn.guest
        return turn.speaker == YOU and heard_by == (reply.mask, reply.guest)

    before = reads.last_turns(db, reply.chat, MOST_YOURS, id)
    return dict(reversed([*takewhile(waits, reversed(before.items()))]))


def judged_on(db: Connection, id: int) -> set[int]:
    """The steps that hold consequences of what a turn is a part of."""
    turns = answered(db, id)
    if not turns:
        return set()
    return {part_of(max(turns)), *(step for step, _ in rewordings(db, turns))}


def is_reworded(db: Connection, turns: Iterable[int], step: int) -> bool:
    """Whether one of some turns was given other words after a step, and is judged there."""
    return any(later > step and not made.goes_on for later, made in rewordings(db, turns))


def rewordings(db: Connection, turns: Iterable[int]) -> list[tuple[int, TurnReworded]]:
    """The steps of the story on which some turns came to read otherwise."""
    events = (told for id in turns for told in db.execute(REWORDED, (id,)))
    return [(told[-1], cast("TurnReworded", CODEC.decode(*told))) for told in events]


def worded(db: Connection, id: int, turn: Turn, step: int) -> Turn:
    """A turn with the words that it had on a step."""
    made = wording(db, id, step)
    if made is None:
        return turn
    return replace(turn, prose=made.prose, segments=made.segments, truncated=made.truncated)


def prose_before(db: Connection, turn: int, step: int) -> str:
    """The words of a turn before a step gave it others."""
    made = wording(db, turn, step - 1)
    return made.prose if made else ""


def wording(db: Connection, turn: int, step: int) -> TurnSpoken | TurnReworded | None:
    found = db.execute(WORDED, (turn, step)).fetchone()
    return cast("TurnSpoken | TurnReworded", CODEC.decode(*found)) if found else None
