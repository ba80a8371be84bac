"""You and your bots: names that are borne once, and bots that are out of sight."""

import asyncio
from collections.abc import Awaitable

import pytest
from msgspec.structs import replace

from rp_tui.core.domain.bot import BotIsGone
from rp_tui.core.domain.names import NameTaken
from tests.core.play.acting import ILSE, MARA, Playing
from tests.core.play.company import both, say, turns


async def outcomes(*deeds: Awaitable[object]) -> list[type[object]]:
    """What came of deeds that were begun at once, in order of their names."""
    done = await asyncio.gather(*deeds, return_exceptions=True)
    return sorted((type(one) for one in done), key=lambda kind: kind.__name__)


async def test_of_two_authors_at_once_one_gets_the_name(play: Playing) -> None:
    engine = play.engine
    assert await outcomes(engine.author(MARA), engine.author(MARA)) == [NameTaken, int]
    assert [bot.name for bot in (await engine.bots()).values()] == ["Mara"]


async def test_of_you_and_a_bot_that_take_a_name_at_once_one_gets_it(play: Playing) -> None:
    engine = play.engine
    done = await outcomes(engine.describe_you("Mara"), engine.author(MARA))
    assert NameTaken in done


async def test_of_two_bots_that_are_renamed_at_once_one_gets_the_name(play: Playing) -> None:
    engine = play.engine
    ids = [await engine.author(draft) for draft in (MARA, ILSE)]
    done = await outcomes(*(engine.amend(id, {"name": "Ruth"}) for id in ids))
    assert done == [NameTaken, type(None)]


async def test_of_a_bot_that_comes_back_and_its_namesake_one_gets_the_name(play: Playing) -> None:
    engine = play.engine
    mara = await engine.author(MARA)
    await engine.delete(mara)
    again = replace(MARA, backstory="She is another Mara.")
    assert NameTaken in await outcomes(engine.undelete(mara), engine.author(again))
    assert [bot.name for bot in (await engine.bots()).values()] == ["Mara"]


async def test_a_deleted_bot_does_not_play_on(play: Playing) -> None:
    mara = await play.begin()
    await say(play, mara, "Good evening.")
    known = await turns(play, mara)
    await play.engine.delete(mara)
    for deed in (
        play.engine.take_turn(mara, "Are you a ghost?"),
        play.engine.hear(mara),
        play.engine.go_on(mara),
        play.engine.regenerate(mara),
        play.engine.impersonate(mara),
    ):
        with pytest.raises(BotIsGone, match="Mara was deleted; bring it back"):
            await deed
    assert await turns(play, mara) == known
    assert not play.engine.room(mara).busy
    await play.engine.undelete(mara)
    assert (await play.engine.take_turn(mara, "There you are.")).ending == "spoken"


async def test_a_deleted_guest_that_a_move_brought_back_says_nothing_and_can_be_seen_off(
    play: Playing,
) -> None:
    mara, ilse = await both(play)
    spoken = await play.engine.take_turn(mara, "Ilse, speak.")
    await play.engine.quiet()
    await play.engine.delete(ilse)
    await play.engine.rewind(mara, spoken.steps[-1])
    with pytest.raises(BotIsGone, match="bring it back or see it off"):
        await play.engine.take_turn(mara, "Ilse, are you a ghost?")
    await play.engine.see_off(mara)
    await play.engine.quiet()
    assert (await play.engine.take_turn(mara, "Mara, did you see her?")).speaker == mara
