"""Where the transcript's turns come from, a page at a time."""

from collections.abc import Awaitable, Sequence
from inspect import isawaitable
from typing import Protocol, TypeAlias, TypeVar

from rp_tui.widgets.transcript.shown import Shown

T = TypeVar("T")

Now: TypeAlias = T | Awaitable[T]


class Pages(Protocol):
    """A chat to read from, now or later; every page is in the order in which turns were said."""

    def before(self, id: int | None, limit: int) -> Now[Sequence[Shown]]:
        """The last turns before one of them, or the newest."""

    def since(self, id: int | None, limit: int) -> Now[Sequence[Shown]]:
        """The first turns from one of them on, itself among them, or the oldest."""

    def find(self, text: str) -> Now[Sequence[int]]:
        """The ids of the turns in which a text stands."""


async def read(found: Now[T]) -> T:
    """What was found, once it is there."""
    return await found if isawaitable(found) else found
