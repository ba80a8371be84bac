"""How long things take, in milliseconds."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from statistics import median
from time import perf_counter

BEAT_S = 0.005

Measured = Callable[[], Awaitable[float]]  # does a thing, says how long it took


async def clocked(work: Awaitable[object]) -> float:
    """How long a caller waits."""
    began = perf_counter()
    await work
    return since(began)


def since(began: float) -> float:
    return (perf_counter() - began) * 1000


async def by_turns(times: int, *works: Measured) -> list[float]:
    """The median of each, done in turns, so that a busy machine is as unfair to all."""
    return [median(figures) for figures in await all_by_turns(times, *works)]


async def all_by_turns(times: int, *works: Measured) -> list[list[float]]:
    """All figures of each, done in turns."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(times):
        for work, figures in zip(works, taken, strict=True):
            figures.append(await work())
    return taken


def percentile(figures: list[float], percent: int) -> float:
    return sorted(figures)[min(len(figures) * percent // 100, len(figures) - 1)]


@asynccontextmanager
async def heartbeat() -> AsyncIterator[list[float]]:
    """How late each beat of the loop comes while the block lasts.

    Beats that were due while the loop was held count one by one: a hold of a second is two hundred
    late beats, not one.
    """
    late_ms: list[float] = []
    beating = asyncio.create_task(beat(late_ms))
    try:
        yield late_ms
    finally:
        beating.cancel()


async def beat(late_ms: list[float]) -> None:
    due = perf_counter() + BEAT_S
    while True:
        await asyncio.sleep(max(0.0, due - perf_counter()))
        while due <= (now := perf_counter()):
            late_ms.append((now - due) * 1000)
            due += BEAT_S
