"""How steady a prompt is over a scripted chat with scene closes and a full state."""

import asyncio
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from statistics import mean

from rp_tui.bench.prompt.script import Script, Told, trims, unchanged
from rp_tui.bench.prompt.sizes import Sizes
from rp_tui.bench.rows import Row, row
from rp_tui.core.prompts.window import LAST
from rp_tui.core.storage.connection import connect
from rp_tui.core.storage.database import create
from rp_tui.core.storage.log import Log

SEED = 5
STEP = 2  # turns from a prompt to the next
LEAST_UNCHANGED, LEAST_WINDOW, LEAST_APART = 60, 2_500, 6


async def rows(folder: Path, sizes: Sizes) -> list[Row]:
    """Against a window that slides with every turn: of its prompts only the system's part stays."""
    prompts = await asyncio.to_thread(told, folder / "script.db", sizes.script_turns)
    later = list(pairwise(prompts))
    system = [len(after.sent[0]) / sum(map(len, after.sent)) for _, after in later]
    moved = [trim.turn for trim in trims(prompts)]
    return [
        at_least(
            f"prompt unchanged in {sizes.script_turns} turns, against one that slides",
            100 * mean(unchanged(before, after) for before, after in later),
            "%",
            100 * mean(system),
            LEAST_UNCHANGED,
        ),
        at_least(
            f"tokens of dialogue, against those of {LAST} turns",
            mean(prompt.tokens("dialogue", "last turns") for prompt in prompts),
            "",
            mean(prompt.tokens("last turns") for prompt in prompts),
            LEAST_WINDOW,
        ),
        at_least(
            "turns from a trim to the next, if it were to slide",
            min(after - before for before, after in pairwise(moved)),
            "",
            STEP,
            LEAST_APART,
        ),
    ]


def at_least(name: str, value: float, unit: str, floor: float, bound: float) -> Row:
    return row(name, value, unit, floor, of="value", sense="min", bound=bound)


def told(path: Path, turns: int) -> list[Told]:
    """The prompts of a chat of its own."""
    create(path)
    with closing(connect(path)) as db:
        db.execute("PRAGMA synchronous = OFF")
        script = Script(Log(db), SEED)
        script.begin()
        return list(script.prompts(turns))
