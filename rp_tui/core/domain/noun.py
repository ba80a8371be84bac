"""What every noun has: a frozen state, events in the past tense, and a pure, total fold.

What is born (a turn, a memory) has the seq of its birth in its id, and before it there is nothing.
What has ends (an edge, a mood) has an id made of them and no birth: its first event lands on a
blank, so that a rewind in one chat never takes the ground from under another chat's words.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Any, ClassVar, NamedTuple

from msgspec import Struct

from rp_tui.core.domain.ids import compose

Entrances = Mapping[str, Callable[[str], str]]


class State(Struct, frozen=True, gc=False):
    """What an entity is after its events; its fields are the columns of its table."""

    FIXED: ClassVar[frozenset[str]] = frozenset()  # what no hand may edit
    ENTRANCES: ClassVar[Entrances] = {}  # what a hand's text passes; where none is, it is a line


class Event(Struct, frozen=True, gc=False, omit_defaults=True):
    """One fact about one entity."""

    VERSION: ClassVar[int] = 1
    UPCASTS: ClassVar[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {}


class Birth(Enum):
    """Where the id of a new entity comes from."""

    SEQ = "its seq"
    OWNED = "its owner and its seq"
    NUMBERED = "the next number of its kind"
    NEVER = "its ends"


class Noun(NamedTuple):
    """All that the log needs to know of a noun; `ends` gives the bots that an id names."""

    name: str
    state: type[State]
    events: tuple[type[Event], ...]
    fold: Callable[[Any, Any], State | None]
    ends: Callable[[int], tuple[int, ...]]
    birth: Birth = Birth.NEVER
    owner: str = ""  # the field of the first event that names the owner

    def born(self, event: Event, seq: int) -> int:
        """The id of what an event of that seq brings into being."""
        match self.birth:
            case Birth.SEQ:
                return seq
            case Birth.OWNED:
                return compose(getattr(event, self.owner), seq)
        raise ValueError(f"a {self.name} is named by who asks for it, not by its seq")


class Draft(NamedTuple):
    """An event to be; without an entity it brings one into being."""

    kind: str
    event: Event
    entity: int | None = None


class Late(NamedTuple):
    """A draft that is made as it is written, of the entities that those before it in its step told
    of: so one step can open a scene in a place that it founds.
    """

    kind: str
    make: Callable[[Sequence[int]], Event]
    entity: int | None = None
