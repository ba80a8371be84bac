"""A memory: a witnessed summary, owned by a bot and told from its side."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, ClassVar, Literal

from msgspec import Meta
from msgspec.structs import replace

from rp_tui.core.domain.edit import ManualEdit, edited
from rp_tui.core.domain.ids import first_end
from rp_tui.core.domain.noun import Birth, Entrances, Event, Noun, State
from rp_tui.core.domain.text import line, time, told
from rp_tui.core.domain.turn import HIGHEST, LOWEST, NOTABLE, SIGNIFICANT, Significance
from rp_tui.core.domain.witness import Presence

PINS = 8  # that automatic pins fill up to; a person may pin more

Pin = Literal["auto", "manual", ""]  # as its significance says; by hand; not, by hand
Source = Literal["seen", "told", "scene"]
Reliability = Annotated[int, Meta(ge=0, le=100)]


class Memory(State, frozen=True):
    chat: int
    at: str  # that chat's clock
    mask: int
    guest: int | None
    text: str
    quotes: tuple[str, ...] = ()
    significance: Significance = NOTABLE
    source: Source = "seen"
    reliability: Reliability = 100
    about: int | None = None  # the turn or the scene that it tells of
    pin: Pin = "auto"

    FIXED = frozenset({"chat", "mask", "guest", "about", "source"})
    ENTRANCES: ClassVar[Entrances] = {"at": time, "text": told}


class MemoryFormed(Event, frozen=True):
    owner: int
    chat: int
    at: str
    mask: int
    guest: int | None
    text: str
    quotes: tuple[str, ...] = ()
    significance: Significance = NOTABLE
    source: Source = "seen"
    reliability: Reliability = 100
    about: int | None = None


class MemoryPinned(Event, frozen=True):
    pin: Pin


class MemoryErased(Event, frozen=True):
    pass


def fold(memory: Memory | None, event: Any) -> Memory | None:
    match event:
        case MemoryFormed():
            return Memory(
                event.chat,
                event.at,
                event.mask,
                event.guest,
                event.text,
                event.quotes,
                event.significance,
                event.source,
                event.reliability,
                event.about,
            )
        case MemoryPinned(pin) if memory:
            return replace(memory, pin=pin)
        case MemoryErased():
            return None
        case ManualEdit() if memory:
            return edited(memory, event)
    return memory


def form(
    owner: int,
    presence: Presence,
    at: str,
    text: str,
    significance: int,
    *,
    quotes: Iterable[str] = (),
    source: Source = "seen",
    reliability: int = 100,
    about: int | None = None,
) -> MemoryFormed:
    """What somebody who was there remembers; only what is significant keeps its quotes."""
    significance = max(LOWEST, min(HIGHEST, significance))
    return MemoryFormed(
        presence.expect(owner),
        presence.chat,
        at,
        presence.mask,
        presence.guest,
        told(text),
        tuple(map(line, quotes)) if significance >= SIGNIFICANT else (),
        significance,
        source,
        max(0, min(100, reliability)),
        about,
    )


def pins_in_force(memories: Mapping[int, Memory]) -> tuple[int, ...]:
    """All that a person pinned, then the newest that are pivotal up to eight in all."""
    newest = sorted(memories, reverse=True)
    manual = [id for id in newest if memories[id].pin == "manual"]
    auto = [id for id in newest if is_pivotal(memories[id])]
    return (*manual, *auto[: max(0, PINS - len(manual))])


def is_pivotal(memory: Memory) -> bool:
    """Whether it is pinned of itself; a scene is not, since its pivotal moments are."""
    of_moment = memory.source != "scene"
    return of_moment and memory.pin == "auto" and memory.significance == HIGHEST


NOUN = Noun(
    "memory",
    Memory,
    (MemoryFormed, MemoryPinned, MemoryErased),
    fold,
    first_end,
    Birth.OWNED,
    "owner",
)
