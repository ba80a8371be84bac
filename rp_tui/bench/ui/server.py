"""A server that says as much and as fast as it is asked to."""

import asyncio
import json
import re
import time
from contextlib import AbstractAsyncContextManager
from typing import NamedTuple

from rp_tui.bench.play.server import SEED
from rp_tui.bench.server import (
    HEAD,
    Request,
    Server,
    at_once,
    chunked,
    end,
    event,
    running,
    serve,
)
from rp_tui.bench.stories import REPLY_WORDS, Story
from rp_tui.bench.ui.marks import ENDS

WISH = "Say {tokens} words, {rate} a second, and sign it {end}."
WISHED = re.compile(r"Say (\d+) words, (\d+) a second, and sign it (\d+)\.")
AT_ONCE = 0  # is no rate


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


def serving() -> AbstractAsyncContextManager[Server]:
    """A server for as long as a block lasts."""
    return running(__name__)


def run() -> None:
    """What the process does."""
    story = Story(SEED)

    async def answer(request: Request, writer: asyncio.StreamWriter) -> float:
        wish = wished(request.body)
        writer.write(HEAD)
        words = tokens(story, wish)
        await (at_once(writer, words) if wish.rate == AT_ONCE else paced(writer, words, wish.rate))
        return await end(writer, f"\n\n{wish.mark.decode()}")

    asyncio.run(serve(answer))


def wished(body: bytes) -> Wish:
    """What the newest words of a prompt ask for."""
    newest = json.loads(body)["messages"][-1]["content"]
    return Wish(*map(int, WISHED.findall(newest)[-1]))


def tokens(story: Story, wish: Wish) -> list[str]:
    """Prose in paragraphs, a word at a time; all but the last, a paragraph of its own."""
    words = [f"{word} " for word in story.prose(wish.tokens - 1).split()]
    for at in range(REPLY_WORDS, len(words), REPLY_WORDS):
        words[at] = f"\n\n{words[at]}"
    return words


async def paced(writer: asyncio.StreamWriter, words: list[str], rate: int) -> None:
    """So many a second, however late one of them comes."""
    began = time.monotonic()
    for count, word in enumerate(words, 1):
        writer.write(chunked(event(word)))
        await writer.drain()
        await asyncio.sleep(began + count / rate - time.monotonic())
