"""The host, with something small in the engine's place."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.host import Host


class Small:
    """Counts, waits and fails on its own thread."""

    def __init__(self) -> None:
        self.thread = threading.get_ident()
        self.done: list[str] = []

    async def where(self) -> int:
        return threading.get_ident()

    async def work(self, name: str, begun: threading.Event, go_on: threading.Event) -> str:
        begun.set()
        await asyncio.to_thread(go_on.wait)
        self.done.append(name)
        return name

    async def fail(self) -> None:
        raise Trouble("It failed; try again.")

    async def blunder(self) -> None:
        raise KeyError("a slip")

    def now(self) -> tuple[int, list[str]]:
        return threading.get_ident(), self.done


closed: list[bool] = []


@asynccontextmanager
async def opening() -> AsyncIterator[Small]:
    yield Small()
    closed.append(True)


async def test_the_engine_lives_on_a_thread_of_its_own() -> None:
    async with Host(opening) as host:
        assert await host.ask(Small.where) != threading.get_ident()
        thread, _ = await asyncio.wrap_future(host.call(Small.now))
        assert thread == await host.ask(Small.where)


async def test_an_answer_of_an_open_core_wakes_who_asked_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    woken: list[object] = []
    loop = asyncio.get_running_loop()
    wake = loop.call_soon_threadsafe

    def noted(callback: Callable[..., object], *args: Any, **options: Any) -> asyncio.Handle:
        woken.append(callback)
        return wake(callback, *args, **options)

    async with Host(opening) as host:
        monkeypatch.setattr(loop, "call_soon_threadsafe", noted)
        await host.ask(Small.where)
        assert len(woken) == 1


async def test_who_stops_waiting_does_not_stop_the_work() -> None:
    begun, go_on = threading.Event(), threading.Event()
    async with Host(opening) as host:
        asked = asyncio.create_task(host.ask(Small.work, "long", begun, go_on))
        await asyncio.to_thread(begun.wait)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        go_on.set()
        assert await host.ask(Small.work, "next", begun, go_on) == "next"
        _, done = await asyncio.wrap_future(host.call(Small.now))
        assert "long" in done


async def test_a_trouble_comes_back_as_itself() -> None:
    async with Host(opening) as host:
        with pytest.raises(Trouble, match="try again"):
            await host.ask(Small.fail)


async def test_closing_waits_until_the_engine_has_closed() -> None:
    closed.clear()
    async with Host(opening):
        assert closed == []
    assert closed == [True]


async def test_an_engine_that_cannot_open_says_so_where_it_was_asked_to() -> None:
    @asynccontextmanager
    async def broken() -> AsyncIterator[Small]:
        yield full()

    def full() -> Small:
        raise Trouble("The disk is full; free some space.")

    with pytest.raises(Trouble, match="disk is full"):
        async with Host(broken):
            pass


async def test_what_is_no_trouble_becomes_one_where_it_is_worded() -> None:
    worded: list[Exception] = []

    def mistaken(error: Exception) -> Trouble:
        worded.append(error)
        return Trouble("That was a mistake of ours.")

    async with Host(opening, mistaken) as host:
        with pytest.raises(Trouble, match="of ours"):
            await host.ask(Small.blunder)
        with pytest.raises(Trouble, match="It failed"):
            await host.ask(Small.fail)
        assert await host.ask(Small.where), "who asked lives on"
    assert [type(error) for error in worded] == [KeyError]


async def test_what_is_no_trouble_and_is_not_worded_comes_as_it_is() -> None:
    async with Host(opening) as host:
        with pytest.raises(KeyError, match="a slip"):
            await host.ask(Small.blunder)


async def test_what_is_asked_before_the_engine_is_open_waits_for_it() -> None:
    may_open = threading.Event()

    @asynccontextmanager
    async def slow() -> AsyncIterator[Small]:
        await asyncio.to_thread(may_open.wait)
        yield Small()

    host = Host(slow)
    asked = asyncio.create_task(host.ask(Small.where))
    host.begin()
    host.begin()
    await asyncio.sleep(0.05)
    assert not asked.done()
    may_open.set()
    assert await asked != threading.get_ident()
    await host.close()


async def test_who_asks_an_engine_that_cannot_open_hears_why_and_it_can_be_closed() -> None:
    @asynccontextmanager
    async def broken() -> AsyncIterator[Small]:
        yield full()

    def full() -> Small:
        raise Trouble("The disk is full; free some space.")

    host = Host(broken)
    host.begin()
    with pytest.raises(Trouble, match="disk is full"):
        await host.ask(Small.where)
    await host.close()


async def test_what_was_never_begun_is_closed_at_once_and_an_opening_on_its_way_first_ends() -> (
    None
):
    closed.clear()
    await Host(opening).close()
    assert closed == []
    host = Host(opening)
    host.begin()
    await host.close()
    assert closed == [True]
