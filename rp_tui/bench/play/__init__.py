"""`rp-tui bench play`: what a turn costs between you and the model, and how a long play grows."""

from collections.abc import Callable
from pathlib import Path

from rp_tui.bench.play import first, recalling, soak, turns
from rp_tui.bench.play.chats import built
from rp_tui.bench.play.server import serving
from rp_tui.bench.play.sizes import Sizes
from rp_tui.bench.rows import Row


async def measure(folder: Path, sizes: Sizes, show: Callable[[Row], None]) -> None:
    """Measure everything in a folder with room for it, and show each row as it is known."""
    short, long = folder / "short", folder / "long"
    await built(short, sizes.few_turns, sizes.memories)
    await built(long, sizes.many_turns, sizes.memories)
    async with serving() as server:
        for part in (turns.rows(short, long, server, sizes), first.rows(long, server, sizes)):
            for measured in await part:
                show(measured)
    show(await recalling.row_of(long, sizes))
    show(await soak.row_of(folder / "soak", sizes))
