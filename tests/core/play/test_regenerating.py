"""The last reply said anew: what its prompt knows, where it stands, when nothing comes of it."""

import asyncio

import pytest

from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.turn import NothingSaid
from rp_tui.core.llm.errors import Unauthorized
from rp_tui.core.play import guests
from rp_tui.core.play.impact import MoreWouldGo
from rp_tui.core.play.regenerating import NothingToRegenerate
from rp_tui.core.storage import history, inflight, now, reads
from tests.core.play.acting import ILSE, Playing
from tests.core.play.remains import prompted, prose, say, state

OLD = (
    '*Mara laughs, leaning on the dryer.* "I love you. My sister is called Quixel." '
    "*Mara hands you the Quixel key.*"
)


async def test_a_regenerate_says_the_last_reply_anew_beside_the_old_one(play: Playing) -> None:
    mara = await play.begin()
    yours, old = await say(play, mara, "Hello.", '"One."')
    play.voice.says('"Two."')
    outcome = await play.engine.regenerate(mara)
    assert (await prose(play, mara))[1:] == ["Hello.", '"Two."']
    found = await play.engine.siblings(mara, outcome.turns[0])
    assert len(found.steps) == 2
    assert found.at == 1
    assert found == await play.engine.siblings(mara, old)
    assert await play.database.ask(now.step_of, yours) not in found.steps


async def test_its_prompt_knows_nothing_of_the_reply_that_it_replaces(play: Playing) -> None:
    mara = await play.begin()
    await say(play, mara, "I love you, Mara.", OLD)
    asked = len(play.voice.prompts)
    await play.engine.regenerate(mara)
    new = prompted(play, asked)
    assert "I love you, Mara." in new
    for dropped in ("Quixel", "laughs", "leaning", "pleased", "I handed"):
        assert dropped not in new


async def test_each_next_reply_is_another_variant(play: Playing) -> None:
    mara = await play.begin()
    await say(play, mara, "Hello.")
    for variants in (1, 2, 3):
        found = await play.database.ask(history.last_reply, mara)
        assert found is not None
        assert found.variants == variants
        await play.engine.regenerate(mara)


async def test_with_other_words_of_yours_it_goes_back_before_your_turn(play: Playing) -> None:
    mara = await play.begin()
    yours, _ = await say(play, mara, "Hello.", OLD)
    outcome = await play.engine.regenerate(mara, "Good evening.")
    assert (await prose(play, mara))[1] == "Good evening."
    assert "Hello." not in play.voice.prompted()
    found = await play.engine.siblings(mara, outcome.turns[0])
    assert len(found.steps) == 2
    assert await play.engine.siblings(mara, yours) == found


async def test_the_same_words_of_yours_are_no_edit(play: Playing) -> None:
    mara = await play.begin()
    yours, _ = await say(play, mara, "Hello.")
    await play.engine.regenerate(mara, " Hello. ")
    assert yours in await play.database.ask(reads.last_turns, mara, 9)


async def test_what_stands_behind_the_reply_leaves_with_it_if_that_is_confirmed(
    play: Playing,
) -> None:
    mara = await play.begin()
    await say(play, mara, "I love you, Mara.", OLD)
    await play.engine.close_scene(mara)
    await play.engine.take_turn(mara, "((a note))")
    await play.engine.quiet()
    with pytest.raises(MoreWouldGo, match="1 scene close by hand") as asked:
        await play.engine.regenerate(mara)
    assert asked.value.impact.steps == 2
    assert "((a note))" in await prose(play, mara)
    await play.engine.regenerate(mara, confirmed=True)
    await play.engine.quiet()
    assert len(await play.database.ask(reads.scenes, mara)) == 1
    assert "((a note))" not in await prose(play, mara)


@pytest.mark.parametrize("prose", [None, "Good evening."])
async def test_a_guest_who_came_since_is_not_dropped_unasked(
    play: Playing, prose: str | None
) -> None:
    mara, ilse = await play.begin(), await play.begin(ILSE)
    await say(play, mara, "Hello.")
    await play.engine.add_guest(mara, ilse, guests.Introduction())
    with pytest.raises(MoreWouldGo, match="Ilse's arrival"):
        await play.engine.regenerate(mara, prose)
    assert (await play.database.ask(reads.chat, mara)).guest == ilse
    await play.engine.regenerate(mara, prose, confirmed=True)
    assert (await play.database.ask(reads.chat, mara)).guest is None


async def test_what_was_mended_since_is_not_dropped_unasked(play: Playing) -> None:
    mara = await play.begin()
    await say(play, mara, "Hello.")
    await play.engine.jot(mara, mara, YOU, "Is left-handed.")
    with pytest.raises(MoreWouldGo, match="1 manual edit") as asked:
        await play.engine.regenerate(mara)
    assert asked.value.impact.turns == ()


async def test_the_end_of_a_scene_that_a_reply_brought_goes_with_it_unasked(play: Playing) -> None:
    mara = await play.begin()
    await say(play, mara, "Come along.", "*We drive to the park.*")
    assert len(await play.database.ask(reads.scenes, mara)) == 2
    await play.engine.regenerate(mara)
    await play.engine.quiet()
    assert len(await play.database.ask(reads.scenes, mara)) == 1


async def test_a_reply_that_went_on_is_said_anew_unasked(play: Playing) -> None:
    mara = await play.begin()
    await say(play, mara, "Hello.")
    await play.engine.go_on(mara)
    await play.engine.quiet()
    play.voice.says('"Two."')
    await play.engine.regenerate(mara)
    assert (await prose(play, mara))[-1] == '"Two."'


async def test_a_reply_without_a_turn_of_yours_is_said_anew_too(play: Playing) -> None:
    mara = await play.begin()
    play.voice.says('"One."')
    await play.engine.hear(mara)
    await play.engine.quiet()
    play.voice.says('"Two."')
    await play.engine.regenerate(mara)
    assert (await prose(play, mara))[1:] == ['"Two."']
    with pytest.raises(NothingToRegenerate, match="no turn of yours"):
        await play.engine.regenerate(mara, "Something.")


async def test_an_interjection_is_said_anew_by_the_same_bot_and_nobody_interjects_upon_it(
    play: Playing,
) -> None:
    mara, ilse = await play.begin(), await play.begin(ILSE)
    await play.engine.add_guest(mara, ilse, guests.Introduction())
    play.voice.says('"I know nothing of the money."')
    play.voice.says('"That is a lie, and you know it."')
    await play.engine.take_turn(mara, "Ilse is a liar and a thief. What do you say, Mara?")
    await play.engine.quiet()
    (last,) = (await play.database.ask(reads.last_turns, mara, 1)).values()
    assert last.speaker == ilse
    play.voice.says('"Mara is a liar and a thief, and she stole the money."')
    outcome = await play.engine.regenerate(mara)
    await play.engine.quiet()
    assert outcome.speaker == ilse
    assert (await prose(play, mara))[-2:] == [
        '"I know nothing of the money."',
        '"Mara is a liar and a thief, and she stole the money."',
    ]


@pytest.mark.parametrize("edit", [None, "Otherwise."])
async def test_if_nothing_comes_the_chat_stands_where_it_stood(
    play: Playing, edit: str | None
) -> None:
    mara = await play.begin()
    await say(play, mara, "I love you, Mara.", OLD)
    before, stood = await play.database.ask(state), await play.database.ask(now.head, mara)
    play.voice.says(Unauthorized("example.org", "m"))
    with pytest.raises(Unauthorized):
        await play.engine.regenerate(mara, edit)
    assert await play.database.ask(state) == before
    play.voice.says(asyncio.Event())
    play.voice.paused.clear()
    run = asyncio.create_task(play.engine.regenerate(mara, edit))
    await play.voice.paused.wait()
    await play.engine.stop(mara)
    assert (await run).ending == "dropped"
    assert await play.database.ask(state) == before
    assert await play.database.ask(now.head, mara) == stood
    assert await play.database.ask(inflight.all_inflight, mara) == []


async def test_a_reply_on_its_way_ends_and_is_the_one_that_is_said_anew(play: Playing) -> None:
    mara = await play.begin()
    play.voice.says("*Mara begins to*", asyncio.Event())
    turn = asyncio.create_task(play.engine.take_turn(mara, "Tell me."))
    await play.voice.paused.wait()
    play.voice.says('"No."')
    outcome = await play.engine.regenerate(mara)
    assert (await turn).truncated
    assert (await prose(play, mara))[1:] == ["Tell me.", '"No."']
    assert len((await play.engine.siblings(mara, outcome.turns[0])).steps) == 2


async def test_without_a_reply_there_is_nothing_to_regenerate(play: Playing) -> None:
    mara = await play.begin()
    before = await play.database.ask(now.head, mara)
    for edit in (None, "Other words."):
        with pytest.raises(NothingToRegenerate, match="Nobody has answered yet"):
            await play.engine.regenerate(mara, edit)
    assert await play.database.ask(now.head, mara) == before


@pytest.mark.parametrize("blank", ["", "  ", "\x00"])
async def test_blank_words_of_yours_are_refused_before_anything_is_stopped(
    play: Playing, blank: str
) -> None:
    mara = await play.begin()
    await say(play, mara, "Hello.")
    before = await play.database.ask(now.head, mara)
    with pytest.raises(NothingSaid):
        await play.engine.regenerate(mara, blank)
    assert await play.database.ask(now.head, mara) == before
