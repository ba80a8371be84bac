"""Editable: what a person may mend in a chat, which is what is told of it or of who is there."""

from sqlite3 import Connection
from typing import TypeVar, cast

from rp_tui.core.domain.chat import presence
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.ids import YOU, part_of
from rp_tui.core.domain.noun import Birth, State
from rp_tui.core.domain.nouns import NOUNS
from rp_tui.core.storage import reads
from rp_tui.core.storage.errors import NotFound
from rp_tui.core.storage.history import NotOfThisChat
from rp_tui.core.storage.log import AUTHORED
from rp_tui.core.storage.preview import state_of
from rp_tui.core.storage.timeline import Timeline

S = TypeVar("S", bound=State)


class NoSuchKind(Trouble):
    """Nothing of this kind is kept."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"Nothing is called a {kind!r} here; name a kind of thing that is kept.")


def state(db: Connection, chat: int, kind: str, entity: int) -> State:
    """Something as it stands, if it can be mended in a chat."""
    if kind not in NOUNS:
        raise NoSuchKind(kind)
    Timeline(db).head(chat)
    noun = NOUNS[kind]
    found = state_of(db, (kind, entity))
    if found is None and noun.birth is not Birth.NEVER:
        raise NotFound(f"There is no such {kind} in the story as it stands; look again.")
    if not belongs(db, chat, kind, entity, found):
        raise NotOfThisChat
    return found or noun.state()


def belongs(db: Connection, chat: int, kind: str, entity: int, found: State | None) -> bool:
    """Whether it is the chat's own, or held by one of the bots that are there, or yours."""
    if kind in AUTHORED:
        return True
    there = presence(chat, reads.chat(db, chat))
    ends = {*NOUNS[kind].ends(entity)}
    match kind:
        case "edge" | "pair" | "group" if len(ends) < 2:
            return False
        case "activity":
            return ends <= {*there.everyone} and part_of(entity) == chat
        case "turn" | "scene" | "container":
            return getattr(found, "chat", None) == chat
    return ends == {YOU} or not ends.isdisjoint(there.bots)


def one(db: Connection, chat: int, noun: type[S], entity: int) -> S:
    """The same, of a noun that is known."""
    return cast("S", state(db, chat, noun.__name__.lower(), entity))
