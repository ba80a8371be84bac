"""Patience: what a model could not do is asked of it again later, and each time later than that."""

from collections.abc import Hashable
from dataclasses import dataclass, field

MINUTE_S = 60.0
WAITS_S = (MINUTE_S, 5 * MINUTE_S, 30 * MINUTE_S, 24 * 60 * MINUTE_S)  # the last, again and again
MOST_FAILED = 1_000  # what has not failed again for longest is forgotten, and so tried early


@dataclass(slots=True, frozen=True)
class Failed:
    """How often something could not be done, of what it was, and when it may be tried again."""

    about: object
    times: int
    until_s: float


@dataclass(slots=True, eq=False)
class Patience:
    """What has failed of late; something new of the same sort need not wait."""

    failed: dict[Hashable, Failed] = field(default_factory=dict)

    def may(self, what: Hashable, now_s: float, about: object = None) -> bool:
        """Whether it is time to try."""
        known = self.failed.get(what)
        return known is None or known.about != about or now_s >= known.until_s

    def fails(self, what: Hashable, now_s: float, about: object = None) -> None:
        """It could not be done."""
        known = self.failed.pop(what, None)
        times = known.times if known and known.about == about else 0
        wait_s = WAITS_S[min(times, len(WAITS_S) - 1)]
        self.failed[what] = Failed(about, times + 1, now_s + wait_s)
        if len(self.failed) > MOST_FAILED:
            del self.failed[next(iter(self.failed))]

    def succeeds(self, what: Hashable) -> None:
        """It is done."""
        self.failed.pop(what, None)
