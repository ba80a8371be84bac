"""`rp-tui bench prompt`: how steady a prompt is, how soon it is there, what a stream costs."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from rp_tui.bench.prompt import assembly, steady, streaming
from rp_tui.bench.prompt.sizes import Sizes
from rp_tui.bench.rows import Row
from rp_tui.core.llm import tokens

PARTS = (steady.rows, assembly.rows, streaming.rows)


async def measure(folder: Path, sizes: Sizes, show: Callable[[Row], None]) -> None:
    """Measure everything in a folder with room for it, and show each row as it is known."""
    await asyncio.to_thread(tokens.load)
    for part in PARTS:
        for measured in await part(folder, sizes):
            show(measured)
