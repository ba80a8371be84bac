"""Closing: the one step that ends a scene and opens the next, with all who go on in it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from rp_tui.core.domain import container, scene
from rp_tui.core.domain.activity import Activity
from rp_tui.core.domain.container import Container, ContainerFounded
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.ids import YOU, compose
from rp_tui.core.domain.markers import spoken
from rp_tui.core.domain.noun import Draft, Event, Late
from rp_tui.core.domain.scene import Reason
from rp_tui.core.domain.turn import Turn
from rp_tui.core.play import carrying, finishing, occupying
from rp_tui.core.play.feed import ChatChanged
from rp_tui.core.play.room import SETTLING_S, Occupation, Room
from rp_tui.core.play.stage import Stage
from rp_tui.core.storage import now as at
from rp_tui.core.storage import reads
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.now import Now

Place = Callable[[Sequence[int]], int | None]  # the next scene's, once its step has founded it


class NothingToClose(Trouble):
    """A scene is closed when something was said in it."""

    def __init__(self) -> None:
        super().__init__("Nothing was said in this scene yet, so there is nothing to close.")


class Look(NamedTuple):
    """A chat as it stands, with its places and who does what in them."""

    now: Now
    places: dict[int, Container]
    doing: dict[int, Activity]
    turns: dict[int, Turn]  # of the open scene


class Ending(Struct, frozen=True):
    """Why a scene ends, where the next one is if not here, and of whom what was said just now."""

    reason: Reason
    place: ContainerFounded | None = None
    fresh: dict[int, frozenset[str]] = {}


async def look(stage: Stage, chat: int) -> Look:
    """See how a chat stands."""
    ask = stage.database.ask
    now = await ask(at.now, chat)
    return Look(
        now,
        await ask(reads.places, chat),
        await ask(reads.activities, chat),
        await ask(at.turns_from, chat, now.scene_id),
    )


async def close(stage: Stage, room: Room) -> None:
    """Close the scene by hand, where it is."""
    room.must_be_free()
    before = await stage.database.ask(at.now, room.chat)
    await room.settled(SETTLING_S)

    async def work() -> None:
        async with room.writing:
            seen = await look(stage, room.chat)
            if seen.now.scene_id != before.scene_id:  # it has ended by itself meanwhile
                return
            if not was_anything_said(seen.turns):
                raise NothingToClose
            await write(stage, stage.deed("close"), seen, *steps(seen, Ending("by hand")))
        await closed(stage, room)

    await occupying.undisturbed(stage, room, Occupation.CLOSING, work)


async def write(stage: Stage, deed: str, seen: Look, *drafts: Draft | Late) -> None:
    await stage.database.do(Log.append, deed, seen.now.head, drafts)


async def closed(stage: Stage, room: Room) -> None:
    """A scene was closed: tell of it, and have written what stays of it."""
    stage.feed.tell(ChatChanged(room.chat, "scene"))
    await finishing.resume(stage, room)


def was_anything_said(turns: Mapping[int, Turn]) -> bool:
    """Whether anybody but the narrator said something to those who are there."""
    return any(
        one.speaker >= YOU and not one.hidden and spoken(one.segments) for one in turns.values()
    )


def steps(seen: Look, ending: Ending) -> Iterator[Draft | Late]:
    """The step that closes a scene and opens the next, with all who go on in it.

    The first event is the end, the second the place where that is a new one.
    """
    now, clock = seen.now, seen.now.chat.clock
    if now.scene is None:
        raise NothingToClose
    here = now.scene.container
    known = None if ending.place is None else container.find(ending.place.name, seen.places)
    founds = ending.place is not None and known is None
    there = here if ending.place is None else known
    ends = scene.close(now.scene, clock, ending.reason, seen.turns.values())
    yield Draft("scene", ends, now.scene_id)
    if founds and ending.place is not None:
        yield Draft("container", container.found(ending.place, seen.places))

    def place(told: Sequence[int]) -> int | None:
        return told[1] if founds else there

    yield Late("scene", lambda told: scene.open_scene(now.id, clock, place(told)))
    if founds or there != here:
        for who in now.presence.everyone:
            yield going_along(who, seen, ending, place)


def going_along(who: int, seen: Look, ending: Ending, place: Place) -> Late:
    """Somebody goes along to the next scene's place."""
    doing, fresh = seen.doing.get(who, Activity()), ending.fresh.get(who, frozenset())

    def made(told: Sequence[int]) -> Event:
        return carrying.carried(doing, place(told), fresh)

    return Late("activity", made, compose(who, seen.now.id))
