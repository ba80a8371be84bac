"""Turns, as a player takes them."""

import asyncio

import pytest

from rp_tui.core.domain.text import LONGEST_PASSAGE
from rp_tui.core.domain.turn import NothingSaid
from rp_tui.core.llm.errors import ConnectionLost, ModelCold, Unauthorized
from rp_tui.core.play.room import Busy
from rp_tui.core.storage import inflight, reads
from rp_tui.core.storage.errors import NotFound
from tests.core.play.acting import Playing


async def said(play: Playing, chat: int) -> list[str]:
    return [t.prose for t in (await play.database.ask(reads.last_turns, chat, 100)).values()]


async def test_a_turn_and_its_reply_are_two_steps_and_nothing_is_on_its_way_after(
    play: Playing,
) -> None:
    mara = await play.begin()
    play.voice.says('*Mara looks up.* "You are late."')
    outcome = await play.engine.take_turn(mara, "Hello, Mara.")
    assert outcome.text == '*Mara looks up.* "You are late."'
    assert len(outcome.steps) == 2
    assert (await said(play, mara))[1:] == ["Hello, Mara.", '*Mara looks up.* "You are late."']
    assert await play.database.ask(inflight.all_inflight) == []


async def test_the_model_is_asked_with_your_words_and_without_what_is_out_of_character(
    play: Playing,
) -> None:
    mara = await play.begin()
    await play.engine.take_turn(mara, "Hello. ((be brief, password hunter2))")
    assert "Hello." in play.voice.prompted()
    assert "hunter2" not in play.voice.prompted()


async def test_a_turn_of_ooc_alone_is_written_down_and_asks_no_model(play: Playing) -> None:
    mara = await play.begin()
    outcome = await play.engine.take_turn(mara, "((a note to myself))")
    assert outcome.ending == "silent"
    assert play.voice.prompts == []
    assert (await said(play, mara))[-1] == "((a note to myself))"


async def test_two_sends_at_once_are_one_and_a_refusal(play: Playing) -> None:
    mara = await play.begin()
    first = asyncio.create_task(play.engine.take_turn(mara, "One."))
    await asyncio.sleep(0)
    with pytest.raises(Busy, match=r"on its way in this chat"):
        await play.engine.take_turn(mara, "Two.")
    await first
    assert "Two." not in await said(play, mara)


async def test_stopping_keeps_what_was_said_and_the_next_turn_is_possible_at_once(
    play: Playing,
) -> None:
    mara = await play.begin()
    play.voice.says("*Mara begins to*", asyncio.Event())
    turn = asyncio.create_task(play.engine.take_turn(mara, "Tell me."))
    await play.voice.paused.wait()
    await play.engine.stop(mara)
    outcome = await turn
    assert (outcome.text, outcome.truncated) == ("*Mara begins to*", True)
    assert (await play.engine.take_turn(mara, "Well?")).ending == "spoken"


async def test_a_reply_that_never_ends_is_kept_up_to_the_longest_prose(play: Playing) -> None:
    mara = await play.begin()
    play.voice.says(*["She talks on and on. "] * 10_000, asyncio.Event())
    outcome = await play.engine.take_turn(mara, "Tell me all.")
    assert (outcome.ending, outcome.truncated) == ("spoken", True)
    assert LONGEST_PASSAGE - 1 <= len(outcome.text) <= LONGEST_PASSAGE
    assert len((await said(play, mara))[-1]) == len(outcome.text)


async def test_stopping_before_the_first_word_gives_your_words_back(play: Playing) -> None:
    mara = await play.begin()
    play.voice.says(asyncio.Event())
    turn = asyncio.create_task(play.engine.take_turn(mara, "Tell me."))
    await play.voice.paused.wait()
    await play.engine.stop(mara)
    outcome = await turn
    assert (outcome.ending, outcome.prose) == ("dropped", "Tell me.")
    assert "Tell me." not in await said(play, mara)
    assert await play.database.ask(inflight.all_inflight) == []


async def test_an_error_before_the_first_word_writes_nothing_and_keeps_your_words(
    play: Playing,
) -> None:
    mara = await play.begin()
    play.voice.says(Unauthorized("example.org", "m"))
    with pytest.raises(Unauthorized, match="401"):
        await play.engine.take_turn(mara, "Are you there?")
    assert "Are you there?" not in await said(play, mara)
    held = play.engine.held(mara)
    assert held is not None
    assert "401" in held.told
    assert [one.prose for one in await play.database.ask(inflight.all_inflight)] == [
        "Are you there?"
    ]


async def test_a_connection_lost_in_the_middle_keeps_the_words_that_came(play: Playing) -> None:
    mara = await play.begin()
    play.voice.says('"I was going to', ConnectionLost("example.org", "m"))
    outcome = await play.engine.take_turn(mara, "What?")
    assert (outcome.text, outcome.truncated) == ('"I was going to', True)
    assert "Connection lost" in outcome.told
    assert "go on with the words that came" in outcome.told


async def test_a_connection_lost_before_a_word_speaks_of_no_words_that_came(play: Playing) -> None:
    mara = await play.begin()
    play.voice.says(ConnectionLost("example.org", "m"))
    with pytest.raises(ConnectionLost):
        await play.engine.take_turn(mara, "What?")
    held = play.engine.held(mara)
    assert held is not None
    assert held.told == (
        "Connection lost to example.org before m had answered; retry, or choose another model."
    )


async def test_a_model_that_is_cold_is_held_as_one_that_only_needs_time(play: Playing) -> None:
    mara = await play.begin()
    play.voice.says(ModelCold("example.org", "m"))
    with pytest.raises(ModelCold):
        await play.engine.take_turn(mara, "Wake up.")
    held = play.engine.held(mara)
    assert held is not None
    assert held.cold


@pytest.mark.parametrize("prose", ["", "   ", "\n", "\x00\x07"])
async def test_a_blank_turn_is_refused_and_nothing_is_written(play: Playing, prose: str) -> None:
    mara = await play.begin()
    with pytest.raises(NothingSaid):
        await play.engine.take_turn(mara, prose)
    assert len(await said(play, mara)) == 1


async def test_consequences_follow_a_reply_and_are_settled_once(play: Playing) -> None:
    mara = await play.begin()
    await play.engine.take_turn(mara, "I love you, Mara.")
    await play.engine.quiet()
    memories = (await play.database.ask(reads.memories, mara)).values()
    assert [one.significance for one in memories] == [3]
    edge = (await play.database.ask(reads.edges_from, mara))[0]
    assert edge.last_chat == mara


async def test_what_occupies_a_chat_is_named(play: Playing) -> None:
    mara = await play.begin()
    await play.engine.take_turn(mara, "Hello.")
    await play.engine.quiet()
    closing = asyncio.create_task(play.engine.close_scene(mara))
    while not play.engine.room(mara).busy:  # noqa: ASYNC110  (nothing tells of it)
        await asyncio.sleep(0)
    with pytest.raises(Busy, match="A scene of this chat is being closed"):
        await play.engine.take_turn(mara, "And?")
    await closing
    resetting = asyncio.create_task(play.engine.reset(mara, "Mara"))
    while not play.engine.room(mara).busy:  # noqa: ASYNC110  (nothing tells of it)
        await asyncio.sleep(0)
    with pytest.raises(Busy, match="This chat is being reset"):
        await play.engine.take_turn(mara, "And?")
    await resetting


async def test_a_byte_that_is_no_text_is_left_out_before_your_words_are_put_down(
    play: Playing,
) -> None:
    mara = await play.begin()
    play.voice.says(Unauthorized("example.org", "m"))
    with pytest.raises(Unauthorized):
        await play.engine.take_turn(mara, "bad \udcffbyte")
    assert [row.prose for row in await play.database.ask(inflight.all_inflight)] == ["bad byte"]
    await play.engine.retry(mara)
    assert (await said(play, mara))[1] == "bad byte"
    play.voice.says("Other words.")
    await play.engine.regenerate(mara, "worse \ud800byte")
    assert (await said(play, mara))[1] == "worse byte"


async def test_what_no_column_can_hold_is_not_found(play: Playing) -> None:
    mara = await play.begin()
    for deed in (
        play.engine.rewind(mara, 1 << 70),
        play.engine.take_turn(1 << 70, "Hello?"),
        play.engine.hide(mara, 1 << 70),
        play.engine.remember("screen", "\udcff", 1),
    ):
        with pytest.raises(NotFound, match="look again"):
            await deed


async def test_the_end_of_the_program_ends_also_what_ending_work_has_begun(play: Playing) -> None:
    ended = asyncio.Event()

    async def last() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    async def first() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            play.stage.start(last(), "last")
            await asyncio.sleep(0)

    play.stage.start(first(), "first")
    await asyncio.sleep(0)
    await play.engine.close()
    assert ended.is_set()
    assert play.stage.tasks == set()
