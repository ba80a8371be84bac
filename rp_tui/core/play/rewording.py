"""Rewording: any turn reads otherwise from here on, and what came of its old words is taken back.

Its exchange is then judged anew, and a scene that is over told anew, on the step of the edit: so
the edit is undone with all of it.
"""

from collections.abc import Iterator

from rp_tui.core.domain import turn
from rp_tui.core.domain.markers import Markers
from rp_tui.core.domain.noun import Draft
from rp_tui.core.domain.turn import Turn
from rp_tui.core.play import retelling
from rp_tui.core.play.compensating import compensation
from rp_tui.core.play.editing import NothingNew
from rp_tui.core.play.room import Room
from rp_tui.core.play.stage import Stage
from rp_tui.core.storage import editable, exchange, undone
from rp_tui.core.storage.search import Reader


async def reword(stage: Stage, room: Room, id: int, prose: str) -> int:
    """Give a turn other words."""
    markers = stage.rules.markers
    return await retelling.write(
        stage, room, id, lambda db: [*reworded(db, room.chat, id, prose, markers)]
    )


def reworded(db: Reader, chat: int, id: int, prose: str, markers: Markers) -> Iterator[Draft]:
    """The other words, and what takes back what came of the old ones."""
    said = editable.one(db, chat, Turn, id)
    made = turn.reword(prose, markers=markers)
    if made.prose == said.prose:
        raise NothingNew
    yield Draft("turn", made, id)
    yield from compensation(undone.consequences(db, id), exchange.answered(db, id))
