"""Turns in a long chat and in a short one: how soon a model is asked, how soon all is written."""

import json
import time
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from rp_tui.bench.play.chats import HOST, playing
from rp_tui.bench.play.sizes import Sizes
from rp_tui.bench.rows import Row, row
from rp_tui.bench.server import Server
from rp_tui.bench.stage import Stage, staged
from rp_tui.bench.stories import YOUR_WORDS
from rp_tui.bench.timing import percentile
from rp_tui.core.engine import Engine
from rp_tui.core.storage.log import Log

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx2

PROMPT_WORDS = 4_000  # of a bare request, which is about as long as ours
SEND_MS, SPOKEN_MS, GROWTH = 15, 30, 1.3
WARM = 3  # turns that are played before any is measured


class Taken(NamedTuple):
    """From sending to the request, and from the last token to what was said being written."""

    send_ms: float
    spoken_ms: float


async def rows(short: Path, long: Path, server: Server, sizes: Sizes) -> list[Row]:
    """All by turns, so that a busy machine is as unfair to each."""
    few: list[Taken] = []
    many: list[Taken] = []
    floor: list[Taken] = []
    async with (
        playing(short, server.url) as one,
        playing(long, server.url) as other,
        floored(short.parent / "floor.db", server) as bare,
    ):
        for engine in (one, other):
            await engine.warm()
        for _ in range(WARM + sizes.sends):
            prose = bare.stage.story.prose(YOUR_WORDS)
            floor.append(await bare.taken())
            few.append(await taken(one, server, prose))
            many.append(await taken(other, server, prose))
    return judged(few[WARM:], many[WARM:], floor[WARM:], sizes)


async def taken(engine: Engine, server: Server, prose: str) -> Taken:
    """A turn; the next comes when its consequences are drawn, as nobody writes any faster."""
    began = time.monotonic()
    await engine.take_turn(HOST, prose)
    ended = time.monotonic()
    asked, told = await server.times()
    await engine.quiet()
    return Taken((asked - began) * 1000, (ended - told) * 1000)


class Floor:
    """What nobody could do without: a request, and an append of two turns."""

    def __init__(self, stage: Stage, client: "httpx2.AsyncClient", server: Server) -> None:
        self.stage, self._client, self._server = stage, client, server
        prompt = {"role": "user", "content": stage.story.prose(PROMPT_WORDS)}
        self._body = {"model": "m", "messages": [prompt], "stream": True}

    async def taken(self) -> Taken:
        """A request as soon as it can be, and then the writing as soon as it can be."""
        began = time.monotonic()
        content = json.dumps(self._body)
        await self._client.post(f"{self._server.url}/chat/completions", content=content)
        asked, _ = await self._server.times()
        head = await self.stage.database.do(Log.head, HOST)
        _, yours, reply = self.stage.story.exchange(HOST)
        spoken_ms = await self.stage.clocked(Log.append, head, yours, reply[:1])
        return Taken((asked - began) * 1000, spoken_ms)


@asynccontextmanager
async def floored(path: Path, server: Server) -> "AsyncIterator[Floor]":
    import httpx2

    async with staged(path, hosts=1) as stage, httpx2.AsyncClient(trust_env=False) as client:
        yield Floor(stage, client, server)


def judged(few: list[Taken], many: list[Taken], floor: list[Taken], sizes: Sizes) -> list[Row]:
    after, short = f"after {sizes.many_turns:,} turns", f"{sizes.few_turns:,}"
    found: list[Row] = []
    for at, what, bare, bound in (
        (0, "send to request", "bare", SEND_MS),
        (1, "last token to spoken", "append", SPOKEN_MS),
    ):
        least, shorter, longer = ([each[at] for each in times] for times in (floor, few, many))
        p50, p95 = median(longer), percentile(longer, 95)
        name = f"{what} {after}, against {bare}"
        found += [
            row(name, p50, "ms", median(least), of="value", bound=bound),
            row(f"  at p95, {what}", p95, "ms", percentile(least, 95)),
            row(f"  {what}, against after {short}", p50, "ms", median(shorter), bound=GROWTH),
        ]
    return found
