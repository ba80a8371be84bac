"""The first turn of a start: how soon it is sent, and what the program is afterwards."""

import asyncio
from pathlib import Path
from statistics import median

from rp_tui.bench.rows import Row, row
from rp_tui.bench.server import Server
from rp_tui.bench.ui.programs import ENTER, client, hello, ours, ready, replied
from rp_tui.bench.ui.server import Wish
from rp_tui.bench.ui.sizes import Sizes
from rp_tui.bench.ui.terminal import Terminal

FIRST_MS, HEAVIER = 50, 5.5
TOKENS, RATE = 60, 300


async def rows(folder: Path, server: Server, sizes: Sizes) -> list[Row]:
    """Each is a start of its own."""
    bare: list[float] = []
    sent: list[float] = []
    least: list[float] = []
    taken: list[float] = []
    for at in range(sizes.firsts):
        wish = Wish(TOKENS, RATE, at)
        async with client(server) as other, hello() as program, ours(folder, server) as one:
            await other.draws()
            await program.draws()
            sent.append(await first_ms(one, server, wish, sizes.writing_s))
            await asyncio.sleep(sizes.settling_s)
            least.append(program.memory_mb)
            taken.append(one.memory_mb)
            bare.append((await replied(other, server, wish)).send_ms)
    name = f"first send to request, {sizes.writing_s:g} s into a start"
    return [
        row(name, median(sent), "ms", median(bare), of="value", bound=FIRST_MS),
        row("memory after a first reply", median(taken), "MB", median(least), bound=HEAVIER),
    ]


async def first_ms(program: Terminal, server: Server, wish: Wish, writing_s: float) -> float:
    """Begin to write, and send."""
    await ready(program)
    program.press(wish.prose)
    await asyncio.sleep(writing_s)
    program.press(ENTER)
    pressed = program.pressed
    await program.shows(wish.mark)
    asked, _ = await server.times()
    return (asked - pressed) * 1000
