"""Recovery: what the last start left half done is found, to be kept, sent again or let go."""

from typing import cast

from rp_tui.core.play import settling
from rp_tui.core.play.holding import MOVED_FOR
from rp_tui.core.play.room import Held, Room
from rp_tui.core.play.run import Heard
from rp_tui.core.play.stage import Stage
from rp_tui.core.play.wish import Kind, Wish
from rp_tui.core.storage import inflight, now, reads
from rp_tui.core.storage.inflight import Inflight

CUT_OFF = "The program ended while this reply was on its way; keep what came, or drop it."
NEVER_SENT = "The program ended before this was answered; send it again, or drop it."


async def recover(stage: Stage, room: Room) -> None:
    """Hold what was being said, and settle what was not."""
    for written in await stage.database.ask(inflight.all_inflight, room.chat):
        room.held = await found(stage, written)
    for step in await stage.database.ask(now.unsettled, room.chat):
        settling.begin(stage, room, step)


async def found(stage: Stage, written: Inflight) -> Held:
    """Words that were on their way, and the reply as far as it had come."""
    going_on = written.kind == "continue"
    newest = await stage.database.ask(reads.last_turns, written.chat, 1) if going_on else {}
    wish = Wish(
        cast("Kind", written.kind),
        written.prose,
        written.speaker,
        written.head if written.kind in MOVED_FOR else None,
        next(iter(newest), None),
    )
    heard = Heard(written.partial, truncated=True) if written.partial else None
    return Held(written, wish, CUT_OFF if heard else NEVER_SENT, heard=heard, cut_off=True)
