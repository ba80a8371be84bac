"""Kickoffs: a chat is opened once, and after a reset by the first words that are said."""

import asyncio

import pytest
from msgspec.structs import replace

from rp_tui.core.domain.bot import BotIsGone
from rp_tui.core.domain.edge import Seed
from rp_tui.core.domain.ids import NARRATOR, YOU
from rp_tui.core.llm.errors import Unavailable
from rp_tui.core.storage import history, reads
from rp_tui.core.storage.errors import AlreadyOpen
from tests.core.play.acting import MARA, Playing
from tests.core.play.company import say, turns


async def test_a_chat_that_is_open_is_not_seeded_anew(play: Playing) -> None:
    mara = await play.begin()
    seeds = await play.database.ask(reads.edges_from, mara)
    beginning = replace(await play.engine.propose_kickoff(mara), to_you=Seed(affinity=1, trust=2))
    with pytest.raises(AlreadyOpen, match="Mara is open already"):
        await play.engine.confirm_kickoff(mara, beginning)
    assert await play.database.ask(reads.edges_from, mara) == seeds


async def test_of_two_that_open_a_chat_at_once_one_does(play: Playing) -> None:
    mara = await play.engine.author(MARA)
    proposed = await play.engine.propose_kickoff(mara)
    beginnings = [replace(proposed, to_you=Seed(affinity, 50)) for affinity in (10, 20)]
    done = await asyncio.gather(
        *(play.engine.confirm_kickoff(mara, one) for one in beginnings), return_exceptions=True
    )
    (opened,) = [one for one, refused in zip(beginnings, done, strict=True) if refused is None]
    assert sum(isinstance(one, AlreadyOpen) for one in done) == 1
    affinity = (await play.database.ask(reads.edges_from, mara))[YOU].affinity
    assert affinity == opened.to_you.affinity


async def test_the_chat_of_a_deleted_bot_is_not_opened(play: Playing) -> None:
    mara = await play.engine.author(MARA)
    proposed = await play.engine.propose_kickoff(mara)
    await play.engine.delete(mara)
    with pytest.raises(BotIsGone):
        await play.engine.confirm_kickoff(mara, proposed)


async def reset(play: Playing) -> int:
    mara = await play.begin()
    await say(play, mara, "Good evening.")
    await play.engine.reset(mara, "Mara")
    await play.engine.quiet()
    return mara


async def test_after_a_reset_words_that_come_to_nothing_leave_nothing_behind(
    play: Playing,
) -> None:
    mara = await reset(play)
    play.voice.says(Unavailable("example.org", "m"))
    with pytest.raises(Unavailable):
        await play.engine.take_turn(mara, "Hello again.")
    assert await turns(play, mara) == {}
    stopped = asyncio.Event()
    play.voice.says(stopped)
    play.voice.paused.clear()
    turn = asyncio.create_task(play.engine.retry(mara))
    await play.voice.paused.wait()
    await play.engine.stop(mara)
    assert (await turn).ending == "dropped"
    assert await turns(play, mara) == {}


async def test_after_a_reset_whoever_answers_has_heard_the_kickoff(play: Playing) -> None:
    mara = await reset(play)
    outcome = await play.engine.take_turn(mara, "Hello again.")
    assert MARA.kickoff in play.voice.prompted()
    told = await turns(play, mara)
    assert [one.speaker for one in told.values()] == [NARRATOR, YOU, mara]
    assert [one.number for one in told.values()] == [1, 2, 3]
    assert [*told][1:] == [*outcome.turns]
    assert len(outcome.steps) == 2
    found = await play.engine.regenerate(mara, "Hello once more.")
    assert [one.number for one in (await turns(play, mara)).values()] == [1, 2, 3]
    reply = await play.database.ask(history.last_reply, mara)
    assert reply is not None
    assert reply.step == found.steps[-1]


async def test_after_a_reset_a_line_is_proposed_to_you_in_the_light_of_the_kickoff(
    play: Playing,
) -> None:
    mara = await reset(play)
    await play.engine.impersonate(mara)
    assert MARA.kickoff in play.voice.prompted()
    assert await turns(play, mara) == {}
