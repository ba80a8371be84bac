"""Scenes."""

from rp_tui.core.play.room import Room
from rp_tui.core.play.stage import Stage
from rp_tui.core.storage.exchange import Exchange


async def look_for_end(stage: Stage, room: Room, said: Exchange, names: dict[int, str]) -> None: ...
