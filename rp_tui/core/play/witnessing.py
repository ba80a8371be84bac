"""Witnessing: a closed scene as each who was there will remember it, from what that one heard."""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from rp_tui.core.domain import edge, group, memory, scene
from rp_tui.core.domain.edge import Edge
from rp_tui.core.domain.group import Group
from rp_tui.core.domain.ids import YOU, compose
from rp_tui.core.domain.memory import MemoryFormed, MemoryPinned
from rp_tui.core.domain.names import NARRATION
from rp_tui.core.domain.noun import Draft
from rp_tui.core.domain.turn import LOWEST, Turn
from rp_tui.core.domain.witness import Presence, witnessed
from rp_tui.core.llm.job import Answer, Job, Matter
from rp_tui.core.llm.scheduler import Priority
from rp_tui.core.play import cast
from rp_tui.core.play.stage import Stage
from rp_tui.core.prompts import jobs
from rp_tui.core.prompts.jobs.shared.stretch import S, pieces
from rp_tui.core.storage import retold, scenery
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.now import is_done
from rp_tui.core.storage.retold import Before
from rp_tui.core.storage.scenery import Closed

if TYPE_CHECKING:
    from rp_tui.core.domain.memory import Memory
    from rp_tui.core.prompts.jobs.group_summary import Together
    from rp_tui.core.prompts.jobs.moment_memory import Recollection
    from rp_tui.core.prompts.jobs.scene_summary import Scene
    from rp_tui.core.prompts.jobs.shared.matter import Said

T = TypeVar("T")

Turns = Mapping[int, Turn]


class Witnessing:
    """Asks for all that a scene leaves behind, and writes it on the step that closed it."""

    def __init__(self, stage: Stage, closed: Closed, names: dict[int, str]) -> None:
        self._stage, self._closed, self._names = stage, closed, names
        self._chat, self._step = closed.scene.chat, closed.told_on
        self._key = closed.key
        self._heard = {who: closed.heard_by(who) for who in (YOU, self._chat, *closed.guests)}

    async def told(self) -> bool:
        """Whether everything is written by now; one after the other, since nobody waits and a
        story that is told again is to come to the same.
        """
        witnesses = [who for who, heard in self._heard.items() if heard]
        written = [await self._witness(who) for who in witnesses]
        shared = [guest for guest in self._closed.guests if self._heard[guest]]
        written += [await self._group(guest) for guest in shared]
        return all(written)

    async def _witness(self, who: int) -> bool:
        """The scene as one remembers it, and how that one now stands to the others."""
        if not await self._remember(who):
            return False
        kept = await self._stage.database.ask(scenery.remembered, who, self._closed.id)
        if kept is None:  # erased by hand since, or by a reset
            return True
        others = [other for other in self._there(self._heard[who]) if other != who]
        return all([await self._tie(who, other, kept) for other in others])

    async def _remember(self, who: int) -> bool:
        ask, deed = self._stage.database.ask, retold.deed(self._key, who)
        if self._closed.remembered or await ask(is_done, deed):
            return True
        before = await ask(retold.before, self._closed, who)
        formed = None if before.is_forgotten else await self._formed(who)
        if formed:
            await self._write(deed, *again(formed, before))
        return before.is_forgotten or formed is not None

    async def _formed(self, who: int) -> MemoryFormed | None:
        """The scene as one remembers it; None where nobody could tell."""
        closed, heard = self._closed, self._heard[who]
        matter = jobs.scene_summary.Scene(
            self._called(heard),
            self._lines(heard),
            who=self._names[who],
            place=closed.place.name if closed.place else "",
            significance=weight(heard),
        )
        found = await self._in_pieces(matter, self._summary, partial(joined, matter))
        if found is None:
            return None
        return memory.form(
            who,
            self._presence(who),
            closed.scene.closed_at,
            found.text,
            weight(heard),
            quotes=scene.key_quotes(found.quotes, heard.values()),
            source="scene",
            about=closed.id,
        )

    async def _tie(self, who: int, other: int, kept: "Memory") -> bool:
        """What one has come to hold of another."""
        deed = f"tie:{self._key}:{who}:{other}"
        if await self._stage.database.ask(is_done, deed):
            return True
        id = compose(who, other)
        held = await self._stage.database.ask(scenery.as_of, Edge, id, self._step) or Edge()
        matter = jobs.edge_summary.Bond(
            self._names[who],
            self._names[other],
            kept.text,
            held.summaries.get(str(self._chat), ""),
            held.affinity,
            held.trust,
            weight(self._together(who, other)),
        )
        answer = await self._ask(jobs.edge_summary.JOB, matter)
        tie = jobs.edge_summary.proposal(answer, matter)
        if tie is None:
            return False
        drafts = [Draft("edge", edge.summarise(self._chat, tie.summary), id)]
        if tie.moment:
            drafts.append(Draft("edge", edge.share(self._closed.id, tie.moment), id))
        await self._write(deed, *drafts)
        return True

    async def _group(self, guest: int) -> bool:
        """What the three have become to each other, by what all three heard."""
        deed = f"group:{self._key}:{guest}"
        if await self._stage.database.ask(is_done, deed):
            return True
        id = compose(self._chat, guest)
        before = await self._stage.database.ask(scenery.as_of, Group, id, self._step)
        shared = self._together(YOU, self._chat, guest)
        matter = jobs.group_summary.Together(
            self._called(shared), self._lines(shared), before=before.summary if before else ""
        )
        summary = await self._in_pieces(
            matter, self._account, partial(jobs.group_summary.joined, matter)
        )
        if summary is None:
            return False
        await self._write(deed, Draft("group", group.summarise(summary), id))
        return True

    async def _in_pieces(
        self,
        matter: S,
        ask: Callable[[S], Awaitable[T | None]],
        joined: Callable[[Sequence[T]], S],
    ) -> T | None:
        """A long scene is told in pieces, and these are joined; None where nobody could."""
        while True:
            parts = pieces(matter, self._stage.ladder.count)
            found = [await ask(part) for part in parts]
            told = [one for one in found if one is not None]
            if len(told) < len(parts):
                return None
            if len(told) == 1:
                return told[0]
            matter = joined(told)

    async def _summary(self, matter: "Scene") -> "Recollection | None":
        answer = await self._ask(jobs.scene_summary.JOB, matter)
        return jobs.scene_summary.proposal(answer, matter)

    async def _account(self, matter: "Together") -> str | None:
        return jobs.group_summary.proposal(await self._ask(jobs.group_summary.JOB, matter))

    async def _ask(self, job: Job[Matter, Answer], matter: Matter) -> Answer:
        answered = await self._stage.ladder.ask(
            job, matter, priority=Priority.BACKGROUND, step=self._step, chat=self._chat
        )
        return answered.answer

    async def _write(self, deed: str, *drafts: Draft) -> None:
        await self._stage.database.do(Log.settle, deed, self._step, *drafts)

    def _presence(self, who: int) -> Presence:
        """Who was there for all that one remembers; a guest's own is a guest's."""
        heard = self._heard[who]
        for guest in self._closed.guests:
            if guest == who or heard.keys() == self._together(who, guest).keys():
                return Presence(self._chat, guest)
        return Presence(self._chat)

    def _together(self, *witnesses: int) -> Turns:
        """What all of them heard."""
        first, *others = (self._heard[who] for who in witnesses)
        return {id: turn for id, turn in first.items() if all(id in heard for heard in others)}

    def _there(self, turns: Turns) -> tuple[int, ...]:
        """Who was there for any of some turns, you first, then the host."""
        return tuple(
            who
            for who in self._heard
            if any(witnessed(who, one.chat, one.mask, one.guest) for one in turns.values())
        )

    def _called(self, turns: Turns) -> tuple[str, ...]:
        return tuple(self._names[who] for who in self._there(turns))

    def _lines(self, turns: Turns) -> "tuple[Said, ...]":
        return tuple(
            cast.said(self._names.get(one.speaker, NARRATION), one.segments)
            for one in turns.values()
        )


def joined(matter: "Scene", told: "Sequence[Recollection]") -> "Scene":
    """The scene of which the pieces are remembered so."""
    quotes = tuple(quote for one in told for quote in one.quotes)
    return replace(jobs.scene_summary.joined(matter, [one.text for one in told]), quotes=quotes)


def again(formed: MemoryFormed, before: Before) -> Iterator[Draft]:
    """A memory; where it is told anew, the same one with its pin."""
    yield Draft("memory", formed, before.id)
    if before.memory and before.memory.pin != "auto":
        yield Draft("memory", MemoryPinned(before.memory.pin), before.id)


def weight(turns: Turns) -> int:
    """As much as the most that was said."""
    return max((turn.significance or LOWEST for turn in turns.values()), default=LOWEST)
