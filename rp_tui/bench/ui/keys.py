"""How soon a letter that is typed is shown, at rest and while a reply streams."""

import asyncio
import time
from pathlib import Path
from statistics import median

from rp_tui.bench.errors import NotMeasured
from rp_tui.bench.rows import Row, row
from rp_tui.bench.server import Server
from rp_tui.bench.timing import percentile
from rp_tui.bench.ui.programs import ENTER, hello, ours, ready, write
from rp_tui.bench.ui.server import Wish
from rp_tui.bench.ui.sizes import Sizes
from rp_tui.bench.ui.terminal import Terminal

REST_MS, REST_WORST_MS = 4, 15
BUSY_MS, BUSY_WORST_MS = 6, 20
WORST = 99  # percent
APART_S = 0.04  # a letter and the next, which is faster than anybody types
RATE, LEAD_S, SPARE_S = 300, 1.0, 15.0
FIND, FINDS = "\x06", "Find in this chat"  # the box is locked meanwhile, but words can be looked up


async def rows(folder: Path, server: Server, sizes: Sizes) -> list[Row]:
    """The least of both is a line in a Textual app at rest."""
    async with hello() as program:
        await ready(program)
        floor = await typed(program, sizes.keys)
    async with ours(folder, server) as program:
        await ready(program)
        rest = await typed(program, sizes.keys)
        busy = await streaming(program, sizes.keys)
    return [
        *judged("a letter to its echo", rest, floor, REST_MS, REST_WORST_MS),
        *judged("  while a reply streams", busy, floor, BUSY_MS, BUSY_WORST_MS),
    ]


def judged(
    name: str, taken: list[float], floor: list[float], bound_ms: float, worst_ms: float
) -> list[Row]:
    p50, least = median(taken), median(floor)
    p99, worst = (percentile(each, WORST) for each in (taken, floor))
    return [
        row(f"{name}, at p50", p50, "ms", least, of="value", bound=bound_ms),
        row(f"{name}, at p{WORST}", p99, "ms", worst, of="value", bound=worst_ms),
    ]


async def typed(program: Terminal, count: int) -> list[float]:
    """Letter after letter, where one can write just now."""
    taken: list[float] = []
    for _ in range(count):
        taken.append(await program.echo_ms())
        await asyncio.sleep(program.pressed + APART_S - time.monotonic())
    return taken


async def streaming(program: Terminal, count: int) -> list[float]:
    """In the line in which words are looked for, above the story; the reply is then broken off."""
    lasts_s = LEAD_S + count * APART_S + SPARE_S
    wish = Wish(int(lasts_s * RATE), RATE, 0)
    await write(program, wish)
    program.press(ENTER)
    sent = program.pressed
    await asyncio.sleep(LEAD_S)
    program.press(FIND)
    await program.draws(FINDS)
    taken = await typed(program, count)
    if time.monotonic() - sent > lasts_s:
        raise NotMeasured("The reply ended before the last key")
    return taken
