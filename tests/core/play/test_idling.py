"""What is done while nobody plays: how often a model is asked, and of which chats."""

import pytest

from rp_tui.core.play import idling
from rp_tui.core.play.feed import Troubled
from rp_tui.core.play.patience import WAITS_S
from tests.core.play.acting import ILSE, NOON, Playing
from tests.core.play.company import observed, of_scenes, say


async def look(play: Playing) -> None:
    await idling.idle(play.stage, play.engine._rooms)
    await play.engine.quiet()


@pytest.fixture
def now(play: Playing) -> list[float]:
    """The clock, to be set."""
    clock = [NOON]
    play.stage.clock = lambda: clock[0]
    return clock


async def test_a_scene_that_nobody_can_tell_is_asked_for_ever_more_seldom(
    play: Playing, now: list[float]
) -> None:
    ladder, mara = observed(play), await play.begin()
    ladder.silent.add("scene_summary")
    await say(play, mara, "Hello.")
    await play.engine.close_scene(mara)
    await play.engine.quiet()
    for wait_s in WAITS_S:
        asked = len(ladder.told("scene_summary"))
        for _ in range(20):
            await look(play)
        assert len(ladder.told("scene_summary")) == asked
        now[0] += wait_s
        await look(play)
        assert len(ladder.told("scene_summary")) > asked
    ladder.silent.clear()
    now[0] += WAITS_S[-1]
    await look(play)
    assert await of_scenes(play, mara)


async def test_a_line_for_older_turns_waits_for_something_new(play: Playing) -> None:
    ladder, mara = observed(play), await play.begin()
    ladder.silent.add("older_turns")
    for number in range(24):
        await say(play, mara, f"That is line number {number}.")
    await look(play)
    asked = len(ladder.told("older_turns"))
    assert asked
    await look(play)
    assert len(ladder.told("older_turns")) == asked
    await say(play, mara, "That is one more.")
    await look(play)
    assert len(ladder.told("older_turns")) > asked


async def test_a_chat_that_is_not_open_is_left_alone(play: Playing) -> None:
    follower = play.engine.feed.follow(lambda: None)
    ilse = await play.engine.author(ILSE)
    play.engine.room(ilse)
    await look(play)
    assert not [one for one in follower.take().happened if isinstance(one, Troubled)]
