"""Processes in which nothing is loaded yet and nothing was let go."""

import asyncio
import sys

from rp_tui.bench.errors import ProcessEnded


async def ran(code: str, *arguments: str) -> list[float]:
    """Run some code in a process of its own; the figures that it says."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", code, *arguments), stdout=asyncio.subprocess.PIPE
    )
    try:
        said, _ = await process.communicate()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise
    if process.returncode:
        raise ProcessEnded("A process")
    return [float(figure) for figure in said.split()]
