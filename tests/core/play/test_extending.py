"""Going on with a reply, and a line proposed to you."""

import asyncio
from pathlib import Path

import pytest
from msgspec.structs import replace

from rp_tui.core.domain.text import LONGEST_PASSAGE
from rp_tui.core.prompts.speaker import NothingToContinue
from rp_tui.core.prompts.trim import Budget
from rp_tui.core.storage import inflight, reads
from tests.core.play.acting import Playing, playing


async def said(play: Playing, chat: int) -> list[str]:
    return [t.prose for t in (await play.database.ask(reads.last_turns, chat, 100)).values()]


async def test_a_reply_that_was_cut_goes_on_within_the_same_turn(play: Playing) -> None:
    mara = await play.begin()
    play.voice.says('"I was going to', asyncio.Event())
    turn = asyncio.create_task(play.engine.take_turn(mara, "What?"))
    await play.voice.paused.wait()
    await play.engine.stop(mara)
    await turn
    play.voice.says('tell you about the key."')
    outcome = await play.engine.go_on(mara)
    assert (await said(play, mara))[1:] == [
        "What?",
        '"I was going to tell you about the key."',
    ]
    assert not outcome.truncated
    assert '"I was going to' in play.voice.prompted()


async def test_a_reply_goes_on_no_further_than_the_longest_prose(play: Playing) -> None:
    mara = await play.begin()
    play.voice.says("a" * (LONGEST_PASSAGE - 5), asyncio.Event())
    turn = asyncio.create_task(play.engine.take_turn(mara, "What?"))
    await play.voice.paused.wait()
    await play.engine.stop(mara)
    await turn
    play.stage.rules = replace(play.stage.rules, budget=Budget(LONGEST_PASSAGE, LONGEST_PASSAGE))
    play.voice.says("and then the key turned.")
    await play.engine.go_on(mara)
    *_, last = (await play.database.ask(reads.last_turns, mara, 1)).values()
    assert last.truncated
    assert LONGEST_PASSAGE - 1 <= len(last.prose) <= LONGEST_PASSAGE


async def test_only_what_was_added_has_new_consequences(play: Playing) -> None:
    mara = await play.begin()
    play.voice.says('"I love you."')
    await play.engine.take_turn(mara, "Say it.")
    await play.engine.quiet()
    before = await play.database.ask(reads.memories, mara)
    play.voice.says("*Mara folds a towel.*")
    await play.engine.go_on(mara)
    await play.engine.quiet()
    assert await play.database.ask(reads.memories, mara) == before


async def test_your_own_turn_is_not_gone_on_with_by_a_bot(play: Playing) -> None:
    mara = await play.begin()
    await play.engine.take_turn(mara, "((only a note))")
    with pytest.raises(NothingToContinue):
        await play.engine.go_on(mara)


async def test_a_line_is_proposed_to_you_and_nothing_is_written(play: Playing) -> None:
    mara = await play.begin()
    await play.engine.describe_you("Tom", persona="Tom repairs cellos.")
    before = await said(play, mara)
    play.voice.says('*Tom hesitates.* "I can pay on Friday."')
    assert await play.engine.impersonate(mara) == '*Tom hesitates.* "I can pay on Friday."'
    assert await said(play, mara) == before
    assert await play.database.ask(inflight.all_inflight) == []
    assert "Tom repairs cellos." in play.voice.prompted()
    assert "soft spot" not in play.voice.prompted()  # what she holds of him is hers


async def test_a_proposal_that_the_end_of_the_program_cut_off_is_forgotten(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as play:
        mara = await play.begin()
        play.voice.says("I might say", asyncio.Event())
        proposing = asyncio.create_task(play.engine.impersonate(mara))
        await play.voice.paused.wait()
    with pytest.raises(asyncio.CancelledError):
        await proposing
    async with playing(tmp_path) as play:
        assert play.engine.held(mara) is None
        assert await play.database.ask(inflight.all_inflight) == []
