"""A server in a process of its own, which streams replies for as long as somebody wants them.

It says on which port, and goes when its standard input is closed: so it outlives nobody.
"""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

WORD = " lantern"
PACED, AT_ONCE = "/paced", "/at-once"  # as a quick model's tokens come, each on its own; or not
PACE_S = 0.001
RUN = f"from {__name__} import run; run()"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
LONGEST_STOP_S = 5.0


@asynccontextmanager
async def serving(chunks: int) -> AsyncIterator[str]:
    """The address of a server whose every reply has so many chunks; the path says how they come."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", RUN, str(chunks)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        port = int(await process.stdout.readline())
        yield f"http://127.0.0.1:{port}"
    finally:
        process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), LONGEST_STOP_S)
        except TimeoutError:
            process.kill()
            await process.wait()


def event(content: str, finish: str | None = None) -> bytes:
    """A chunk as OpenAI's protocol has it."""
    choice = {"index": 0, "delta": {"content": content}, "finish_reason": finish}
    told = {"id": "bench", "object": "chat.completion.chunk", "model": "m", "choices": [choice]}
    return f"data: {json.dumps(told)}\n\n".encode()


async def serve(chunks: int) -> None:
    """Stream to whoever asks, until nobody can ask any more."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        fields = (line.partition(b":") for line in head.lower().split(b"\r\n"))
        length = next(int(value) for name, _, value in fields if name == b"content-length")
        await reader.readexactly(length)
        paced = f" {PACED}/".encode() in head
        writer.write(HEAD)
        for _ in range(chunks):
            writer.write(event(WORD))
            await writer.drain()
            if paced:
                await asyncio.sleep(PACE_S)
        writer.write(event("", "stop") + b"data: [DONE]\n\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)
    server.close()


def run() -> None:
    """What the process does."""
    asyncio.run(serve(int(sys.argv[1])))
