"""What is under way in a chat, as it is to be seen."""

import asyncio
from pathlib import Path

import pytest

from rp_tui.core.llm.errors import ConnectionLost
from rp_tui.core.play.under_way import UnderWay
from tests.core.play.acting import Watcher, playing


async def test_a_reply_on_its_way_is_told_with_your_words_and_how_far_it_is(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as play:
        mara = await play.begin()
        assert play.engine.under_way(mara) == UnderWay()
        watcher, gate = Watcher(play.engine.feed), asyncio.Event()
        play.voice.says("You are", gate, "late.")
        turn = asyncio.create_task(play.engine.take_turn(mara, "Hello."))
        await watcher.until("streaming")
        await play.voice.paused.wait()
        now = play.engine.under_way(mara)
        assert (now.busy, now.kind, now.phase) == (True, "turn", "streaming")
        assert (now.speaker, now.prose, now.text.strip()) == (mara, "Hello.", "You are")
        gate.set()
        await watcher.until("spoken")
        assert not play.engine.under_way(mara).busy
        await turn
        await play.engine.quiet()
        assert play.engine.under_way(mara) == UnderWay()


async def test_words_that_could_not_be_said_wait(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        mara = await play.begin()
        play.voice.says(ConnectionLost("h", "m"))
        with pytest.raises(ConnectionLost):
            await play.engine.take_turn(mara, "Hello.")
        waiting = play.engine.under_way(mara).waiting
        assert waiting is not None
        assert (waiting.prose, waiting.partial, waiting.cold) == ("Hello.", "", False)
