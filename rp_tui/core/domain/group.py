"""A group: what you, a host and a guest share when all three are there."""

from typing import Any, ClassVar

from msgspec.structs import replace

from rp_tui.core.domain.edit import ManualEdit, edited
from rp_tui.core.domain.ids import both_ends
from rp_tui.core.domain.noun import Entrances, Event, Noun, State
from rp_tui.core.domain.text import told


class Group(State, frozen=True):
    summary: str = ""

    ENTRANCES: ClassVar[Entrances] = {"summary": told}


class GroupSummarised(Event, frozen=True):
    summary: str


def fold(group: Group | None, event: Any) -> Group:
    group = group or Group()
    match event:
        case GroupSummarised(summary):
            return replace(group, summary=summary)
        case ManualEdit():
            return edited(group, event)
    return group


def summarise(summary: str) -> GroupSummarised:
    """What the three have become to each other."""
    return GroupSummarised(told(summary))


NOUN = Noun("group", Group, (GroupSummarised,), fold, both_ends)
