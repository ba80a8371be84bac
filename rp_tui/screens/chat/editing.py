"""Editing in place: the box holds the words of a turn, and the draft waits."""

from typing import Literal, TypeAlias

from msgspec import Struct

from rp_tui.widgets.composer import CANCEL
from rp_tui.widgets.transcript.shown import Shown

Why: TypeAlias = Literal["regenerate", "reword"]

DEEDS = {"regenerate": "Regenerate", "reword": "Change"}
EDITED = "being edited"


class Editing(Struct, frozen=True):
    """Whose words are changed, and for what."""

    why: Why
    turn: Shown
    anew: tuple[Shown, ...] = ()  # what is said anew to them
    came_from: int | None = None  # the turn of the story at which it was begun, if it was there

    @property
    def called(self) -> str:
        """Whose words they are."""
        return f"{self.turn.label} · turn {self.turn.number}".removeprefix(" · ")

    @property
    def deed(self) -> str:
        """What is done with them."""
        return DEEDS[self.why]

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """What the keys mean that send and leave."""
        return ("send", self.deed), ("to-transcript", CANCEL)
