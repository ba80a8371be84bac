"""What is under way in a chat, as whoever looks at it now is to see it."""

from typing import TYPE_CHECKING

from msgspec import Struct

from rp_tui.core.play.feed import Phase

if TYPE_CHECKING:
    from rp_tui.core.play.room import Room


class Waiting(Struct, frozen=True):
    """Words that could not be said: why, whose, and how far the reply came."""

    told: str
    prose: str
    partial: str = ""
    cold: bool = False
    cut_off: bool = False  # by the end of the program
    tries: int = 1
    kind: str = "turn"  # of what was asked for

    @property
    def has_words(self) -> bool:
        """Whether something would be lost if another reply were asked for."""
        return bool(self.prose or self.partial)


class UnderWay(Struct, frozen=True):
    """A reply on its way, if there is one; steps that settle; and what waits to be tried again."""

    busy: bool = False
    kind: str = ""
    phase: Phase | None = None
    speaker: int = 0
    prose: str = ""  # of yours, that is not written down yet
    text: str = ""
    trying: bool = False
    settling: frozenset[int] = frozenset()
    waiting: Waiting | None = None


OVER: frozenset[Phase] = frozenset({"spoken", "failed", "dropped"})


def under_way(room: "Room") -> UnderWay:
    """What a room has going on; a run that has told of its end is over."""
    run, held = room.run, room.held
    if run and run.phase in OVER:
        run = None
    trying = room.trying is not None and not room.trying.done()
    waiting = None
    if held:
        partial = held.heard.text if held.heard else ""
        said = held.written
        waiting = Waiting(
            held.told, said.prose, partial, held.cold, held.cut_off, held.tries, said.kind
        )
    if run is None:
        return UnderWay(trying=trying, settling=frozenset(room.settling), waiting=waiting)
    return UnderWay(
        True,
        run.kind,
        run.phase,
        run.speaker,
        run.written.prose,
        run.text[run.lead :],
        trying,
        frozenset(room.settling),
        waiting,
    )
