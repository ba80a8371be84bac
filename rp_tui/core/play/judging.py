"""Judging: what classifiers make of an exchange, each asked of one entity from its own view."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from rp_tui.core.domain import memory, scene, turn, update
from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.noun import Draft
from rp_tui.core.domain.turn import SIGNIFICANT, Turn
from rp_tui.core.domain.update import Standpoint, Update
from rp_tui.core.llm.job import Answer, Job, Matter
from rp_tui.core.llm.scheduler import Priority
from rp_tui.core.play import cast
from rp_tui.core.play.stage import Stage
from rp_tui.core.prompts import jobs
from rp_tui.core.prompts.jobs.shared.matter import Said
from rp_tui.core.storage.exchange import Exchange
from rp_tui.core.storage.standing import heard_before, standing

if TYPE_CHECKING:
    from rp_tui.core.prompts.jobs.moment_memory import Recollection

MOST_KNOWN = 12  # facts that a classifier is reminded of


class Scored(Struct, frozen=True):
    """How much a turn matters, and what each bot that heard it will remember of it."""

    turn: int
    significance: int
    memories: "dict[int, Recollection]" = {}


class Judged(Struct, frozen=True):
    """What an exchange comes to: a proposal for each who was there, and a score for each turn."""

    updates: dict[int, Update]
    scores: tuple[Scored, ...]


class Judge:
    """Asks everything that there is to ask of one exchange."""

    def __init__(self, stage: Stage, exchange: Exchange, names: dict[int, str]) -> None:
        self._stage, self._exchange, self._names = stage, exchange, names
        self._presence = exchange.presence
        self._everyone = tuple(names[who] for who in self._presence.everyone)
        self._said = tuple(
            cast.said(names[one.speaker], one.segments) for one in exchange.turns.values()
        )

    async def judged(self) -> Judged:
        """All answers, each of which may be a default."""
        everyone = self._presence.everyone
        updates, scores = await asyncio.gather(
            asyncio.gather(*(self._update(who) for who in everyone)),
            asyncio.gather(*(self._score(id, one) for id, one in self._exchange.turns.items())),
        )
        return Judged(dict(zip(everyone, updates, strict=True)), tuple(scores))

    async def _update(self, who: int) -> Update:
        seen = await self._stage.database.ask(standing, self._presence, who)
        matter = jobs.state_update.Witnessing(
            self._names[who],
            self._everyone,
            self._said,
            await self._before(who),
            seen.mood.feeling,
            seen.mood.goals,
            seen.activity.verb,
            seen.activity.posture,
            seen.activity.holding,
            tuple(item.name for item in seen.items.values()),
            known(seen),
        )
        answer = await self._ask(jobs.state_update.JOB, matter)
        return jobs.state_update.proposal(answer, matter)

    async def _score(self, id: int, one: Turn) -> Scored:
        matter = jobs.significance.Weighed(
            cast.said(self._names[one.speaker], one.segments),
            await self._before(self._presence.chat, id),
        )
        answer = await self._ask(jobs.significance.JOB, matter)
        score = jobs.significance.proposal(answer)
        if score < SIGNIFICANT:
            return Scored(id, score)
        bots = self._presence.bots
        found = await asyncio.gather(*(self._memory(bot, id, one) for bot in bots))
        return Scored(id, score, {bot: it for bot, it in zip(bots, found, strict=True) if it})

    async def _memory(self, who: int, id: int, one: Turn) -> "Recollection | None":
        matter = jobs.moment_memory.Momentous(
            self._names[who],
            self._everyone,
            (cast.said(self._names[one.speaker], one.segments),),
            await self._before(who, id),
        )
        answer = await self._ask(jobs.moment_memory.JOB, matter)
        return jobs.moment_memory.proposal(answer)

    async def _ask(self, job: Job[Matter, Answer], matter: Matter) -> Answer:
        answered = await self._stage.ladder.ask(
            job,
            matter,
            priority=Priority.SETTLING,
            step=self._exchange.step,
            chat=self._presence.chat,
        )
        return answered.answer

    async def _before(self, who: int, turn: int | None = None) -> tuple[Said, ...]:
        """What somebody heard before it."""
        first = self._exchange.first if turn is None else turn
        chat = self._presence.chat
        ask = self._stage.database.ask
        return cast.lines(await ask(heard_before, chat, who, cast.LINES_BEFORE, first))


def known(seen: Standpoint) -> tuple[str, ...]:
    """What somebody knows of the others, newest last."""
    facts = [fact.text for edge in seen.edges.values() for fact in edge.facts.values()]
    return tuple(facts[-MOST_KNOWN:])


def decided(
    judged: Judged, exchange: Exchange, standpoints: Sequence[Standpoint]
) -> tuple[Draft, ...]:
    """The events that the answers come to, by what code allows of them."""
    drafts = [Draft("turn", turn.score(one.significance), one.turn) for one in judged.scores]
    for scored in judged.scores:
        told = exchange.turns[scored.turn]
        drafts += [
            Draft("memory", remembered(bot, exchange, scored, told, found))
            for bot, found in scored.memories.items()
        ]
    for seen in standpoints:
        drafts += update.decide(judged.updates[seen.who], seen)
    return tuple(drafts)


def remembered(
    bot: int, exchange: Exchange, scored: Scored, told: Turn, found: "Recollection"
) -> memory.MemoryFormed:
    return memory.form(
        bot,
        exchange.presence,
        told.at,
        found.text,
        scored.significance,
        quotes=scene.key_quotes(found.quotes, [told]),
        about=scored.turn,
    )


def yours(exchange: Exchange) -> int | None:
    """Your last turn of an exchange."""
    found = [id for id, one in exchange.turns.items() if one.speaker == YOU]
    return found[-1] if found else None
