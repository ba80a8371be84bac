"""What is judged on which step, when turns went on or were given other words."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from rp_tui.core.storage import now
from rp_tui.core.storage.exchange import Exchange, exchange
from tests.core.play.acting import Playing, playing
from tests.core.play.remains import say, verified


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Playing]:
    async with playing(tmp_path) as play:
        yield play
        await verified(play)


async def judged(play: Playing, step: int) -> list[str]:
    found = await play.database.ask(exchange, step)
    return [turn.prose for turn in found.turns.values()] if found else []


async def test_a_reply_is_judged_by_what_it_was_and_the_rest_where_it_went_on(
    play: Playing,
) -> None:
    mara = await play.begin()
    play.voice.says("*Mara begins to*", asyncio.Event())
    turn = asyncio.create_task(play.engine.take_turn(mara, "Tell me."))
    await play.voice.paused.wait()
    await play.engine.stop(mara)
    spoken = (await turn).steps[-1]
    play.voice.says("cry.")
    more = (await play.engine.go_on(mara)).steps[-1]
    assert await judged(play, spoken) == ["Tell me.", "*Mara begins to*"]
    found = await play.database.ask(exchange, more)
    assert isinstance(found, Exchange)
    assert found.before == "*Mara begins to*"
    (whole,) = await judged(play, more)
    assert whole.startswith("*Mara begins to*")
    assert whole.endswith("cry.")


async def test_other_words_take_the_judging_of_the_whole_exchange_over(play: Playing) -> None:
    mara = await play.begin()
    yours, reply = await say(play, mara, "Hello.", '"One."')
    spoken = await play.database.ask(now.step_of, reply)
    first = await play.engine.reword(mara, yours, "Good evening.")
    second = await play.engine.reword(mara, reply, '"Two."')
    assert await judged(play, spoken) == []
    assert await judged(play, first) == []
    assert await judged(play, second) == ["Good evening.", '"Two."']
    await play.engine.undo_edit(mara)
    assert await judged(play, first) == ["Good evening.", '"One."']
    await play.engine.undo_edit(mara)
    assert await judged(play, spoken) == ["Hello.", '"One."']


async def test_other_words_of_a_turn_that_nobody_answered_wait_for_the_answer(
    play: Playing,
) -> None:
    mara = await play.begin()
    (yours,) = (await play.engine.take_turn(mara, "((a note))")).turns
    step = await play.engine.reword(mara, yours, "I love you.")
    assert await judged(play, step) == []
    assert await play.database.ask(now.unsettled, mara) == []
    answered = (await play.engine.hear(mara)).steps[-1]
    assert (await judged(play, answered))[0] == "I love you."


async def test_a_kickoff_that_is_reworded_is_judged_by_nobody(play: Playing) -> None:
    mara = await play.begin()
    (kickoff,) = [one.id for one in await play.engine.turns(mara, 1)]
    step = await play.engine.reword(mara, kickoff, "It snows.")
    assert await judged(play, step) == []
    assert await play.database.ask(now.unsettled, mara) == []
