"""The composition root: from settings to the objects that use them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import msgspec

from rp_tui.config import Config, Slot
from rp_tui.core.llm.chain import Chain, Link
from rp_tui.core.llm.clients import Clients
from rp_tui.core.llm.ladder import Ladder
from rp_tui.core.llm.openai_model import RETRY_WAITS_S, OpenAIModel
from rp_tui.core.llm.outcome import Fallback
from rp_tui.core.llm.scheduler import Scheduler
from rp_tui.core.llm.trace import Call, Tracer
from rp_tui.core.storage.failures import Failure
from rp_tui.core.storage.traces import Trace

NARRATIVE, CLASSIFIER = "narrative", "classifier"


@dataclass(frozen=True, slots=True)
class Minds:
    """The models of a start, and what they share; a slot without links is the understudy's."""

    clients: Clients
    scheduler: Scheduler
    tracer: Tracer
    narrative: Chain
    ladder: Ladder

    async def close(self) -> None:
        """Close every connection."""
        await self.clients.close()


def minds(config: Config, tracer: Tracer, record: Callable[[Fallback], None]) -> Minds:
    """The models that the settings name, of which nothing heavy is loaded yet."""
    clients = Clients()
    scheduler = Scheduler(config.concurrency)
    # It does not wait for a server to have room: the next of its models may have some now.
    classifiers = chain(CLASSIFIER, config.classifier, clients, retry_waits_s=())
    ladder = Ladder(
        classifiers,
        scheduler,
        record,
        tracer,
        most_tokens=config.prompt.classifier_tokens,
    )
    narrative = chain(NARRATIVE, config.narrative, clients)
    return Minds(clients, scheduler, tracer, narrative, ladder)


def chain(
    name: str, slot: Slot, clients: Clients, retry_waits_s: tuple[float, ...] = RETRY_WAITS_S
) -> Chain:
    """A slot's models."""
    if slot.understudy:
        return Chain(name)
    model = OpenAIModel(slot.endpoint, clients, retry_waits_s=retry_waits_s)
    link = partial(Link, slot.endpoint, model)
    return Chain(name, tuple(link(slot.params(each)) for each in slot.models))


def as_trace(call: Call) -> Trace:
    """A call's record as it is kept."""
    fields = msgspec.structs.asdict(call)
    return Trace(**fields | {"blocks": msgspec.json.encode(call.blocks).decode()})


def as_failure(at: int, fallback: Fallback) -> Failure:
    """A fallback as it is kept."""
    return Failure(at, *fallback)
