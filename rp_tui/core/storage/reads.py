"""Questions to what is committed: one function a read, returning frozen states by id."""

from collections.abc import Iterator, Sequence
from sqlite3 import Connection
from typing import NamedTuple, TypeVar

from rp_tui.core.domain.activity import Activity
from rp_tui.core.domain.bot import Bot
from rp_tui.core.domain.chat import Chat
from rp_tui.core.domain.container import Container
from rp_tui.core.domain.edge import Edge
from rp_tui.core.domain.ids import compose, owned_by
from rp_tui.core.domain.item import Item
from rp_tui.core.domain.memory import Memory
from rp_tui.core.domain.mood import Mood
from rp_tui.core.domain.noun import State
from rp_tui.core.domain.scene import Scene
from rp_tui.core.domain.turn import Turn
from rp_tui.core.domain.you import You
from rp_tui.core.storage.projector import TABLES

S = TypeVar("S", bound=State)


class Branch(NamedTuple):
    """A line of a chat's steps, by its last step."""

    id: int
    name: str | None
    tip: int
    is_live: bool


def state(db: Connection, noun: type[S], entity: int) -> S | None:
    """An entity of a noun."""
    row = TABLES[noun.__name__.lower()].read(db, entity)
    found: S | None = row.state if row else None
    return found


def you(db: Connection) -> You:
    """The player."""
    return state(db, You, 0) or You()


def chosen(db: Connection, noun: type[S], ids: Sequence[int]) -> dict[int, S]:
    """Entities of a noun, in the order of their ids."""
    marks = ", ".join("?" * len(ids))
    return dict(rows(db, noun, f"id IN ({marks})", *ids)) if ids else {}


def bots(db: Connection) -> dict[int, Bot]:
    """The library: every bot that is not deleted."""
    return dict(rows(db, Bot, "NOT deleted"))


def mood(db: Connection, bot: int) -> Mood:
    """How a bot is."""
    return state(db, Mood, compose(bot)) or Mood()


def chat(db: Connection, host: int) -> Chat:
    """A bot's chat."""
    return state(db, Chat, host) or Chat()


def last_turns(db: Connection, chat: int, limit: int, before: int | None = None) -> dict[int, Turn]:
    """A chat's newest turns, or those before one of them, in the order in which they were said."""
    first, last = owned_by(chat)
    where = "id IN (SELECT id FROM turn WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT ?)"
    return dict(rows(db, Turn, where, first, last if before is None else before - 1, limit))


def turns_behind(db: Connection, chat: int, seq: int, limit: int) -> dict[int, Turn]:
    """So many of a chat's turns behind an event, in the order in which they were said."""
    first, last = owned_by(chat)
    where = "id IN (SELECT id FROM turn WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?)"
    return dict(rows(db, Turn, where, first + seq + 1, last, limit))


def scenes(db: Connection, chat: int) -> dict[int, Scene]:
    """A chat's scenes, oldest first."""
    return dict(rows(db, Scene, "chat = ?", chat))


def open_scene(db: Connection, chat: int) -> Scene | None:
    """The scene that a chat is in."""
    where = "id = (SELECT max(id) FROM scene WHERE chat = ? AND closed_at = '')"
    return next((scene for _, scene in rows(db, Scene, where, chat)), None)


def places(db: Connection, chat: int) -> dict[int, Container]:
    """A chat's places."""
    return dict(rows(db, Container, "chat = ?", chat))


def activities(db: Connection, chat: int) -> dict[int, Activity]:
    """What everybody does in a chat, by who does it."""
    return {id >> 40: doing for id, doing in rows(db, Activity, "chat = ?", chat)}


def edges_from(db: Connection, source: int) -> dict[int, Edge]:
    """What somebody holds of others, by whom."""
    found = rows(db, Edge, "id BETWEEN ? AND ?", *owned_by(source))
    return {id & owned_by(0)[1]: edge for id, edge in found}


def memories(db: Connection, owner: int) -> dict[int, Memory]:
    """All that a bot remembers, oldest first."""
    return dict(rows(db, Memory, "id BETWEEN ? AND ?", *owned_by(owner)))


def items(db: Connection, holder: int) -> dict[int, Item]:
    """What somebody has."""
    return dict(rows(db, Item, "holder = ?", holder))


def branches(db: Connection, chat: int) -> list[Branch]:
    """The lines of a chat, oldest first."""
    sql = """SELECT id, name, (SELECT max(step) FROM event WHERE branch = b.id),
        EXISTS (SELECT 1 FROM live_span WHERE branch = b.id)
      FROM branch b WHERE chat = ? ORDER BY id"""
    found = db.execute(sql, (chat,))
    return [Branch(id, name, tip, bool(live)) for id, name, tip, live in found]


def rows(db: Connection, noun: type[S], where: str, *values: int) -> Iterator[tuple[int, S]]:
    for id, row in TABLES[noun.__name__.lower()].scan(db, where, *values):
        yield id, row.state
