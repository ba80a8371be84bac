"""What the tests of storage share: small worlds, things to tell in them, and looks at a file."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from sqlite3 import Connection
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from rp_tui.core.domain import edge, item, memory, turn
from rp_tui.core.domain.activity import ActivityChanged
from rp_tui.core.domain.bot import BotAuthored
from rp_tui.core.domain.chat import start
from rp_tui.core.domain.edge import Edge
from rp_tui.core.domain.ids import YOU, compose
from rp_tui.core.domain.mood import MoodChanged
from rp_tui.core.domain.noun import Draft, State
from rp_tui.core.domain.scene import open_scene
from rp_tui.core.domain.witness import Presence
from rp_tui.core.domain.you import describe
from rp_tui.core.storage import reads
from rp_tui.core.storage.connection import connect
from rp_tui.core.storage.database import create
from rp_tui.core.storage.log import Log, Written

S = TypeVar("S", bound=State)

BOTS = (1, 2, 3)
NAMES = ("Ada", "Ben", "Cleo")
MORNING = "2026-03-03T09:00:00Z"  # a Tuesday
SEEDED = 96  # what each bot at first feels for you

# A world to play in.


@cache
def blank() -> bytes:
    """A new database, made once for all tests."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "blank.db")
        create(path)
        return path.read_bytes()


def fresh(path: Path) -> Connection:
    """The writer of a new database, which need not outlive a power cut."""
    path.write_bytes(blank())
    db = connect(path)
    db.execute("PRAGMA synchronous = OFF")
    return db


def authored() -> tuple[Draft, ...]:
    """You and three bots, each fond of you."""
    return (
        Draft("you", describe("Robin"), YOU),
        *(Draft("bot", BotAuthored(name)) for name in NAMES),
        *(Draft("edge", edge.seed(SEEDED, 50, "", ()), compose(bot, YOU)) for bot in BOTS),
    )


def opening(chat: int, at: str = MORNING) -> tuple[Draft, ...]:
    """The first step of a chat: its clock, a scene, and what its host does."""
    return (
        Draft("chat", start(at, "clear"), chat),
        Draft("scene", open_scene(chat, at, None, "a room")),
        does(chat, chat, verb="waits", posture="sits"),
    )


def begin(log: Log) -> None:
    """Author the bots and open their chats."""
    log.author("author all", *authored())
    for chat in BOTS:
        log.open(f"open {chat}", chat, *opening(chat))


# What may be told on a step.


def says(speaker: int, prose: str, chat: int = 1, guest: int | None = None) -> Draft:
    return Draft("turn", turn.speak(Presence(chat, guest), 1, speaker, prose, MORNING))


def shifts(
    source: int,
    target: int,
    affinity: int,
    chat: int = 1,
    guest: int | None = None,
    facts: Iterable[str] = (),
) -> Draft:
    made = edge.shift(Edge(), Presence(chat, guest), MORNING, affinity, 0, facts)
    return Draft("edge", made, compose(source, target))


def feels(bot: int, feeling: str) -> Draft:
    return Draft("mood", MoodChanged(feeling), compose(bot))


def does(who: int, chat: int, **changes: Any) -> Draft:
    return Draft("activity", ActivityChanged(**changes), compose(who, chat))


def remembers(
    owner: int, text: str, chat: int = 1, guest: int | None = None, at: str = MORNING
) -> Draft:
    return Draft("memory", memory.form(owner, Presence(chat, guest), at, text, 1))


def takes(holder: int, name: str, chat: int = 1, guest: int | None = None) -> Draft:
    return Draft("item", item.gain(Presence(chat, guest), holder, name))


def speak(log: Log, chat: int, *steps: Iterable[Draft]) -> Written:
    """Append to wherever the chat stands, as a deed of its own."""
    head = log.head(chat)
    (batches,) = log.db.execute("SELECT count(*) FROM batch").fetchone()
    return log.append(f"speak {batches}", head, *steps)


def entity_of(written: Written, kind: str) -> int:
    """The one entity of a kind that a deed told of."""
    (entity,) = {entity for of, entity in written.entities if of == kind}
    return entity


# What is there.


def state_of(log: Log, noun: type[S], entity: int) -> S:
    """An entity that is there."""
    found = reads.state(log.db, noun, entity)
    assert found is not None
    return found


def proses(log: Log, chat: int = 1) -> list[str]:
    """What was said in a chat, in order."""
    return [turn.prose for turn in reads.last_turns(log.db, chat, 1_000).values()]
