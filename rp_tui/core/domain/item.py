"""An item: a thing that somebody has and takes along.

Its id says whose it is. What is handed on is lost by one and gained by the other: so whoever saw it
change hands knows of it, and it ends with the reset of whoever has it.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from rp_tui.core.domain.edit import ManualEdit, edited
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.ids import Who, first_end
from rp_tui.core.domain.names import key
from rp_tui.core.domain.noun import Birth, Entrances, Event, Noun, State
from rp_tui.core.domain.text import line
from rp_tui.core.domain.witness import Presence


class ThingUnnamed(Trouble):
    """An item needs a name."""


def thing_name(text: str) -> str:
    """What a thing is called."""
    if not key(text):
        raise ThingUnnamed("An item needs a name; say what it is.")
    return line(text)


class Item(State, frozen=True):
    holder: Who
    name: str
    note: str
    chat: int  # where it was gained
    mask: int
    guest: int | None = None

    FIXED = frozenset({"holder", "chat", "mask", "guest"})
    ENTRANCES: ClassVar[Entrances] = {"name": thing_name}


class ItemGained(Event, frozen=True):
    holder: Who
    name: str
    note: str
    chat: int
    mask: int
    guest: int | None = None


class ItemLost(Event, frozen=True):
    pass


def fold(item: Item | None, event: Any) -> Item | None:
    match event:
        case ItemGained(holder, name, note, chat, mask, guest):
            return Item(holder, name, note, chat, mask, guest)
        case ItemLost():
            return None
        case ManualEdit() if item:
            return edited(item, event)
    return item


def gain(presence: Presence, holder: int, name: str, note: str = "") -> ItemGained:
    """A thing that somebody who is there comes to have, before everyone who is there."""
    return ItemGained(
        presence.expect(holder),
        thing_name(name),
        line(note),
        presence.chat,
        presence.mask,
        presence.guest,
    )


def held(name: str, holder: int, items: Mapping[int, Item]) -> int | None:
    """Somebody's item of that name."""
    wanted = key(name)
    own = (id for id, item in items.items() if item.holder == holder and key(item.name) == wanted)
    return next(own, None)


NOUN = Noun(
    "item",
    Item,
    (ItemGained, ItemLost),
    fold,
    first_end,
    Birth.OWNED,
    "holder",
)
