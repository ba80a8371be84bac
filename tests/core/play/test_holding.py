"""Words that could not be said: after an error, and after the end of the program."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from rp_tui.core.llm.errors import ModelCold, Unauthorized, Unavailable
from rp_tui.core.play import holding, moving, speaking
from rp_tui.core.play.holding import NothingHeld
from rp_tui.core.storage import inflight, reads
from rp_tui.core.storage.errors import DiskFull
from tests.core.play.acting import Playing, Watcher, playing
from tests.core.play.company import both


async def said(play: Playing, chat: int) -> list[str]:
    return [t.prose for t in (await play.database.ask(reads.last_turns, chat, 100)).values()]


async def cut_off(folder: Path, prose: str, *pieces: str) -> int:
    """A start that ends while a reply is on its way."""
    async with playing(folder) as play:
        mara = await play.begin()
        play.voice.says(*pieces, asyncio.Event())
        turn = asyncio.create_task(play.engine.take_turn(mara, prose))
        await play.voice.paused.wait()
    with pytest.raises(asyncio.CancelledError):
        await turn
    return mara


async def test_a_retry_says_what_was_held_and_nothing_is_on_its_way_after(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        mara = await play.begin()
        play.voice.says(Unauthorized("example.org", "m"))
        with pytest.raises(Unauthorized):
            await play.engine.take_turn(mara, "Are you there?")
        play.voice.says("Yes.")
        assert (await play.engine.retry(mara)).text == "Yes."
        assert (await said(play, mara))[1:] == ["Are you there?", "Yes."]
        assert play.engine.held(mara) is None
        assert await play.database.ask(inflight.all_inflight) == []


async def test_another_turn_takes_the_place_of_what_was_held(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        mara = await play.begin()
        play.voice.says(Unavailable("example.org", "m"))
        with pytest.raises(Unavailable):
            await play.engine.take_turn(mara, "One.")
        await play.engine.take_turn(mara, "Two.")
        assert "One." not in await said(play, mara)
        assert await play.database.ask(inflight.all_inflight) == []


async def test_what_is_let_go_comes_back_to_you(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        mara = await play.begin()
        play.voice.says(Unavailable("example.org", "m"))
        with pytest.raises(Unavailable):
            await play.engine.take_turn(mara, "One.")
        assert await play.engine.discard(mara) == "One."
        with pytest.raises(NothingHeld, match="write your turn"):
            await play.engine.retry(mara)


async def test_a_cold_model_is_asked_until_it_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding, "WAITS_S", (0.0, 0.01))
    async with playing(tmp_path) as play:
        mara = await play.begin()
        for _ in range(4):
            play.voice.says(ModelCold("example.org", "m"))
        play.voice.says("At last.")
        with pytest.raises(ModelCold):
            await play.engine.take_turn(mara, "Wake up.")
        assert (await play.engine.keep_trying(mara)).text == "At last."
        assert len(play.voice.prompts) == 5
        assert (await said(play, mara))[1:] == ["Wake up.", "At last."]


async def test_stopping_ends_the_asking_and_the_words_are_still_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding, "WAITS_S", (30.0,))
    async with playing(tmp_path) as play:
        mara = await play.begin()
        for _ in range(2):
            play.voice.says(ModelCold("example.org", "m"))
        with pytest.raises(ModelCold):
            await play.engine.take_turn(mara, "Wake up.")
        watcher = Watcher(play.engine.feed)
        trying = asyncio.create_task(play.engine.keep_trying(mara))
        await watcher.until("failed")
        await play.engine.stop(mara)
        with pytest.raises(asyncio.CancelledError):
            await trying
        held = play.engine.held(mara)
        assert held is not None
        assert held.wish.prose == "Wake up."


async def test_what_came_before_the_program_ended_can_be_kept(tmp_path: Path) -> None:
    mara = await cut_off(tmp_path, "Tell me.", "*Mara begins to tell*")
    async with playing(tmp_path) as play:
        held = play.engine.held(mara)
        assert held is not None
        assert "keep it as far as it came" in held.told
        outcome = await play.engine.keep(mara)
        assert (outcome.text, outcome.truncated) == ("*Mara begins to tell*", True)
        assert (await said(play, mara))[1:] == ["Tell me.", "*Mara begins to tell*"]
        await play.engine.quiet()
        edge = (await play.database.ask(reads.edges_from, mara))[0]
        assert edge.last_chat == mara


async def test_what_came_before_the_program_ended_can_be_dropped(tmp_path: Path) -> None:
    mara = await cut_off(tmp_path, "Tell me.", "*Mara begins to tell*")
    async with playing(tmp_path) as play:
        assert await play.engine.discard(mara) == "Tell me."
        assert len(await said(play, mara)) == 1
        assert await play.database.ask(inflight.all_inflight) == []


async def test_a_turn_that_was_never_answered_can_be_sent_again(tmp_path: Path) -> None:
    mara = await cut_off(tmp_path, "Tell me.")
    async with playing(tmp_path) as play:
        held = play.engine.held(mara)
        assert held is not None
        assert "retry, or discard it" in held.told
        play.voice.says("There is nothing to tell.")
        await play.engine.retry(mara)
        assert (await said(play, mara))[1:] == ["Tell me.", "There is nothing to tell."]


async def test_what_was_not_settled_when_the_program_ended_is_settled_at_the_next_start(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as play:
        mara = await play.begin()
        await play.engine.take_turn(mara, "I love you, Mara.")
        await play.engine.close()
        assert await play.database.ask(reads.memories, mara) == {}
    async with playing(tmp_path) as play:
        await play.engine.quiet()
        assert len(await play.database.ask(reads.memories, mara)) == 1
    async with playing(tmp_path) as play:
        await play.engine.quiet()
        assert len(await play.database.ask(reads.memories, mara)) == 1


async def test_a_reply_of_a_guest_that_could_not_be_saved_stays_the_guests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with playing(tmp_path) as play:
        mara, ilse = await both(play)
        append = speaking.append

        async def refused(*_: object) -> Any:
            raise DiskFull(tmp_path)

        monkeypatch.setattr(speaking, "append", refused)
        play.voice.says("Never better.")
        with pytest.raises(DiskFull):
            await play.engine.take_turn(mara, "Ilse, how are you?")
        monkeypatch.setattr(speaking, "append", append)
        assert (await play.engine.retry(mara)).speaker == ilse
        told = await play.database.ask(reads.last_turns, mara, 1)
        assert [(one.speaker, one.prose) for one in told.values()] == [(ilse, "Never better.")]
        assert len(play.voice.prompts) == 1


async def test_a_regenerate_that_cannot_leave_the_old_reply_is_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with playing(tmp_path) as play:
        mara = await play.begin()
        await play.engine.take_turn(mara, "One?")
        before = await said(play, mara)
        move = moving.move

        async def refused(*_: object) -> Any:
            raise DiskFull(tmp_path)

        monkeypatch.setattr(moving, "move", refused)
        with pytest.raises(DiskFull):
            await play.engine.regenerate(mara)
        monkeypatch.setattr(moving, "move", move)
        assert await said(play, mara) == before
        assert play.engine.held(mara) is not None
        play.voice.says("Two.")
        await play.engine.retry(mara)
        assert (await said(play, mara))[1:] == ["One?", "Two."]
        assert await play.database.ask(inflight.all_inflight) == []


async def test_how_often_the_same_words_were_tried_is_known_and_other_words_begin_anew(
    play: Playing,
) -> None:
    mara = await play.begin()
    for prose, tries in (("Wake up.", 1), ("", 2), ("", 3), ("Are you there?", 1)):
        play.voice.says(Unavailable("h", "m"))
        with pytest.raises(Unavailable):
            await (play.engine.take_turn(mara, prose) if prose else play.engine.retry(mara))
        waiting = play.engine.under_way(mara).waiting
        assert waiting
        assert waiting.tries == tries


async def test_words_that_failed_before_the_program_ended_are_not_said_to_fail_by_its_end(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as play:
        mara = await play.begin()
        play.voice.says(Unauthorized("example.org", "m"))
        with pytest.raises(Unauthorized):
            await play.engine.take_turn(mara, "Are you there?")
    async with playing(tmp_path) as play:
        held = play.engine.held(mara)
        assert held is not None
        assert held.told.startswith("This was not answered before the program ended;")
