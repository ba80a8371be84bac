"""Company: what tests of scenes and guests have in common."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rp_tui.core.domain.memory import Memory
from rp_tui.core.domain.scene import Scene
from rp_tui.core.domain.turn import Turn
from rp_tui.core.llm.job import Answer, Job, Matter
from rp_tui.core.llm.ladder import Ladder
from rp_tui.core.llm.outcome import Answered, How
from rp_tui.core.play.feed import ExitProposed, Follower
from rp_tui.core.play.guests import Introduction
from rp_tui.core.storage import reads
from rp_tui.core.storage.verify import verify
from tests.core.play.acting import ILSE, MARA, Playing, playing

if TYPE_CHECKING:
    from rp_tui.core.play.wish import Outcome

STRANGERS = Introduction()


@asynccontextmanager
async def sound(folder: Path) -> AsyncIterator[Playing]:
    """A start of the engine, at whose end the log is replayed and compared."""
    async with playing(folder) as play:
        yield play
        await play.engine.quiet()
        assert verify(play.database.path).fault is None


@dataclass(frozen=True)
class Observed(Ladder):
    """A ladder that tells what each job was told, and where asked to, waits or knows nothing."""

    matters: list[tuple[str, Any]] = field(default_factory=list)
    waits: dict[str, asyncio.Event] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)

    async def ask(self, job: Job[Matter, Answer], matter: Matter, **how: Any) -> Answered[Answer]:
        self.matters.append((job.name, matter))
        if wait := self.waits.get(job.name):
            await wait.wait()
        if job.name in self.silent:
            return Answered(job.default(matter), How("default", "", 0))
        return await super().ask(job, matter, **how)

    def told(self, job: str) -> list[Any]:
        """The matters of a job."""
        return [matter for name, matter in self.matters if name == job]


def observed(play: Playing) -> Observed:
    """Let a stage's ladder be looked at."""
    known = play.stage.ladder
    ladder = Observed(known.chain, known.scheduler, known.record, known.tracer)
    play.stage.ladder = ladder
    return ladder


async def both(play: Playing) -> tuple[int, int]:
    """Mara, who is host, and Ilse, who is a stranger and there."""
    mara, ilse = await play.begin(MARA), await play.begin(ILSE)
    await play.engine.add_guest(mara, ilse, STRANGERS)
    return mara, ilse


async def say(play: Playing, chat: int, prose: str, *reply: str) -> None:
    """A turn and a reply, with all that follows."""
    play.voice.says(*(reply or ('"Yes."',)))
    await play.engine.take_turn(chat, prose)
    await play.engine.quiet()


async def ending_beside_a_reply(
    play: Playing, chat: int
) -> "tuple[asyncio.Task[Outcome], asyncio.Event]":
    """A scene has ended, which is found while the next reply streams; and what that waits for."""
    known, more = asyncio.Event(), asyncio.Event()
    observed(play).waits["scene_close"] = known
    await play.engine.take_turn(chat, "*We drive to the park.*")
    play.voice.says('"Well', more, '."')
    turn = asyncio.create_task(play.engine.take_turn(chat, "Here we are."))
    await play.voice.paused.wait()
    known.set()
    await asyncio.sleep(0.1)
    return turn, more


async def scenes(play: Playing, chat: int) -> list[Scene]:
    return list((await play.database.ask(reads.scenes, chat)).values())


async def turns(play: Playing, chat: int) -> dict[int, Turn]:
    return await play.database.ask(reads.last_turns, chat, 1_000)


async def of_scenes(play: Playing, owner: int) -> list[Memory]:
    """What somebody remembers of scenes as a whole."""
    found = await play.database.ask(reads.memories, owner)
    return [memory for memory in found.values() if memory.source == "scene"]


async def place_of(play: Playing, chat: int, who: int) -> str:
    """Where somebody is, by name."""
    doing = (await play.database.ask(reads.activities, chat))[who]
    places = await play.database.ask(reads.places, chat)
    return places[doing.container].name if doing.container else ""


def exits(follower: Follower) -> list[ExitProposed]:
    """The exits that the player was asked about."""
    return [one for one in follower.take().happened if isinstance(one, ExitProposed)]
