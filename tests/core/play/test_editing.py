"""Mending the story by hand, and taking that back."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rp_tui.core.domain.edit import NoSuchField, NotEditable
from rp_tui.core.domain.ids import YOU, compose
from rp_tui.core.domain.turn import NothingSaid
from rp_tui.core.llm.errors import Unauthorized
from rp_tui.core.play import older
from rp_tui.core.play.editing import NothingNew
from rp_tui.core.storage import late, now, reads
from rp_tui.core.storage.editable import NoSuchKind
from rp_tui.core.storage.errors import NotFound
from rp_tui.core.storage.history import NoEdit, NotOfThisChat
from tests.core.play.acting import ILSE, Playing, playing
from tests.core.play.remains import prompted, prose, remains, say, state, verified

LOVING = '*Mara smiles, leaning on the dryer.* "I love you too." *Mara hands you the brass key.*'

if TYPE_CHECKING:
    from rp_tui.core.domain.errors import Trouble


async def affinity(play: Playing, mara: int) -> int:
    return (await play.database.ask(reads.edges_from, mara))[YOU].affinity


async def test_an_edit_is_a_step_and_its_undo_a_move(play: Playing) -> None:
    mara = await play.begin()
    await say(play, mara, "Hello.")
    before, stood = await play.database.ask(state), await play.database.ask(now.head, mara)
    step = await play.engine.edit(mara, "edge", compose(mara, YOU), "affinity", 90)
    assert (await affinity(play, mara), await play.database.ask(now.head, mara)) == (90, step)
    assert await play.engine.undo_edit(mara) == stood
    assert await play.database.ask(state) == before


async def test_after_more_was_said_an_edit_is_undone_by_its_inverse(play: Playing) -> None:
    mara = await play.begin()
    await say(play, mara, "Hello.")
    was = await affinity(play, mara)
    await play.engine.edit(mara, "edge", compose(mara, YOU), "affinity", 90)
    await say(play, mara, "Well.")
    step = await play.engine.undo_edit(mara)
    assert step == await play.database.ask(now.head, mara)
    assert await affinity(play, mara) == was
    assert len(await prose(play, mara)) == 5


async def test_who_somebody_is_is_edited_for_all_chats_and_no_rewind_takes_it_back(
    play: Playing,
) -> None:
    mara = await play.begin()
    first = await say(play, mara, "Hello.")
    await say(play, mara, "Well.")
    await play.engine.edit(mara, "bot", mara, "backstory", "She was a diver.")
    await play.engine.rewind(mara, first[-1])
    assert (await play.engine.bots())[mara].backstory == "She was a diver."
    with pytest.raises(NoEdit):
        await play.engine.undo_edit(mara)


async def test_a_fact_is_jotted_down_once(play: Playing) -> None:
    mara = await play.begin()
    await play.engine.jot(mara, mara, YOU, "You snore.")
    await say(play, mara, "Hello.")
    assert "You snore." in play.voice.prompted()
    with pytest.raises(NothingNew):
        await play.engine.jot(mara, mara, YOU, "you SNORE")


async def test_a_hidden_turn_is_heard_by_nobody_until_it_is_shown(play: Playing) -> None:
    mara = await play.begin()
    yours, _ = await say(play, mara, "My sister is called Quixel.", '"Is she."')
    await play.engine.hide(mara, yours)
    asked = len(play.voice.prompts)
    await say(play, mara, "Well.")
    assert "My sister" not in prompted(play, asked)
    await play.engine.undo_edit(mara)
    assert not (await play.database.ask(now.turn, yours)).hidden


async def test_a_memory_is_pinned_forgotten_and_remembered_as_it_was(play: Playing) -> None:
    mara = await play.begin()
    await say(play, mara, "I love you, Mara.")
    ((id, memory),) = (await play.database.ask(reads.memories, mara)).items()
    await play.engine.pin(mara, id, "manual")
    await play.engine.forget(mara, id)
    assert await play.database.ask(reads.memories, mara) == {}
    await say(play, mara, "Well.")
    await play.engine.undo_edit(mara)
    (back,) = (await play.database.ask(reads.memories, mara)).values()
    assert (back.text, back.quotes, back.pin) == (memory.text, memory.quotes, "manual")


async def test_a_story_whose_last_words_were_edited_equals_one_that_was_said_so(
    tmp_path: Path,
) -> None:
    (tmp_path / "oracle").mkdir()
    hating, going = "You are a liar, and I hate you.", '*Mara sits down.* "Thank you for nothing."'
    async with playing(tmp_path) as play:
        mara = await play.begin()
        await say(play, mara, "Good evening.", '"Evening." *Mara picks up the broom.*')
        yours, reply = await say(play, mara, "I love you, Mara.", LOVING)
        await play.engine.reword(mara, yours, hating)
        await play.engine.reword(mara, reply, going)
        await verified(play)
        edited = await play.database.ask(state)
    async with playing(tmp_path / "oracle") as play:
        mara = await play.begin()
        await say(play, mara, "Good evening.", '"Evening." *Mara picks up the broom.*')
        await say(play, mara, hating, going)
        assert await play.database.ask(state) == edited


async def test_words_put_back_come_to_what_they_came_to(play: Playing) -> None:
    mara = await play.begin()
    yours, _ = await say(play, mara, "I love you, Mara.", LOVING)
    before = await play.database.ask(state)
    await play.engine.reword(mara, yours, "Hm.")
    await play.engine.quiet()
    assert await play.database.ask(state) != before
    await play.engine.reword(mara, yours, "I love you, Mara.")
    await play.engine.quiet()
    assert await play.database.ask(state) == before


async def test_an_old_turn_that_is_reworded_leaves_mood_and_activity_of_now_alone(
    play: Playing,
) -> None:
    mara = await play.begin()
    _, old = await say(play, mara, "Hello.", '"Evening."')
    await say(play, mara, "Well.", '*Mara smiles, standing by the window.* "Thank you."')
    mood = await play.database.ask(reads.mood, mara)
    doing = await play.database.ask(reads.activities, mara)
    assert (mood.feeling, doing[mara].posture) != ("", "")
    await play.engine.reword(mara, old, "*Mara cries, sitting on the floor.* I hate you, liar.")
    await play.engine.quiet()
    assert await play.database.ask(reads.mood, mara) == mood
    assert await play.database.ask(reads.activities, mara) == doing


async def test_what_a_later_turn_changed_is_not_put_back(play: Playing) -> None:
    mara = await play.begin()
    _, old = await say(play, mara, "Hello.", '*Mara smiles, leaning on the dryer.* "Evening."')
    await say(play, mara, "Well.", '*Mara cries.* "Go."')
    mood = await play.database.ask(reads.mood, mara)
    await play.engine.reword(mara, old, '"Evening."')
    await play.engine.quiet()
    assert await play.database.ask(reads.mood, mara) == mood
    assert (await play.database.ask(reads.activities, mara))[mara].verb != "leaning on the dryer"


async def test_a_turn_that_was_edited_by_hand_is_judged_once_after_a_crash(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        mara = await play.begin()
        yours, _ = (await play.engine.take_turn(mara, "I love you, Mara.")).turns
        await play.engine.reword(mara, yours, "Thank you, Mara.")
    async with playing(tmp_path) as play:
        await verified(play)
        assert await play.database.ask(late.unsettled, mara) == []
        assert await play.database.ask(reads.memories, mara) == {}
        came_to = await play.database.ask(state)
        await play.engine.reword(mara, yours, "Hm.")
        await play.engine.quiet()
        await play.engine.reword(mara, yours, "Thank you, Mara.")
        await play.engine.quiet()
        assert await play.database.ask(state) == came_to


Edit = Callable[[Playing, int], Awaitable[int]]


async def loved(play: Playing, mara: int) -> int:
    return await play.engine.edit(mara, "edge", compose(mara, YOU), "affinity", 90)


async def worded(play: Playing, mara: int) -> int:
    (kickoff,) = list(await play.database.ask(reads.last_turns, mara, 99))[:1]
    return await play.engine.reword(mara, kickoff, "It rains, as ever.")


@pytest.mark.parametrize("edit", [loved, worded])
async def test_an_edit_does_not_stop_a_reply_and_both_stand(play: Playing, edit: Edit) -> None:
    mara = await play.begin()
    going_on = asyncio.Event()
    play.voice.says('"I was', going_on, 'saying."')
    turn = asyncio.create_task(play.engine.take_turn(mara, "Well?"))
    await play.voice.paused.wait()
    await edit(play, mara)
    going_on.set()
    assert (await turn).text == '"I was saying."'
    await play.engine.quiet()
    assert (await prose(play, mara))[1:] == ["Well?", '"I was saying."']
    assert await affinity(play, mara) >= 88 or (await prose(play, mara))[0] == "It rains, as ever."


@pytest.mark.parametrize("comes", [True, False])
async def test_an_edit_beside_a_regenerate_stands_whatever_comes_of_it(
    play: Playing, comes: bool
) -> None:
    mara = await play.begin()
    yours, _ = await say(play, mara, "I love you, Mara.", LOVING)
    going_on = asyncio.Event()
    play.voice.says(going_on, '"New."' if comes else Unauthorized("example.org", "m"))
    run = asyncio.create_task(play.engine.regenerate(mara))
    await play.voice.paused.wait()
    await play.engine.reword(mara, yours, "Good night, Mara.")
    going_on.set()
    if comes:
        await run
    else:
        with pytest.raises(Unauthorized):
            await run
    await play.engine.quiet()
    assert (await prose(play, mara))[1:] == ["Good night, Mara.", '"New."' if comes else LOVING]
    assert await remains(play, "You loves") == []
    assert not any("told me" in one for one in (await play.database.ask(state))["memory"])


async def test_an_edit_beside_settling_stands_and_nothing_is_doubled(play: Playing) -> None:
    mara = await play.begin()
    await play.engine.take_turn(mara, "I love you, Mara.")
    await play.engine.edit(mara, "edge", compose(mara, YOU), "trust", 7)
    await play.engine.quiet()
    assert len(await play.database.ask(reads.memories, mara)) == 1
    assert (await play.database.ask(reads.edges_from, mara))[YOU].trust == 7


async def test_what_cannot_be_edited_is_refused_and_nothing_is_written(play: Playing) -> None:
    mara, ilse = await play.begin(), await play.begin(ILSE)
    yours, _ = await say(play, mara, "Hello.")
    head = await play.database.ask(now.head, mara)
    bond = compose(mara, YOU)
    wrong: list[tuple[Awaitable[int], type[Trouble]]] = [
        (play.engine.edit(mara, "ghost", 1, "name", "x"), NoSuchKind),
        (play.engine.edit(mara, "memory", compose(mara, 999), "text", "x"), NotFound),
        (play.engine.edit(mara, "edge", bond, "colour", 1), NoSuchField),
        (play.engine.edit(mara, "turn", yours, "prose", "x"), NotEditable),
        (play.engine.edit(mara, "edge", compose(ilse, YOU), "trust", 1), NotOfThisChat),
        (play.engine.edit(mara, "chat", ilse, "weather", "fog"), NotOfThisChat),
        (play.engine.jot(mara, mara, mara, "I am tall."), NotOfThisChat),
        (play.engine.jot(mara, mara, YOU, " "), NothingNew),
        (play.engine.reword(mara, yours, "Hello."), NothingNew),
        (play.engine.reword(mara, yours, " "), NothingSaid),
        (play.engine.reword(mara, compose(mara, 999), "x"), NotFound),
        (play.engine.hide(mara, yours, hidden=False), NothingNew),
        (play.engine.pin(mara, compose(mara, 999), "manual"), NotFound),
        (play.engine.undo_edit(mara), NoEdit),
        (play.engine.undo_edit(mara, 12), NoEdit),
    ]
    for attempt, trouble in wrong:
        with pytest.raises(trouble) as refused:
            await attempt
        assert str(refused.value).endswith(".")
    assert await play.database.ask(now.head, mara) == head


async def test_no_line_stands_any_more_for_words_that_are_hidden_or_otherwise(
    play: Playing,
) -> None:
    mara = await play.begin()
    yours, _ = await say(play, mara, "I killed the baron.", '"Hush."')
    for number in range(22):
        await play.engine.take_turn(mara, f"Line {number}.")
    await play.engine.quiet()
    room = play.engine.room(mara)

    async def stands() -> bool:
        """Whether the line that is written now, and is in prompts, tells of the baron."""
        await older.write(play.stage, room)
        return "baron" in room.older[mara].line

    assert await stands()
    step = await play.engine.hide(mara, yours)
    assert room.older == {}
    assert not await stands()
    await play.engine.undo_edit(mara, step)
    assert room.older == {}
    assert await stands()
    await play.engine.reword(mara, yours, "I killed nobody.")
    assert room.older == {}
    assert not await stands()
