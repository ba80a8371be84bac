"""Records: calls of models and their failures are put down beside the log, by themselves."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import msgspec

from rp_tui.core.llm.outcome import Fallback
from rp_tui.core.llm.tokens import Calibration
from rp_tui.core.llm.trace import Call
from rp_tui.core.prompts.trim import Budget
from rp_tui.core.storage import failures, traces, ui_state
from rp_tui.core.storage.database import Database
from rp_tui.core.storage.errors import StorageTrouble
from rp_tui.core.storage.failures import Failure
from rp_tui.core.storage.traces import Trace

MOST_WAITING = 256
SCOPE = "tokens"  # under which is kept how servers count


class Records:
    """Takes in records without making anybody wait; those that the disk refuses are counted."""

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self._database, self._clock = database, clock
        self._tasks: set[asyncio.Task[None]] = set()
        self.calibration = Calibration()
        self.lost = 0

    async def load(self) -> None:
        """Take up what was learnt of how servers count tokens."""
        known = await self._database.ask(ui_state.recall, SCOPE)
        ratios = {model: tuple(map(float, found)) for model, found in known.items()}
        self.calibration = Calibration(ratios)

    def call(self, call: Call) -> None:
        """Keep the record of a call, and learn from it how its server counts."""
        self._start(self._keep(call))

    def fallback(self, fallback: Fallback) -> None:
        """Keep the record of an answer that could not be used."""
        self._start(self._fail(Failure(int(self._clock()), *fallback)))

    async def close(self) -> None:
        """Let what was taken in come to rest on the disk."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    def budget(self, budget: Budget, model: str) -> Budget:
        """A model's budget in tokens of ours, by what its server made of past prompts."""
        ratio = self.calibration.ratio(model)
        return Budget(int(budget.hard / ratio), int(budget.soft / ratio))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        if len(self._tasks) >= MOST_WAITING:
            self.lost += 1
            work.close()
            return
        task = asyncio.create_task(work, name="record")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _keep(self, call: Call) -> None:
        try:
            await self._database.put(traces.record, as_trace(call))
            await self._learn(call)
        except StorageTrouble:
            self.lost += 1

    async def _fail(self, failure: Failure) -> None:
        try:
            await self._database.put(failures.record, failure)
        except StorageTrouble:
            self.lost += 1

    async def _learn(self, call: Call) -> None:
        ours = sum(laid.tokens for laid in call.blocks if laid.message is not None)
        learnt = self.calibration.learn(call.model, ours, call.tokens_in)
        if call.tokens_in != ours and learnt != self.calibration:
            self.calibration = learnt
            ratios = learnt.ratios[call.model]
            await self._database.put(ui_state.remember, SCOPE, call.model, ratios)


def as_trace(call: Call) -> Trace:
    """A call's record as it is kept."""
    fields = msgspec.structs.asdict(call)
    return Trace(**fields | {"blocks": msgspec.json.encode(call.blocks).decode()})
