"""Scenes, as they end by themselves and by hand."""

import asyncio
from pathlib import Path

import pytest

from rp_tui.core.domain.ids import YOU
from rp_tui.core.play import moving
from rp_tui.core.play.closing import NothingToClose
from rp_tui.core.play.room import Busy
from rp_tui.core.storage import now, reads
from tests.core.play.acting import Playing
from tests.core.play.company import (
    both,
    ending_beside_a_reply,
    exits,
    of_scenes,
    place_of,
    say,
    scenes,
    sound,
    turns,
)


async def test_going_elsewhere_closes_the_scene_and_everybody_is_there(play: Playing) -> None:
    mara = await play.begin()
    await say(play, mara, "*We drive to the park.*", '"It is cold here."')
    old, new = await scenes(play, mara)
    assert (old.reason, old.is_open, new.is_open) == ("another place", False, True)
    assert new.container != old.container
    assert await place_of(play, mara, YOU) == "park"
    assert await place_of(play, mara, mara) == "park"


async def test_a_place_that_is_known_is_gone_back_to_and_not_founded_again(play: Playing) -> None:
    mara = await play.begin()
    await say(play, mara, "*We drive to the park.*")
    await say(play, mara, "*We drive to the pier.*")
    await say(play, mara, "*We drive back to the park.*")
    named = [one.name for one in (await play.database.ask(reads.places, mara)).values()]
    assert named.count("park") == 1
    told = await scenes(play, mara)
    assert told[1].container == told[3].container


async def test_the_players_words_close_the_scene_where_it_is(play: Playing) -> None:
    mara = await play.begin()
    before = (await play.database.ask(reads.activities, mara))[mara]
    await say(play, mara, "Goodnight, Mara. *Fade out.*")
    old, new = await scenes(play, mara)
    assert (old.reason, new.container) == ("the player's words", old.container)
    after = (await play.database.ask(reads.activities, mara))[mara]
    assert (after.container, after.slot) == (before.container, before.slot)


@pytest.mark.parametrize(
    "prose",
    [
        "Let's go to the park.",
        "I went to the park yesterday.",
        "Shall we drive to the park?",
        "*walks over to the window*",
        "When this is over we drive to the park.",
    ],
)
async def test_talk_of_going_ends_nothing(play: Playing, prose: str) -> None:
    mara = await play.begin()
    await say(play, mara, prose)
    assert len(await scenes(play, mara)) == 1


async def test_what_was_done_stays_behind_and_what_is_held_comes_along(play: Playing) -> None:
    mara = await play.begin()
    await say(play, mara, "*I sit down.*", "*Mara sits on the dryer and picks up a key.*")
    before = (await play.database.ask(reads.activities, mara))[mara]
    assert before.holding
    assert before.verb or before.posture
    await say(play, mara, "*We drive to the park.*")
    after = (await play.database.ask(reads.activities, mara))[mara]
    assert after.holding == before.holding
    assert (after.slot, after.posture) == ("", "")


async def test_a_close_by_hand_keeps_place_and_everybody_in_it(play: Playing) -> None:
    mara = await play.begin()
    await say(play, mara, "Good evening.")
    before = await play.database.ask(reads.activities, mara)
    await play.engine.close_scene(mara)
    old, new = await scenes(play, mara)
    assert (old.reason, old.container) == ("by hand", new.container)
    assert await play.database.ask(reads.activities, mara) == before


async def test_a_scene_in_which_nothing_was_said_is_not_closed(play: Playing) -> None:
    mara = await play.begin()
    with pytest.raises(NothingToClose, match="Nothing was said"):
        await play.engine.close_scene(mara)
    await say(play, mara, "((only a note))")
    with pytest.raises(NothingToClose):
        await play.engine.close_scene(mara)
    assert len(await scenes(play, mara)) == 1


async def test_no_scene_is_closed_by_hand_beside_a_reply(play: Playing) -> None:
    mara = await play.begin()
    more = asyncio.Event()
    play.voice.says('"Well', more, '."')
    turn = asyncio.create_task(play.engine.take_turn(mara, "Hello."))
    await play.voice.paused.wait()
    with pytest.raises(Busy):
        await play.engine.close_scene(mara)
    more.set()
    await turn
    assert len(await scenes(play, mara)) == 1


async def test_a_scene_that_ends_while_the_next_reply_streams_closes_behind_it(
    play: Playing,
) -> None:
    mara = await play.begin()
    turn, more = await ending_beside_a_reply(play, mara)
    assert len(await scenes(play, mara)) == 1
    more.set()
    outcome = await turn
    await play.engine.quiet()
    assert (await scenes(play, mara))[0].reason == "another place"
    assert (await play.database.ask(now.now, mara)).scene_id > outcome.steps[-1]


async def test_an_end_that_is_found_when_its_words_were_taken_back_ends_nothing(
    play: Playing,
) -> None:
    mara = await play.begin()
    await say(play, mara, "Good evening.")
    stands = (await play.database.ask(now.now, mara)).head
    turn, _ = await ending_beside_a_reply(play, mara)
    await play.engine.stop(mara)
    await turn
    await moving.move(play.stage, play.engine.room(mara), stands)
    await play.engine.quiet()
    assert [one.is_open for one in await scenes(play, mara)] == [True]


async def test_a_rewind_to_the_turn_before_undoes_the_close(play: Playing) -> None:
    mara = await play.begin()
    await say(play, mara, "Good evening.")
    stands = (await play.database.ask(now.now, mara)).head
    doing = await play.database.ask(reads.activities, mara)
    await say(play, mara, "*We drive to the park.*")
    assert await of_scenes(play, mara)
    await moving.move(play.stage, play.engine.room(mara), stands)
    await play.engine.quiet()
    (only,) = await scenes(play, mara)
    assert only.is_open
    assert await of_scenes(play, mara) == []
    assert await play.database.ask(reads.activities, mara) == doing
    assert len(await play.database.ask(reads.places, mara)) == 1


async def test_a_guest_who_walks_out_in_prose_is_only_asked_about(play: Playing) -> None:
    mara, ilse = await both(play)
    follower = play.engine.feed.follow(lambda: None)
    await say(play, mara, "Goodbye, Ilse.", "*Ilse walks out and slams the door behind her.*")
    (asked,) = exits(follower)
    assert (asked.chat, asked.guest) == (mara, ilse)
    assert (await play.database.ask(reads.chat, mara)).guest == ilse
    assert len(await scenes(play, mara)) == 1


async def leaving(play: Playing, chat: int) -> int | None:
    return (await play.engine.look(chat)).leaving


async def walked_out(play: Playing) -> tuple[int, int]:
    """Mara, and Ilse, who has just walked out and was not seen off."""
    mara, ilse = await both(play)
    await say(play, mara, "Goodbye, Ilse.", "*Ilse walks out and slams the door behind her.*")
    return mara, ilse


async def test_a_guest_who_walked_out_is_asked_about_until_you_say_something(
    tmp_path: Path,
) -> None:
    async with sound(tmp_path) as play:
        mara, ilse = await walked_out(play)
        assert await leaving(play, mara) == ilse
    async with sound(tmp_path) as play:
        assert await leaving(play, mara) == ilse, "also after a start"
        await say(play, mara, "She is only in the yard.", '"Yes, she is."')
        assert await leaving(play, mara) is None


async def test_a_guest_who_was_seen_off_and_comes_again_has_not_left(play: Playing) -> None:
    mara, ilse = await walked_out(play)
    await play.engine.see_off(mara)
    assert await leaving(play, mara) is None
    await play.engine.add_guest(mara, ilse)
    assert await leaving(play, mara) is None


async def test_whether_a_guest_has_left_hangs_on_the_words_that_say_so(play: Playing) -> None:
    mara, ilse = await walked_out(play)
    first, last = list(await turns(play, mara))[-2:]
    await play.engine.rewind(mara, first)
    assert await leaving(play, mara) is None
    await play.engine.undo_move(mara)
    assert await leaving(play, mara) == ilse
    step = await play.engine.reword(mara, last, "*Ilse looks at the door.*")
    await play.engine.quiet()
    assert await leaving(play, mara) is None
    await play.engine.undo_edit(mara, step)
    assert await leaving(play, mara) == ilse


async def test_a_guest_who_only_looks_at_the_door_is_not_asked_about(play: Playing) -> None:
    mara, _ = await both(play)
    follower = play.engine.feed.follow(lambda: None)
    await say(play, mara, "Stay, Ilse.", "*Ilse looks at the door.*")
    assert exits(follower) == []
