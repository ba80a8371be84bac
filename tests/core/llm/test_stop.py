"""Stopping reaches the server at once, wherever a call stands, and leaves nothing running."""

import asyncio
import contextlib
import gc
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager

import pytest

from rp_tui.core.llm.port import Text
from tests.loopback import Plan, plans
from tests.loopback.player import Player, playing
from tests.loopback.talk import Talk

PROMISED_S = 0.1
SOON_S = 3.0  # on a machine that others keep busy; what waits for a limit waits for ten
TRIES = 10
PLACES: dict[str, Plan] = {
    "before the answer begins": plans.hangs(at_once=True),
    "before the first word": plans.hangs(),
    "in the middle of a reply": plans.hangs("Hello"),
    "in a flood of words": plans.never_ends(),
    "within a drop of words": plans.says(["word "] * 1_000, every_s=0.005),
}


@pytest.fixture(autouse=True)
def _nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    yield
    assert capfd.readouterr() == ("", "")


@asynccontextmanager
async def reached_in_time(player: Player) -> AsyncIterator[None]:
    """The server sees soon that its client has gone."""
    stopped_at = time.monotonic()
    yield
    await player.server.idle()
    assert gone_after(player, stopped_at) < SOON_S


def gone_after(player: Player, stopped_at: float) -> float:
    """How many seconds after a stop the server saw that its client had gone."""
    gone_at = player.server.chats[-1].gone_at
    assert gone_at is not None
    return gone_at - stopped_at


async def begun(player: Player) -> None:
    """Wait until the server knows of the call, and has begun to do as planned."""
    await player.server.reached(1)
    await asyncio.sleep(0.02)


@pytest.mark.parametrize("plan", PLACES.values(), ids=PLACES)
async def test_cancelling_who_listens_stops_the_server(plan: Plan) -> None:
    async with playing(plan) as player:
        listener = asyncio.create_task(player.hear())
        await begun(player)
        async with reached_in_time(player):
            listener.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await listener


async def test_a_stop_takes_no_longer_than_promised() -> None:
    async with playing(plans.hangs("Hello")) as player:
        took_s = []
        for _ in range(TRIES):
            pieces = player.ask()
            await anext(pieces)
            stopped_at = time.monotonic()
            await pieces.aclose()
            await player.server.idle()
            took_s.append(gone_after(player, stopped_at))
        assert min(took_s) < PROMISED_S, "the machine may be busy in some, not in all of them"


@pytest.mark.parametrize("plan", PLACES.values(), ids=PLACES)
async def test_running_out_of_time_stops_the_server(plan: Plan) -> None:
    async with playing(plan) as player:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(player.hear(), 0.1)
        async with reached_in_time(player):
            pass


async def closes(player: Player) -> None:
    pieces = player.ask()
    assert isinstance(await anext(pieces), Text)
    await pieces.aclose()


async def leaves_the_loop(player: Player) -> None:
    async for piece in player.ask():
        assert isinstance(piece, Text)
        break
    gc.collect()
    await asyncio.sleep(0.01)


async def fails_while_listening(player: Player) -> None:
    async def listen() -> None:
        async for _ in player.ask():
            raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        await listen()
    await asyncio.sleep(0.01)


@pytest.mark.parametrize("stop", [closes, leaves_the_loop, fails_while_listening])
async def test_whoever_stops_listening_stops_the_server(
    stop: Callable[[Player], Awaitable[None]],
) -> None:
    async with playing(plans.hangs("Hello")) as player:
        await stop(player)
        async with reached_in_time(player):
            pass


async def test_a_stream_that_nobody_begins_asks_nothing() -> None:
    async with playing() as player:
        pieces = player.ask()
        await pieces.aclose()
        assert player.server.asked == []


async def test_stopping_between_two_tries_asks_no_more() -> None:
    async with playing(plans.refuses(503), retry_waits_s=(60.0,)) as player:
        pieces = player.ask()
        await anext(pieces)
        await pieces.aclose()
        assert len(player.server.chats) == 1


async def test_a_server_that_holds_on_after_the_end_delays_nobody() -> None:
    async def holds_on(talk: Talk) -> None:
        await talk.begin()
        await talk.say("Hello", "stop")
        await talk.event("[DONE]")
        await asyncio.sleep(plans.LONG)

    async with playing(holds_on) as player:
        async with asyncio.timeout(SOON_S):
            assert (await player.hear()).outcome == "done"
        await player.server.idle()


async def test_many_stopped_calls_leave_neither_task_nor_connection() -> None:
    async with playing(plans.hangs("Hello")) as player:
        listeners = [asyncio.create_task(player.hear()) for _ in range(30)]
        await player.server.reached(len(listeners))
        for listener in listeners:
            listener.cancel()
        await asyncio.wait(listeners)
        await player.server.idle()
        assert all(chat.gone_at for chat in player.server.chats)
