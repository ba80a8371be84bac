"""Exporting: a scene that mattered is written out as a file of its own."""

import asyncio

from rp_tui.core.domain.ids import NARRATOR, YOU
from rp_tui.core.domain.names import NARRATION
from rp_tui.core.domain.turn import Turn
from rp_tui.core.interchange import scene_export
from rp_tui.core.interchange.scene_export import Record, Summary
from rp_tui.core.interchange.story import Said
from rp_tui.core.play.stage import Stage
from rp_tui.core.storage import scenery
from rp_tui.core.storage.scenery import Closed


async def export(stage: Stage, closed: Closed, names: dict[int, str]) -> None:
    """Write out a scene that is significant; again, it replaces its file."""
    if not scene_export.is_due(closed.scene):
        return
    ask = stage.database.ask
    remembered = [
        (name, await ask(scenery.remembered, who, closed.id)) for who, name in names.items()
    ]
    record = Record(
        closed.id,
        str(await ask(scenery.written_at, closed.id)),
        names[closed.scene.chat],
        names[YOU],
        closed.scene,
        tuple(told(turn, names) for turn in closed.turns.values()),
        tuple(Summary(name, one.text, one.quotes) for name, one in remembered if one),
        closed.place,
    )
    await asyncio.to_thread(scene_export.write, stage.folders.exports, record)


def told(turn: Turn, names: dict[int, str]) -> Said:
    """A turn with its speaker's name."""
    return Said(
        turn.number,
        names.get(turn.speaker, NARRATION),
        turn.prose,
        turn.segments,
        turn.at,
        turn.speaker == NARRATOR,
        turn.truncated,
        turn.hidden,
    )
