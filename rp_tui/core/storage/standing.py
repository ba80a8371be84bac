"""Standing: where somebody stands in a scene, read for that one's own eyes."""

from collections.abc import Sequence
from sqlite3 import Connection

from rp_tui.core.domain.activity import Activity
from rp_tui.core.domain.ids import NARRATOR, YOU
from rp_tui.core.domain.names import NARRATION
from rp_tui.core.domain.update import Standpoint
from rp_tui.core.domain.view import Line
from rp_tui.core.domain.witness import Presence
from rp_tui.core.storage import gate, reads

SPARE = 3  # lines looked at for one that is told, since what is ooc alone tells nothing

Spoken = tuple[str, str]  # who, and what


def standing(db: Connection, presence: Presence, who: int) -> Standpoint:
    """All of somebody's that a moment may change."""
    presence.expect(who)
    doing = reads.activities(db, presence.chat)
    return Standpoint(
        who,
        presence,
        reads.chat(db, presence.chat).clock,
        {name: one for one, name in gate.names(db, presence.everyone).items()},
        {other: gate.edge_to(db, who, other) for other in presence.everyone if other != who},
        reads.mood(db, who),
        doing.get(who, Activity()),
        reads.items(db, who),
    )


def heard_before(
    db: Connection, chat: int, who: int, limit: int, before: int | None = None
) -> tuple[Spoken, ...]:
    """The last lines that somebody heard, or those before a turn, oldest first."""
    lines, _ = gate.heard(db, chat, who, SPARE * limit, before)
    return spoken_by(db, lines[-limit:])


def spoken_by(db: Connection, lines: Sequence[Line]) -> tuple[Spoken, ...]:
    """Lines with the names of who spoke them."""
    called = gate.names(db, [line.speaker for line in lines])
    called = {**called, YOU: reads.you(db).name, NARRATOR: NARRATION}
    return tuple((called.get(line.speaker, NARRATION), line.text) for line in lines)
