"""Who may ask a provider next: its concurrency units, given out along one line of waiting calls.

It is strictly a line. Nobody passes whoever stands first by needing fewer units, so a heavy call
waits only for those that run already to end. Within a priority, who came first is first.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.llm.plan import TooHeavy, units_of

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
    model: str
    priority: Priority
    task: "asyncio.Task[Any] | None"
    called: "asyncio.Future[None]"
    by: float | None = None  # what is in its way gives way until then, by the loop's clock
    hurried: float | None = None  # until when it must end, since a person waits
    hurry: "Callable[[float], None] | None" = None  # how to say so to who runs
    overtaken: int = 0
    refusal: Trouble | None = None

    @property
    def rank(self) -> int:
        """The place in the line by importance and patience; who came first is settled elsewhere."""
        return max(Priority.FOREGROUND, self.priority - self.overtaken // PATIENCE)

    def heed(self, hurry: "Callable[[float], None]") -> None:
        """Be told when to end, from now on."""
        self.hurry = hurry
        if self.hurried is not None:
            hurry(self.hurried)

    def give_way(self, by: float) -> None:
        """End by a time, if it does not end before."""
        self.hurried = by if self.hurried is None else min(by, self.hurried)
        if self.hurry:
            self.hurry(self.hurried)

    def call(self) -> None:
        """Wake who waits, unless their task has been cancelled and wakes on its own."""
        if not self.called.done():
            self.called.set_result(None)


@dataclass(slots=True, eq=False)
class Scheduler:
    """The units of one provider, at first by the settings; to be used on one event loop."""

    limit: int
    cost: Callable[[str], int] = units_of  # of a call of a model
    planned: bool = field(default=False, init=False)  # the limit is the provider's own word
    waiting: list[Ticket] = field(default_factory=list, init=False)  # who came first stands first
    running: list[Ticket] = field(default_factory=list, init=False)

    @property
    def in_use(self) -> int:
        """The units of all that runs: a sum, not a counter, so none can be lost."""
        return sum(ticket.units for ticket in self.running)

    @asynccontextmanager
    async def slot(
        self, model: str, priority: Priority, by: float | None = None
    ) -> AsyncIterator[Ticket]:
        """Wait for a model's units and hold them; whoever holds some must not wait for more.

        Of what is less urgent and in its way, it is wanted that it ends by a time.
        """
        ticket = self.admit(model, priority, by)
        try:
            await ticket.called
            if ticket.refusal is not None:
                raise ticket.refusal
            yield ticket
        finally:
            self.leave(ticket)

    def resize(self, limit: int) -> None:
        """Go by the plan's limit from now on: what runs goes on, what can never run is refused."""
        self.limit, self.planned = limit, True
        for ticket in [ticket for ticket in self.waiting if ticket.units > limit]:
            self.waiting.remove(ticket)
            ticket.refusal = TooHeavy(ticket.units, limit, ticket.model)
            ticket.call()
        self.advance()

    def admit(self, model: str, priority: Priority, by: float | None = None) -> Ticket:
        """Put a call at the end of the line, and let it through if nothing is in its way."""
        units = self.cost(model)
        if units > self.limit:
            raise TooHeavy(units, self.limit, model, planned=self.planned)
        if len(self.waiting) >= MOST_WAITING:
            raise Crowded
        task = asyncio.current_task()
        if any(ticket.task is task for ticket in (*self.waiting, *self.running)):
            raise RuntimeError("A task that holds units waits for more, and could wait for ever.")
        called = asyncio.get_running_loop().create_future()
        ticket = Ticket(units, model, priority, task, called, by)
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
                self.hasten()
                return
            at = self.waiting.index(first)
            for passed in self.waiting[:at]:
                passed.overtaken += 1
            self.running.append(self.waiting.pop(at))
            first.call()

    def hasten(self) -> None:
        """Have what runs give way to what is more urgent, and waits for it no longer than said."""
        for waits in self.waiting:
            if waits.by is not None:
                for ticket in self.running:
                    if ticket.priority > waits.priority:
                        ticket.give_way(waits.by)
