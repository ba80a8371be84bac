"""The bots that ship: what is told of them, and how one of them begins."""

import re
from typing import NamedTuple

from msgspec.structs import replace

from rp_tui.core.engine import Engine
from rp_tui.core.interchange import samples

SENTENCE = re.compile(r"[.!?](?=\s)")


class Sample(NamedTuple):
    """A bot that can be taken."""

    name: str
    told: str  # the first sentence of who it is


def offered() -> list[Sample]:
    """Every sample there is."""
    return [Sample(name, first(samples.load(name).persona)) for name in samples.names()]


def first(persona: str) -> str:
    """The first sentence of a text, on one line."""
    line = " ".join(persona.split())
    end = SENTENCE.search(line)
    return line[: end.end()] if end else line


async def take(engine: Engine, name: str) -> int:
    """Author a sample and open its chat, and say which it is."""
    found = samples.load(name)
    bot = await engine.author(found.draft)
    beginning = await engine.propose_kickoff(bot, found.scene.form())
    if found.scene.moment:
        opening = replace(beginning.opening, clock=found.scene.moment)
        beginning = replace(beginning, opening=opening)
    await engine.confirm_kickoff(bot, beginning)
    return bot
