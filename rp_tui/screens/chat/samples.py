"""The bots that ship, and how the chat of a bot begins."""

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from rp_tui.core import interchange, play
from rp_tui.core.domain.names import key
from rp_tui.core.engine import Engine

if TYPE_CHECKING:
    from rp_tui.core.domain.bot import Bot
    from rp_tui.core.interchange.bot_file import Stage
    from rp_tui.core.play.kickoff import Beginning

SENTENCE = re.compile(r"[.!?](?=\s)")


class Sample(NamedTuple):
    """A bot that can be taken."""

    name: str
    told: str  # the first sentence of who it is


@cache
def offered() -> tuple[str, ...]:
    """The name of every sample."""
    return interchange.samples.names()


@cache
def sample(name: str) -> Sample:
    """Who that is."""
    return Sample(name, first(interchange.samples.load(name).persona))


def unmet(names: Iterable[str]) -> list[str]:
    """The samples whose names nobody bears."""
    taken = {*map(key, names)}
    return [name for name in offered() if key(name) not in taken]


def first(persona: str) -> str:
    """The first sentence of a text, on one line."""
    line = " ".join(persona.split())
    end = SENTENCE.search(line)
    return line[: end.end()] if end else line


async def take(engine: Engine, name: str) -> int:
    """Author a sample and open its chat, and say which it is."""
    bot = await engine.author(interchange.samples.load(name).draft)
    await engine.confirm_kickoff(bot, await propose(engine, bot))
    return bot


async def propose(engine: Engine, bot: int) -> "Beginning":
    """How the chat of a bot would begin; without a kickoff nothing is read."""
    known = (await engine.bots())[bot]
    if not known.kickoff:
        raise play.kickoff.NoKickoff(known.name)
    scene = settled(known)
    beginning = await engine.propose_kickoff(bot, scene.form())
    if scene.moment:
        opening = replace(beginning.opening, clock=scene.moment)
        beginning = replace(beginning, opening=opening)
    return beginning


def settled(bot: "Bot") -> "Stage":
    """What its author has settled of a bot's first scene: of a sample the file tells it."""
    for name in offered():
        file = interchange.samples.load(name)
        if (file.name, file.kickoff) == (bot.name, bot.kickoff):
            return file.scene
    return interchange.bot_file.Stage()


async def not_begun(engine: Engine) -> list[tuple[int, Sample]]:
    """The bots whose chats have not begun, and who each is."""
    waiting = [card.id for card in await engine.library() if not card.is_open]
    bots = await engine.bots()
    return [(id, Sample(bots[id].name, first(bots[id].persona))) for id in waiting]
