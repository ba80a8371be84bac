"""The first turn of a start, sent three seconds after you began to write it."""

import asyncio
import sys
import time
from pathlib import Path
from statistics import median

from rp_tui.bench.play.chats import HOST, playing
from rp_tui.bench.play.children import ran
from rp_tui.bench.play.sizes import Sizes
from rp_tui.bench.play.turns import floored
from rp_tui.bench.rows import Row, row
from rp_tui.bench.server import Server

WRITING_S = 3.0
FIRST_MS = 50
PROSE = "*I set the lantern down.* So this is the last night, then. Tell me what you saw."
RUN = f"from {__name__} import run; run()"


async def rows(long: Path, server: Server, sizes: Sizes) -> list[Row]:
    """Each start is a process of its own, which has loaded nothing yet."""
    floor, taken = [], []
    async with floored(long / "floor.db", server) as bare:
        for _ in range(sizes.starts):
            floor.append((await bare.taken()).send_ms)
            (began,) = await ran(RUN, str(long), server.url)
            asked, _ = await server.times()
            taken.append((asked - began) * 1000)
    name = f"send to request {WRITING_S:g} s into a start, against bare"
    return [row(name, median(taken), "ms", median(floor), of="value", bound=FIRST_MS)]


async def send(folder: Path, url: str) -> float:
    """Begin to write, and send; when that was."""
    async with playing(folder, url) as engine:
        warming = asyncio.create_task(engine.warm())
        await asyncio.sleep(WRITING_S)
        began = time.monotonic()
        await engine.take_turn(HOST, PROSE)
        await engine.quiet()
        await warming
    return began


def run() -> None:
    """What the process does."""
    folder, url = sys.argv[1:]
    sys.stdout.write(f"{asyncio.run(send(Path(folder), url))}\n")
