"""A run: one reply on its way, from the question to its last word."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.prompt import Prompt
from rp_tui.core.domain.text import LONGEST_PASSAGE
from rp_tui.core.llm.errors import EmptyReply, ModelTrouble
from rp_tui.core.llm.port import End, Params, Retrying, Slow, Text, Unsaid
from rp_tui.core.llm.scheduler import Priority
from rp_tui.core.llm.trace import About
from rp_tui.core.play.feed import Partial, Phase, RunChanged
from rp_tui.core.play.stage import Stage
from rp_tui.core.storage import inflight
from rp_tui.core.storage.inflight import Inflight

T = TypeVar("T")

KEEP_EVERY_S = 0.5
LABELS = frozenset(":\uff1a[]<>#|")  # with one of these another's line may have begun
OPENING = 200  # characters, within which the speaker's own name may stand before its words

SLOW = "Slow response — still waiting…"
RETRYING = "No room for the model yet; trying again ({attempt} of {of})."


class Asked(NamedTuple):
    """What the model is asked, and how much of its reply is the speaker's own."""

    prompt: Prompt
    params: Params
    kept: Callable[[str], str]
    strays: Callable[[str], bool]  # whether the rest is not


class Heard(NamedTuple):
    """A reply as it ended; the trouble is what cut it off."""

    text: str
    truncated: bool
    trouble: Trouble | None = None


class NothingHeard(Trouble):
    """It was stopped before the first word; nothing was written."""

    def __init__(self) -> None:
        super().__init__("Stopped before the first word; your words are back where you write.")


@dataclass(slots=True, eq=False)
class Run:
    """One piece of work that a person waits for."""

    stage: Stage
    kind: str
    chat: int
    written: Inflight
    back: int | None = None  # where the chat stood before it was moved for this
    # What was edited since, by its step: to be edited there too if the chat goes back.
    edits: dict[int, Callable[[], Awaitable[object]]] = field(default_factory=dict)
    speaker: int = 0
    tries: int = 1  # how often the same was asked for, this time among them
    text: str = ""
    phase: Phase = "waiting"
    begun: asyncio.Event = field(default_factory=asyncio.Event)  # the reply is coming
    until: float = 0.0  # by the loop's clock; longer nothing may stand before the reply
    stopped: bool = False
    listening: "asyncio.Task[Any] | None" = None  # what a stop ends
    kept: Callable[[str], str] = str.strip
    lead: int = 0  # characters before the speaker's own words

    @property
    def name(self) -> str:
        """What traces and the feed call it."""
        return self.written.deed

    def stop(self) -> None:
        """Let the reply end here; what was said stands."""
        self.stopped = True
        if self.listening:
            self.listening.cancel()

    async def unless_stopped(self, work: Coroutine[Any, Any, T]) -> T:
        """Do what comes before the reply; a stop ends it at once."""
        self.listening = task = asyncio.create_task(work)
        if self.stopped:
            task.cancel()
        try:
            return await task
        except asyncio.CancelledError:
            own = asyncio.current_task()
            if not self.stopped or (own and own.cancelling()):
                raise
            raise NothingHeard from None

    def enter(self, phase: Phase, told: str = "") -> None:
        """Say how far it is."""
        self.phase = phase
        model = self.stage.voice.params.model
        self.stage.feed.tell(RunChanged(self.chat, self.name, self.kind, phase, told, model))

    async def hear(self, asked: Asked) -> Heard:
        """Stream the reply; what came is kept twice a second and when all ends, however it does."""
        self.kept = asked.kept
        keeping = asyncio.create_task(self._keep())
        trouble: Trouble | None = None
        end = End("truncated")
        try:
            if not self.stopped:
                self.listening = listening = asyncio.create_task(self._listen(asked))
                end = await listening
        except asyncio.CancelledError:
            if not self.stopped:
                await asyncio.shield(self._put_down())
                raise
        except ModelTrouble as error:
            trouble = error
        finally:
            keeping.cancel()
            with suppress(asyncio.CancelledError):
                await keeping
        text = asked.kept(self.text)[:LONGEST_PASSAGE].rstrip()
        if text:
            return Heard(text, end.reason == "truncated" or trouble is not None, trouble)
        if trouble is None and self.stopped:
            raise NothingHeard
        raise trouble or self._empty(asked)

    async def _listen(self, asked: Asked) -> End:
        """Take in the reply until it ends, or begins to speak for somebody else."""
        stage, params = self.stage, asked.params
        about = About(self.name, self.chat, asked.prompt.job, "narrative")
        async with stage.scheduler.slot(params.model, Priority.FOREGROUND, self.until):
            pieces = stage.tracer.traced(stage.voice.model, asked.prompt, params, about)
            async with aclosing(pieces):
                async for piece in pieces:
                    match piece:
                        case Text(text):
                            self._take(text)
                            if len(self.text) > LONGEST_PASSAGE:
                                return End("truncated", cause="length")
                            if not LABELS.isdisjoint(text) and asked.strays(self.text):
                                return End("done")
                        case Unsaid():
                            self.text = ""
                            self._show()
                        case Slow():
                            self.enter("slow", SLOW)
                        case Retrying(attempt, of, _):
                            self.enter("retrying", RETRYING.format(attempt=attempt, of=of))
                        case End():
                            return piece
        return End("truncated", cause="cut")

    def _take(self, text: str) -> None:
        self.begun.set()
        self.text += text
        if self.phase != "streaming":
            self.enter("streaming")
        self._show()

    def _show(self) -> None:
        if len(self.text) <= OPENING:
            own = self.kept(self.text)
            self.lead = self.text.find(own) if own else len(self.text)
        self.stage.feed.show(self.chat, Partial(self.name, self.speaker, self.text[self.lead :]))

    async def _keep(self) -> None:
        kept = ""
        while True:
            await asyncio.sleep(KEEP_EVERY_S)
            if self.text != kept:
                kept = self.text
                await self._put_down()

    async def _put_down(self) -> None:
        await self.stage.database.put(
            inflight.keep_partial, self.written.id, self.kept(self.text), self.speaker
        )

    def _empty(self, asked: Asked) -> EmptyReply:
        host = self.stage.voice.endpoint.host
        return EmptyReply(host, asked.params.model, "nothing was left of it")
