"""A slot of the settings, tried: its model is asked one tiny thing."""

import asyncio
import re
from collections.abc import Iterator, Mapping, Sequence
from time import perf_counter

import msgspec
from pydantic import BaseModel

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.prompt import Block, Message, Prompt
from rp_tui.core.llm import errors
from rp_tui.core.llm.chain import UNDERSTUDY, Chain, Link
from rp_tui.core.llm.job import Job
from rp_tui.core.llm.ladder import Ladder
from rp_tui.core.llm.outcome import Fallback, Outcome
from rp_tui.core.llm.port import End, Piece, Slow, Text
from rp_tui.core.llm.scheduler import Priority
from rp_tui.core.llm.trace import Call, Tracer

PATIENCE_S = 60.0  # for the narrator's few words; a classifier has its job's limit
FEW_TOKENS = 64
LONGEST_WORDS = 80  # of a reply that is quoted
HELLO = Prompt("hello", messages=(Message("user", "Say hello in one short sentence."),))

# The setting to look at first when one of these is the trouble; else it is the model.
TO_BLAME: Mapping[str, str] = {
    kind.__name__: setting
    for setting, kinds in {
        "api_key": (errors.Unauthorized, errors.OutOfCredits),
        "base_url": (
            errors.WrongUrl,
            errors.Unreachable,
            errors.NoWayOut,
            errors.NotCompatible,
            errors.ConnectionLost,
        ),
        "context": (errors.TooLongForContext,),
        "concurrency": (errors.RateLimited,),
        "extra": (errors.RequestRefused,),
    }.items()
    for kind in kinds
}
FOR_ALL = frozenset({"concurrency"})  # what no slot has for itself
# Which of these a refusal names is to blame for it.
SENT = re.compile(r"\b(temperature|top_p|min_p|repetition_penalty|max_tokens)\b")


class Seen(msgspec.Struct, frozen=True):
    """One slot: what plays in it, what it showed that it can do, and what is wrong with it."""

    model: str
    host: str = ""
    can: tuple[str, ...] = ()
    first_word_ms: int | None = None
    total_ms: int | None = None
    problem: str = ""


class SameColour(BaseModel):
    """Whether two things have one colour."""

    same: bool


COLOURS: Job[str, SameColour] = Job(
    name="check",
    answer=SameColour,
    instructions="Say whether the two things in the text have the same colour.",
    example=("Snow and milk.", SameColour(same=True)),
    tell=lambda text: (Block("text", "must", text, 0),),
    default=lambda _: SameColour(same=False),
    plain=lambda _: SameColour(same=False),
    answer_tokens=FEW_TOKENS,
)


async def narrator(chain: Chain, patience_s: float = PATIENCE_S) -> Seen:
    """What the narrator does when it is asked for a few words."""
    link = chain.links[0]
    if link.offline:
        return Seen(UNDERSTUDY)
    pieces: list[tuple[float, Piece]] = []
    began, problem = perf_counter(), ""
    try:
        await link.model.warm()
        began = perf_counter()
        async with asyncio.timeout(patience_s):
            params = msgspec.structs.replace(link.params, max_tokens=FEW_TOKENS)
            async for piece in link.model.generate(HELLO, params):
                pieces.append((perf_counter() - began, piece))  # noqa: PERF401
    except TimeoutError:
        problem = blamed(chain, "", silent(link, patience_s))
    except Trouble as trouble:
        problem = blamed(chain, type(trouble).__name__, str(trouble))
    if problem:
        return Seen(link.params.model, link.endpoint.host, problem=problem)
    first_s = next((at for at, piece in pieces if isinstance(piece, Text)), None)
    return Seen(
        link.params.model,
        link.endpoint.host,
        tuple(shown([piece for _, piece in pieces])),
        None if first_s is None else round(first_s * 1_000),
        round((perf_counter() - began) * 1_000),
    )


def shown(pieces: Sequence[Piece]) -> Iterator[str]:
    """What a reply shows of who gave it."""
    yield "answers"
    if sum(isinstance(piece, Text) for piece in pieces) > 1:
        yield "streams"
    if any(isinstance(piece, End) and piece.usage for piece in pieces):
        yield "counts tokens"
    if any(isinstance(piece, Slow) for piece in pieces):
        yield "is slow"


async def classifier(known: Ladder) -> Seen:
    """What the classifier answers to a small question, asked as all questions are."""
    chain = known.chain
    if not chain.links:
        return Seen(UNDERSTUDY)
    link = chain.links[0]
    calls: list[Call] = []
    failures: list[Fallback] = []
    alone = Chain(chain.slot, (link,))
    ladder = Ladder(alone, known.scheduler, failures.append, Tracer(calls.append))
    await ladder.warm()
    answered = await ladder.ask(COLOURS, "Coal and snow.", priority=Priority.FOREGROUND)
    outcome = calls[-1].outcome if calls else ""
    if failures:
        why = why_not(link, outcome, failures[-1].raw_text)
        return Seen(link.params.model, link.endpoint.host, problem=blamed(chain, outcome, why))
    attempts = "" if answered.how.attempts == 1 else " when asked twice"
    mended = ", which needed mending" if outcome == Outcome.MENDED else ""
    can = (f"answers in JSON{attempts}{mended}",)
    figures = (calls[-1].first_token_ms, calls[-1].total_ms)
    return Seen(link.params.model, link.endpoint.host, can, *figures)


def why_not(link: Link, outcome: str, raw_text: str) -> str:
    """Why a classifier cannot be used, in a sentence."""
    if outcome == Outcome.TIMED_OUT:
        return silent(link, COLOURS.attempt_s)
    if outcome in (Outcome.UNREADABLE, Outcome.REFUSED):
        words = " ".join(raw_text.split())[:LONGEST_WORDS]
        model = link.endpoint.quoted(link.params.model)
        return f"{model} does not answer in JSON, it said “{words}”; choose another model."
    return raw_text


def silent(link: Link, within_s: float) -> str:
    model = link.endpoint.quoted(link.params.model)
    return f"{model} on {link.endpoint.host} did not answer within {within_s:g} s."


def blamed(chain: Chain, outcome: str, why: str) -> str:
    """A problem behind the name of the setting that it is most likely about."""
    setting = TO_BLAME.get(outcome, "model")
    if setting == "extra" and (named := SENT.search(why)):
        setting = named[0]
    return f"{setting if setting in FOR_ALL else f'{chain.slot}.{setting}'}: {why}"
