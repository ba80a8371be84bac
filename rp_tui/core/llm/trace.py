"""A trace: what one call of a model was asked, how long it took and how it ended."""

import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from msgspec import Struct
from msgspec.structs import replace

from rp_tui.core.domain.prompt import Block, Message, Prompt, Role, Tier
from rp_tui.core.llm import request
from rp_tui.core.llm.errors import ModelTrouble
from rp_tui.core.llm.port import End, Model, Params, Piece, Text, Unsaid
from rp_tui.core.llm.tokens import estimate


class About(Struct, frozen=True):
    """Whose call it is: the piece of work, the chat, the job, and the slot of the model."""

    run: str
    chat: int | None
    job: str
    slot: str


class Laid(Struct, frozen=True, gc=False, omit_defaults=True):
    """A stretch of the messages in the order as sent, or the figures of a block that is none.

    A stretch without a name stands between the blocks, or is what the dialogue itself says. What is
    in no message was left out, or its words stand in several messages: they are not kept twice.
    """

    name: str = ""
    tier: Tier = "must"
    tokens: int = 0
    text: str = ""
    trimmed: str = ""
    message: int | None = None
    role: Role | None = None


class Call(Struct, frozen=True):
    """The record of one call; tokens are by the server's count where it gave one, else by ours.

    The last two are for who learns how a server counts: the prompt by our count, whatever the
    server said, and whether it said anything.
    """

    at: int
    run: str
    chat: int | None
    job: str
    slot: str
    model: str
    blocks: tuple[Laid, ...]
    first_token_ms: int | None
    total_ms: int
    tokens_in: int
    tokens_out: int
    outcome: str
    fallback: str = ""
    ours: int = 0
    counted: bool = False


Sink = Callable[[Call], None]


def nowhere(call: Call) -> None:
    """Where records go that nobody keeps."""


class Watch:
    """Looks at a call while it lasts, and tells of it when asked."""

    def __init__(
        self, about: About, prompt: Prompt, params: Params, at: float, timer: Callable[[], float]
    ) -> None:
        self._about, self._prompt, self._params = about, prompt, params
        self._at, self._timer = at, timer
        self._began = timer()
        self._first: float | None = None
        self._said: list[str] = []
        self.end: End | None = None

    @property
    def text(self) -> str:
        """What the model has said so far."""
        return "".join(self._said)

    async def over(self, pieces: AsyncGenerator[Piece, None]) -> AsyncGenerator[Piece, None]:
        """The same pieces, looked at as they pass."""
        async with aclosing(pieces):
            async for piece in pieces:
                self._see(piece)
                yield piece

    def call(self, outcome: str, fallback: str = "") -> Call:
        """The record, as of now."""
        usage = self.end.usage if self.end else None
        return Call(
            at=int(self._at),
            run=self._about.run,
            chat=self._about.chat,
            job=self._about.job,
            slot=self._about.slot,
            model=self._params.model,
            blocks=tuple(laid(self._prompt)),
            first_token_ms=None if self._first is None else self._ms(self._first),
            total_ms=self._ms(self._timer()),
            tokens_in=usage.tokens_in if usage else self._prompt.tokens,
            tokens_out=usage.tokens_out if usage else estimate(self.text),
            outcome=outcome,
            fallback=fallback,
            ours=self._prompt.tokens,
            counted=usage is not None,
        )

    def _see(self, piece: Piece) -> None:
        match piece:
            case Text(text):
                if self._first is None:
                    self._first = self._timer()
                self._said.append(text)
            case Unsaid():
                self._said.clear()
            case End():
                self.end = piece

    def _ms(self, moment: float) -> int:
        return round((moment - self._began) * 1_000)


@dataclass(frozen=True, slots=True)
class Tracer:
    """Makes the records of calls and hands each to whoever keeps them, who must not fail."""

    sink: Sink = nowhere
    clock: Callable[[], float] = time.time
    timer: Callable[[], float] = time.perf_counter

    def watch(self, about: About, prompt: Prompt, params: Params) -> Watch:
        """Begin to look at a call."""
        return Watch(about, prompt, params, self.clock(), self.timer)

    async def traced(
        self, model: Model, prompt: Prompt, params: Params, about: About
    ) -> AsyncGenerator[Piece, None]:
        """The model's own pieces; however the call ends, there is a record of it."""
        watch = self.watch(about, prompt, params)
        trouble = ""
        try:
            pieces = watch.over(model.generate(prompt, params))
            async with aclosing(pieces):
                async for piece in pieces:
                    yield piece
        except ModelTrouble as error:
            trouble = type(error).__name__
            raise
        finally:
            self.sink(watch.call(trouble or ended(watch.end)))


def ended(end: End | None) -> str:
    """In words, how a reply ended; one that did not was stopped by who listened."""
    if end is None:
        return "stopped"
    return f"{end.reason}, {end.cause}" if end.cause else end.reason


def laid(prompt: Prompt) -> Iterator[Laid]:
    """The messages as they were sent, cut where blocks begin and end; then the other blocks."""
    unplaced = list(prompt.blocks)
    for number, message in enumerate(request.as_sent(prompt.messages)):
        at = 0
        for start, block in places(message, unplaced):
            if start < at:
                continue
            yield from between(message, number, at, start)
            yield stretch(block, number, message.role)
            at = start + len(block.text.strip())
            unplaced.remove(block)
        yield from between(message, number, at, len(message.text))
    yield from (stretch(replace(block, text="")) for block in unplaced)


def places(message: Message, blocks: Sequence[Block]) -> list[tuple[int, Block]]:
    """Where in a message blocks stand; of those that begin together the longest comes first."""
    found = [(message.text.find(text), block) for block in blocks if (text := block.text.strip())]
    return sorted(
        (place for place in found if place[0] >= 0),
        key=lambda place: (place[0], -len(place[1].text)),
    )


def between(message: Message, number: int, start: int, end: int) -> Iterator[Laid]:
    if text := message.text[start:end].strip():
        yield Laid(text=text, message=number, role=message.role)


def stretch(block: Block, number: int | None = None, role: Role | None = None) -> Laid:
    return Laid(block.name, block.tier, block.tokens, block.text, block.trimmed, number, role)


async def heard(pieces: AsyncIterator[Piece]) -> None:
    """Hear a call out, where its watch keeps all that there is to know."""
    async for _ in pieces:
        pass
