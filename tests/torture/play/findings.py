"""What is found in a file: who said what, what is on its way, and if anything is there twice."""

import re
from dataclasses import dataclass, field
from sqlite3 import Connection
from typing import TYPE_CHECKING, cast

from rp_tui.core.storage import inflight, reads
from rp_tui.core.storage.codec import CODEC
from rp_tui.core.storage.inflight import Inflight
from tests.torture.ledger import must
from tests.torture.play.evening import FULL_STORY

if TYPE_CHECKING:
    from rp_tui.core.domain.turn import TurnReworded, TurnSpoken

UNIQUE = re.compile(r"\b[pw]\d+-\d+-\d+\b")  # a word that is said once in all stories
OURS = re.compile(r"\bp\d+-\d+-\d+\b")  # the one in each turn of the player's

WORDED = """SELECT seq, entity, type, version, payload FROM event
  WHERE kind = 'turn' AND type IN ('TurnSpoken', 'TurnReworded') ORDER BY seq"""
SPOKEN_BY = "SELECT first, last FROM batch WHERE deed = ?"

# What a step can tell but once of the same.
TWICE = {
    "a consequence": """SELECT type, entity, step FROM event
      WHERE step != 0 AND type IN ('EdgeShifted', 'EdgeSummarised', 'MomentShared', 'MoodChanged',
        'TurnScored', 'SceneOpened', 'SceneSummarised', 'GroupSummarised', 'GuestJoined')
      GROUP BY type, entity, step HAVING count(*) > 1""",
    "a memory": """SELECT step, payload ->> 'owner', payload ->> 'about' FROM event
      WHERE type = 'MemoryFormed' GROUP BY 1, 2, 3 HAVING count(*) > 1""",
    "the memory of a scene": """SELECT id >> 40, about FROM memory
      WHERE source = 'scene' GROUP BY 1, 2 HAVING count(*) > 1""",
    "a thing": """SELECT step, payload ->> 'holder', payload ->> 'name' FROM event
      WHERE type = 'ItemGained' GROUP BY 1, 2, 3 HAVING count(*) > 1""",
    "what is on its way": """SELECT chat FROM inflight WHERE kind != 'impersonate'
      GROUP BY chat HAVING count(*) > 1""",
}
ENDLESS = """SELECT chat, count(*) FROM scene WHERE closed_at = ''
  GROUP BY chat HAVING count(*) != 1"""


@dataclass
class Found:
    """All that was ever said, in whatever line of a story, and all that is on its way."""

    spoken: dict[int, str] = field(default_factory=dict)  # by turn, as it was first said
    homes: dict[str, int] = field(default_factory=dict)  # the turn in which a unique word is
    wordings: dict[int, str] = field(default_factory=dict)  # by event
    rows: dict[int, Inflight] = field(default_factory=dict)

    @property
    def waiting(self) -> set[str]:
        """The marks of what the player has on its way."""
        return {mark for row in self.rows.values() for mark in OURS.findall(row.prose)}

    def knows(self, mark: str) -> bool:
        """Whether words of the player's are there, said or waiting."""
        return mark in self.homes or mark in self.waiting

    def waits(self, chat: int) -> bool:
        return any(row.chat == chat and row.kind != "impersonate" for row in self.rows.values())


def look(db: Connection) -> Found:
    """Look at all words; one that is in two turns, or in one twice, was said once too often."""
    found = Found(rows={row.id: row for row in inflight.all_inflight(db)})
    for seq, turn, name, version, payload in db.execute(WORDED):
        prose = cast("TurnSpoken | TurnReworded", CODEC.decode(name, version, payload, seq)).prose
        found.spoken.setdefault(turn, prose)
        found.wordings[seq] = prose
        unique = UNIQUE.findall(prose)
        must(len(unique) == len({*unique}), f"event {seq} says a word twice: {prose}")
        for word in unique:
            home = found.homes.setdefault(word, turn)
            must(home == turn, f"{word} is in turn {home} and in turn {turn}")
    must_be_single(db)
    return found


def must_be_single(db: Connection) -> None:
    for what, sql in TWICE.items():
        twice = db.execute(sql).fetchall()
        must(not twice, f"{what} is there twice: {twice[:5]}")
    endless = db.execute(ENDLESS).fetchall()
    must(not endless, f"not one scene is open in: {endless}")


def said_by(db: Connection, found: Found, run: str) -> str | None:
    """All that a run said, if it came to speak."""
    batch = db.execute(SPOKEN_BY, (run,)).fetchone()
    if batch is None:
        return None
    first, last = batch
    return "\n".join(found.wordings[seq] for seq in range(first, last + 1))


def story(db: Connection, chat: int) -> tuple[int, ...]:
    """The turns of a chat as it stands."""
    return tuple(reads.last_turns(db, chat, FULL_STORY))
