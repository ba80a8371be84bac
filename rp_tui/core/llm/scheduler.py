"""Who may ask a provider next: its concurrency units, given out along one line of waiting calls.

It is strictly a line. Nobody passes whoever stands first by needing fewer units, so a heavy call
waits only for those that run already to end. Within a priority, who came first is first.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.llm.plan import TooHeavy

# Ageing: so many later comers may start before a waiting call, then it counts as one priority
# higher. Background work thus starts after at most 2 x PATIENCE of them.
PATIENCE = 12
MOST_WAITING = 1_024


class Crowded(Trouble):
    """The line is as long as it may get."""

    def __init__(self) -> None:
        super().__init__(
            f"{MOST_WAITING:,} calls are waiting for the model already; try again in a while."
        )


class Priority(IntEnum):
    """What a call is for; the lowest goes first."""

    FOREGROUND = 0  # a person waits
    SETTLING = 1
    BACKGROUND = 2


@dataclass(slots=True, eq=False)
class Ticket:
    """One call in the line, or out of it and running."""

    units: int
    priority: Priority
    step: int | None
    task: "asyncio.Task[Any] | None"
    called: "asyncio.Future[None]"
    overtaken: int = 0
    refusal: Trouble | None = None

    @property
    def rank(self) -> int:
        """The place in the line by importance and patience; who came first is settled elsewhere."""
        return max(Priority.FOREGROUND, self.priority - self.overtaken // PATIENCE)

    def call(self) -> None:
        """Wake who waits, unless their task has been cancelled and wakes on its own."""
        if not self.called.done():
            self.called.set_result(None)


@dataclass(slots=True, eq=False)
class Scheduler:
    """The units of one provider; to be used on one event loop."""

    limit: int
    waiting: list[Ticket] = field(default_factory=list, init=False)  # who came first stands first
    running: list[Ticket] = field(default_factory=list, init=False)

    @property
    def in_use(self) -> int:
        """The units of all that runs: a sum, not a counter, so none can be lost."""
        return sum(ticket.units for ticket in self.running)

    @asynccontextmanager
    async def slot(
        self, units: int, priority: Priority, step: int | None = None
    ) -> AsyncIterator[None]:
        """Wait for so many units and hold them; whoever holds some must not wait for more."""
        ticket = self.admit(units, priority, step)
        try:
            await ticket.called
            if ticket.refusal is not None:
                raise ticket.refusal
            yield
        finally:
            self.leave(ticket)

    def resize(self, limit: int) -> None:
        """Go by another limit from now on; what runs goes on, what can never run is refused."""
        self.limit = limit
        for ticket in [ticket for ticket in self.waiting if ticket.units > limit]:
            self.waiting.remove(ticket)
            ticket.refusal = TooHeavy(ticket.units, limit)
            ticket.call()
        self.advance()

    def cancel(self, step: int) -> int:
        """Cancel every task that waits or runs for a step which is dead, and say how many."""
        tasks = {
            ticket.task
            for ticket in (*self.waiting, *self.running)
            if ticket.step == step and ticket.task is not None
        }
        for task in tasks:
            task.cancel(f"step {step} is dead")
        return len(tasks)

    def admit(self, units: int, priority: Priority, step: int | None) -> Ticket:
        """Put a call at the end of the line, and let it through if nothing is in its way."""
        if units > self.limit:
            raise TooHeavy(units, self.limit)
        if len(self.waiting) >= MOST_WAITING:
            raise Crowded
        task = asyncio.current_task()
        if any(ticket.task is task for ticket in (*self.waiting, *self.running)):
            raise RuntimeError("A task that holds units waits for more, and could wait for ever.")
        called = asyncio.get_running_loop().create_future()
        ticket = Ticket(units, priority, step, task, called)
        self.waiting.append(ticket)
        self.advance()
        return ticket

    def leave(self, ticket: Ticket) -> None:
        """Take a call out, wherever it stands, and let through who now may pass."""
        for tickets in (self.waiting, self.running):
            if ticket in tickets:
                tickets.remove(ticket)
        self.advance()

    def advance(self) -> None:
        """Start from the front of the line while the units last."""
        while self.waiting:
            first = min(self.waiting, key=lambda ticket: ticket.rank)
            if self.in_use + first.units > self.limit:
                return
            at = self.waiting.index(first)
            for passed in self.waiting[:at]:
                passed.overtaken += 1
            self.running.append(self.waiting.pop(at))
            first.call()
