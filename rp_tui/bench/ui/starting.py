"""How soon a start can be written in, and what the program takes while nobody does."""

import asyncio
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

from rp_tui.bench.rows import Row, row
from rp_tui.bench.ui.chats import mark
from rp_tui.bench.ui.programs import hello, ours
from rp_tui.bench.ui.sizes import Sizes
from rp_tui.bench.ui.terminal import QUIET_S, Terminal

LATER, HEAVIER = 2.0, 2.2


class Started(NamedTuple):
    """From the start to something being shown, and to a letter that was typed then."""

    shown_ms: float
    ready_ms: float


class Rested(NamedTuple):
    """The memory of a program in which no key was pressed, and what it says all the same."""

    memory_mb: float
    bytes_s: float


async def rows(folder: Path, sizes: Sizes) -> list[Row]:
    """One of theirs, one of ours and so on, so that a busy machine is as unfair to both."""
    least: list[Started] = []
    taken: list[Started] = []
    for _ in range(sizes.warm + sizes.starts):
        async with hello() as program:
            least.append(await started(program))
        async with ours(folder) as program:
            taken.append(await started(program))
    shown, shown_least = (
        median(one.shown_ms for one in each[sizes.warm :]) for each in (taken, least)
    )
    ready, ready_least = (
        median(one.ready_ms for one in each[sizes.warm :]) for each in (taken, least)
    )
    return [
        row("start to first paint, against hello-world", shown, "ms", shown_least, bound=LATER),
        row("  start to a letter typed and shown", ready, "ms", ready_least, bound=LATER),
        *await resting(folder, sizes),
    ]


async def resting(folder: Path, sizes: Sizes) -> list[Row]:
    """Both at once, as neither has anything to do."""
    least: list[Rested] = []
    taken: list[Rested] = []
    for _ in range(sizes.rests):
        async with hello() as program, ours(folder) as one:
            await program.draws()
            await one.shows(mark(1))
            floor, figures = await asyncio.gather(rested(program, sizes), rested(one, sizes))
            least.append(floor)
            taken.append(figures)
    memory, memory_least = (median(one.memory_mb for one in each) for each in (taken, least))
    told, told_least = (median(one.bytes_s for one in each) for each in (taken, least))
    return [
        row("memory before the first key", memory, "MB", memory_least, bound=HEAVIER),
        row("bytes a second at rest", told, "B", told_least, of="value", bound=0),
    ]


async def started(program: Terminal) -> Started:
    """The letter is typed as soon as there is something to see."""
    shown, ready = await program.draws(), await program.takes()
    return Started(*((at - program.began) * 1000 for at in (shown, ready)))


async def rested(program: Terminal, sizes: Sizes) -> Rested:
    """Look on for some time."""
    await program.rests(QUIET_S)
    await asyncio.sleep(sizes.settling_s)
    began, before = time.monotonic(), program.bytes
    await asyncio.sleep(sizes.rest_s)
    told = (program.bytes - before) / (time.monotonic() - began)
    return Rested(program.memory_mb, told)
