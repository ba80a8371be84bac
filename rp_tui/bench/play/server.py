"""A server in a process of its own that says when it was asked, and when it had said all.

It goes when its standard input is closed: so it outlives nobody. Its clock is the machine's, which
all processes read alike.
"""

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import NamedTuple

from rp_tui.bench.prompt.server import LONGEST_STOP_S, event
from rp_tui.bench.stories import REPLY_WORDS, Story

RUN = f"from {__name__} import run; run()"
SEED = 77
LAST_AFTER_S = 0.02  # as a model's last token comes: when all before it has been heard
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
NOTHING = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"  # it knows of no plans


class Times(NamedTuple):
    """When the first byte of a request came, and when the last token left; in seconds."""

    asked: float
    told: float


class Server:
    """A server that runs, and what it says of each request."""

    def __init__(self, url: str, said: asyncio.StreamReader) -> None:
        self.url = url
        self._said = said

    async def times(self) -> Times:
        """Of the next request that nobody has asked about."""
        asked, told = (await self._said.readline()).split()
        return Times(float(asked), float(told))


@asynccontextmanager
async def serving() -> AsyncIterator[Server]:
    """A server for as long as a block lasts."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", RUN),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        port = int(await process.stdout.readline())
        yield Server(f"http://127.0.0.1:{port}/v1", process.stdout)
    finally:
        process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), LONGEST_STOP_S)
        except TimeoutError:
            process.kill()
            await process.wait()


async def serve() -> None:
    """Answer one request after the other, on as many connections as there are."""
    story = Story(SEED)

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                first = await reader.readexactly(1)
                asked = time.monotonic()
                head = first + await taken(reader)
                if not head.startswith(b"POST"):
                    writer.write(NOTHING)
                    continue
                told = await reply(writer, story.prose(REPLY_WORDS))
                sys.stdout.write(f"{asked} {told}\n")
                sys.stdout.flush()
        writer.close()

    server = await asyncio.start_server(listen, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)
    server.close()


async def taken(reader: asyncio.StreamReader) -> bytes:
    """Take in the rest of a request; its head."""
    head = await reader.readuntil(b"\r\n\r\n")
    fields = (line.partition(b":") for line in head.lower().split(b"\r\n"))
    lengths = (int(value) for name, _, value in fields if name == b"content-length")
    await reader.readexactly(next(lengths, 0))
    return head


async def reply(writer: asyncio.StreamWriter, prose: str) -> float:
    """Stream some prose; say when its last token left."""
    *words, last = prose.split(" ")
    writer.write(HEAD + chunked(b"".join(event(f"{word} ") for word in words)))
    await writer.drain()
    await asyncio.sleep(LAST_AFTER_S)
    told = time.monotonic()
    writer.write(chunked(event(last) + event("", "stop") + b"data: [DONE]\n\n") + chunked(b""))
    await writer.drain()
    return told


def chunked(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


def run() -> None:
    """What the process does."""
    asyncio.run(serve())
