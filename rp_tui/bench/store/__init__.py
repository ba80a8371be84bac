"""`rp-tui bench store`: what the log costs, from one batch to a million events."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from rp_tui.bench.rows import Row, row
from rp_tui.bench.store import append, life, nested, past, start
from rp_tui.bench.store.sizes import Sizes
from rp_tui.bench.timing import heartbeat, percentile

REST_S = 0.5
HELD_MS = 20
PARTS = (append.rows, past.rows, nested.rows, life.rows, start.rows)


async def measure(folder: Path, sizes: Sizes, show: Callable[[Row], None]) -> None:
    """Measure everything in a folder with room for it, and show each row as it is known."""
    async with heartbeat() as at_rest:
        await asyncio.sleep(REST_S)
    async with heartbeat() as at_work:
        for part in PARTS:
            for measured in await part(folder, sizes):
                show(measured)
    show(
        row(
            "event loop held by all of it at p99, against rest",
            percentile(at_work, 99),
            "ms",
            percentile(at_rest, 99),
            of="value",
            bound=HELD_MS,
        )
    )
