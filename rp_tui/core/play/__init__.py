"""The use cases, one file each.

A use case is loaded when it is first named, as `play.turns`: a screen that only names what can be
done need not wait for all that does it.
"""

from typing import TYPE_CHECKING

from rp_tui.core.domain import lazy

if TYPE_CHECKING:
    from rp_tui.core.play import (
        authoring,
        branches,
        closing,
        editing,
        extending,
        finishing,
        guests,
        hiding,
        holding,
        idling,
        impact,
        kickoff,
        recovery,
        regenerating,
        resetting,
        rewinding,
        rewording,
        room,
        siblings,
        sight,
        speaking,
        turns,
        under_way,
        unediting,
        warming,
    )

__all__ = [
    "authoring",
    "branches",
    "closing",
    "editing",
    "extending",
    "finishing",
    "guests",
    "hiding",
    "holding",
    "idling",
    "impact",
    "kickoff",
    "recovery",
    "regenerating",
    "resetting",
    "rewinding",
    "rewording",
    "room",
    "siblings",
    "sight",
    "speaking",
    "turns",
    "under_way",
    "unediting",
    "warming",
]

if not TYPE_CHECKING:
    __getattr__ = lazy.modules(__name__, __all__)
