"""A long play on the understudy, and what it leaves in the process's memory."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

from rp_tui.bench.play.chats import playing
from rp_tui.bench.play.children import ran
from rp_tui.bench.play.sizes import Sizes
from rp_tui.bench.rows import Row, row
from rp_tui.bench.stage import SEED
from rp_tui.bench.stories import YOUR_WORDS, Story
from rp_tui.core.domain.bot import BotAuthored
from rp_tui.core.engine import Engine

AT_MOST = 1.1
PERSONA_WORDS = 100
STATM = Path("/proc/self/statm")
RUN = f"from {__name__} import run; run()"


async def row_of(folder: Path, sizes: Sizes) -> Row:
    """In a process of its own: what was let go before would hide what is taken now."""
    counts = (sizes.soak_from, sizes.soak_turns)
    early, late = await ran(RUN, str(folder), *map(str, counts))
    name = f"memory after {counts[1]:,} turns, against after {counts[0]:,}"
    return row(name, late, "MB", early, bound=AT_MOST)


async def play(folder: Path, *counts: int) -> list[float]:
    """Play on to each of some counts of turns, and say how much memory the process has there."""
    story, taken = Story(SEED), []
    async with playing(folder) as engine:
        await engine.warm()
        chat, turns = await begun(engine, story), 0
        for count in counts:
            while turns < count:
                outcome = await engine.take_turn(chat, story.prose(YOUR_WORDS))
                turns += len(outcome.turns)
                await engine.quiet()
            taken.append(resident())
    return taken


async def begun(engine: Engine, story: Story) -> int:
    """A bot whose chat is open."""
    persona, kickoff = story.prose(PERSONA_WORDS), story.prose(YOUR_WORDS)
    bot = await engine.author(BotAuthored("Mara", persona, kickoff=kickoff))
    await engine.confirm_kickoff(bot, await engine.propose_kickoff(bot))
    return bot


def resident() -> float:
    """The memory that the process has now, in megabytes."""
    if STATM.exists():
        return int(STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    asked = ("ps", "-o", "rss=", "-p", str(os.getpid()))
    return int(subprocess.run(asked, check=True, capture_output=True).stdout) * 1024 / 1e6


def run() -> None:
    """What the process does."""
    folder, *counts = sys.argv[1:]
    taken = asyncio.run(play(Path(folder), *map(int, counts)))
    sys.stdout.write(f"{' '.join(map(str, taken))}\n")
