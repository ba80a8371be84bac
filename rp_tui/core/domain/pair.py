"""A pair: whether two bots have met, asked once, before they first share a scene."""

from typing import Any, ClassVar

from rp_tui.core.domain.edit import ManualEdit, edited
from rp_tui.core.domain.ids import both_ends, compose
from rp_tui.core.domain.noun import Entrances, Event, Noun, State
from rp_tui.core.domain.text import passage


class Pair(State, frozen=True):
    met: bool | None = None  # None: not asked yet
    how: str = ""

    ENTRANCES: ClassVar[Entrances] = {"how": passage}


class PairIntroduced(Event, frozen=True):
    met: bool
    how: str = ""


def fold(pair: Pair | None, event: Any) -> Pair:
    pair = pair or Pair()
    match event:
        case PairIntroduced(met, how):
            return Pair(met, how)
        case ManualEdit():
            return edited(pair, event)
    return pair


def pair_of(one: int, other: int) -> int:
    """The id of two, in either order."""
    return compose(min(one, other), max(one, other))


def introduce(met: bool, how: str = "") -> PairIntroduced:
    """They knew each other, and how; or they meet now."""
    return PairIntroduced(met, passage(how) if met else "")


NOUN = Noun("pair", Pair, (PairIntroduced,), fold, both_ends)
