"""Chats that were played for long, and the engine opened on them as it is for a player."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

from rp_tui import bootstrap, config
from rp_tui.bench.stage import staged
from rp_tui.bench.stories import DAWN, MEMORY_WORDS, Exchange, Story
from rp_tui.core.domain import memory
from rp_tui.core.domain.noun import Draft
from rp_tui.core.domain.witness import Presence
from rp_tui.core.engine import Engine
from rp_tui.core.llm.understudy import AT_ONCE
from rp_tui.paths import Places

HOST = 1
NARRATOR = "bench-1b"
DATABASE = "chat.db"


def places(folder: Path) -> Places:
    """A data folder."""
    return Places(folder, folder / DATABASE)


async def built(folder: Path, turns: int, memories: int) -> None:
    """A data folder with one chat of so many turns, of which its bot has so many memories."""
    await asyncio.to_thread(folder.mkdir)
    async with staged(folder / DATABASE, hosts=1) as stage:
        await stage.tell(told(stage.story, turns // 2, memories))


def told(story: Story, exchanges: int, memories: int) -> Iterator[Exchange]:
    """A story of which so much is remembered, evenly over all of it."""
    for number in range(exchanges):
        host, yours, reply = story.exchange(HOST)
        due = memories * (number + 1) // exchanges - memories * number // exchanges
        kept = [draft for draft in reply if draft.kind != "memory"]
        yield Exchange(host, yours, [*kept, *(keepsake(story) for _ in range(due))])


def keepsake(story: Story) -> Draft:
    """Something that the host remembers of its own chat, long ago."""
    at = DAWN.isoformat().replace("+00:00", "Z")
    text, weight = story.phrase(MEMORY_WORDS), story.dice.randint(0, 2)
    return Draft("memory", memory.form(HOST, Presence(HOST), at, text, weight))


@asynccontextmanager
async def playing(folder: Path, url: str | None = None) -> AsyncIterator[Engine]:
    """The engine, when it has taken up all that was left; without a server the understudy plays."""
    env = {"RP_TUI_NARRATIVE_BASE_URL": url, "RP_TUI_NARRATIVE_MODEL": NARRATOR} if url else {}
    where = places(folder)
    settings = config.load(where.config, env)
    async with bootstrap.engine(settings, where, AT_ONCE) as engine:
        await engine.quiet()
        yield engine
