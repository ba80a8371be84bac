"""The host: the core's own thread and loop, so that a terminal that stalls stalls no story."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager
from threading import Thread
from typing import Concatenate, Generic, ParamSpec, Self, TypeVar

from rp_tui.core.domain.errors import Trouble

P = ParamSpec("P")
T = TypeVar("T")
E = TypeVar("E")

Opening = Callable[[], AbstractAsyncContextManager[E]]


def as_it_is(error: Exception) -> Exception:
    """A mistake that nobody words."""
    return error


class Host(Generic[E]):
    """Runs what an opening yields, the engine, on a thread of its own, until it is closed.

    What goes wrong and is no trouble is a mistake of ours; `mistaken` makes a trouble of it.
    """

    def __init__(
        self, opening: Opening[E], mistaken: Callable[[Exception], Exception] = as_it_is
    ) -> None:
        self._opening, self._mistaken = opening, mistaken
        self._thread = Thread(target=self._run, name="core", daemon=True)
        self._open: Future[E] = Future()
        self._loop: asyncio.AbstractEventLoop
        self._closing: asyncio.Event
        self._ended: Future[None] = Future()

    async def __aenter__(self) -> Self:
        self.begin()
        await self.opened()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    @property
    def begun(self) -> bool:
        """Whether it was ever asked to open."""
        return self._thread.ident is not None

    def begin(self) -> None:
        """Open it, and wait for nothing; once, however often it is asked."""
        if not self.begun:
            self._thread.start()

    async def opened(self) -> None:
        """Wait until it is open; what kept it from that is raised."""
        if not self._open.done():  # to wait for another thread's answer costs a wake of this one
            await asyncio.shield(asyncio.wrap_future(self._open))
        self._open.result()

    async def close(self) -> None:
        """Close what is open, and wait until it is closed; an opening on its way ends first."""
        if not self.begun:
            return
        try:
            await self.opened()
        except Exception:  # who waited for it has heard
            return
        self._loop.call_soon_threadsafe(self._closing.set)
        await asyncio.shield(asyncio.wrap_future(self._ended))

    async def ask(
        self, method: Callable[Concatenate[E, P], Awaitable[T]], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Call a method of the engine, once that is open; who stops waiting stops that alone."""
        await self.opened()
        asked = asyncio.run_coroutine_threadsafe(self._call(method, *args, **kwargs), self._loop)
        answer = asyncio.wrap_future(asked)
        answer.add_done_callback(heard)
        return await asyncio.shield(answer)

    def call(
        self, method: Callable[Concatenate[E, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> "Future[T]":
        """Call a method that does not wait, on the core's thread."""

        async def job() -> T:
            return method(self._open.result(), *args, **kwargs)

        return asyncio.run_coroutine_threadsafe(job(), self._loop)

    async def _call(
        self, method: Callable[Concatenate[E, P], Awaitable[T]], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        try:
            return await method(self._open.result(), *args, **kwargs)
        except Trouble:
            raise
        except Exception as error:  # the edge of the core: who asked lives on
            raise self._mistaken(error) from None

    def _run(self) -> None:
        try:
            asyncio.run(self._live())
        except BaseException as error:
            if not self._open.done():
                self._open.set_exception(error)
                self._ended.set_result(None)
                return
            self._ended.set_exception(error)
        else:
            self._ended.set_result(None)

    async def _live(self) -> None:
        self._loop, self._closing = asyncio.get_running_loop(), asyncio.Event()
        async with self._opening() as engine:
            self._open.set_result(engine)
            await self._closing.wait()


def heard(answer: "asyncio.Future[T]") -> None:
    """What goes wrong when nobody waits any more is told by the engine's feed, and not to a log."""
    if not answer.cancelled():
        answer.exception()
