"""A room: what is going on in one chat, of which the log does not know yet."""

import asyncio
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.play.patience import Patience
from rp_tui.core.play.run import Heard, Run
from rp_tui.core.play.wish import Wish
from rp_tui.core.storage.inflight import Inflight

if TYPE_CHECKING:
    from collections.abc import Iterable

SETTLING_S = 2.0  # what a reply waits for, at most


class Occupation(Enum):
    """What is done to a chat while no reply may be on its way in it, as it is told."""

    CLOSING = "A scene of this chat is being closed"
    WELCOMING = "A guest is coming into this chat"
    SEEING_OFF = "A guest is leaving this chat"
    RESETTING = "This chat is being reset"
    UNDOING_RESET = "A reset of this chat is being undone"
    REWINDING = "This chat is being rewound"
    SWITCHING = "This chat is going to another branch"
    SWIPING = "This chat is going to another reply"
    UNDOING_MOVE = "This chat is going back to where it stood"


class Busy(Trouble):
    """A reply is on its way in this chat, or something that none may be beside."""

    def __init__(self, occupation: Occupation | None) -> None:
        super().__init__(
            f"{occupation.value}; that takes a moment, so try again then."
            if occupation
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
    tries: int = 1  # how often it was tried


class Older(NamedTuple):
    """A line that stands for a scene's turns up to one of them, as one speaker heard them."""

    scene: int
    upto: int = 0
    line: str = ""


@dataclass(slots=True, eq=False)
class Room:
    """One chat's run, its late work, and the order in which it is written.

    Whoever appends to a chat does so under `writing`. What no reply may be beside occupies the
    room meanwhile, by `occupying`.
    """

    chat: int
    run: Run | None = None
    running: "asyncio.Task[Any] | None" = None
    occupation: Occupation | None = None  # what is running, where that is no reply
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
        """Whether a reply is on its way, or the room is occupied."""
        return self.running is not None

    def must_be_free(self) -> None:
        """Refuse what cannot be done beside a reply."""
        if self.running is not None:
            raise Busy(self.occupation)

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
