"""A turn as the transcript shows it."""

from typing import Literal

from msgspec import Struct

from rp_tui.core.domain.markers import Segment

Kind = Literal["you", "bot", "narration"]

PENDING = 1 << 63  # ids from here on are of turns that are not written down yet


class Shown(Struct, frozen=True):
    """A turn with what stands beside it; ids grow in the order in which turns were said."""

    id: int
    number: int = 0
    speaker: int = 0
    label: str = ""
    prose: str = ""
    segments: tuple[Segment, ...] = ()  # where there are any they are drawn, else the prose
    kind: Kind = "bot"
    at: str = ""  # the clock, where it is worth a note
    mark: str = ""  # of its significance
    siblings: str = ""  # as in 2/3
    truncated: bool = False
    onward: str = ""  # how it goes on from where it is cut off
    hidden: bool = False
    settling: bool = False
    fading: str = ""  # why it is drawn dim: what is being done to it

    @property
    def is_pending(self) -> bool:
        return self.id >= PENDING
