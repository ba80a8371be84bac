"""Resetting: a bot begins anew, as its opening was confirmed; and bots go out of sight and back."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from rp_tui.core.domain import names
from rp_tui.core.domain.container import ContainerFounded
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.noun import Draft, Event, Late
from rp_tui.core.domain.scene import SceneOpened
from rp_tui.core.play import authoring, guests, holding, moving, occupying
from rp_tui.core.play.feed import ChatChanged
from rp_tui.core.play.room import Occupation, Room
from rp_tui.core.play.stage import Stage
from rp_tui.core.storage import gate, now, scenery, snapshots
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.scenery import Began

Rooms = Callable[[int], Room]
Keep = Callable[[], Awaitable[object]]  # a file that the player can go back to


class WrongName(Trouble):
    """What was typed is not the bot's name."""


class NothingBegun(Trouble):
    """There is no chat that could begin anew."""


class NoReset(Trouble):
    """There is no reset that could be undone."""


async def reset(stage: Stage, rooms: Rooms, bot: int, typed: str, keep: Keep) -> None:
    """Wipe all that a bot was in and holds; who it is, its seed and its kickoff stay."""
    known = await stage.database.ask(gate.bot_of, bot)
    if names.key(typed) != names.key(known.name):
        raise WrongName(f"That is not how {known.name} is called; type its name to reset it.")
    if not await stage.database.ask(now.is_open, bot):
        raise NothingBegun(f"{known.name} has no chat yet, so there is nothing to reset.")
    room = rooms(bot)
    await room.stop()
    await keep()
    # Before the room is taken: another bot's reset may wait for it, to see off a guest there.
    await end_visits(stage, rooms, bot)

    async def work() -> None:
        await holding.unbind(stage, room)
        async with room.writing:
            began = await stage.database.ask(scenery.opening, bot)
            await stage.database.do(Log.reset, stage.deed("reset"), bot, *anew(began))
            await moving.moved(stage, room)

    await occupying.alone(stage, room, Occupation.RESETTING, work)
    stage.feed.tell(ChatChanged(bot, "reset"))


async def snapshot(stage: Stage) -> Path:
    """Copy all stories as they are, to go back to."""
    path, folder = stage.database.path, stage.folders.periodic
    return await asyncio.to_thread(snapshots.snapshot, path, folder, stage.clock())


def anew(began: Sequence[Began]) -> Iterator[Draft | Late]:
    """The same beginning once more, in places that are founded once more."""
    founded = {
        one.entity: at for at, one in enumerate(began) if isinstance(one.event, ContainerFounded)
    }
    for one in began:
        born = isinstance(one.event, ContainerFounded | SceneOpened)
        yield Late(one.kind, placed(one.event, founded), None if born else one.entity)


def placed(event: Event, founded: dict[int, int]) -> Callable[[Sequence[int]], Event]:
    """An event that stands where its old place is founded anew."""
    field = "parent" if isinstance(event, ContainerFounded) else "container"
    at = founded.get(getattr(event, field, None) or 0)

    def made(told: Sequence[int]) -> Event:
        return event if at is None else replace(event, **{field: told[at]})

    return made


async def undo(stage: Stage, room: Room) -> None:
    """Stand where the chat stood before it was reset; visits that ended then stay ended."""
    step = await stage.database.ask(scenery.reset_from, room.chat)
    if step is None:
        raise NoReset("There is no reset of this chat that can still be undone.")

    async def work() -> None:
        await holding.unbind(stage, room)
        await moving.move(stage, room, step, "undo reset")

    await occupying.alone(stage, room, Occupation.UNDOING_RESET, work)
    stage.feed.tell(ChatChanged(room.chat, "reset"))


async def delete(stage: Stage, rooms: Rooms, bot: int) -> None:
    """Put a bot and its chat out of sight; where it visits, it leaves."""
    await stage.database.ask(gate.bot_of, bot)
    await rooms(bot).stop()
    await end_visits(stage, rooms, bot)
    await authoring.delete(stage, bot)


async def undelete(stage: Stage, bot: int) -> None:
    """Bring a bot and its chat back, unless somebody else bears its name by now."""
    await authoring.delete(stage, bot, deleted=False)


async def end_visits(stage: Stage, rooms: Rooms, bot: int) -> None:
    """Wherever a bot is a guest, that scene closes."""
    for chat in await stage.database.ask(scenery.visits, bot):
        await rooms(chat).stop()
        await guests.see_off(stage, rooms(chat), bot)
