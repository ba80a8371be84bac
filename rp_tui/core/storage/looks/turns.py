"""What was said in a chat as a person reads it: who said which turn, and where scenes begin."""

from collections.abc import Iterator
from sqlite3 import Connection

from msgspec import Struct

from rp_tui.core.domain.ids import part_of
from rp_tui.core.domain.turn import Turn
from rp_tui.core.storage import reads
from rp_tui.core.storage.looks.names import names, speakers
from rp_tui.core.storage.now import step_of

PAGE = 200  # turns that are read at once


class Said(Struct, frozen=True):
    """A turn with who said it."""

    id: int
    step: int
    name: str
    turn: Turn


class SceneBegan(Struct, frozen=True):
    """Where a scene begins, among the turns."""

    at: str
    place: str


def newest(db: Connection, chat: int, limit: int, before: int | None = None) -> list[Said]:
    """A chat's newest turns, or those before one of them, oldest first."""
    return list(said(db, reads.last_turns(db, chat, limit, before)))


def told(db: Connection, chat: int) -> Iterator[Said | SceneBegan]:
    """All of a chat in its order, a page at a time."""
    scenes = sorted(reads.scenes(db, chat).items(), reverse=True)
    places = reads.places(db, chat)
    behind = 0
    while page := reads.turns_behind(db, chat, behind, PAGE):
        for one in said(db, page):
            behind = part_of(one.id)
            while scenes and scenes[-1][0] < behind:
                _, scene = scenes.pop()
                place = places.get(scene.container or 0)
                yield SceneBegan(scene.opened_at, place.name if place else "")
            yield one


def said(db: Connection, turns: dict[int, Turn]) -> Iterator[Said]:
    """Some turns with who said them."""
    called = names(db, speakers(turns))
    for id, turn in turns.items():
        yield Said(id, step_of(db, id), called[turn.speaker], turn)
