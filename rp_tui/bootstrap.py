"""The composition root: from settings to the objects that use them."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

from msgspec.structs import replace

from rp_tui.config import Config, Slot
from rp_tui.core.engine import Engine
from rp_tui.core.llm.chain import NOWHERE, UNDERSTUDY, Chain, Link
from rp_tui.core.llm.clients import Clients
from rp_tui.core.llm.ladder import Ladder
from rp_tui.core.llm.openai_model import RETRY_WAITS_S, OpenAIModel
from rp_tui.core.llm.outcome import Fallback
from rp_tui.core.llm.port import Params
from rp_tui.core.llm.provider import Providers
from rp_tui.core.llm.trace import Tracer
from rp_tui.core.llm.understudy import HUMAN, Pace, Understudy
from rp_tui.core.play.feed import Feed
from rp_tui.core.play.records import Records
from rp_tui.core.play.rules import Rules
from rp_tui.core.play.stage import Stage
from rp_tui.core.prompts.trim import Budget
from rp_tui.core.storage.database import Database
from rp_tui.core.storage.keeping import Folders
from rp_tui.paths import Places

NARRATIVE, CLASSIFIER = "narrative", "classifier"
LARGER_PLAN = "lower narrative.max_tokens in the settings, or choose a plan with a larger context"


@dataclass(frozen=True, slots=True)
class Minds:
    """The models of a start, and what they share.

    The narrator's chain has always a link, be it the understudy's; a ladder whose chain has none
    answers by the jobs' plain rules.
    """

    clients: Clients
    providers: Providers
    tracer: Tracer
    narrative: Chain
    ladder: Ladder

    async def close(self) -> None:
        """Close every connection."""
        await self.clients.close()


def minds(
    config: Config, tracer: Tracer, record: Callable[[Fallback], None], pace: Pace = HUMAN
) -> Minds:
    """The models that the settings name, of which nothing heavy is loaded yet.

    The pace is the understudy's: for people as a person reads, for scripts and tests at once.
    """
    clients = Clients()
    providers = Providers(clients, config.concurrency)
    # It does not wait for a server to have room: the next of its models may have some now.
    classifiers = chain(CLASSIFIER, config.classifier, clients, retry_waits_s=())
    ladder = Ladder(
        classifiers,
        providers.of(config.classifier.endpoint).scheduler,
        record,
        tracer,
        most_tokens=config.prompt.classifier_tokens,
        context=config.classifier.context,
    )
    narrative = chain(NARRATIVE, config.narrative, clients)
    if config.narrative.understudy:
        narrative = Chain(NARRATIVE, (understudy(config.narrative, pace),))
    return Minds(clients, providers, tracer, narrative, ladder)


def chain(
    name: str, slot: Slot, clients: Clients, retry_waits_s: tuple[float, ...] = RETRY_WAITS_S
) -> Chain:
    """A slot's models; none where the understudy plays."""
    if slot.understudy:
        return Chain(name)
    model = OpenAIModel(slot.endpoint, clients, slot=name, retry_waits_s=retry_waits_s)
    link = partial(Link, slot.endpoint, model)
    return Chain(name, tuple(link(slot.params(each)) for each in slot.models))


def understudy(slot: Slot, pace: Pace) -> Link:
    """The understudy as a model among models, under its own name wherever that is shown."""
    return Link(NOWHERE, Understudy(pace), Params(UNDERSTUDY, max_tokens=slot.max_tokens))


@asynccontextmanager
async def engine(config: Config, places: Places, pace: Pace = HUMAN) -> AsyncIterator[Engine]:
    """The engine on a player's data folder, for as long as a block lasts."""
    await asyncio.to_thread(places.prepare)
    database = await Database.open(places.database, backups=places.backups)
    try:
        feed = Feed()
        records = Records(database, time.time, feed)
        await records.load()
        found = minds(config, Tracer(records.call), records.fallback, pace)
        opened = Engine(stage(config, places, database, found, records, feed))
        try:
            await opened.start()
            yield opened
        finally:
            await opened.close()
            await records.close()
            await found.close()
    finally:
        await database.close()


def stage(
    config: Config,
    places: Places,
    database: Database,
    found: Minds,
    records: Records,
    feed: Feed,
) -> Stage:
    """What the engine plays with."""
    limits, slot = config.prompt, config.narrative
    voice = found.narrative.links[0]
    provider = found.providers.of(voice.endpoint)

    def scaled(budget: Budget, model: str) -> Budget:
        whole = budget.within(slot.context, slot.max_tokens)
        planned = provider.plan.max_context or slot.context
        allowed = whole.within(planned, slot.max_tokens)
        allowed = whole if allowed == whole else replace(allowed, remedy=LARGER_PLAN)
        return allowed.in_ours(records.calibration.ratio(model))

    return Stage(
        database,
        voice,
        found.ladder,
        provider.scheduler,
        found.tracer,
        Folders(places.backups, places.periodic_snapshots, places.rewind_snapshots, places.exports),
        Rules(
            config.ooc,
            Budget(limits.hard_tokens, limits.soft_tokens),
            limits.memories,
            limits.summaries,
        ),
        feed,
        plans=partial(found.providers.learn, found.narrative, found.ladder.chain),
        scaled=scaled,
    )
