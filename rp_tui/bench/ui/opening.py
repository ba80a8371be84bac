"""Going to chats that were played for long, and back in one of them."""

import asyncio
from pathlib import Path
from statistics import median

from rp_tui.bench.rows import Row, row
from rp_tui.bench.ui.chats import mark
from rp_tui.bench.ui.programs import LEAVE, hello, ours
from rp_tui.bench.ui.sizes import Sizes
from rp_tui.bench.ui.starting import HEAVIER
from rp_tui.bench.ui.terminal import QUIET_S, Terminal

NEXT, PAGE_UP = "]", "\x1b[5~"
OPEN_MS, GROWTH = 100, 1.3
PAGE_MS, PAGE_KB = 25, 10
PAGE_QUIET_S = 0.15


async def rows(folder: Path, sizes: Sizes) -> list[Row]:
    """Against a letter and its echo in a Textual app, in turns with it."""
    floor: list[float] = []
    taken: dict[bytes, list[float]] = {mark(host): [] for host in (1, 2, 3)}
    async with hello() as program, ours(folder) as one:
        await program.draws()
        here, _ = await one.shows(*taken)
        await asyncio.sleep(sizes.settling_s)
        for _ in range(sizes.openings * len(taken)):
            floor.append(await program.echo_ms())
            elsewhere = [each for each in taken if each != here]
            here, took_ms = await opened(one, elsewhere)
            taken[here].append(took_ms)
    (few, some, many), least = (median(each) for each in taken.values()), median(floor)
    short, middle, long = (f"{turns:,}" for turns in sizes.opened)
    return [
        row(f"open a chat of {short} turns", few, "ms", least, of="value", bound=OPEN_MS),
        row(f"open a chat of {middle} turns", some, "ms", least, of="value", bound=OPEN_MS),
        row(f"  of {long}, against of {short}", many, "ms", few, bound=GROWTH),
    ]


async def opened(program: Terminal, marks: list[bytes]) -> tuple[bytes, float]:
    """Go on to the next chat; which it is, and how long it took until its end was shown."""
    program.press(LEAVE)
    await program.rests(QUIET_S)
    program.press(NEXT)
    shown, at = await program.shows(*marks)
    await program.rests(QUIET_S)
    return shown, (at - program.pressed) * 1000


async def paging(folder: Path, sizes: Sizes) -> list[Row]:
    """The memory that a long chat takes, and then what it takes to turn its pages."""
    floor: list[tuple[float, int]] = []
    taken: list[tuple[float, int]] = []
    async with hello() as program, ours(folder) as one:
        await program.draws()
        await one.shows(mark(1))
        await asyncio.sleep(sizes.settling_s)
        least, memory = program.memory_mb, one.memory_mb
        one.press(LEAVE)
        await one.rests(QUIET_S)
        for _ in range(sizes.pages):
            floor.append(await settled(program, "x"))
            taken.append(await settled(one, PAGE_UP))
    (page_ms, told), (letter_ms, letter) = (
        (median(took for took, _ in each), median(count for _, count in each))
        for each in (taken, floor)
    )
    return [
        row(f"memory with {sizes.opened[1]:,} turns open", memory, "MB", least, bound=HEAVIER),
        row("a page up, settled", page_ms, "ms", letter_ms, of="value", bound=PAGE_MS),
        row("  kilobytes of it", told / 1e3, "kB", letter / 1e3, of="value", bound=PAGE_KB),
    ]


async def settled(program: Terminal, key: str) -> tuple[float, int]:
    """How long bytes come of a key, and how many."""
    before = program.bytes
    program.press(key)
    await program.rests(PAGE_QUIET_S)
    return program.settled_ms, program.bytes - before
