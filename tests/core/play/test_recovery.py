"""What the last start left on its way, where more than words hangs on it."""

import asyncio
from pathlib import Path
from sqlite3 import Connection
from typing import Any

import pytest

from rp_tui.core.llm.errors import Unavailable
from rp_tui.core.storage import history, inflight, late, reads
from rp_tui.core.storage.errors import DiskFull
from tests.core.play.acting import Playing, Watcher, playing
from tests.core.play.company import ending_beside_a_reply, observed

STORY = ["One?", "One."]


async def said(play: Playing, chat: int) -> list[str]:
    turns = await play.database.ask(reads.last_turns, chat, 100)
    return [turn.prose for turn in turns.values()][1:]


async def cut_off(folder: Path, *pieces: str, prose: str | None = None) -> int:
    """A start that ends while the last reply is said anew."""
    async with playing(folder) as play:
        mara = await play.begin()
        play.voice.says("One.")
        await play.engine.take_turn(mara, "One?")
        play.voice.says(*pieces, asyncio.Event())
        anew = asyncio.create_task(play.engine.regenerate(mara, prose))
        await play.voice.paused.wait()
    with pytest.raises(asyncio.CancelledError):
        await anew
    return mara


async def test_a_story_whose_last_reply_was_being_said_anew_stands_as_before(
    tmp_path: Path,
) -> None:
    mara = await cut_off(tmp_path, "Two, and")
    async with playing(tmp_path) as play:
        assert await said(play, mara) == STORY
        await play.engine.discard(mara)
        assert await said(play, mara) == STORY


@pytest.mark.parametrize(
    ("prose", "story"), [(None, ["One?", "Two, and"]), ("Two?", ["Two?", "Two, and"])]
)
async def test_what_came_anew_is_kept_in_place_of_the_old_reply(
    tmp_path: Path, prose: str | None, story: list[str]
) -> None:
    mara = await cut_off(tmp_path, "Two, and", prose=prose)
    async with playing(tmp_path) as play:
        await play.engine.keep(mara)
        assert await said(play, mara) == story


async def test_what_is_tried_again_and_comes_to_nothing_leaves_the_old_reply(
    tmp_path: Path,
) -> None:
    mara = await cut_off(tmp_path, "Two, and")
    async with playing(tmp_path) as play:
        play.voice.says(asyncio.Event())
        retry = asyncio.create_task(play.engine.retry(mara))
        await play.voice.paused.wait()
        await play.engine.stop(mara)
        assert (await retry).ending == "dropped"
        assert await said(play, mara) == STORY


async def ends(play: Playing, chat: int) -> list[str]:
    return [one.reason for one in (await play.database.ask(reads.scenes, chat)).values()]


async def test_a_scene_whose_end_was_yet_to_be_found_closes_after_the_next_start(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as play:
        mara = await play.begin()
        observed(play).waits["scene_close"] = asyncio.Event()
        told = Watcher(play.engine.feed)
        await play.engine.take_turn(mara, "*We drive to the park.*")
        await told.of(mara, "settled")
    async with playing(tmp_path) as play:
        await play.engine.quiet()
        assert await ends(play, mara) == ["another place", ""]
        assert "scene_close" in {call.job for call in play.calls}
        assert "state_update" not in {call.job for call in play.calls}, "it is judged once"
        assert await play.database.ask(late.due, mara) == []


async def test_a_scene_whose_end_waited_for_a_reply_closes_after_the_next_start(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as play:
        mara = await play.begin()
        turn, _ = await ending_beside_a_reply(play, mara)
        assert await ends(play, mara) == [""]
    with pytest.raises(asyncio.CancelledError):
        await turn
    async with playing(tmp_path) as play:
        await play.engine.discard(mara)
        await play.engine.quiet()
        assert await ends(play, mara) == ["another place", ""]


async def test_a_scene_that_was_found_to_go_on_is_not_asked_about_at_the_next_start(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as play:
        mara = await play.begin()
        await play.engine.take_turn(mara, "Good evening.")
        await play.engine.quiet()
        assert await play.database.ask(late.due, mara) == []
        await play.engine.take_turn(mara, "*We drive to the park.*")
        await play.engine.quiet()
        assert await play.database.ask(late.due, mara) == []


async def test_a_reply_that_comes_back_may_still_end_its_scene(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        mara = await play.begin()
        known = observed(play).waits["scene_close"] = asyncio.Event()
        told = Watcher(play.engine.feed)
        play.voice.says("*We drive to the park.*")
        (_, old) = (await play.engine.take_turn(mara, "Where to?")).turns
        await told.of(mara, "settled")
        play.voice.says("Nowhere.")
        await play.engine.regenerate(mara)
        known.set()
        await play.engine.quiet()
        assert await ends(play, mara) == [""]
        await play.engine.swipe(mara, old)
        await play.engine.quiet()
        assert await ends(play, mara) == ["another place", ""]


async def test_an_interjection_that_was_not_begun_is_missed_by_nobody(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        mara = await play.begin()
        await play.database.put(inflight.put_down, mara, "interjection", 1, 0, "")
    async with playing(tmp_path) as play:
        assert play.engine.held(mara) is None
        assert await play.database.ask(inflight.all_inflight) == []


async def test_held_words_are_on_disk_until_the_same_words_are_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with playing(tmp_path) as play:
        mara = await play.begin()
        play.voice.says(Unavailable("example.org", "m"))
        with pytest.raises(Unavailable):
            await play.engine.take_turn(mara, "Are you there?")
        known = await play.database.ask(inflight.all_inflight)
        dropped = inflight.drop

        def refused(db: Connection, id: int) -> Any:
            dropped(db, id)
            raise DiskFull(tmp_path)

        monkeypatch.setattr(inflight, "drop", refused)
        with pytest.raises(DiskFull):
            await play.engine.retry(mara)
        assert await play.database.ask(inflight.all_inflight) == known
        assert play.engine.held(mara) is not None


async def test_a_line_that_is_proposed_to_you_leaves_your_held_words(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        mara = await play.begin()
        play.voice.says(Unavailable("example.org", "m"))
        with pytest.raises(Unavailable):
            await play.engine.take_turn(mara, "Are you there?")
        await play.engine.impersonate(mara)
        assert [row.prose for row in await play.database.ask(inflight.all_inflight)] == [
            "Are you there?"
        ]
        assert (await play.engine.retry(mara)).ending == "spoken"


async def test_a_reply_that_is_said_anew_after_a_start_is_told_from_the_old_one(
    tmp_path: Path,
) -> None:
    mara = await cut_off(tmp_path)
    async with playing(tmp_path) as play:
        held = play.engine.held(mara)
        assert held is not None
        assert (held.wish.speaker, held.wish.variant) == (mara, 1)
        await play.engine.retry(mara)
        reply = await play.database.ask(history.last_reply, mara)
        assert reply is not None
        assert reply.variants == 2
