"""Scenes: whether what was said has ended one, or let the guest out; in doubt it has not."""

import asyncio
from typing import TYPE_CHECKING

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.ids import YOU, compose
from rp_tui.core.domain.markers import spoken
from rp_tui.core.llm.job import Answer, Job, Matter
from rp_tui.core.llm.scheduler import Priority
from rp_tui.core.play import cast, closing, finishing
from rp_tui.core.play.closing import Ending, Look
from rp_tui.core.play.feed import ExitProposed, Troubled
from rp_tui.core.play.room import Room
from rp_tui.core.play.stage import Stage
from rp_tui.core.prompts import jobs
from rp_tui.core.storage import exits, late, reads, scenery
from rp_tui.core.storage.exchange import Exchange
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.standing import heard_before

if TYPE_CHECKING:
    from rp_tui.core.domain.turn import Turn
    from rp_tui.core.prompts.jobs.scene_close import End
    from rp_tui.core.prompts.jobs.shared.matter import Said


async def look_for_end(stage: Stage, room: Room, said: Exchange, names: dict[int, str]) -> None:
    """Ask whether an exchange has ended its scene, or let the guest out; in doubt it has not."""
    if not await stage.database.ask(late.may_end, said):
        await finishing.weigh_again(stage, room, max(said.turns))
        return
    asking = Asking(stage, said, names, await closing.look(stage, room.chat))
    end, leaves = await asyncio.gather(asking.end(), asking.leaves())
    guest = said.presence.guest
    if leaves and guest is not None and await is_there(stage, room.chat, guest):
        stage.feed.tell(ExitProposed(room.chat, guest, said.step))
        await stage.database.do(Log.mark, exits.deed(said.step, guest))
    if end is None:
        await stage.database.do(Log.mark, f"goes on:{said.step}")
    elif room.busy:  # the run may be waiting for this very settling
        stage.start(close_after(stage, room, said, end), f"close a scene in chat {room.chat}")
    else:
        await close_after(stage, room, said, end)


async def is_there(stage: Stage, chat: int, guest: int) -> bool:
    return (await stage.database.ask(reads.chat, chat)).guest == guest


class Asking:
    """Asks of each turn of an exchange what it has ended; the first that ends something counts."""

    def __init__(self, stage: Stage, said: Exchange, names: dict[int, str], seen: Look) -> None:
        self._stage, self._said, self._names, self._seen = stage, said, names, seen
        self._chat = said.presence.chat
        self._turns = {id: one for id, one in said.turns.items() if spoken(one.segments)}

    async def end(self) -> "End | None":
        """The end of the scene, if a turn has brought it."""
        found = await asyncio.gather(*(self._end(id, one) for id, one in self._turns.items()))
        return next(filter(None, found), None)

    async def leaves(self) -> bool:
        """Whether the guest has left."""
        guest = self._said.presence.guest
        if guest is None:
            return False
        turns = self._turns.items()
        return any(await asyncio.gather(*(self._leaves(guest, id, one) for id, one in turns)))

    async def _end(self, id: int, one: "Turn") -> "End | None":
        now, places = self._seen.now, self._seen.places
        here = now.scene.container if now.scene else None
        matter = jobs.scene_close.Closing(
            self._names[YOU],
            cast.said(self._names[one.speaker], one.segments),
            places[here].name if here in places else "",
            tuple(place.name for at, place in places.items() if at != here),
            await self._before(self._chat, id),
        )
        answer = await self._ask(jobs.scene_close.JOB, matter)
        return jobs.scene_close.proposal(answer, matter, self._chat)

    async def _leaves(self, guest: int, id: int, one: "Turn") -> bool:
        matter = jobs.guest_exit.Exit(
            self._names[guest],
            tuple(self._names[who] for who in self._said.presence.everyone),
            cast.said(self._names[one.speaker], one.segments),
            await self._before(guest, id),
        )
        answer = await self._ask(jobs.guest_exit.JOB, matter)
        return jobs.guest_exit.proposal(answer)

    async def _ask(self, job: Job[Matter, Answer], matter: Matter) -> Answer:
        answered = await self._stage.ladder.ask(
            job, matter, priority=Priority.SETTLING, step=self._said.step, chat=self._chat
        )
        return answered.answer

    async def _before(self, who: int, id: int) -> "tuple[Said, ...]":
        """What somebody who is there heard before a turn."""
        ask = self._stage.database.ask
        return cast.lines(await ask(heard_before, self._chat, who, cast.LINES_BEFORE, id))


async def close_after(stage: Stage, room: Room, said: Exchange, end: "End") -> None:
    """Close the scene that an exchange ended, behind a reply that is on its way."""
    try:
        await room.free()
        async with room.writing:
            if not await stage.database.ask(late.may_end, said):
                return
            seen = await closing.look(stage, room.chat)
            fresh = {
                who: await stage.database.ask(
                    scenery.changed_since, compose(who, room.chat), said.step
                )
                for who in seen.now.presence.everyone
            }
            ending = Ending(end.reason, end.place, fresh)
            await closing.write(stage, f"close:{said.step}", seen, *closing.steps(seen, ending))
        await closing.closed(stage, room)
    except Trouble as trouble:
        stage.feed.tell(Troubled(room.chat, str(trouble)))
