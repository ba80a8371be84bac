"""A ladder that stands on loopback servers, and small jobs to ask."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, Field, create_model

from rp_tui.core.domain.prompt import Block
from rp_tui.core.llm.chain import Chain, Link
from rp_tui.core.llm.clients import Clients
from rp_tui.core.llm.endpoint import Endpoint, Secret
from rp_tui.core.llm.job import Job
from rp_tui.core.llm.ladder import Ladder
from rp_tui.core.llm.openai_model import OpenAIModel
from rp_tui.core.llm.outcome import Answered, Fallback
from rp_tui.core.llm.port import Params
from rp_tui.core.llm.scheduler import Priority, Scheduler
from rp_tui.core.llm.trace import Call, Tracer
from tests.core.llm.malformed import HARD, PLAIN
from tests.loopback import Loopback, Plan, plans
from tests.loopback.player import KEY

RIGHT = '```json\n{"score": 2}\n```'
GOOD = plans.says([RIGHT])
SORRY = plans.says("I'm sorry, but I can't help with that.")
BABBLE = plans.says("She would score this a two, I think.")


class Score(BaseModel):
    """How much a turn weighs."""

    score: int = Field(ge=0, le=3)


def job(**changes: Any) -> Job[str, Score]:
    """A small question about a turn."""
    facts: dict[str, Any] = {
        "name": "significance",
        "answer": Score,
        "instructions": "Score how much the turn weighs, from 0 to 3.",
        "example": ("Ann: I love you.", Score(score=3)),
        "tell": lambda turn: (Block("who", "must", "Ann", 0), Block("turn", "must", turn, 0)),
        "default": lambda _: Score(score=1),
        "plain": lambda turn: Score(score=len(turn) % 4),
        "answer_tokens": 40,
    }
    return Job(**facts | changes)


def anything() -> type[BaseModel]:
    """A form with every field that the malformed replies speak of, for any value."""
    names = {name for reply in (*PLAIN, *HARD) for name in reply.meant or {}} | {"score", "facts"}
    fields: dict[str, Any] = dict.fromkeys(sorted(names | {"deltas", "mood", "text"}), (Any, None))
    return create_model("Anything", **fields)


@dataclass
class Climber:
    """A ladder, and all that came of it."""

    server: Loopback
    ladder: Ladder
    scheduler: Scheduler
    failures: list[Fallback] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)

    async def ask(self, question: Job[str, Score] | None = None, **how: Any) -> Answered[Score]:
        facts: dict[str, Any] = {
            "priority": Priority.SETTLING,
            "step": 7,
            "run": "run-1",
            "chat": 3,
        }
        return await self.ladder.ask(question or job(), "Ann: Hello.", **facts | how)

    @property
    def asked(self) -> list[str]:
        """The models that were asked, in turn."""
        return [chat.body["model"] for chat in self.server.chats]

    @property
    def outcomes(self) -> list[tuple[str, str]]:
        return [(call.outcome, call.fallback) for call in self.calls]


@asynccontextmanager
async def climbing(
    *script: Plan,
    models: tuple[str, ...] = ("hermes-8b",),
    elsewhere: Loopback | None = None,
    units: int = 4,
    **limits: Any,
) -> AsyncIterator[Climber]:
    """A ladder over a server of its own; the last of its models may be on another one."""
    clients = Clients()
    async with Loopback() as server:
        server.script(*script)
        places = [server] * len(models)
        if elsewhere:
            places[-1] = elsewhere
        links = []
        for name, place in zip(models, places, strict=True):
            endpoint = Endpoint(place.url, Secret(KEY))
            model = OpenAIModel(endpoint, clients, retry_waits_s=())
            links.append(Link(endpoint, model, Params(name, temperature=0.1)))
        failures: list[Fallback] = []
        calls: list[Call] = []
        scheduler = Scheduler(units)
        ladder = Ladder(
            Chain("classifier", tuple(links)),
            scheduler,
            failures.append,
            Tracer(calls.append, clock=lambda: 1_700_000_000.9),
            **limits,
        )
        await ladder.warm()
        try:
            yield Climber(server, ladder, scheduler, failures, calls)
            assert (scheduler.in_use, scheduler.waiting) == (0, [])
        finally:
            await clients.close()
        await server.idle()
