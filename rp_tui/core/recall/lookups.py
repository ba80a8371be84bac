"""Lookups: what was found in the store is not looked for again while nothing is written.

So the lines before yours can be looked up while you write, and only your own when you send it.
"""

from collections.abc import Callable, Hashable
from typing import Any, NamedTuple, TypeVar, cast

from rp_tui.core.storage.search import Reader, stamp

T = TypeVar("T")

MOST = 512  # findings that are held

Known = dict[tuple[Hashable, ...], Any]


class Lookups:
    """The findings of one store; they may be asked for on several threads."""

    def __init__(self) -> None:
        self._latest = Now({}, -1)

    def now(self, db: Reader) -> "Now":
        """What is known of the store as this reader sees it; what it was before is forgotten."""
        seen = stamp(db)
        latest = self._latest
        if latest.stamp != seen or len(latest.known) > MOST:
            latest = self._latest = Now({}, seen)
        return latest


class Now(NamedTuple):
    """Findings as of one state of the store."""

    known: Known
    stamp: int

    def ask(self, find: Callable[[], T], *key: Hashable) -> T:
        """What is known under a key, or else is found."""
        if key not in self.known:
            self.known[key] = find()
        return cast("T", self.known[key])
