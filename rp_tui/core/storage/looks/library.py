"""The library as a person sees it: a card for every bot."""

from bisect import bisect_right
from sqlite3 import Connection

from msgspec import Struct

from rp_tui.core.domain import clock
from rp_tui.core.domain.bot import Bot
from rp_tui.core.domain.ids import YOU
from rp_tui.core.storage import reads
from rp_tui.core.storage.looks.names import names, speakers
from rp_tui.core.storage.timeline import Timeline

BATCHES = "SELECT coalesce(max(id), 0) FROM batch"
BATCH_FROM = "SELECT first, at FROM batch WHERE id >= ? ORDER BY id LIMIT 1"
BATCH_UPTO = "SELECT at FROM batch WHERE id <= ? ORDER BY id DESC LIMIT 1"
# Who goes back in a story plays it, though the step where it then stands is old.
LEFT = "SELECT t.chat, max(b.at) FROM tail t JOIN batch b ON b.id = t.batch GROUP BY t.chat"


class Card(Struct, frozen=True):
    """A bot in the library; without a chat it has not begun yet."""

    id: int
    name: str
    is_open: bool
    clock: str = ""  # in the fiction, as people say it
    last_line: str = ""
    last_speaker: str = ""
    played_at: int = 0  # by the machine's clock
    turns: int = 0
    guest: str = ""
    last_turn: int = 0  # its id


class Batches:
    """Where the batches begin, by their ids, which are in the order of their events."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._last: int = db.execute(BATCHES).fetchone()[0]

    def __len__(self) -> int:
        return self._last + 1

    def __getitem__(self, id: int) -> int:
        found = self._db.execute(BATCH_FROM, (id,)).fetchone()
        first: int = found[0]
        return first

    def at(self, step: int) -> int:
        """When a step was written, by the machine's clock."""
        found = self._db.execute(BATCH_UPTO, (bisect_right(self, step) - 1,)).fetchone()
        return found[0] if found else 0


def library(db: Connection) -> list[Card]:
    """Every bot that is not deleted, those played last first."""
    heads = Timeline(db).heads()
    batches, left = Batches(db), dict(db.execute(LEFT))
    played = {chat: max(batches.at(step), left.get(chat, 0)) for chat, step in heads.items()}
    cards = [
        card(db, id, bot, played[id]) if id in played else Card(id, bot.name, False)
        for id, bot in reads.bots(db).items()
    ]
    return sorted(cards, key=lambda one: (-one.played_at, one.id))


def card(db: Connection, id: int, bot: Bot, played_at: int) -> Card:
    """What is shown of a bot whose chat has begun."""
    here = reads.chat(db, id)
    newest = reads.last_turns(db, id, 1)
    last = next(iter(newest.values()), None)
    guests = [] if here.guest is None else [here.guest]
    called = names(db, {YOU, *guests, *speakers(newest)})
    return Card(
        id,
        bot.name,
        is_open=True,
        clock=clock.friendly(here.clock, here.anchor),
        last_line=" ".join(last.prose.split()) if last else "",
        last_speaker=called[last.speaker] if last else "",
        played_at=played_at,
        turns=last.number if last else 0,
        guest=called[here.guest] if here.guest else "",
        last_turn=next(iter(newest), 0),
    )
