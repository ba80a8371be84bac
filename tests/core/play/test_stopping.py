"""A stop ends what it finds, wherever that is; nothing stands before a reply for long."""

import asyncio
import time

import pytest

from rp_tui.core.llm.chain import Chain
from rp_tui.core.llm.errors import ModelCold
from rp_tui.core.llm.ladder import Ladder
from rp_tui.core.play import holding, reply
from rp_tui.core.storage.inflight import all_inflight
from tests.core.play.acting import Playing, Voice, Watcher
from tests.core.play.company import both, observed, turns

AT_ONCE_S = 1.0
IN_THE_WAY_S = 1.0  # in place of two seconds
NOISE_S = 0.9  # of a machine with other work


async def test_a_stop_ends_the_question_who_is_spoken_to(play: Playing) -> None:
    mara, _ = await both(play)
    ladder = observed(play)
    ladder.waits["addressee"] = asyncio.Event()
    before = await turns(play, mara)
    turn = asyncio.create_task(play.engine.take_turn(mara, "What do you think?"))
    while not ladder.told("addressee"):  # noqa: ASYNC110  (nothing tells of it)
        await asyncio.sleep(0.01)
    async with asyncio.timeout(AT_ONCE_S):
        await play.engine.stop(mara)
    outcome = await turn
    assert (outcome.ending, outcome.prose) == ("dropped", "What do you think?")
    assert await turns(play, mara) == before
    assert await play.database.ask(all_inflight) == []


async def test_a_stop_ends_the_wait_for_what_was_said_last(play: Playing) -> None:
    mara = await play.begin()
    ladder = observed(play)
    ladder.waits["state_update"] = settles = asyncio.Event()
    first = await play.engine.take_turn(mara, "I love you.")
    before = await turns(play, mara)
    watcher = Watcher(play.engine.feed)
    turn = asyncio.create_task(play.engine.take_turn(mara, "Do you hear?"))
    await watcher.until("waiting")
    async with asyncio.timeout(AT_ONCE_S):
        await play.engine.stop(mara)
    assert (await turn).prose == "Do you hear?"
    assert await turns(play, mara) == before
    assert [*play.engine.room(mara).settling] == [first.steps[-1]]
    settles.set()
    await play.engine.quiet()
    assert play.engine.room(mara).settling == {}


async def test_a_stop_of_a_proposal_ends_it_before_it_has_begun(play: Playing) -> None:
    mara = await play.begin()
    play.voice.says(asyncio.Event(), "I might say")
    proposing = asyncio.create_task(play.engine.impersonate(mara))
    await asyncio.sleep(0)
    async with asyncio.timeout(AT_ONCE_S):
        await play.engine.stop(mara)
    assert await proposing == ""
    assert await play.database.ask(all_inflight) == []


async def test_who_asks_twice_to_keep_trying_waits_for_the_same_and_stops_it_at_once(
    play: Playing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding, "WAITS_S", (0.01,))
    mara = await play.begin()
    for _ in range(3):
        play.voice.says(ModelCold("example.org", "m"))
    with pytest.raises(ModelCold):
        await play.engine.take_turn(mara, "Wake up.")
    both = [asyncio.create_task(play.engine.keep_trying(mara)) for _ in range(2)]
    one, other = await asyncio.gather(*both)
    assert one == other
    assert len(play.voice.prompts) == 4


async def test_what_settles_and_who_is_asked_stand_before_a_reply_for_one_time_in_all(
    play: Playing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reply, "SETTLING_S", IN_THE_WAY_S)
    mara, _ = await both(play)
    never, mind = asyncio.Event(), Voice()
    mind.replies = [(never,)] * 100
    known = play.stage.ladder
    chain = Chain("classifier", (play.stage.voice._replace(model=mind),))
    play.stage.ladder = Ladder(chain, known.scheduler, known.record, known.tracer)
    await play.engine.take_turn(mara, "Mara, I love you.")
    await mind.paused.wait()
    began = time.monotonic()
    await play.engine.take_turn(mara, "What do you think?")
    assert IN_THE_WAY_S - NOISE_S < time.monotonic() - began < IN_THE_WAY_S + NOISE_S
    assert "addressee" in [fallback.kind for fallback in play.fallbacks]
    assert play.engine.room(mara).settling
    never.set()


async def test_a_stop_between_two_attempts_is_told(
    play: Playing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding, "WAITS_S", (3600.0,))
    mara = await play.begin()
    for _ in range(2):
        play.voice.says(ModelCold("example.org", "m"))
    with pytest.raises(ModelCold):
        await play.engine.take_turn(mara, "Wake up.")
    watcher = Watcher(play.engine.feed)
    trying = asyncio.create_task(play.engine.keep_trying(mara))
    await watcher.until("failed")
    assert play.engine.under_way(mara).trying
    await play.engine.stop(mara)
    with pytest.raises(asyncio.CancelledError):
        await trying
    await watcher.rests(mara)
    going = play.engine.under_way(mara)
    assert not going.trying
    assert going.waiting


async def test_the_end_of_what_settles_is_told(play: Playing) -> None:
    mara = await play.begin()
    watcher = Watcher(play.engine.feed)
    await play.engine.take_turn(mara, "Hello.")
    assert play.engine.under_way(mara).settling
    await watcher.rests(mara)
    assert not play.engine.under_way(mara).settling
