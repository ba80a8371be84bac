"""Records: calls of models and their failures are put down beside the log, by themselves."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import msgspec

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.llm.outcome import Fallback
from rp_tui.core.llm.tokens import Calibration
from rp_tui.core.llm.trace import Call
from rp_tui.core.play.feed import NO_CHAT, Feed, Troubled
from rp_tui.core.storage import failures, traces, ui_state
from rp_tui.core.storage.database import Database
from rp_tui.core.storage.errors import StorageTrouble
from rp_tui.core.storage.failures import Failure
from rp_tui.core.storage.traces import Trace

MOST_WAITING = 256
SCOPE = "servers' tokens"  # under which is kept how servers count
LEARNT_FROM = "narrative"  # the slot whose prompts have a budget


class RecordsLost(Trouble):
    """The story goes on, and what is told of its models has gaps."""

    def __init__(self) -> None:
        super().__init__(
            "Some records of calls of the models could not be kept, so 'rp-tui trace' lacks them;"
            " 'rp-tui doctor' looks at the disk."
        )


class Records:
    """Takes in records without making anybody wait; of those that are lost it tells once."""

    def __init__(self, database: Database, clock: Callable[[], float], feed: Feed) -> None:
        self._database, self._clock, self._feed = database, clock, feed
        self._tasks: set[asyncio.Task[None]] = set()
        self._told = False
        self.calibration = Calibration()

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

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        if len(self._tasks) >= MOST_WAITING:
            self._lose()
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
            self._lose()

    async def _fail(self, failure: Failure) -> None:
        try:
            await self._database.put(failures.record, failure)
        except StorageTrouble:
            self._lose()

    def _lose(self) -> None:
        if not self._told:
            self._told = True
            self._feed.tell(Troubled(NO_CHAT, str(RecordsLost())))

    async def _learn(self, call: Call) -> None:
        """Only a server's own count says how it counts."""
        if not call.counted or call.slot != LEARNT_FROM:
            return
        self.calibration = self.calibration.learn(call.model, call.ours, call.tokens_in)
        if ratios := self.calibration.ratios.get(call.model):
            await self._database.put(ui_state.remember, SCOPE, call.model, ratios)


def as_trace(call: Call) -> Trace:
    """A call's record as it is kept."""
    fields = {name: getattr(call, name) for name in Trace._fields}
    return Trace(**fields | {"blocks": msgspec.json.encode(call.blocks).decode()})
