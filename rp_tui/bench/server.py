"""A model's server in a process of its own: it costs nothing of what is measured beside it.

It says on which port it is, and of each request when it came. It goes when its standard input is
closed: so it outlives nobody. Its clock is the machine's, which all processes read alike.
"""

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import NamedTuple

from rp_tui.bench.errors import NeverAsked, ProcessEnded

RUN = "from {module} import run; run()"
LAST_AFTER_S = 0.02  # as a model's last token comes: when all before it has been heard
LONGEST_STOP_S = 5.0
PATIENCE_S = 60.0  # with a request that was sent
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
NOTHING = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"  # it knows of no plans


class Request(NamedTuple):
    """What a client sends."""

    head: bytes
    body: bytes


class Times(NamedTuple):
    """When the first byte of a request came, and when the last token left; in seconds."""

    asked: float
    told: float


# Streams the reply to a request; when its last token left.
Answer = Callable[[Request, asyncio.StreamWriter], Awaitable[float]]


class Server:
    """A server that runs, and what it says of each request."""

    def __init__(self, address: str, said: asyncio.StreamReader) -> None:
        self.address = address
        self._said = said

    @property
    def url(self) -> str:
        """Where its models are."""
        return f"{self.address}/v1"

    async def times(self) -> Times:
        """Of the next request that nobody has asked about."""
        asked, told = await line_of(self._said)
        return Times(float(asked), float(told))


async def line_of(said: asyncio.StreamReader) -> list[bytes]:
    """The words of the next line that a server says."""
    try:
        line = await asyncio.wait_for(said.readline(), PATIENCE_S)
    except TimeoutError:
        raise NeverAsked(PATIENCE_S) from None
    if not line:
        raise ProcessEnded("The server")
    return line.split()


@asynccontextmanager
async def running(module: str, *args: str) -> AsyncIterator[Server]:
    """The server that a module's `run` is, for as long as a block lasts."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", RUN.format(module=module), *args),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        (port,) = await line_of(process.stdout)
        yield Server(f"http://127.0.0.1:{int(port)}", process.stdout)
    finally:
        process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), LONGEST_STOP_S)
        except TimeoutError:
            process.kill()
            await process.wait()


async def serve(answer: Answer) -> None:
    """Answer one request after the other, on as many connections as there are."""

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                first = await reader.readexactly(1)
                asked = time.monotonic()
                request = await taken(first, reader)
                if not request.head.startswith(b"POST"):
                    writer.write(NOTHING)
                    continue
                say(f"{asked} {await answer(request, writer)}")
        writer.close()

    server = await asyncio.start_server(listen, "127.0.0.1", 0)
    say(f"{server.sockets[0].getsockname()[1]}")
    await asyncio.to_thread(sys.stdin.read)
    server.close()


def say(line: str) -> None:
    """Tell whoever has started the process."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def taken(first: bytes, reader: asyncio.StreamReader) -> Request:
    """A request, of which some has come."""
    head = first + await reader.readuntil(b"\r\n\r\n")
    fields = (line.partition(b":") for line in head.lower().split(b"\r\n"))
    lengths = (int(value) for name, _, value in fields if name == b"content-length")
    return Request(head, await reader.readexactly(next(lengths, 0)))


async def at_once(writer: asyncio.StreamWriter, words: list[str]) -> None:
    """All of them but the last, which comes when they are heard."""
    writer.write(chunked(b"".join(map(event, words))))
    await writer.drain()
    await asyncio.sleep(LAST_AFTER_S)


async def end(writer: asyncio.StreamWriter, last: str) -> float:
    """The last word of a reply; when it left."""
    told = time.monotonic()
    writer.write(chunked(event(last) + event("", "stop") + b"data: [DONE]\n\n") + chunked(b""))
    await writer.drain()
    return told


def event(content: str, finish: str | None = None) -> bytes:
    """A chunk as OpenAI's protocol has it."""
    choice = {"index": 0, "delta": {"content": content}, "finish_reason": finish}
    told = {"id": "bench", "object": "chat.completion.chunk", "model": "m", "choices": [choice]}
    return f"data: {json.dumps(told)}\n\n".encode()


def chunked(data: bytes) -> bytes:
    """As HTTP frames it."""
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"
