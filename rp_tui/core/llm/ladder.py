"""The ladder: a job is asked of one model after the other, and in the end its default answers.

It returns a proposal and how it was obtained, always within its time; it raises nothing but a
cancellation.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf
from typing import Generic

from msgspec.structs import replace

from rp_tui.core.domain.clean import clean
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.prompt import Message, Prompt
from rp_tui.core.llm import errors, structured, tokens
from rp_tui.core.llm.chain import UNDERSTUDY, Chain, Link, others
from rp_tui.core.llm.extract import is_refusal, parse
from rp_tui.core.llm.job import MOST_TOKENS, Answer, Job, Matter
from rp_tui.core.llm.job_prompt import GAP, Count, laid_out, reminded
from rp_tui.core.llm.outcome import Answered, Fallback, How, Means, Outcome
from rp_tui.core.llm.port import Params
from rp_tui.core.llm.scheduler import Priority, Scheduler
from rp_tui.core.llm.trace import About, Tracer, Watch, heard

LONGEST_RAW = 2_000  # characters kept of a reply that could not be used
UNUSABLE = (Outcome.REFUSED, Outcome.UNREADABLE)
PASSING = (errors.EmptyReply, errors.ConnectionLost)

Record = Callable[[Fallback], None]


@dataclass(slots=True)
class Ask(Generic[Matter, Answer]):
    """One question on its way."""

    job: Job[Matter, Answer]
    matter: Matter
    priority: Priority
    step: int | None
    about: About
    deadline: float | None
    attempts: int = 0
    gave_way: bool = False


@dataclass(slots=True)
class Attempt(Generic[Answer]):
    """What came of asking one model once; without a watch it was not even asked."""

    link: Link
    outcome: Outcome = Outcome.UNREADABLE
    answer: Answer | None = None
    trouble: Trouble | None = None
    watch: Watch | None = None
    gave_way: bool = False  # to what a person waits for

    @property
    def text(self) -> str:
        """What the model said."""
        return self.watch.text if self.watch else ""

    @property
    def name(self) -> str:
        """The outcome in a word."""
        return type(self.trouble).__name__ if self.trouble else self.outcome

    @property
    def told(self) -> str:
        """What there is to keep of a failure: the reply itself, or what was in its way."""
        text = self.link.endpoint.key.hide(clean(self.text))
        return text[:LONGEST_RAW] or str(self.trouble or self.outcome)

    @property
    def may_be_repeated(self) -> bool:
        """Whether the same model may do better when it is asked again."""
        if self.trouble:
            return isinstance(self.trouble, PASSING)
        return self.outcome in UNUSABLE


@dataclass(frozen=True, slots=True)
class Ladder:
    """Asks the classifiers of a chain; what it hands records to must neither wait nor fail."""

    chain: Chain
    scheduler: Scheduler
    record: Record
    tracer: Tracer = field(default_factory=Tracer)
    count: Count = tokens.count
    most_tokens: int = MOST_TOKENS
    context: int | None = None  # what the models read and write at once, where that is known

    async def warm(self) -> None:
        """Load what a first question needs."""
        await asyncio.to_thread(self.count, "")
        if self.chain.links:
            await structured.ready()
            await self.chain.links[0].model.warm()

    async def ask(
        self,
        job: Job[Matter, Answer],
        matter: Matter,
        *,
        priority: Priority,
        step: int | None = None,
        run: str = "",
        chat: int | None = None,
        within_s: float | None = None,
    ) -> Answered[Answer]:
        """A proposal, from a model or else from the job itself, within a time if one is said."""
        about = About(run, chat, job.name, self.chain.slot)
        now = asyncio.get_running_loop().time()
        in_all_s = [one for one in (job.in_all_s, within_s) if one is not None]
        deadline = now + min(in_all_s) if in_all_s else None
        asked = Ask(job, matter, priority, step, about, deadline)
        try:
            return await self._climb(asked) if self.chain.links else self._played(asked)
        except Exception as mistake:  # the edge: a slip in a job must not stop the story
            told = str(mistake) if isinstance(mistake, Trouble) else repr(mistake)
            return self._default(asked, clean(told)[:LONGEST_RAW])

    async def _climb(self, ask: Ask[Matter, Answer]) -> Answered[Answer]:
        """Ask until somebody answers or nobody is left."""
        first = prompt = laid_out(ask.job, ask.matter, self.count, self._room(ask.job))
        links = self.chain.links
        before: Attempt[Answer] | None = None
        while True:
            attempt = await self._attempt(ask, links[0], prompt)
            if attempt.answer is not None:
                self._trace(attempt)
                return Answered(attempt.answer, self._how(ask, attempt, before))
            if attempt.gave_way and not ask.gave_way:  # asked once more, behind who was in haste
                ask.gave_way = True
                self._trace(attempt, "asked again")
                continue
            if before is None and attempt.may_be_repeated:
                self._trace(attempt, "second attempt")
                prompt, before = again(ask.job, first, attempt), attempt
                continue
            links = left(links, attempt, before)
            self._trace(attempt, "another model" if links else "default")
            if not links:
                return self._default(ask, attempt.told, attempt.link.params.model)
            kind = f"{ask.job.name}: another model"
            self.record(Fallback(ask.step, kind, attempt.told, ask.attempts))
            prompt, before = first, None

    def _room(self, job: Job[Matter, Answer]) -> int:
        """The most tokens of a job's prompt, which a second attempt's answer comes to besides."""
        if self.context is None:
            return self.most_tokens
        return min(self.most_tokens, self.context - job.answer_tokens)

    async def _attempt(
        self, ask: Ask[Matter, Answer], link: Link, prompt: Prompt
    ) -> Attempt[Answer]:
        """Ask one model once; the wait in the line counts only for what has little time in all."""
        attempt: Attempt[Answer] = Attempt(link)
        loop = asyncio.get_running_loop()
        until = 0.0
        patience = asyncio.timeout_at(ask.deadline)
        try:
            async with patience:
                await structured.ready()
                async with self.scheduler.slot(link.params.model, ask.priority) as ticket:
                    until = min(loop.time() + ask.job.attempt_s, ask.deadline or inf)
                    patience.reschedule(until)
                    ticket.heed(lambda by: shorten(patience, by))
                    ask.attempts += 1
                    await self._hear(ask, attempt, prompt)
        except TimeoutError:
            attempt.outcome = Outcome.TIMED_OUT
            attempt.gave_way = loop.time() < until
        except asyncio.CancelledError:
            attempt.outcome = Outcome.CANCELLED
            self._trace(attempt)
            raise
        except Trouble as trouble:
            attempt.trouble = trouble
        return attempt

    async def _hear(
        self, ask: Ask[Matter, Answer], attempt: Attempt[Answer], prompt: Prompt
    ) -> None:
        """Hear what a model says, and make of it what can be made."""
        link = attempt.link
        params = replace(link.params, max_tokens=ask.job.answer_tokens)

        async def hear() -> str:
            attempt.watch = self.tracer.watch(ask.about, prompt, params)
            await heard(attempt.watch.over(link.model.generate(prompt, params)))
            return attempt.text

        plainly = await structured.ask(ask.job.answer, hear)
        # Ours has the last word: pydantic takes the last of two answers, and true for a number.
        attempt.answer = parse(attempt.text, ask.job.answer)
        if attempt.answer is not None:
            same = plainly and plainly.model_dump() == attempt.answer.model_dump()
            attempt.outcome = Outcome.ANSWERED if same else Outcome.MENDED
        elif is_refusal(attempt.text) or held_back(attempt.watch):
            attempt.outcome = Outcome.REFUSED

    def _how(
        self, ask: Ask[Matter, Answer], attempt: Attempt[Answer], before: Attempt[Answer] | None
    ) -> How:
        by: Means = "mended" if attempt.outcome is Outcome.MENDED else "answered"
        if attempt.link is not self.chain.links[0]:
            by = "another model"
        elif before is not None:
            by = "second attempt"
        return How(by, attempt.link.params.model, ask.attempts)

    def _default(self, ask: Ask[Matter, Answer], told: str, model: str = "") -> Answered[Answer]:
        """What the job itself says when nobody else does; it is written down."""
        self.record(Fallback(ask.step, ask.job.name, told, ask.attempts))
        return Answered(ask.job.default(ask.matter), How("default", model, ask.attempts))

    def _played(self, ask: Ask[Matter, Answer]) -> Answered[Answer]:
        """What the understudy says, by the job's plain rule."""
        blocks = ask.job.tell(ask.matter)
        message = Message("user", GAP.join(block.text for block in blocks))
        prompt = Prompt(ask.job.name, blocks, (message,))
        watch = self.tracer.watch(ask.about, prompt, Params(UNDERSTUDY))
        answer = ask.job.plain(ask.matter)
        self.tracer.sink(watch.call(Outcome.PLAIN))
        return Answered(answer, How("plain", UNDERSTUDY, 0))

    def _trace(self, attempt: Attempt[Answer], fallback: str = "") -> None:
        if attempt.watch:
            self.tracer.sink(attempt.watch.call(attempt.name, fallback))


def again(job: Job[Matter, Answer], first: Prompt, attempt: Attempt[Answer]) -> Prompt:
    """The prompt for a second attempt; where the line broke there is nothing to remind of."""
    if isinstance(attempt.trouble, errors.ConnectionLost):
        return first
    return reminded(first, attempt.text, job.answer_tokens)


def left(
    links: tuple[Link, ...], attempt: Attempt[Answer], before: Attempt[Answer] | None
) -> tuple[Link, ...]:
    """Who is to be asked next, and after: nobody where another model would fare no better."""
    if attempt.trouble:
        return others(links, attempt.trouble)
    twice = before is not None and before.outcome is attempt.outcome is Outcome.REFUSED
    return links[1:] if twice else ()


def shorten(patience: asyncio.Timeout, by: float) -> None:
    """Let patience end by a time, unless it has ended or ends before."""
    ends = patience.when()
    if not patience.expired() and (ends is None or by < ends):
        patience.reschedule(by)


def held_back(watch: Watch | None) -> bool:
    """Whether a filter of the server's refused in the model's place."""
    return bool(watch and watch.end and watch.end.cause == "filter")
