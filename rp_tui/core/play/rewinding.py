"""Rewinding: the chat stands on an earlier step, or on another line, and can be brought back."""

from pathlib import Path

from msgspec import Struct

from rp_tui.core.domain.chat import GuestJoined, GuestLeft
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.nouns import NOUNS
from rp_tui.core.play import holding, moving, occupying
from rp_tui.core.play.feed import Troubled
from rp_tui.core.play.impact import Impact, Known, MoreWouldGo, impact
from rp_tui.core.play.room import Occupation, Room
from rp_tui.core.play.stage import Stage
from rp_tui.core.storage import history, now, reads
from rp_tui.core.storage.preview import Preview


class NothingToRewind(Trouble):
    """Nothing was said or done since."""

    def __init__(self) -> None:
        super().__init__("The chat stands there already, so there is nothing to rewind.")


class Moved(Struct, frozen=True):
    """What a move has done; until another one, `undo_move` takes it back."""

    chat: int
    step: int  # where the chat stands now
    left: int  # where it stood
    impact: Impact
    file: Path | None = None  # that holds what was removed


async def preview(stage: Stage, room: Room, at: int) -> Impact:
    """What going back to a turn, or to a step, would remove."""
    step = await stage.database.ask(history.behind, room.chat, at)
    return await impact_of(stage, room, step)


async def preview_switch(stage: Stage, room: Room, at: int) -> Impact:
    """What going to any turn or step of a chat, on whatever line, would remove and bring back."""
    step = await stage.database.ask(history.placed, room.chat, at)
    return await impact_of(stage, room, step)


async def impact_of(stage: Stage, room: Room, step: int) -> Impact:
    seen = await stage.database.preview(step)
    return impact(step, seen, await known(stage, room.chat, step, seen))


async def known(stage: Stage, chat: int, step: int, seen: Preview) -> Known:
    """What a preview does not say of itself."""
    ask = stage.database.ask
    told = await ask(history.leaving, chat, step)
    about = {(one.kind, one.entity) for one in seen.differences}
    about |= {(one.kind, one.entity) for one in told}
    bots = {end for kind, entity in about for end in NOUNS[kind].ends(entity)}
    guests = {one.event.guest for one in told if isinstance(one.event, GuestJoined | GuestLeft)}
    places = {id: place.name for id, place in (await ask(reads.places, chat)).items()}
    return Known(await ask(now.called, chat, *bots, *guests), places, told)


async def rewind(stage: Stage, room: Room, at: int, seen: Impact | None = None) -> Moved:
    """Go back to a turn, or to a step; what came after it can be brought back.

    Where a preview was seen, no more goes than it has told: `MoreWouldGo` has what it is now.
    """
    await stage.database.ask(history.behind, room.chat, at)  # refused before anything is stopped

    async def work() -> Moved:
        step = await stage.database.ask(history.behind, room.chat, at)
        if step == await stage.database.ask(now.head, room.chat):
            raise NothingToRewind
        return await go(stage, room, step, "rewind", keep=True, seen=seen)

    return await occupying.alone(stage, room, Occupation.REWINDING, work)


async def switch(stage: Stage, room: Room, at: int, seen: Impact | None = None) -> Moved:
    """Go to any turn or step of the chat, on whatever line it lies; no more goes than was seen."""
    step = await stage.database.ask(history.placed, room.chat, at)

    async def work() -> Moved:
        return await go(stage, room, step, "switch", keep=False, seen=seen)

    return await occupying.alone(stage, room, Occupation.SWITCHING, work)


async def undo(stage: Stage, room: Room) -> Moved:
    """Go back to where the chat stood before it was last moved away from there."""
    await stage.database.ask(history.left_last, room.chat)

    async def work() -> Moved:
        step = await stage.database.ask(history.left_last, room.chat)
        return await go(stage, room, step, "undo", keep=False)

    return await occupying.alone(stage, room, Occupation.UNDOING_MOVE, work)


async def go(
    stage: Stage, room: Room, step: int, what: str, *, keep: bool, seen: Impact | None = None
) -> Moved:
    """Let the chat stand on a step; what leaves is kept as a file first, if that is wanted."""
    left = await stage.database.ask(now.head, room.chat)
    if step == left:
        return Moved(room.chat, step, left, Impact(step))
    found = await impact_of(stage, room, step)
    if seen is not None and found.gone != seen.gone:
        raise MoreWouldGo(found)
    file = await kept(stage, room, left, step) if keep else None
    await holding.unbind(stage, room)
    await moving.move(stage, room, step, what)
    return Moved(room.chat, step, left, found, file)


async def kept(stage: Stage, room: Room, left: int, step: int) -> Path | None:
    """The file of what leaves; a rewind does not fail for want of it, since the log has it too."""
    try:
        return await stage.keeper.keep_tail(left, step)
    except Trouble as trouble:
        stage.feed.tell(Troubled(room.chat, str(trouble)))
        return None
