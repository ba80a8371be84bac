"""A chat as its player sees it."""

from pathlib import Path

import pytest

from rp_tui.core.domain.bot import BotAuthored
from rp_tui.core.storage.looks.chat import RECENT, NotBegun
from tests.core.play.acting import ILSE, playing


async def test_a_chat_shows_where_who_and_how_all_of_them_stand(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        mara = await play.begin()
        await play.engine.take_turn(mara, "Well?")
        await play.engine.quiet()
        seen = await play.engine.look(mara)
    assert (seen.bot.name, seen.you.name, seen.turns) == ("Mara", "You", 3)
    assert seen.names == {0: "You", mara: "Mara", -1: "Narrator"}
    assert seen.place is not None
    assert (seen.place.name, seen.chat.weather) == ("laundry room", "rain")
    assert seen.day.startswith("Day 1")
    assert set(seen.activities) == {0, mara}
    assert set(seen.edges) == {f"0>{mara}", f"{mara}>0"}
    assert seen.edges[f"{mara}>0"].summaries["0"].startswith("Mara is your landlady.")
    assert seen.moods.keys() == {mara}


async def test_of_many_memories_the_newest_are_shown_and_all_are_counted(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        mara = await play.begin()
        for n in range(RECENT + 4):
            play.voice.says(f'"I love you, and I have since year {n}."')
            await play.engine.take_turn(mara, f"I love you, I always did, {n} times over.")
            await play.engine.quiet()
        memories = (await play.engine.look(mara)).memories
    assert memories.count > RECENT == len(memories.recent)
    assert list(memories.recent) == sorted(memories.recent)
    assert memories.pinned.keys() <= memories.recent.keys() | memories.pinned.keys()


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        (ILSE, "Ilse has not begun; confirm its kickoff first, then play."),
        (
            BotAuthored("Zed"),
            "Zed has not begun; write its kickoff and confirm it first, then play.",
        ),
    ],
)
async def test_a_bot_without_a_chat_says_what_it_wants_first(
    tmp_path: Path, draft: BotAuthored, told: str
) -> None:
    async with playing(tmp_path) as play:
        with pytest.raises(NotBegun) as refused:
            await play.engine.look(await play.engine.author(draft))
    assert str(refused.value) == told
