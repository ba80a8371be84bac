"""What a streamed reply costs the processor, by our adapter and by a client without manners."""

import json
from contextlib import aclosing
from functools import partial
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from rp_tui.bench.errors import NotMeasured
from rp_tui.bench.prompt.server import AT_ONCE, PACED, serving
from rp_tui.bench.prompt.sizes import Sizes
from rp_tui.bench.rows import Row, row
from rp_tui.bench.timing import by_turns
from rp_tui.core.domain.prompt import Message, Prompt
from rp_tui.core.llm.clients import Clients
from rp_tui.core.llm.endpoint import Endpoint
from rp_tui.core.llm.openai_model import OpenAIModel
from rp_tui.core.llm.port import Params, Text

if TYPE_CHECKING:
    import httpx

# Besides what the floor does, each chunk is checked, rinsed of thinking and of bytes that a
# terminal would obey, and handed on through a pipe that a stop can close at once. Where chunks
# come one by one, waking up for each costs several times what is done with it.
AT_MOST = {AT_ONCE: 1.5, PACED: 1.3}
NAMED = {AT_ONCE: "at once", PACED: "one by one"}
PER = 1_000  # chunks
WARM_UP = 2

PROMPT = Prompt("speak", messages=(Message("user", "Go on."),))
PARAMS = Params("m")
DATA = "data: "


async def rows(_: Path, sizes: Sizes) -> list[Row]:
    async with serving(sizes.chunks) as server:
        often = {AT_ONCE: sizes.streams, PACED: sizes.paced_streams}
        urls = {how: f"{server.address}{how}/v1" for how in often}
        return [await streamed(urls[how], sizes.chunks, how, often[how]) for how in often]


async def streamed(url: str, chunks: int, how: str, often: int) -> Row:
    """One of ours, one of theirs and so on, so that a busy machine is as unfair to both."""
    import httpx

    clients = Clients()
    model = OpenAIModel(Endpoint(url), clients)
    async with httpx.AsyncClient(trust_env=False) as client:
        works = partial(bare, client, url), partial(ours, model)
        await by_turns(WARM_UP, *works)  # each loads itself
        floor, taken = await by_turns(often, *works)
    await clients.close()
    share = PER / chunks
    name = f"CPU of {PER:,} chunks {NAMED[how]}, against bare httpx"
    return row(name, share * taken, "ms", share * floor, bound=AT_MOST[how])


async def ours(model: OpenAIModel) -> float:
    """The CPU of a reply as the engine hears it."""
    began = process_time()
    async with aclosing(model.generate(PROMPT, PARAMS)) as pieces:
        said = [piece.text async for piece in pieces if isinstance(piece, Text)]
    return taken_since(began, said)


async def bare(client: "httpx.AsyncClient", url: str) -> float:
    """The CPU of the same reply, its lines decoded and nothing more."""
    began = process_time()
    body = {"model": "m", "messages": [{"role": "user", "content": "Go on."}], "stream": True}
    async with client.stream("POST", f"{url}/chat/completions", json=body) as response:
        told = [line[len(DATA) :] async for line in response.aiter_lines() if line]
        said = [json.loads(data)["choices"][0]["delta"]["content"] for data in told[:-1]]
    return taken_since(began, said)


def taken_since(began: float, said: list[str]) -> float:
    """In milliseconds, if there was a reply at all."""
    if not "".join(said):
        raise NotMeasured("Nothing was streamed")
    return (process_time() - began) * 1000
