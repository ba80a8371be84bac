"""Regenerating: the last reply is said anew, to your turn as it was or to what you make of it."""

from typing import TYPE_CHECKING

from rp_tui.core.domain import turn
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.play import rewinding, turns
from rp_tui.core.play.impact import MoreWouldGo
from rp_tui.core.play.room import Room
from rp_tui.core.play.stage import Stage
from rp_tui.core.play.wish import Outcome, Wish
from rp_tui.core.storage import history
from rp_tui.core.storage.history import Reply

if TYPE_CHECKING:
    import asyncio


class NothingToRegenerate(Trouble):
    """There is no reply, or no turn of yours, that could be otherwise."""


async def begin(
    stage: Stage, room: Room, prose: str | None = None, *, confirmed: bool = False
) -> "asyncio.Task[Outcome]":
    """Set the last reply going anew; a reply on its way ends first, and is then the last.

    What was done by hand since is asked about; an end of the scene that the reply brought goes
    with it.
    """
    if prose is not None:
        turn.sayable(prose)
    await room.stop()
    reply = await stage.database.ask(history.last_reply, room.chat)
    wish = wished(reply, prose)
    if reply and not confirmed:
        since = reply.stands_on if wish.kind == "regenerate" else reply.yours_step
        await nothing_else_goes(stage, room, since)
    return turns.begin(stage, room, wish)


async def nothing_else_goes(stage: Stage, room: Room, since: int) -> None:
    """Refuse to drop unasked what is no reply."""
    ask = stage.database.ask
    more = await ask(history.done_since, room.chat, since)
    if more is None:
        return
    found = await rewinding.impact_of(stage, room, await ask(history.parent, more))
    if found.gone:
        raise MoreWouldGo(found)


def wished(reply: Reply | None, prose: str | None) -> Wish:
    """What is to be said, and where the chat stands for it."""
    if reply is None:
        raise NothingToRegenerate("Nobody has answered yet, so there is nothing to regenerate.")
    if reply.unanswered:
        raise NothingToRegenerate("Your last words have no answer yet; let somebody answer first.")
    if prose is None or (reply.yours and turn.sayable(prose) == reply.yours.prose):
        return Wish(
            "regenerate",
            speaker=reply.turn.speaker,
            stand=reply.stands_on,
            variant=reply.variants,
            aside=reply.is_aside,
        )
    if reply.yours is None:
        raise NothingToRegenerate("There is no turn of yours before this reply to be edited.")
    return Wish("retell", prose, stand=reply.yours_stands_on)
