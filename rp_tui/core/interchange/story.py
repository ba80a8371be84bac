"""A story as it is written out: who said what, and where a scene began."""

from collections.abc import Iterable

from msgspec import Struct

from rp_tui.core.domain.clean import clean
from rp_tui.core.domain.clock import Day, Moment, day_of, friendly
from rp_tui.core.domain.markers import DEFAULT, Markers, Segment

BROKEN_OFF = "[…]"


class Said(Struct, frozen=True, tag_field="type", tag="turn"):
    """A turn with its speaker's name; its segments alone know which of its words are ooc."""

    number: int
    speaker: str
    prose: str
    segments: tuple[Segment, ...]
    at: Moment = ""
    narration: bool = False
    truncated: bool = False
    hidden: bool = False


class Begun(Struct, frozen=True, tag_field="type", tag="scene"):
    """Where a scene begins."""

    at: Moment = ""
    place: str = ""


class Story(Struct, frozen=True):
    """A chat; its turns are read once, so they may come from anywhere and be many."""

    title: str
    you: str
    host: str
    turns: Iterable[Said | Begun]
    anchor: Day = ""  # the date of Day 1
    markers: Markers = DEFAULT


def heading(begun: Begun, anchor: Day) -> str:
    """As "Day 1, Tuesday evening, 9:14pm · kitchen"; blank where nothing is known."""
    when = friendly(begun.at, anchor) if begun.at else ""
    if when and anchor:
        when = f"Day {day_of(begun.at, anchor)}, {when}"
    return " · ".join(filter(None, (when, clean(begun.place, single_line=True))))
