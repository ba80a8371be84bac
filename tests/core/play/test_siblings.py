"""Walking among the replies to a turn, and among the edits of a turn."""

import asyncio

import pytest

from rp_tui.core.domain.ids import YOU, compose
from rp_tui.core.play.guests import Introduction
from rp_tui.core.play.impact import MoreWouldGo
from rp_tui.core.storage import now
from rp_tui.core.storage.history import NotInTheStory
from tests.core.play.acting import ILSE, Playing
from tests.core.play.remains import prose, say, state


async def three(play: Playing, mara: int) -> tuple[int, ...]:
    """The steps of three replies to one turn, the third in the story."""
    await say(play, mara, "I love you, Mara.", '"One."')
    for said in ('"Two, and I love you too."', '"Three, you liar."'):
        play.voice.says(said)
        outcome = await play.engine.regenerate(mara)
        await play.engine.quiet()
    found = await play.engine.siblings(mara, outcome.turns[-1])
    assert found.at == 2
    return found.steps


async def test_each_reply_comes_with_its_own_consequences(play: Playing) -> None:
    mara = await play.begin()
    await say(play, mara, "I love you, Mara.", '"My sister is called Ada."')
    came_to = [await play.database.ask(state)]
    for said in ('"I love you too."', '*Mara picks up the broom.* "You liar."'):
        play.voice.says(said)
        outcome = await play.engine.regenerate(mara)
        await play.engine.quiet()
        came_to.append(await play.database.ask(state))
    steps = (await play.engine.siblings(mara, outcome.turns[-1])).steps
    assert len({repr(one["edge"] + one["item"]) for one in came_to}) == 3
    for step, before in zip(steps, came_to, strict=True):
        await play.engine.swipe(mara, step)
        assert await play.database.ask(state) == before


async def test_there_and_back_nothing_has_changed(play: Playing) -> None:
    mara = await play.begin()
    steps = await three(play, mara)
    before = await play.database.ask(state)
    await play.engine.swipe(mara, steps[0])
    assert (await prose(play, mara))[-1] == '"One."'
    await play.engine.swipe(mara, steps[2])
    assert await play.database.ask(state) == before


async def test_the_story_that_followed_a_sibling_comes_back_with_it(play: Playing) -> None:
    mara = await play.begin()
    steps = await three(play, mara)
    await say(play, mara, "Go on.", '"No."')
    long = await prose(play, mara)
    with pytest.raises(MoreWouldGo) as asked:
        await play.engine.swipe(mara, steps[0])
    assert "3 messages (turns 3–5)" in asked.value.impact.gone
    assert await prose(play, mara) == long
    await play.engine.swipe(mara, steps[0], confirmed=True)
    assert (await prose(play, mara))[-1] == '"One."'
    await play.engine.swipe(mara, steps[2])
    assert await prose(play, mara) == long


async def test_what_was_rewound_does_not_come_back_with_a_sibling(play: Playing) -> None:
    mara = await play.begin()
    steps = await three(play, mara)
    await say(play, mara, "Go on.", '"No."')
    await play.engine.rewind(mara, steps[2])
    await play.engine.swipe(mara, steps[0])
    await play.engine.swipe(mara, steps[2])
    assert (await prose(play, mara))[-1] == '"Three, you liar."'


async def test_a_reply_on_its_way_is_asked_about_before_it_is_stopped(play: Playing) -> None:
    mara = await play.begin()
    steps = await three(play, mara)
    play.voice.says('"I was', asyncio.Event())
    turn = asyncio.create_task(play.engine.take_turn(mara, "Well?"))
    await play.voice.paused.wait()
    with pytest.raises(MoreWouldGo, match="the reply that is on its way"):
        await play.engine.swipe(mara, steps[0])
    assert not turn.done()
    await play.engine.swipe(mara, steps[0], confirmed=True)
    assert (await turn).text == '"I was'
    assert (await prose(play, mara))[-1] == '"One."'
    await play.engine.swipe(mara, steps[2])
    assert (await prose(play, mara))[-2:] == ["Well?", '"I was']


async def test_a_swipe_away_from_a_regenerate_keeps_what_came_of_it(play: Playing) -> None:
    mara = await play.begin()
    steps = await three(play, mara)
    play.voice.says('"Four', asyncio.Event())
    run = asyncio.create_task(play.engine.regenerate(mara))
    await play.voice.paused.wait()
    await play.engine.swipe(mara, steps[0])
    four = (await run).turns[-1]
    assert (await prose(play, mara))[-1] == '"One."'
    assert len((await play.engine.siblings(mara, four)).steps) == 4


async def test_an_edit_in_the_way_is_asked_about(play: Playing) -> None:
    mara = await play.begin()
    steps = await three(play, mara)
    await play.engine.edit(mara, "edge", compose(mara, YOU), "trust", 7)
    with pytest.raises(MoreWouldGo, match="1 manual edit"):
        await play.engine.swipe(mara, steps[0])


async def test_the_edits_of_your_turn_are_siblings_with_their_replies(play: Playing) -> None:
    mara = await play.begin()
    yours, _ = await say(play, mara, "Hello.", '"One."')
    play.voice.says('"Two."')
    other = (await play.engine.regenerate(mara, "Good evening.")).turns[0]
    await play.engine.quiet()
    found = await play.engine.siblings(mara, other)
    assert found == await play.engine.siblings(mara, yours)
    assert (len(found.steps), found.at) == (2, 1)
    await play.engine.swipe(mara, found.steps[0])
    assert (await prose(play, mara))[1:] == ["Hello.", '"One."']
    await play.engine.swipe(mara, found.steps[1])
    assert (await prose(play, mara))[1:] == ["Good evening.", '"Two."']


async def test_a_swipe_to_where_the_chat_stands_does_nothing(play: Playing) -> None:
    mara = await play.begin()
    steps = await three(play, mara)
    stood = await play.database.ask(now.head, mara)
    done = await play.engine.swipe(mara, steps[2])
    assert done.step == done.left == stood


async def test_what_has_no_sibling_in_the_story_is_not_swiped_to(play: Playing) -> None:
    mara = await play.begin()
    await say(play, mara, "Hello.", '"One."')
    _, later = await say(play, mara, "Go on.", '"No."')
    step = await play.database.ask(now.step_of, later)
    await play.engine.regenerate(mara, "Stop.")
    with pytest.raises(NotInTheStory):
        await play.engine.swipe(mara, step)


async def test_the_sibling_that_is_shown_is_no_question(play: Playing) -> None:
    mara = await play.begin()
    steps = await three(play, mara)
    await say(play, mara, "And you?")
    before = await play.database.ask(state)
    moved = await play.engine.swipe(mara, steps[2])
    assert moved.step == moved.left
    assert await play.database.ask(state) == before


async def test_a_guest_who_came_since_is_asked_about(play: Playing) -> None:
    mara, ilse = await play.begin(), await play.begin(ILSE)
    steps = await three(play, mara)
    await play.engine.add_guest(mara, ilse, Introduction())
    with pytest.raises(MoreWouldGo, match="Ilse's arrival"):
        await play.engine.swipe(mara, steps[0])
