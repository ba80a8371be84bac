"""What is judged on which step, when turns went on or were given other words."""

import asyncio

from rp_tui.core.domain.ids import YOU
from rp_tui.core.storage import late, now, reads
from rp_tui.core.storage.exchange import Exchange, exchange
from tests.core.play.acting import ILSE, Playing
from tests.core.play.company import STRANGERS, Observed, both, exits, observed
from tests.core.play.remains import say


async def judged(play: Playing, step: int) -> list[str]:
    found = await play.database.ask(exchange, step)
    return [turn.prose for turn in found.turns.values()] if found else []


async def test_a_reply_is_judged_by_what_it_was_and_the_rest_where_it_went_on(
    play: Playing,
) -> None:
    mara = await play.begin()
    play.voice.says("*Mara begins to*", asyncio.Event())
    turn = asyncio.create_task(play.engine.take_turn(mara, "Tell me."))
    await play.voice.paused.wait()
    await play.engine.stop(mara)
    spoken = (await turn).steps[-1]
    play.voice.says("cry.")
    more = (await play.engine.go_on(mara)).steps[-1]
    assert await judged(play, spoken) == ["Tell me.", "*Mara begins to*"]
    found = await play.database.ask(exchange, more)
    assert isinstance(found, Exchange)
    assert found.before == "*Mara begins to*"
    (whole,) = await judged(play, more)
    assert whole.startswith("*Mara begins to*")
    assert whole.endswith("cry.")


async def test_other_words_take_the_judging_of_the_whole_exchange_over(play: Playing) -> None:
    mara = await play.begin()
    yours, reply = await say(play, mara, "Hello.", '"One."')
    spoken = await play.database.ask(now.step_of, reply)
    first = await play.engine.reword(mara, yours, "Good evening.")
    second = await play.engine.reword(mara, reply, '"Two."')
    assert await judged(play, spoken) == []
    assert await judged(play, first) == []
    assert await judged(play, second) == ["Good evening.", '"Two."']
    await play.engine.undo_edit(mara)
    assert await judged(play, first) == ["Good evening.", '"One."']
    await play.engine.undo_edit(mara)
    assert await judged(play, spoken) == ["Hello.", '"One."']


async def test_other_words_of_a_turn_that_nobody_answered_wait_for_the_answer(
    play: Playing,
) -> None:
    mara = await play.begin()
    (yours,) = (await play.engine.take_turn(mara, "((a note))")).turns
    step = await play.engine.reword(mara, yours, "I love you.")
    assert await judged(play, step) == []
    assert await play.database.ask(late.unsettled, mara) == []
    answered = (await play.engine.hear(mara)).steps[-1]
    assert (await judged(play, answered))[0] == "I love you."


async def test_a_kickoff_that_is_reworded_is_judged_by_nobody(play: Playing) -> None:
    mara = await play.begin()
    (kickoff,) = [one.id for one in await play.engine.turns(mara, 1)]
    step = await play.engine.reword(mara, kickoff, "It snows.")
    assert await judged(play, step) == []
    assert await play.database.ask(late.unsettled, mara) == []


def judged_by(ladder: Observed) -> dict[str, list[str]]:
    """What each was told that it is to take in."""
    told = ladder.told("state_update")
    return {matter.who: [one.text for one in matter.said] for matter in told}


async def test_a_guest_that_left_before_the_answer_is_not_told_of_it(play: Playing) -> None:
    mara, ilse = await both(play)
    yours, _ = await say(play, mara, "Mara, wait for me.", '"I will."')
    await play.engine.rewind(mara, yours)
    await play.engine.see_off(mara)
    await play.engine.quiet()
    ladder = observed(play)
    play.voice.says('"The key is under the stone. I love you."')
    answered = await play.engine.hear(mara)
    await play.engine.quiet()
    said = ['"The key is under the stone. I love you."']
    assert judged_by(ladder) == {"You": said, "Mara": said}
    assert await judged(play, answered.steps[-1]) == said
    of_ilse = (await play.database.ask(reads.memories, ilse)).values()
    assert [memory.source for memory in of_ilse] == ["scene"]
    of_mara = (await play.database.ask(reads.memories, mara)).values()
    assert [memory.guest for memory in of_mara if memory.source == "seen"] == [None]


async def test_a_guest_that_answers_what_it_came_too_late_for_is_settled_and_so_is_the_host(
    play: Playing,
) -> None:
    mara, ilse = await play.begin(), await play.begin(ILSE)
    yours, _ = await say(play, mara, "The key is under the stone.", '"Ah."')
    await play.engine.rewind(mara, yours)
    await play.engine.add_guest(mara, ilse, STRANGERS)
    ladder = observed(play)
    play.voice.says('"I love it here."')
    answered = await play.engine.hear(mara)
    await play.engine.quiet()
    said = await judged(play, answered.steps[-1])
    assert said == ['"I love it here."']
    assert judged_by(ladder) == dict.fromkeys(("You", "Mara", "Ilse"), said)
    before = {m.who: [line.text for line in m.before] for m in ladder.told("state_update")}
    assert before["Mara"][-1] == "The key is under the stone."
    assert before["Ilse"] == []
    assert (await play.database.ask(reads.edges_from, ilse))[YOU].last_chat == mara


async def test_a_guest_that_came_after_a_note_of_yours_may_walk_out_at_once(play: Playing) -> None:
    mara, ilse = await play.begin(), await play.begin(ILSE)
    await play.engine.take_turn(mara, "((Slowly, please.))")
    await play.engine.add_guest(mara, ilse, STRANGERS)
    follower = play.engine.feed.follow(lambda: None)
    await say(play, mara, "*Ilse says goodbye and walks out of the door for good.*", '"Bye."')
    assert [one.guest for one in exits(follower)] == [ilse]


async def test_an_old_turn_is_judged_by_what_went_before_it(play: Playing) -> None:
    mara = await play.begin()
    await say(play, mara, "The cellar is dry.", '"It is."')
    _, reply = await say(play, mara, "And the attic?", '"Wet."')
    for number in range(12):
        await say(play, mara, f"Line {number}.", '"Yes."')
    ladder = observed(play)
    await play.engine.reword(mara, reply, '"Dry as well."')
    await play.engine.quiet()
    (matter,) = [one for one in ladder.told("state_update") if one.who == "Mara"]
    assert [line.text for line in matter.before][-2:] == ["The cellar is dry.", '"It is."']


async def test_a_guest_that_was_reset_is_not_told_anew_of_its_former_life(play: Playing) -> None:
    mara, ilse = await both(play)
    _, reply = await say(play, mara, "Ilse, the key is under the stone.", '"I love it."')
    await play.engine.reset(ilse, "Ilse")
    await play.engine.quiet()
    ladder = observed(play)
    step = await play.engine.reword(mara, reply, '"I hate it."')
    await play.engine.quiet()
    assert len(await judged(play, step)) == 2
    assert {*judged_by(ladder)} == {"You", "Mara"}
    (told,) = {matter.said[1].who for matter in ladder.told("state_update")}
    assert told == "Ilse"
    assert await play.database.ask(reads.memories, ilse) == {}
