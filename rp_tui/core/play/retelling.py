"""Retelling: an edit of what was said, with which scenes that are over are told anew.

All of it stands on the step of the edit, so that the edit is undone with it.
"""

from collections.abc import Sequence

from rp_tui.core.domain.noun import Draft
from rp_tui.core.play import editing, finishing
from rp_tui.core.play.compensating import untold
from rp_tui.core.play.editing import Decide
from rp_tui.core.play.room import Room, cancelled
from rp_tui.core.play.stage import Stage
from rp_tui.core.storage import scenery
from rp_tui.core.storage.search import Reader


async def write(stage: Stage, room: Room, turn: int, decide: Decide) -> int:
    """Edit a turn; if its scene is over, what that has left is told as the turn is heard now."""

    def with_scenes(db: Reader) -> Sequence[Draft]:
        return [*decide(db), *untold(db, room.chat, turn)]

    closing = await stage.database.ask(scenery.closed_after, turn, room.chat)
    if closing is not None:  # what is being written of it is of how it was heard before
        await cancelled(task for step, task in list(room.finishing.items()) if step >= closing)
    try:
        return await editing.write(stage, room, with_scenes)
    finally:  # also where the edit is refused: what was given up is written after all
        await finishing.resume(stage, room)
