"""A container: a place in one chat, with its slots; who sits where stands in the activities."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from rp_tui.core.domain.activity import Activity
from rp_tui.core.domain.edit import ManualEdit, edited
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.ids import nothing
from rp_tui.core.domain.names import key
from rp_tui.core.domain.noun import Birth, Entrances, Event, Noun, State
from rp_tui.core.domain.text import line

MOST_SLOTS = 24


class PlaceUnnamed(Trouble):
    """A place needs a name."""


class PlaceTaken(Trouble):
    """The chat has a place of this name."""


class NotAPlace(Trouble):
    """The place around a place is not one of this chat."""


def place_name(text: str) -> str:
    """What a place is called."""
    if not key(text):
        raise PlaceUnnamed("A place needs a name; give it one.")
    return line(text)


class Container(State, frozen=True):
    chat: int
    name: str
    type: str = ""
    moving: bool = False
    public: bool = False
    audible_range: str = ""
    slots: tuple[str, ...] = ()
    parent: int | None = None

    FIXED = frozenset({"chat", "parent"})
    ENTRANCES: ClassVar[Entrances] = {"name": place_name}


class ContainerFounded(Event, frozen=True):
    chat: int
    name: str
    type: str = ""
    moving: bool = False
    public: bool = False
    audible_range: str = ""
    slots: tuple[str, ...] = ()
    parent: int | None = None


def fold(container: Container | None, event: Any) -> Container | None:
    match event:
        case ContainerFounded(chat, name, kind, moving, public, audible, slots, parent):
            return Container(chat, name, kind, moving, public, audible, slots, parent)
        case ManualEdit() if container:
            return edited(container, event)
    return container


def find(name: str, places: Mapping[int, Container]) -> int | None:
    """The chat's place that is called so."""
    wanted = key(name)
    return next((id for id, place in places.items() if key(place.name) == wanted), None)


def found(draft: ContainerFounded, places: Mapping[int, Container]) -> ContainerFounded:
    """A new place in a chat that has these."""
    name = place_name(draft.name)
    if find(name, places) is not None:
        raise PlaceTaken(f"This chat has a place called {name} already; go there instead.")
    if draft.parent is not None and draft.parent not in places:
        raise NotAPlace(f"{name} cannot lie in a place that this chat does not have.")
    return ContainerFounded(
        draft.chat,
        name,
        line(draft.type),
        draft.moving,
        draft.public,
        line(draft.audible_range),
        tidy(draft.slots),
        draft.parent,
    )


def occupants(place: int, activities: Mapping[int, Activity]) -> dict[str, int]:
    """Who is in which slot of a place."""
    return {
        activity.slot: who
        for who, activity in activities.items()
        if activity.container == place and activity.slot
    }


def tidy(slots: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(line, slots))))[:MOST_SLOTS]


NOUN = Noun("container", Container, (ContainerFounded,), fold, nothing, Birth.SEQ)
