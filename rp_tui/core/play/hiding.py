"""Hiding: a turn is left out of what bots hear, or let in again; what came of it stays."""

from collections.abc import Sequence

from rp_tui.core.domain.noun import Draft
from rp_tui.core.domain.turn import Turn, TurnHidden
from rp_tui.core.play import retelling
from rp_tui.core.play.editing import NothingNew
from rp_tui.core.play.room import Room
from rp_tui.core.play.stage import Stage
from rp_tui.core.storage import editable
from rp_tui.core.storage.search import Reader


async def hide(stage: Stage, room: Room, turn: int, hidden: bool = True) -> int:
    """Leave a turn out, or let it in."""

    def decide(db: Reader) -> Sequence[Draft]:
        if editable.one(db, room.chat, Turn, turn).hidden == hidden:
            raise NothingNew
        return [Draft("turn", TurnHidden(hidden), turn)]

    return await retelling.write(stage, room, turn, decide)
