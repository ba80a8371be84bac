"""The stage: what every use case plays with."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from secrets import token_hex
from typing import Any

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.llm import tokens
from rp_tui.core.llm.chain import Link
from rp_tui.core.llm.ladder import Ladder
from rp_tui.core.llm.scheduler import Scheduler
from rp_tui.core.llm.trace import Tracer
from rp_tui.core.play.feed import Feed
from rp_tui.core.play.rules import Rules
from rp_tui.core.prompts.trim import Budget
from rp_tui.core.recall.lookups import Lookups
from rp_tui.core.storage.database import Database
from rp_tui.core.storage.keeping import Folders, Keeper


async def no_plans() -> Sequence[str]:
    """Servers that know of no plans."""
    return ()


def as_it_is(budget: Budget, _: str) -> Budget:
    """A server that counts as we do."""
    return budget


@dataclass(slots=True, eq=False)
class Stage:
    """The log, the voices, the rules, and who is told of what happens."""

    database: Database
    voice: Link
    ladder: Ladder
    scheduler: Scheduler  # the narrator's
    tracer: Tracer
    folders: Folders
    rules: Rules = field(default_factory=Rules)
    feed: Feed = field(default_factory=Feed)
    clock: Callable[[], float] = time.time
    count_tokens: Callable[[str], int] = tokens.count
    # Goes by what the servers' plans allow from then on, and says which models they do not run.
    plans: Callable[[], Awaitable[Sequence[str]]] = no_plans
    scaled: Callable[[Budget, str], Budget] = as_it_is  # to what a model's server counts
    keeper: Keeper = field(init=False)
    lookups: Lookups = field(default_factory=Lookups)
    tasks: "set[asyncio.Task[Any]]" = field(default_factory=set)
    started: int = 0  # pieces of work since the start, by which it is seen whether anybody plays
    _session: str = field(default_factory=lambda: token_hex(6))
    _deeds: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        self.keeper = Keeper(self.database, self.folders, self.clock)

    def deed(self, what: str) -> str:
        """A name that no other deed has."""
        return f"{what}:{self._session}:{next(self._deeds)}"

    def start(self, work: Coroutine[Any, Any, Any], name: str) -> "asyncio.Task[Any]":
        """Let work go on by itself; who started it need not wait for its end."""
        self.started += 1
        task = asyncio.create_task(work, name=name)
        self.tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: "asyncio.Task[Any]") -> None:
        """Who waits for work hears of its trouble; where nobody does, it was told on the way."""
        self.tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error and not isinstance(error, Trouble):  # a mistake of ours is told in any case
            told = {"message": task.get_name(), "exception": error, "task": task}
            task.get_loop().call_exception_handler(told)
