"""The server itself: it listens on 127.0.0.1, writes down what it is asked, and keeps to plans."""

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Self

from tests.loopback import plans
from tests.loopback.asked import Asked, heard
from tests.loopback.talk import Talk

Plan = Callable[[Talk], Awaitable[None]]

CHAT = "/v1/chat/completions"
MODELS = ("tiny", "small")
FEATHERLESS_PLAN = {"max_context_length": 16_384, "max_model_size": 15, "concurrency": 2}
PATIENCE_S = 8.0  # less than what waits for a limit of ten would need
GONE = (ConnectionError, asyncio.IncompleteReadError)


class Loopback:
    """A model's server for tests; leave its context and nothing of it is left.

    `plan` is what every chat gets, unless `script` names others for the next ones, in turn.
    `pages` are answers by path, beside those that every such server has.
    """

    def __init__(
        self,
        plan: Plan | None = None,
        *,
        port: int = 0,
        pages: Mapping[str, Any] | None = None,
    ) -> None:
        self.plan: Plan = plan or plans.says("Hello there.")
        self.asked: list[Asked] = []
        self.port = port
        models = [{"id": name, "object": "model"} for name in MODELS]
        self.pages: dict[str, Any] = {
            "/v1/models": {"object": "list", "data": models},
            "/v1/plan": FEATHERLESS_PLAN,
        } | dict(pages or {})
        self._script: deque[Plan] = deque()
        self._connections: set[asyncio.Task[None]] = set()
        self._asked = asyncio.Event()

    @property
    def url(self) -> str:
        """What a client takes for its base URL."""
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def chats(self) -> list[Asked]:
        """What was asked of the model."""
        return [asked for asked in self.asked if asked.path == CHAT]

    @property
    def open(self) -> int:
        """How many connections there are now."""
        return len(self._connections)

    def script(self, *turns: Plan) -> None:
        """What the next chats get, each in its turn."""
        self._script.extend(turns)

    async def reached(self, chats: int, within_s: float = PATIENCE_S) -> None:
        """Wait until so many chats have been asked for."""
        async with asyncio.timeout(within_s):
            while len(self.chats) < chats:
                self._asked.clear()
                await self._asked.wait()

    async def idle(self, within_s: float = PATIENCE_S) -> None:
        """Wait until nobody is connected."""
        async with asyncio.timeout(within_s):
            while self._connections:
                await asyncio.wait(self._connections)

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in tuple(self._connections):
            task.cancel()
        if self._connections:
            await asyncio.wait(self._connections)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._connections.add(task)
        try:
            await self._serve(reader, writer)
        except (*GONE, asyncio.CancelledError):
            pass  # a cancelled one must end quietly, or the loop would print of it
        finally:
            self._connections.discard(task)
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request after the other, and notice who leaves in the middle of one."""
        first = b""
        while asked := await heard(reader, first):
            self.asked.append(asked)
            self._asked.set()
            work = asyncio.create_task(self._answer(Talk(asked, writer)))
            watch = asyncio.create_task(reader.read(1))
            try:
                await asyncio.wait({work, watch}, return_when=asyncio.FIRST_COMPLETED)
                if not work.done() and left(watch):
                    raise ConnectionResetError
                await work
                asked.answered = True
                first = await watch
                if not first:
                    return
            except GONE:
                if not asked.answered:
                    asked.gone_at = time.monotonic()
                raise
            finally:
                await dropped(work, watch)

    async def _answer(self, talk: Talk) -> None:
        asked = talk.asked
        if asked.path in {CHAT, "/chat/completions"} and asked.method == "POST":
            await (self._script.popleft() if self._script else self.plan)(talk)
        elif asked.path in self.pages:
            page = self.pages[asked.path]
            await (page(talk) if callable(page) else talk.answer(page))
        else:
            await talk.answer({"detail": "Not Found"}, status=404)


def left(watch: asyncio.Task[bytes]) -> bool:
    """Whether who asked is no longer there; a byte would be of their next request."""
    return watch.done() and (watch.exception() is not None or not watch.result())


async def dropped(*tasks: asyncio.Task[Any]) -> None:
    """Cancel tasks and see them to their ends."""
    for task in tasks:
        task.cancel()
    for task in tasks:
        with contextlib.suppress(asyncio.CancelledError, *GONE):
            await task
