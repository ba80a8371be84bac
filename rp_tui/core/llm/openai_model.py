"""A model behind any server that speaks OpenAI's protocol."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Iterable
from contextlib import aclosing, suppress
from typing import TYPE_CHECKING, Any

from rp_tui.core.domain.prompt import Prompt
from rp_tui.core.llm import request
from rp_tui.core.llm.clients import Clients, post
from rp_tui.core.llm.endpoint import Endpoint
from rp_tui.core.llm.failures import Garbled, NoClient, Refused, seconds, understood
from rp_tui.core.llm.pipe import Pipe
from rp_tui.core.llm.port import End, Params, Piece, Retrying
from rp_tui.core.llm.stream import Reply

if TYPE_CHECKING:
    import httpx2

SLOW_AFTER_S = 30.0
RETRY_WAITS_S = (1.0, 2.0, 4.0)  # before each time that a server without room is asked again
LONGEST_RETRY_WAIT_S = 30.0
NO_ROOM = 503

FIGURES_S = 1.0  # how long the figures may take to follow a reply that is over
GOODBYE_S = 0.2  # how long a server may take to end its answer, so that its connection is kept

# To wake up for each token is dear, and nobody sees them one by one: a token that was waited for is
# taken in with those that come within a frame of it. The first is not held up, nor is a backlog.
GATHERING_S = 1 / 15
AT_ONCE_S = 0.002


class OpenAIModel:
    """Streams replies of one endpoint's models."""

    def __init__(
        self,
        endpoint: Endpoint,
        clients: Clients,
        *,
        slot: str = "",
        slow_after_s: float = SLOW_AFTER_S,
        retry_waits_s: tuple[float, ...] = RETRY_WAITS_S,
    ) -> None:
        self._endpoint, self._clients, self._slot = endpoint, clients, slot
        self._slow_after_s, self._retry_waits_s = slow_after_s, retry_waits_s

    async def warm(self) -> None:
        """Load the library and make the client, in a thread."""
        with suppress(NoClient):  # it is told when something is asked
            await self._clients.get(self._endpoint)

    async def generate(self, prompt: Prompt, params: Params) -> AsyncGenerator[Piece, None]:
        """Stream a reply; raises a ModelTrouble behind what was said before."""
        pipe = Pipe(self._slow_after_s)
        body = request.body(prompt, params)
        reader = asyncio.create_task(self._read(body, pipe), name="model")
        reader.add_done_callback(lambda _: pipe.close())
        over = False
        try:
            async for piece in pipe:
                over = isinstance(piece, End)
                yield piece
            error = reader.exception()
        finally:
            await ended(reader, at_once=not over)
        if error:
            raise understood(error, self._endpoint, params.model, self._slot) or error

    async def _read(self, body: dict[str, Any], pipe: Pipe) -> None:
        """Put a reply into the pipe, as it comes."""
        client = await self._clients.get(self._endpoint)
        for attempt, wait_s in enumerate((*self._retry_waits_s, None), start=1):
            try:
                response = await post(client, body)
                break
            except Refused as refused:
                if refused.status != NO_ROOM or wait_s is None:
                    raise
                wait_s = min(max(wait_s, seconds(refused.retry_after) or 0), LONGEST_RETRY_WAIT_S)
            pipe.put(Retrying(attempt, len(self._retry_waits_s), wait_s))
            await asyncio.sleep(wait_s)
        try:
            await hear(response, pipe)
        finally:
            await response.aclose()


async def hear(response: "httpx2.Response", pipe: Pipe) -> None:
    """Put what a server says into the pipe, to the end of it."""
    import httpx2

    reply = Reply()
    async with aclosing(response.aiter_raw()) as received:
        try:
            await follow(received, reply, pipe)
        except (httpx2.HTTPError, Refused, Garbled):
            if not reply.finished:
                pour(reply.held(), pipe)
                raise
        pour(reply.rest(), pipe)
        pipe.put(reply.end())
        if reply.done:
            with suppress(TimeoutError, httpx2.HTTPError):
                async with asyncio.timeout(GOODBYE_S):
                    async for _ in received:
                        pass


async def follow(received: AsyncIterator[bytes], reply: Reply, pipe: Pipe) -> None:
    """Listen until the reply is over, however much longer the server would talk or be silent."""
    loop = asyncio.get_running_loop()
    with suppress(TimeoutError):
        async with asyncio.timeout(None) as patience:
            asked = loop.time()
            async for data in received:
                if reply.spoke and not reply.finished and loop.time() - asked > AT_ONCE_S:
                    await asyncio.sleep(GATHERING_S)
                pour(reply.feed(data), pipe)
                if reply.done or reply.full:
                    return
                if reply.finished and patience.when() is None:
                    patience.reschedule(loop.time() + FIGURES_S)
                asked = loop.time()


def pour(pieces: Iterable[Piece], pipe: Pipe) -> None:
    for piece in pieces:
        pipe.put(piece)


async def ended(task: asyncio.Task[None], *, at_once: bool) -> None:
    """See a task to its end, so that it outlives nobody who waits for it."""
    try:
        if not at_once:
            await asyncio.wait({task})
    finally:
        task.cancel()
        await asyncio.wait({task})
        if not task.cancelled():
            task.exception()  # looked at, so that nothing is printed of it
