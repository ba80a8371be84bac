"""Recovery: what the last start left half done is found, to be kept, sent again or let go."""

from typing import cast

from rp_tui.core.play import finishing, holding, regenerating, settling
from rp_tui.core.play.holding import MOVED_FOR
from rp_tui.core.play.room import Held, Room
from rp_tui.core.play.run import Heard
from rp_tui.core.play.stage import Stage
from rp_tui.core.play.wish import Kind, Wish
from rp_tui.core.storage import history, inflight, reads
from rp_tui.core.storage.inflight import Inflight

CUT_OFF = (
    "The program ended while this reply was on its way; retry, keep it as far as it came, or"
    " discard it."
)
UNANSWERED = "This was not answered before the program ended; retry, or discard it."


async def recover(stage: Stage, room: Room) -> None:
    """Hold what was being said, settle what was not, and finish the scenes that are over."""
    for written in await stage.database.ask(inflight.all_inflight, room.chat):
        if nobody_misses(written):
            await stage.database.put(inflight.drop, written.id)
        else:
            await holding.stand_as_before(stage, room, written)
            room.held = await found(stage, written)
    await settling.begin_due(stage, room)
    await finishing.resume(stage, room)


def nobody_misses(written: Inflight) -> bool:
    """Whether it is a proposal that nobody has seen, or was not asked for and not begun."""
    unasked = written.kind == "interjection" and not written.partial
    return written.kind == "impersonate" or unasked


async def found(stage: Stage, written: Inflight) -> Held:
    """Words that were on their way, and the reply as far as it had come."""
    heard = Heard(written.partial, truncated=True) if written.partial else None
    wish = await wished(stage, written)
    return Held(written, wish, CUT_OFF if heard else UNANSWERED, heard=heard, cut_off=True)


async def wished(stage: Stage, written: Inflight) -> Wish:
    """What was wished for; the chat stands again on the reply that was to be said anew."""
    if written.kind == "regenerate":
        old = await stage.database.ask(history.last_reply, written.chat)
        if old and old.stands_on == written.head and not old.unanswered:
            return regenerating.wished(old, None)
    going_on = written.kind == "continue"
    newest = await stage.database.ask(reads.last_turns, written.chat, 1) if going_on else {}
    return Wish(
        cast("Kind", written.kind),
        written.prose,
        written.speaker,
        written.head if written.kind in MOVED_FOR else None,
        next(iter(newest), None),
        aside=written.kind == "interjection",
    )
