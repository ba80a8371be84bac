"""What those are called who speak in a chat."""

from collections.abc import Iterable, Mapping
from sqlite3 import Connection

from rp_tui.core.domain.ids import NARRATOR
from rp_tui.core.domain.names import NARRATION
from rp_tui.core.domain.turn import Turn
from rp_tui.core.storage import gate


def names(db: Connection, whos: Iterable[int]) -> dict[int, str]:
    """What each is called, the narrator too."""
    return {**gate.names(db, whos), NARRATOR: NARRATION}


def speakers(turns: Mapping[int, Turn]) -> set[int]:
    """Who says something in some turns."""
    return {turn.speaker for turn in turns.values()}
