"""How soon the command line answers, as a whole process."""

import asyncio
import subprocess
import sys
from pathlib import Path

from rp_tui.bench.rows import Row, row
from rp_tui.bench.store.sizes import Sizes
from rp_tui.bench.timing import by_turns, clocked

AT_MOST = 4
HELP = ("-m", "rp_tui", "--help")
NOTHING = ("-c", "pass")


async def rows(_: Path, sizes: Sizes) -> list[Row]:
    floor, taken = await by_turns(
        sizes.starts,
        lambda: clocked(asyncio.to_thread(python, *NOTHING)),
        lambda: clocked(asyncio.to_thread(python, *HELP)),
    )
    return [row("rp-tui --help, against python -c pass", taken, "ms", floor, bound=AT_MOST)]


def python(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
