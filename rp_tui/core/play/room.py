"""A room: what is going on in one chat, of which the log does not know yet."""

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.play.patience import Patience
from rp_tui.core.play.run import Heard, Run
from rp_tui.core.play.wish import Wish
from rp_tui.core.storage.inflight import Inflight

if TYPE_CHECKING:
    from collections.abc import Iterable

SETTLING_S = 2.0  # what a reply waits for, at most


# What occupies a chat that no reply is on its way in, by the names of such work.
OCCUPIED = {
    "close a scene": "A scene of this chat is being closed",
    "welcome a guest": "A guest is coming into this chat",
    "see a guest off": "A guest is leaving this chat",
    "reset": "This chat is being reset",
    "undo reset": "A reset of this chat is being undone",
    "rewind": "This chat is being rewound",
    "switch": "This chat is going to another branch",
    "swipe": "This chat is going to another reply",
    "undo a move": "This chat is going back to where it stood",
}


class Busy(Trouble):
    """A reply is on its way in this chat, or something that none may be beside."""

    def __init__(self, what: str = "") -> None:
        told = OCCUPIED.get(what)
        super().__init__(
            f"{told}; that takes a moment, so try again then."
            if told
            else "A reply is on its way in this chat; wait for it, or stop it first."
        )


@dataclass(frozen=True, slots=True)
class Held:
    """Words that are on disk and could not be said, and why."""

    written: Inflight
    wish: Wish
    told: str
    cold: bool = False  # the model only needs time
    heard: Heard | None = None  # a reply that is there, and is not saved
    cut_off: bool = False  # by the end of the program, and not by an error


class Older(NamedTuple):
    """A line that stands for a scene's turns up to one of them, as one speaker heard them."""

    scene: int
    upto: int = 0
    line: str = ""


@dataclass(slots=True, eq=False)
class Room:
    """One chat's run, its late work, and the order in which it is written.

    Whoever appends to a chat does so under `writing`. Whoever changes what a reply is made from
    asks for a `quiet` room first.
    """

    chat: int
    run: Run | None = None
    running: "asyncio.Task[Any] | None" = None
    aside: "asyncio.Task[Any] | None" = None  # a guest may be about to interject
    trying: "asyncio.Task[Any] | None" = None  # a cold model, again and again
    stopping: bool = False  # what is running ends, also if its run is yet to begin
    held: Held | None = None
    settling: "dict[int, asyncio.Task[Any]]" = field(default_factory=dict)
    # What is written of closed scenes, by the steps that closed them.
    finishing: "dict[int, asyncio.Task[Any]]" = field(default_factory=dict)
    writing: asyncio.Lock = field(default_factory=asyncio.Lock)
    patience: Patience = field(default_factory=Patience)  # with what models could not do
    older: dict[int, Older] = field(default_factory=dict)  # by speaker
    moves: int = 0  # how often what was said became otherwise than it was

    @property
    def busy(self) -> bool:
        """Whether a reply is on its way."""
        return self.running is not None

    def must_be_free(self) -> None:
        """Refuse what cannot be done beside a reply."""
        if self.running is not None:
            raise Busy(self.running.get_name().partition(" in chat ")[0])

    async def stop(self) -> None:
        """End the run, whose words so far are spoken, and what may follow it."""
        while active(self.aside) or active(self.trying) or active(self.running):
            await cancelled(task for task in (self.aside, self.trying) if task)
            if self.running and active(self.running):
                self.stopping = True
                if self.run:
                    self.run.stop()
                await asyncio.wait([self.running])
                self.stopping = False

    async def free(self) -> None:
        """Wait until no reply is on its way."""
        while self.running and self.running is not asyncio.current_task():
            await asyncio.wait([self.running])
            await asyncio.sleep(0)

    async def settled(self, within_s: float | None = None) -> bool:
        """Wait so long for the consequences of what was said; say whether all are there."""
        own = asyncio.current_task()
        work = [task for task in self.settling.values() if task is not own]
        if not work:
            return True
        _, left = await asyncio.wait(work, timeout=within_s)
        return not left

    def forget_older(self) -> None:
        """What was said is otherwise now: no line stands for it any more."""
        self.older.clear()
        self.moves += 1

    @property
    def work(self) -> "list[asyncio.Task[Any]]":
        """All that is under way."""
        tasks = (
            self.running,
            self.aside,
            self.trying,
            *self.settling.values(),
            *self.finishing.values(),
        )
        return [task for task in tasks if task and not task.done()]


def active(task: "asyncio.Task[Any] | None") -> bool:
    """Whether a task is there that goes on, and is not who asks."""
    return task is not None and not task.done() and task is not asyncio.current_task()


async def cancelled(tasks: "Iterable[asyncio.Task[Any]]") -> None:
    """Cancel work and wait until it is over; what it says at its end is nobody's business."""
    own = asyncio.current_task()
    ending = [task for task in tasks if task is not own and not task.done()]
    for task in ending:
        task.cancel()
    if ending:
        await asyncio.wait(ending)
