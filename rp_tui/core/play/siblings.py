"""Siblings: the replies that stand on the same turn, and the edits of a turn, one beside the other.

A sibling is come back to as it was left: with the story that had followed it, if the chat stood
there last, and without what had been rewound before.
"""

from msgspec.structs import replace

from rp_tui.core.play import occupying, rewinding
from rp_tui.core.play.impact import MoreWouldGo
from rp_tui.core.play.rewinding import Moved
from rp_tui.core.play.room import Occupation, Room
from rp_tui.core.play.stage import Stage
from rp_tui.core.storage import history

ADDING = frozenset({"turn", "reply", "interjection"})  # replies that stand behind what is shown
ON_ITS_WAY = "the reply that is on its way"


async def swipe(stage: Stage, room: Room, step: int, *, confirmed: bool = False) -> Moved:
    """Show a sibling in place of the one in the story; what came after that is asked about."""
    if room.run and room.run.back is not None:
        await room.stop()  # while a reply is said anew, none of its siblings is in the story
    await target(stage, room, step, confirmed)
    return await occupying.alone(
        stage, room, Occupation.SWIPING, lambda: show(stage, room, step, confirmed)
    )


async def show(stage: Stage, room: Room, step: int, confirmed: bool) -> Moved:
    # Seen anew: a reply that was on its way has been spoken by now.
    stand = await target(stage, room, step, confirmed)
    return await rewinding.go(stage, room, stand, "swipe", keep=False)


async def target(stage: Stage, room: Room, step: int, confirmed: bool) -> int:
    """Where the chat would stand, if nothing is in the way or it may go."""
    ask = stage.database.ask
    step = await ask(history.placed, room.chat, step)
    stand = await ask(history.last_stand, room.chat, step)
    if not confirmed:
        found = await rewinding.impact_of(stage, room, stand)
        if room.run and room.run.kind in ADDING:
            raise MoreWouldGo(replace(found, gone=(*found.gone, ON_ITS_WAY)))
        more = await ask(history.said_since, room.chat, step)
        if more and found.gone:
            raise MoreWouldGo(found)
    return stand
