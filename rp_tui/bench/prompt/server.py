"""A server that streams one word again and again, as fast as the path says."""

import asyncio
import sys
from contextlib import AbstractAsyncContextManager

from rp_tui.bench.server import HEAD, Request, Server, chunked, end, event, running, serve

WORD = " lantern"
PACED, AT_ONCE = "/paced", "/at-once"  # as a quick model's tokens come, each on its own; or not
PACE_S = 0.001


def serving(chunks: int) -> AbstractAsyncContextManager[Server]:
    """A server whose every reply has so many chunks."""
    return running(__name__, str(chunks))


def run() -> None:
    """What the process does."""
    chunks = int(sys.argv[1])

    async def answer(request: Request, writer: asyncio.StreamWriter) -> float:
        is_paced = f" {PACED}/".encode() in request.head
        writer.write(HEAD)
        for _ in range(chunks - 1):
            writer.write(chunked(event(WORD)))
            await writer.drain()
            if is_paced:
                await asyncio.sleep(PACE_S)
        return await end(writer, WORD)

    asyncio.run(serve(answer))
