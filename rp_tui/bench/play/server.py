"""A server that answers everything with a reply of the usual length, and all of it at once."""

import asyncio
from contextlib import AbstractAsyncContextManager

from rp_tui.bench.server import HEAD, Request, Server, at_once, end, running, serve
from rp_tui.bench.stories import REPLY_WORDS, Story

SEED = 77


def serving() -> AbstractAsyncContextManager[Server]:
    """A server for as long as a block lasts."""
    return running(__name__)


def run() -> None:
    """What the process does."""
    story = Story(SEED)

    async def answer(_: Request, writer: asyncio.StreamWriter) -> float:
        *words, last = story.prose(REPLY_WORDS).split(" ")
        writer.write(HEAD)
        await at_once(writer, [f"{word} " for word in words])
        return await end(writer, last)

    asyncio.run(serve(answer))
