"""Which of what was found comes to mind first: how well it fits, and a little of the rest.

Everything beside the words stays small: of what was measured, a strong liking for what is new did
the most harm. How new a thing is follows from how many of its kind are newer, and not from a
clock: two chats have two clocks, and no time between them is known.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rp_tui.core.domain.turn import HIGHEST

NAMED = 0.25  # of the best fit, for what tells of somebody who is named in the newest line
NEW = 0.1  # for the newest of all
WEIGHTY = 0.1  # for what is pivotal
HALF_LIFE = 50  # newer ones, after which a thing is half as new
AGED = 4 * HALF_LIFE  # newer ones, after which it is not new at all


class Candidate(NamedTuple):
    """A memory or a turn that was found, and what counts for it."""

    id: int
    fit: float  # the best has 1
    newer: int  # of its kind
    significance: int
    named: frozenset[str]  # those of whom it tells and who are named in the newest line

    @property
    def score(self) -> float:
        """How much it comes to mind."""
        new = 0.5 ** (self.newer / HALF_LIFE) if self.newer < AGED else 0.0
        weighty = self.significance / HIGHEST
        return self.fit + NEW * new + WEIGHTY * weighty + (NAMED if self.named else 0.0)


def merged(
    found: Iterable[tuple[float, Iterable[tuple[int, float]]]], limit: int
) -> dict[int, float]:
    """How well each fits all queries, of which each has its weight; so many of the best."""
    fits: dict[int, float] = defaultdict(float)
    for weight, answers in found:
        for id, score in answers:
            fits[id] += weight * score
    best = sorted(fits, key=lambda id: (-fits[id], -id))[:limit]
    return {id: fits[id] / fits[best[0]] for id in best}


def ranked(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The best first; of two that are as good, the newer."""
    return tuple(sorted(candidates, key=lambda one: (-one.score, -one.id)))


def newer_than(newest: Iterable[int]) -> Mapping[int, int]:
    """How many are newer than each, of those that still count as new."""
    return {id: count for count, id in enumerate(newest)}
