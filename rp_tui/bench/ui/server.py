"""A server in a process of its own, which says as much and as fast as it is asked to.

It goes when its standard input is closed: so it outlives nobody. Its clock is the machine's, which
all processes read alike.
"""

import asyncio
import json
import re
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import NamedTuple

from rp_tui.bench.play.server import HEAD, NOTHING, SEED, Server, chunked
from rp_tui.bench.prompt.server import LONGEST_STOP_S, event
from rp_tui.bench.stories import REPLY_WORDS, Story
from rp_tui.bench.ui.marks import ENDS

RUN = f"from {__name__} import run; run()"
WISH = "Say {tokens} words, {rate} a second, and sign it {end}."
WISHED = re.compile(r"Say (\d+) words, (\d+) a second, and sign it (\d+)\.")
AT_ONCE = 0  # is no rate
LAST_AFTER_S = 0.02  # as a model's last token comes: when all before it has been heard


class Wish(NamedTuple):
    """A reply of so many words, so many a second, and the letter that it ends with."""

    tokens: int
    rate: int
    end: int

    @property
    def prose(self) -> str:
        """How a player asks for it."""
        return WISH.format(**self._asdict())

    @property
    def mark(self) -> bytes:
        """By what its end is known."""
        return ENDS[self.end % len(ENDS)].encode()


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
                head, body = await taken(reader)
                if not (first + head).startswith(b"POST"):
                    writer.write(NOTHING)
                    continue
                wish = wished(body)
                told = await reply(writer, tokens(story, wish), wish.rate)
                sys.stdout.write(f"{asked} {told}\n")
                sys.stdout.flush()
        writer.close()

    server = await asyncio.start_server(listen, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)
    server.close()


async def taken(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    """The rest of a request: its head and its body."""
    head = await reader.readuntil(b"\r\n\r\n")
    fields = (line.partition(b":") for line in head.lower().split(b"\r\n"))
    lengths = (int(value) for name, _, value in fields if name == b"content-length")
    return head, await reader.readexactly(next(lengths, 0))


def wished(body: bytes) -> Wish:
    """What the newest words of a prompt ask for."""
    newest = json.loads(body)["messages"][-1]["content"]
    return Wish(*map(int, WISHED.findall(newest)[-1]))


def tokens(story: Story, wish: Wish) -> list[str]:
    """Prose in paragraphs, a word at a time; the last one is a paragraph of its own."""
    words = [f"{word} " for word in story.prose(wish.tokens - 1).split()]
    for at in range(REPLY_WORDS, len(words), REPLY_WORDS):
        words[at] = f"\n\n{words[at]}"
    return [*words, f"\n\n{wish.mark.decode()}"]


async def reply(writer: asyncio.StreamWriter, words: list[str], rate: int) -> float:
    """Stream some words; say when the last of them left."""
    *most, last = words
    writer.write(HEAD)
    if rate == AT_ONCE:
        writer.write(chunked(b"".join(map(event, most))))
        await writer.drain()
        await asyncio.sleep(LAST_AFTER_S)
    else:
        began = time.monotonic()
        for count, word in enumerate(most, 1):
            writer.write(chunked(event(word)))
            await writer.drain()
            await asyncio.sleep(began + count / rate - time.monotonic())
    told = time.monotonic()
    writer.write(chunked(event(last) + event("", "stop") + b"data: [DONE]\n\n") + chunked(b""))
    await writer.drain()
    return told


def run() -> None:
    """What the process does."""
    asyncio.run(serve())
