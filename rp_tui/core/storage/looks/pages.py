"""A chat's turns a page at a time, as a screen scrolls: each with those that stand beside it."""

import re
from collections.abc import Iterator
from sqlite3 import Connection

from msgspec import Struct

from rp_tui.core.domain.ids import owned_by, part_of
from rp_tui.core.domain.turn import Turn
from rp_tui.core.storage import history, reads
from rp_tui.core.storage.history import Siblings
from rp_tui.core.storage.looks.turns import Said, said
from rp_tui.core.storage.timeline import Timeline

FORKS = "SELECT DISTINCT fork FROM branch WHERE chat = ? AND parent IS NOT NULL"
PROSE = "SELECT id, prose FROM turn WHERE id BETWEEN ? AND ? AND NOT hidden ORDER BY id"


class Page(Struct, frozen=True):
    """Turns in their order, and of those that have any the siblings, by the turn."""

    turns: list[Said]
    siblings: dict[int, Siblings]


def before(db: Connection, chat: int, limit: int, id: int | None) -> Page:
    """A chat's last turns before one of them, or its newest."""
    return page(db, chat, reads.last_turns(db, chat, limit, id))


def since(db: Connection, chat: int, limit: int, id: int | None) -> Page:
    """A chat's first turns from one of them on, or its oldest."""
    behind = 0 if id is None else part_of(id) - 1
    return page(db, chat, reads.turns_behind(db, chat, behind, limit))


def find(db: Connection, chat: int, text: str) -> list[int]:
    """The turns of a chat in which a text stands, in any case and broken anywhere."""
    words = [re.escape(word) for word in text.split()]
    if not words:
        return []
    wanted = re.compile(r"\s+".join(words), re.IGNORECASE)
    rows = db.execute(PROSE, owned_by(chat))
    # The asterisks of an action are not shown, so nobody looks for them.
    return [id for id, prose in rows if wanted.search(prose.replace("*", ""))]


def page(db: Connection, chat: int, turns: dict[int, Turn]) -> Page:
    found = list(said(db, turns))
    return Page(found, dict(beside(db, chat, found)))


def beside(db: Connection, chat: int, turns: list[Said]) -> Iterator[tuple[int, Siblings]]:
    """The siblings of turns; only where a line parts from another can there be any."""
    forks = {fork for (fork,) in db.execute(FORKS, (chat,))}
    timeline = Timeline(db)
    for one in turns if forks else ():
        if timeline.parent(one.step) in forks:
            same = history.siblings(db, chat, one.id)
            if len(same.steps) > 1:
                yield one.id, same
