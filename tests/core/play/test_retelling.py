"""Words of a scene that is over read otherwise, or are hidden: what it has left is told anew."""

import asyncio
from pathlib import Path

import pytest

from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.memory import Memory
from rp_tui.core.play.editing import NothingNew
from rp_tui.core.storage import now, reads, scenery
from tests.core.play.acting import Playing, playing
from tests.core.play.company import both, observed, of_scenes, say, turns
from tests.core.play.remains import state

SECRET = "I confess that I killed the baron, and I love you, Mara."
HARMLESS = "I confess that I stole a cello, and I am ashamed of it."


async def told(play: Playing, *owners: int) -> str:
    """All that memories, edges and groups hold."""
    found: list[object] = []
    for who in owners:
        found += (await play.database.ask(reads.memories, who)).values()
        found += (await play.database.ask(reads.edges_from, who)).values()
    shared = await play.database.ask(
        lambda db: db.execute("SELECT summary FROM [group]").fetchall()
    )
    return repr((found, shared))


async def said(play: Playing, chat: int, prose: str) -> int:
    """The turn of some words."""
    return next(id for id, one in (await turns(play, chat)).items() if one.prose == prose)


async def three_scenes(play: Playing) -> tuple[int, int, int]:
    """Mara, Ilse, and the turn with the secret, after which two scenes have closed."""
    mara, ilse = await both(play)
    await say(play, mara, SECRET)
    await play.engine.close_scene(mara)
    await play.engine.quiet()
    await say(play, mara, "Thank you both. I promise that I will come back with the money.")
    await play.engine.close_scene(mara)
    await play.engine.quiet()
    return mara, ilse, await said(play, mara, SECRET)


async def test_nothing_of_the_old_words_stays(play: Playing) -> None:
    mara, ilse, turn = await three_scenes(play)
    assert "baron" in await told(play, YOU)
    assert "baron" in await told(play, mara)
    before = {who: len(await of_scenes(play, who)) for who in (YOU, mara, ilse)}
    await play.engine.reword(mara, turn, HARMLESS)
    await play.engine.quiet()
    after = await told(play, YOU, mara, ilse)
    assert "baron" not in after
    assert "cello" in after
    assert {who: len(await of_scenes(play, who)) for who in (YOU, mara, ilse)} == before
    assert await play.database.ask(scenery.unfinished, mara) == []


async def test_it_is_as_if_the_words_had_been_said(tmp_path: Path) -> None:
    left: list[object] = []
    for first in (SECRET, HARMLESS):
        folder = tmp_path / str(len(left))
        folder.mkdir()
        async with playing(folder) as play:
            mara, ilse = await both(play)
            await say(play, mara, first)
            await play.engine.close_scene(mara)
            await play.engine.quiet()
            await say(play, mara, "Thank you both. I promise that I will come back.")
            await play.engine.close_scene(mara)
            await play.engine.quiet()
            if first == SECRET:
                await play.engine.reword(mara, await said(play, mara, SECRET), HARMLESS)
                await play.engine.quiet()
            left.append(
                [
                    (
                        [one.text for one in await of_scenes(play, who)],
                        [
                            (edge.summaries, list(edge.moments.values()))
                            for edge in (await play.database.ask(reads.edges_from, who)).values()
                        ],
                    )
                    for who in (YOU, mara, ilse)
                ]
            )
    assert left[0] == left[1]


async def test_an_undone_rewording_brings_all_of_it_back(play: Playing) -> None:
    mara, _, turn = await three_scenes(play)
    before = await play.database.ask(state)
    step = await play.engine.reword(mara, turn, HARMLESS)
    await play.engine.quiet()
    assert await play.database.ask(state) != before
    await play.engine.undo_edit(mara, step)
    await play.engine.quiet()
    assert await play.database.ask(state) == before


async def test_put_back_later_it_is_told_as_before(play: Playing) -> None:
    mara, ilse, turn = await three_scenes(play)
    before = await of_scenes(play, mara)
    step = await play.engine.reword(mara, turn, HARMLESS)
    await play.engine.quiet()
    await say(play, mara, "Good morning.")
    await play.engine.undo_edit(mara, step)
    await play.engine.quiet()
    assert await of_scenes(play, mara) == before
    assert "cello" not in await told(play, YOU, mara, ilse)


async def test_a_turn_of_the_later_scene_leaves_the_earlier_account_as_it_was_told_anew(
    play: Playing,
) -> None:
    mara, ilse, turn = await three_scenes(play)
    later = await said(
        play, mara, "Thank you both. I promise that I will come back with the money."
    )
    await play.engine.reword(mara, turn, HARMLESS)
    await play.engine.reword(mara, later, "Thank you. I promise that I will sell the piano.")
    await play.engine.quiet()
    after = await told(play, YOU, mara, ilse)
    assert "baron" not in after
    assert "come back with the money" not in after
    assert "cello" in after
    assert "piano" in after


async def test_words_that_change_twice_at_once_are_told_once_as_they_read_last(
    play: Playing,
) -> None:
    mara, ilse, turn = await three_scenes(play)
    ladder, hold = observed(play), asyncio.Event()
    before = [(one.at, one.about) for one in await of_scenes(play, mara)]
    ladder.waits["scene_summary"] = hold
    await play.engine.reword(mara, turn, "I confess that I burned the piano.")
    await asyncio.sleep(0.1)  # it has begun to be told
    await play.engine.reword(mara, turn, HARMLESS)
    hold.set()
    await play.engine.quiet()
    for who in (YOU, mara, ilse):
        assert len(await of_scenes(play, who)) == 2
    assert [(one.at, one.about) for one in await of_scenes(play, mara)] == before
    after = await told(play, YOU, mara, ilse)
    assert "cello" in repr(await of_scenes(play, mara))
    assert "piano" not in after


async def test_later_scenes_keep_what_was_remembered_of_them(play: Playing) -> None:
    ladder = observed(play)
    mara, _, turn = await three_scenes(play)
    asked = len(ladder.told("scene_summary"))
    await play.engine.reword(mara, turn, HARMLESS)
    await play.engine.quiet()
    assert len(ladder.told("scene_summary")) - asked == 3  # one of each who was in the first


async def test_pins_stay_and_what_was_forgotten_by_hand_stays_forgotten(play: Playing) -> None:
    mara, ilse, turn = await three_scenes(play)

    async def of_first(who: int) -> tuple[int, Memory]:
        found = await play.database.ask(reads.memories, who)
        return next((id, one) for id, one in found.items() if one.source == "scene")

    pinned, _ = await of_first(mara)
    forgotten, _ = await of_first(ilse)
    await play.engine.pin(mara, pinned, "manual")
    await play.engine.forget(mara, forgotten)
    await play.engine.reword(mara, turn, HARMLESS)
    await play.engine.quiet()
    assert await of_first(mara) == (pinned, (await of_first(mara))[1])
    assert (await of_first(mara))[1].pin == "manual"
    assert len(await of_scenes(play, ilse)) == 1


async def test_what_could_not_be_told_anew_before_the_end_is_told_at_the_next_start(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as play:
        mara, ilse, turn = await three_scenes(play)
        ladder = observed(play)
        ladder.silent.add("scene_summary")
        await play.engine.reword(mara, turn, HARMLESS)
        await play.engine.quiet()
        assert "baron" not in await told(play, YOU, mara, ilse)
        assert await play.database.ask(scenery.unfinished, mara)
    async with playing(tmp_path) as play:
        await play.engine.quiet()
        assert await play.database.ask(scenery.unfinished, mara) == []
        assert "cello" in repr(await of_scenes(play, mara))


async def test_a_scene_that_goes_on_is_left_alone(play: Playing) -> None:
    mara = await play.begin()
    await say(play, mara, SECRET)
    await play.engine.reword(mara, await said(play, mara, SECRET), HARMLESS)
    await play.engine.quiet()
    assert await of_scenes(play, mara) == []
    assert not (await play.database.ask(reads.edges_from, mara))[YOU].moments
    assert (await play.database.ask(now.now, mara)).scene is not None


async def test_nothing_of_hidden_words_stays_in_what_the_scene_has_left(play: Playing) -> None:
    mara, ilse, turn = await three_scenes(play)
    await say(play, mara, "Good morning.")
    assert "baron" in repr([*await of_scenes(play, mara), *await of_scenes(play, ilse)])
    await play.engine.hide(mara, turn)
    await play.engine.quiet()
    for who in (YOU, mara, ilse):
        assert "baron" not in repr(await of_scenes(play, who))
        edges = (await play.database.ask(reads.edges_from, who)).values()
        assert "baron" not in repr([(edge.summaries, edge.moments) for edge in edges])
    assert await play.database.ask(scenery.unfinished, mara) == []


async def test_a_scene_is_told_as_before_when_its_hidden_words_are_shown_again(
    play: Playing,
) -> None:
    mara, ilse, turn = await three_scenes(play)
    before = {who: await of_scenes(play, who) for who in (YOU, mara, ilse)}
    step = await play.engine.hide(mara, turn)
    await play.engine.quiet()
    assert {who: await of_scenes(play, who) for who in (YOU, mara, ilse)} != before
    await say(play, mara, "Good morning.")
    await play.engine.undo_edit(mara, step)
    await play.engine.quiet()
    assert {who: await of_scenes(play, who) for who in (YOU, mara, ilse)} == before


async def test_an_undone_hiding_brings_all_of_it_back(play: Playing) -> None:
    mara, _, turn = await three_scenes(play)
    before = await play.database.ask(state)
    await play.engine.hide(mara, turn)
    await play.engine.quiet()
    assert await play.database.ask(state) != before
    await play.engine.undo_edit(mara)
    await play.engine.quiet()
    assert await play.database.ask(state) == before


async def test_a_refused_edit_leaves_a_scene_to_be_told(play: Playing) -> None:
    mara, _ = await both(play)
    await say(play, mara, SECRET)
    ladder, hold = observed(play), asyncio.Event()
    ladder.waits["scene_summary"] = hold
    await play.engine.close_scene(mara)
    await asyncio.sleep(0.1)  # it has begun to be told
    with pytest.raises(NothingNew):
        await play.engine.reword(mara, await said(play, mara, SECRET), SECRET)
    hold.set()
    await play.engine.quiet()
    assert await play.database.ask(scenery.unfinished, mara) == []
