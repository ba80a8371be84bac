"""The feed: what has changed, told to whoever follows; none of them can make it grow or wait.

Words that stream are not told one by one: a follower finds the reply as far as it has come.
"""

from collections import deque
from collections.abc import Callable
from threading import Lock
from typing import Literal

from msgspec import Struct

MOST_UNREAD = 256
NO_CHAT = -1  # in place of one, for a trouble of the whole start

Why = Literal[
    "opened", "spoken", "settled", "moved", "edited", "scene", "guest", "reset", "remembered"
]
Phase = Literal["waiting", "streaming", "slow", "retrying", "spoken", "failed", "dropped"]


class LibraryChanged(Struct, frozen=True):
    """A bot was authored, amended or deleted, or you were described."""


class ChatChanged(Struct, frozen=True):
    """A chat is otherwise than before, and why."""

    chat: int
    why: Why
    step: int | None = None


class RunChanged(Struct, frozen=True):
    """How far a piece of work is that a person waits for, and whose words it brings; `told` is the
    sentence to show.
    """

    chat: int
    run: str
    kind: str
    phase: Phase
    told: str = ""
    model: str = ""


class ExitProposed(Struct, frozen=True):
    """A guest seems to have left; only the player says so."""

    chat: int
    guest: int
    step: int


class WorkEnded(Struct, frozen=True):
    """What went on beside a chat is over, be it late work or the asking again and again."""

    chat: int


class Troubled(Struct, frozen=True):
    """What went on by itself could not be written; it is tried again when all is quiet."""

    chat: int
    told: str


class Resync(Struct, frozen=True):
    """More has changed than was read in time: look at everything anew."""


Happened = LibraryChanged | ChatChanged | RunChanged | ExitProposed | WorkEnded | Troubled | Resync


class Partial(Struct, frozen=True):
    """A reply as far as it has come."""

    run: str
    speaker: int
    text: str


class News(Struct, frozen=True):
    """What there is since the last look, in its order; the partials are those of now, by chat."""

    happened: tuple[Happened, ...] = ()
    partials: dict[int, Partial] = {}


class Follower:
    """One who follows; `wake` is called, on the feed's thread, when there is news to take."""

    def __init__(self, wake: Callable[[], None], most: int) -> None:
        self._wake, self._most = wake, most
        self._lock = Lock()
        self._unread: deque[Happened] = deque()
        self._partials: dict[int, Partial] = {}
        self._woken = False

    def take(self) -> News:
        """All news; from here on the next is new."""
        with self._lock:
            news = News(tuple(self._unread), dict(self._partials))
            self._unread.clear()
            self._partials.clear()
            self._woken = False
            return news

    def tell(self, happened: Happened) -> None:
        """Note what happened; who has too much unread must look at everything anew."""
        with self._lock:
            if len(self._unread) >= self._most:
                self._unread.clear()
                happened = Resync()
            if self._unread and isinstance(self._unread[0], Resync):
                happened = Resync()
                self._unread.clear()
            self._unread.append(happened)
            wake = self._wakes()
        if wake:
            self._wake()

    def show(self, chat: int, partial: Partial) -> None:
        """Note how far a reply has come, in place of what was noted before."""
        with self._lock:
            self._partials[chat] = partial
            wake = self._wakes()
        if wake:
            self._wake()

    def _wakes(self) -> bool:
        woken, self._woken = self._woken, True
        return not woken


class Feed:
    """Tells all followers."""

    def __init__(self) -> None:
        self._followers: list[Follower] = []

    def follow(self, wake: Callable[[], None], most_unread: int = MOST_UNREAD) -> Follower:
        """Begin to follow; end it with `leave`."""
        follower = Follower(wake, most_unread)
        self._followers = [*self._followers, follower]
        return follower

    def leave(self, follower: Follower) -> None:
        """No longer follow."""
        self._followers = [one for one in self._followers if one is not follower]

    def tell(self, happened: Happened) -> None:
        """Something has changed."""
        for follower in self._followers:
            follower.tell(happened)

    def show(self, chat: int, partial: Partial) -> None:
        """A reply has come so far."""
        for follower in self._followers:
            follower.show(chat, partial)
