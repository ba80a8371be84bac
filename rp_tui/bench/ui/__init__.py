"""`rp-tui bench ui`: what the screen costs a player, in a real terminal, beside a hello-world."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from rp_tui.bench.rows import Row
from rp_tui.bench.ui import first, keys, opening, starting, streaming
from rp_tui.bench.ui.chats import built
from rp_tui.bench.ui.server import serving
from rp_tui.bench.ui.sizes import Sizes


async def measure(folder: Path, sizes: Sizes, show: Callable[[Row], None]) -> None:
    """Measure everything in a folder with room for it, and show each row as it is known."""
    short, long, several = folder / "short", folder / "long", folder / "several"
    await built(short, sizes.turns)
    await built(long, sizes.opened[1])
    await built(several, *sizes.opened)
    async with serving() as server:
        for part in (
            partial(starting.rows, short, sizes),
            partial(first.rows, short, server, sizes),
            partial(streaming.rows, short, server, sizes),
            partial(keys.rows, short, server, sizes),
            partial(opening.rows, several, sizes),
            partial(opening.paging, long, sizes),
        ):
            for measured in await part():
                show(measured)
