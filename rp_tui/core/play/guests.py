"""Guests: one other bot joins a chat, by an introduction, and is seen off again."""

from collections.abc import Iterator

from msgspec import Struct

from rp_tui.core.domain import chat, edge, pair
from rp_tui.core.domain.activity import Activity
from rp_tui.core.domain.bot import BotIsGone
from rp_tui.core.domain.edge import Seed
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.ids import compose
from rp_tui.core.domain.noun import Draft, Late
from rp_tui.core.domain.pair import pair_of
from rp_tui.core.llm.scheduler import Priority
from rp_tui.core.play import carrying, closing, occupying
from rp_tui.core.play.closing import Ending, Look
from rp_tui.core.play.feed import ChatChanged
from rp_tui.core.play.room import Occupation, Room
from rp_tui.core.play.stage import Stage
from rp_tui.core.prompts import jobs
from rp_tui.core.storage import scenery


class NotIntroduced(Trouble):
    """It was never asked if the two have met."""


class AlreadyIntroduced(Trouble):
    """It is asked once."""


class Introduction(Struct, frozen=True):
    """Whether two bots have met before they first share a scene; how, and what that has left."""

    met: bool = False
    how: str = ""
    of_guest: Seed = Seed()  # what the host holds of the guest
    of_host: Seed = Seed()  # what the guest holds of the host


async def must_introduce(stage: Stage, host: int, guest: int) -> bool:
    """Whether it is still to be asked if the two have met."""
    chat.other_than(host, guest)
    await stage.database.ask(scenery.bots_of, host, guest)
    return not await stage.database.ask(scenery.introduced, host, guest)


async def propose(stage: Stage, one: int, other: int, prose: str) -> tuple[Seed, Seed]:
    """What your words on how two know each other come to, from the side of each."""
    first, second = await stage.database.ask(scenery.bots_of, one, other)
    matter = jobs.have_met_parse.Acquaintance(first.name, second.name, prose)
    answered = await stage.ladder.ask(
        jobs.have_met_parse.JOB, matter, priority=Priority.FOREGROUND, chat=one
    )
    return jobs.have_met_parse.proposal(answered.answer)


async def add(stage: Stage, room: Room, guest: int, introduction: Introduction | None) -> None:
    """Let a guest appear in the scene as it is."""

    async def work() -> None:
        async with room.writing:
            seen = await closing.look(stage, room.chat)
            drafts = await joining(stage, seen, guest, introduction)
            await closing.write(stage, stage.deed("guest"), seen, *drafts)

    await occupying.undisturbed(stage, room, Occupation.WELCOMING, work)
    stage.feed.tell(ChatChanged(room.chat, "guest"))


async def joining(
    stage: Stage, seen: Look, guest: int, introduction: Introduction | None
) -> tuple[Draft, ...]:
    """The step with which a guest comes, if it may."""
    chat_id = seen.now.id
    joins = chat.welcome(chat_id, seen.now.chat, guest)
    host, other = await stage.database.ask(scenery.bots_of, chat_id, guest)
    if other.deleted:
        raise BotIsGone(f"{other.name} was deleted; bring it back before it visits.")
    known = await stage.database.ask(scenery.introduced, chat_id, guest)
    both = f"{host.name} and {other.name}"
    if not known and introduction is None:
        raise NotIntroduced(f"Say first whether {both} have met before.")
    if known and introduction is not None:
        raise AlreadyIntroduced(f"{both} know of each other already; just let them meet.")
    return (
        Draft("chat", joins, chat_id),
        *introduced(chat_id, guest, introduction),
        appears(seen, guest),
    )


def introduced(host: int, guest: int, introduction: Introduction | None) -> Iterator[Draft]:
    """What two bots begin with; strangers with nothing."""
    if introduction is None:
        return
    met, how = introduction.met, introduction.how
    of_guest, of_host = (introduction.of_guest, introduction.of_host) if met else (Seed(), Seed())
    yield Draft("pair", pair.introduce(met, how), pair_of(host, guest))
    yield Draft("edge", edge.seed(*of_guest), compose(host, guest))
    yield Draft("edge", edge.seed(*of_host), compose(guest, host))


def appears(seen: Look, guest: int) -> Draft:
    place = seen.now.scene.container if seen.now.scene else None
    arrives = carrying.arriving(place, seen.now.chat.clock)
    return Draft("activity", arrives, compose(guest, seen.now.id))


async def see_off(stage: Stage, room: Room, guest: int | None = None) -> None:
    """Let the guest go: the scene closes with it, and the next one is yours and the host's.

    If one is named, that one alone, as long as it is there.
    """

    async def work() -> None:
        async with room.writing:
            seen = await closing.look(stage, room.chat)
            if guest not in {None, seen.now.chat.guest}:
                return
            await closing.write(stage, stage.deed("leave"), seen, *leaving(seen))
        stage.feed.tell(ChatChanged(room.chat, "guest"))
        await closing.closed(stage, room)

    await occupying.undisturbed(stage, room, Occupation.SEEING_OFF, work)


def leaving(seen: Look) -> Iterator[Draft | Late]:
    """The end of the scene, and of the guest's being in it."""
    leaves = chat.see_off(seen.now.chat)
    yield from closing.steps(seen, Ending("the guest left"))
    yield Draft("chat", leaves, seen.now.id)
    gone = carrying.gone(seen.doing.get(leaves.guest, Activity()))
    if gone:
        yield Draft("activity", gone, compose(leaves.guest, seen.now.id))
