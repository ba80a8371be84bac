"""Resets and deletions: what they wipe, what they keep, and how they are taken back."""

import asyncio

import pytest

from rp_tui.core.domain.bot import BotAuthored
from rp_tui.core.domain.ids import NARRATOR, YOU
from rp_tui.core.domain.names import NameTaken
from rp_tui.core.llm.errors import ModelCold
from rp_tui.core.play.resetting import NoReset, NothingBegun, WrongName
from rp_tui.core.storage import inflight, now, reads
from rp_tui.core.storage.errors import NotFound
from tests.core.play.acting import ILSE, MARA, Playing
from tests.core.play.company import (
    STRANGERS,
    both,
    observed,
    of_scenes,
    place_of,
    say,
    scenes,
    turns,
)

CONFESSION = "I love you. I have always loved you."


async def test_a_reset_wipes_what_was_lived_and_keeps_what_was_authored(play: Playing) -> None:
    mara = await play.begin()
    seeds = (await play.database.ask(reads.edges_from, mara))[YOU]
    began = await play.database.ask(reads.chat, mara)
    place, doing = await place_of(play, mara, mara), await play.database.ask(reads.activities, mara)
    await say(play, mara, CONFESSION, '*Mara picks up a key.* "I love you too."')
    await say(play, mara, "*We drive to the park.*")
    assert await play.database.ask(reads.memories, mara)
    await play.engine.reset(mara, " mara ")
    await play.engine.quiet()
    assert await turns(play, mara) == {}
    assert await play.database.ask(reads.memories, mara) == {}
    assert await play.database.ask(reads.items, mara) == {}
    assert (await play.database.ask(reads.edges_from, mara))[YOU] == seeds
    assert await play.database.ask(reads.chat, mara) == began
    assert [one.is_open for one in await scenes(play, mara)] == [True]
    assert await place_of(play, mara, mara) == place
    again = await play.database.ask(reads.activities, mara)
    assert [one.verb for one in again.values()] == [one.verb for one in doing.values()]
    assert len(await play.database.ask(reads.places, mara)) == 1
    assert (await play.engine.bots())[mara].persona == MARA.persona


async def test_the_kickoff_waits_for_your_next_words(play: Playing) -> None:
    mara = await play.begin()
    await say(play, mara, "Good evening.")
    await play.engine.reset(mara, "Mara")
    assert await turns(play, mara) == {}
    await say(play, mara, "Hello again.")
    told = list((await turns(play, mara)).values())
    assert [one.speaker for one in told] == [NARRATOR, YOU, mara]
    assert told[0].prose == MARA.kickoff
    assert "Good evening" not in play.voice.prompted()


async def test_the_name_must_be_typed(play: Playing) -> None:
    mara = await play.begin()
    await say(play, mara, "Good evening.")
    with pytest.raises(WrongName, match="Mara"):
        await play.engine.reset(mara, "Maria")
    assert len(await turns(play, mara)) == 3
    with pytest.raises(NotFound):
        await play.engine.reset(99, "Mara")
    with pytest.raises(NothingBegun):
        await play.engine.reset(await play.engine.author(ILSE), "Ilse")


async def test_a_snapshot_is_made_first(play: Playing) -> None:
    mara = await play.begin()
    await play.engine.reset(mara, "Mara")
    assert len(list(play.stage.folders.periodic.glob("*.db"))) == 1


async def test_a_visit_elsewhere_ends_by_closing_that_scene(play: Playing) -> None:
    mara, ilse = await both(play)
    await say(play, mara, f"Ilse, {CONFESSION}")
    await play.engine.reset(ilse, "Ilse")
    await play.engine.quiet()
    old, new = await scenes(play, mara)
    assert (old.reason, new.is_open) == ("the guest left", True)
    assert (await play.database.ask(reads.chat, mara)).guest is None
    assert await play.database.ask(reads.memories, ilse) == {}
    assert len(await of_scenes(play, mara)) == 1
    edges = await play.database.ask(reads.edges_from, mara)
    assert ilse not in edges or edges[ilse].summaries == {}
    assert await play.engine.must_introduce(mara, ilse)


async def test_a_guest_who_was_reset_knows_nothing_of_its_visits_when_it_comes_again(
    play: Playing,
) -> None:
    mara, ilse = await both(play)
    await say(play, mara, "Ilse, the BERYL is mine.", '*Ilse takes the beryl key.* "The beryl."')
    await play.engine.reset(ilse, "Ilse")
    await play.engine.quiet()
    await play.engine.add_guest(mara, ilse, STRANGERS)
    ladder = observed(play)
    await say(play, mara, "Ilse, who are you? I am the OPAL.", '"Ilse. An opal?"')
    assert "who are you" in play.voice.prompted()
    assert "beryl" not in play.voice.prompted().lower()
    await play.engine.see_off(mara)
    await play.engine.quiet()
    (summary,) = [one for one in ladder.told("scene_summary") if one.who == "Ilse"]
    heard = " ".join(said.text for said in summary.lines)
    assert "OPAL" in heard
    assert "BERYL" not in heard
    await say(play, mara, "Mara, the beryl?")
    assert "beryl is mine" in play.voice.prompted().lower()


async def test_a_summary_that_comes_late_tells_no_one_of_another_life(play: Playing) -> None:
    mara, ilse = await both(play)
    await say(play, mara, "Ilse, the BERYL is mine.")
    visit = (await play.database.ask(now.now, mara)).head
    await play.engine.reset(ilse, "Ilse")
    await play.engine.rewind(mara, visit)
    ladder = observed(play)
    await say(play, mara, "Ilse, I am the OPAL.", '"An opal?"')
    await play.engine.see_off(mara)
    await play.engine.quiet()
    (summary,) = [one for one in ladder.told("scene_summary") if one.who == "Ilse"]
    heard = " ".join(said.text for said in summary.lines)
    assert "OPAL" in heard
    assert "BERYL" not in heard


async def test_its_own_guest_is_let_go_and_the_two_are_asked_about_again(play: Playing) -> None:
    mara, ilse = await both(play)
    await say(play, mara, f"Ilse, {CONFESSION}")
    await play.engine.reset(mara, "Mara")
    await play.engine.quiet()
    assert (await play.database.ask(reads.chat, mara)).guest is None
    assert await play.engine.must_introduce(mara, ilse)
    assert await play.database.ask(reads.memories, ilse) == {}
    await play.engine.add_guest(mara, ilse, STRANGERS)


async def test_a_reset_is_undone_with_everything_that_it_wiped(play: Playing) -> None:
    mara = await play.begin()
    await say(play, mara, CONFESSION, '"I love you too."')
    before = await turns(play, mara), await play.database.ask(reads.memories, mara)
    held = await play.database.ask(reads.edges_from, mara)
    with pytest.raises(NoReset):
        await play.engine.undo_reset(mara)
    await play.engine.reset(mara, "Mara")
    await say(play, mara, "Hello again.")
    await play.engine.undo_reset(mara)
    await play.engine.quiet()
    assert (await turns(play, mara), await play.database.ask(reads.memories, mara)) == before
    assert await play.database.ask(reads.edges_from, mara) == held
    with pytest.raises(NoReset):
        await play.engine.undo_reset(mara)
    await play.engine.undo_move(mara)
    assert len(await turns(play, mara)) == 3
    await play.engine.undo_reset(mara)
    assert await turns(play, mara) == before[0]


async def test_a_reset_ends_the_reply_that_is_on_its_way(play: Playing) -> None:
    mara = await play.begin()
    play.voice.says('"I was going to', asyncio.Event())
    turn = asyncio.create_task(play.engine.take_turn(mara, "What?"))
    await play.voice.paused.wait()
    await play.engine.reset(mara, "Mara")
    assert (await turn).truncated
    await play.engine.quiet()
    assert await turns(play, mara) == {}
    assert await play.database.ask(inflight.all_inflight) == []
    await play.engine.undo_reset(mara)
    assert '"I was going to' in [one.prose for one in (await turns(play, mara)).values()]


async def test_words_that_could_not_be_said_are_still_there_after_a_reset(play: Playing) -> None:
    mara = await play.begin()
    play.voice.says(ModelCold("example.org", "m"))
    with pytest.raises(ModelCold):
        await play.engine.take_turn(mara, "Wake up.")
    await play.engine.reset(mara, "Mara")
    await play.engine.retry(mara)
    assert [one.prose for one in (await turns(play, mara)).values()][:2] == [
        MARA.kickoff,
        "Wake up.",
    ]


async def test_a_bot_is_reset_twice_and_each_time_begins_as_it_was_confirmed(
    play: Playing,
) -> None:
    mara = await play.begin()
    place = await place_of(play, mara, mara)
    for _ in range(2):
        await say(play, mara, "*We drive to the park.*")
        await play.engine.reset(mara, "Mara")
        await play.engine.quiet()
        assert await place_of(play, mara, mara) == place
        at = await play.database.ask(now.now, mara)
        assert at.scene is not None
        assert at.scene.container in await play.database.ask(reads.places, mara)


async def test_a_deleted_bot_leaves_where_it_visits_and_comes_back(play: Playing) -> None:
    mara, ilse = await both(play)
    await say(play, mara, f"Ilse, {CONFESSION}")
    await play.engine.delete(ilse)
    await play.engine.quiet()
    assert ilse not in await play.engine.bots()
    assert (await play.database.ask(reads.chat, mara)).guest is None
    assert len(await of_scenes(play, ilse)) == 1
    await play.engine.undelete(ilse)
    assert (await play.engine.bots())[ilse].name == "Ilse"


async def test_deleting_ends_the_reply_that_is_on_its_way(play: Playing) -> None:
    mara = await play.begin()
    play.voice.says('"I was going to', asyncio.Event())
    turn = asyncio.create_task(play.engine.take_turn(mara, "What?"))
    await play.voice.paused.wait()
    await play.engine.delete(mara)
    assert (await turn).truncated


async def test_a_bot_does_not_come_back_beside_one_of_its_name(play: Playing) -> None:
    mara = await play.begin()
    await play.engine.delete(mara)
    await play.engine.author(BotAuthored("mara"))
    with pytest.raises(NameTaken):
        await play.engine.undelete(mara)


async def test_two_who_visit_each_other_can_both_be_reset_at_once(play: Playing) -> None:
    mara, ilse = await both(play)
    await play.engine.add_guest(ilse, mara)
    await say(play, mara, "Hello, you two.")
    await say(play, ilse, "Hello, you two.")
    resets = play.engine.reset(mara, "Mara"), play.engine.reset(ilse, "Ilse")
    await asyncio.wait_for(asyncio.gather(*resets), 10)
    for chat in (mara, ilse):
        assert (await play.database.ask(reads.chat, chat)).guest is None
        assert await turns(play, chat) == {}
