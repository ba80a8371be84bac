"""Derivations die: nothing that a bot remembers, feels or knows outlives the words that made it."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from rp_tui.core.domain.ids import YOU
from rp_tui.core.play import guests
from rp_tui.core.storage import reads
from rp_tui.core.storage.search import Reader
from rp_tui.core.storage.timeline import Timeline
from tests.core.play.acting import ILSE, Playing, playing
from tests.core.play.remains import prompted, prose, remains, say, state, verified

TOKEN = "Quixel"
YOURS = "I love you, Mara. My brother is called Quixel."
REPLY = (
    '*Mara smiles, leaning on the dryer.* "I love you too. My sister is called Quixel." '
    "*Mara hands you the Quixel key.*"
)
PLAIN = '"Good night," *Mara says.*'


async def regenerated(play: Playing, mara: int) -> None:
    await say(play, mara, "I love you, Mara.", REPLY)
    play.voice.says(PLAIN)
    await play.engine.regenerate(mara)


async def regenerated_while_it_settles(play: Playing, mara: int) -> None:
    play.voice.says(REPLY)
    await play.engine.take_turn(mara, "I love you, Mara.")
    play.voice.says(PLAIN)
    await play.engine.regenerate(mara)


async def regenerated_with_an_edit(play: Playing, mara: int) -> None:
    await say(play, mara, YOURS, REPLY)
    play.voice.says(PLAIN)
    await play.engine.regenerate(mara, "Good night.")


async def swiped(play: Playing, mara: int) -> None:
    await say(play, mara, "I love you, Mara.", PLAIN)
    play.voice.says(REPLY)
    turns = (await play.engine.regenerate(mara)).turns
    await play.engine.quiet()
    both = await play.engine.siblings(mara, turns[-1])
    await play.engine.swipe(mara, both.steps[1 - both.at])


async def rewound(play: Playing, mara: int) -> None:
    first = await say(play, mara, "Hello.", PLAIN)
    await say(play, mara, YOURS, REPLY)
    await say(play, mara, "Quixel it is.", REPLY)
    await play.engine.rewind(mara, first[-1])


async def rewound_with_a_reply_on_its_way(play: Playing, mara: int) -> None:
    first = await say(play, mara, "Hello.", PLAIN)
    play.voice.says(REPLY, asyncio.Event())
    turn = asyncio.create_task(play.engine.take_turn(mara, YOURS))
    await play.voice.paused.wait()
    await play.engine.rewind(mara, first[-1])
    assert (await turn).truncated


async def rewound_with_pins_and_edits(play: Playing, mara: int) -> None:
    first = await say(play, mara, "Hello.", PLAIN)
    await say(play, mara, YOURS, REPLY)
    memory = max(await play.database.ask(reads.memories, mara))
    await play.engine.pin(mara, memory, "manual")
    await play.engine.jot(mara, mara, YOU, "You know Quixel.")
    await play.engine.edit(mara, "mood", mara << 40, "feeling", "Quixel")
    await play.engine.rewind(mara, first[-1])


async def rewound_before_a_scene_closed(play: Playing, mara: int) -> None:
    first = await say(play, mara, "Hello.", PLAIN)
    await say(play, mara, YOURS, REPLY)
    await play.engine.close_scene(mara)
    await play.engine.quiet()
    await play.engine.rewind(mara, first[-1])


async def rewound_before_a_guest_heard_it(play: Playing, mara: int) -> None:
    ilse = await play.begin(ILSE)
    first = await say(play, mara, "Hello.", PLAIN)
    await play.engine.add_guest(mara, ilse, guests.Introduction())
    await say(play, mara, "Mara, I love you. My brother is called Quixel.", REPLY)
    assert TOKEN in str(await play.database.ask(reads.edges_from, ilse))
    await play.engine.rewind(mara, first[-1])
    asked = len(play.voice.prompts)
    await say(play, ilse, "Have you heard?", PLAIN)
    assert TOKEN not in prompted(play, asked)


async def undone_and_done_again(play: Playing, mara: int) -> None:
    first = await say(play, mara, "Hello.", PLAIN)
    await say(play, mara, YOURS, REPLY)
    await play.engine.rewind(mara, first[-1])
    await play.engine.undo_move(mara)
    assert TOKEN in str(await prose(play, mara))
    await play.engine.rewind(mara, first[-1])


async def reworded_both(play: Playing, mara: int) -> None:
    yours, reply = await say(play, mara, YOURS, REPLY)
    await play.engine.reword(mara, yours, "Good night, Mara.")
    await play.engine.reword(mara, reply, PLAIN)


async def reworded_long_after(play: Playing, mara: int) -> None:
    yours, reply = await say(play, mara, YOURS, REPLY)
    await say(play, mara, "Well.", '*Mara sits down.* "Thank you."')
    await play.engine.reword(mara, reply, PLAIN)
    await play.engine.reword(mara, yours, "Good night, Mara.")


async def reworded_while_it_settles(play: Playing, mara: int) -> None:
    play.voice.says(REPLY)
    yours, reply = (await play.engine.take_turn(mara, YOURS)).turns
    await play.engine.reword(mara, yours, "Good night, Mara.")
    await play.engine.reword(mara, reply, PLAIN)


async def an_edit_undone(play: Playing, mara: int) -> None:
    _, reply = await say(play, mara, "Hello.", PLAIN)
    await play.engine.reword(mara, reply, REPLY)
    await play.engine.quiet()
    await play.engine.undo_edit(mara)


async def an_edit_undone_after_more_was_said(play: Playing, mara: int) -> None:
    _, reply = await say(play, mara, "Hello.", PLAIN)
    await play.engine.reword(mara, reply, REPLY)
    await say(play, mara, "Well.", '"Thank you."')
    await play.engine.undo_edit(mara)


STORIES = (
    regenerated,
    regenerated_while_it_settles,
    regenerated_with_an_edit,
    swiped,
    rewound,
    rewound_with_a_reply_on_its_way,
    rewound_with_pins_and_edits,
    rewound_before_a_scene_closed,
    rewound_before_a_guest_heard_it,
    undone_and_done_again,
    reworded_both,
    reworded_long_after,
    reworded_while_it_settles,
    an_edit_undone,
    an_edit_undone_after_more_was_said,
)


async def test_words_that_stand_have_all_these_consequences(play: Playing) -> None:
    mara = await play.begin()
    await say(play, mara, YOURS, REPLY)
    where = {"turn", "memory", "edge", "item", "activity", "turn_fts", "memory_fts"}
    assert where <= {*await remains(play, TOKEN)}


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
async def test_nothing_is_left_of_words_that_were_dropped(
    play: Playing, story: Callable[[Playing, int], Awaitable[None]]
) -> None:
    mara = await play.begin()
    await story(play, mara)
    await play.engine.quiet()
    assert await remains(play, TOKEN) == []
    asked = len(play.voice.prompts)
    await say(play, mara, "And now?")
    assert len(play.voice.prompts) > asked
    assert TOKEN.lower() not in prompted(play, asked).lower()
    assert await remains(play, TOKEN) == []


YOUR_LINES = (
    "I love you, Mara.",
    "Thank you, you are kind.",
    "You are a liar and I hate you.",
    "My brother is called Tom and I live in Rome.",
    "*I hand you the silver lighter.* Here.",
    "Good evening.",
)
REPLIES = (
    '*Mara smiles, leaning on the dryer.* "I love you too."',
    '"I sold my car." *Mara picks up the broom.*',
    '*Mara hands you the brass key.* "My sister is called Ada."',
    '"You are a liar."',
    '*Mara sits down on the floor.* "Thank you for that."',
    '"Good night."',
)


async def wander(play: Playing, mara: int, dice: random.Random) -> None:
    """A story that goes back on itself again and again."""
    turns: list[int] = []
    for _ in range(9):
        match dice.choice(("say", "say", "regenerate", "edited", "swipe", "rewind", "undo")):
            case "regenerate" if turns:
                play.voice.says(dice.choice(REPLIES))
                turns = [*turns[:-1], *(await play.engine.regenerate(mara)).turns]
            case "edited" if turns:
                play.voice.says(dice.choice(REPLIES))
                await play.engine.regenerate(mara, dice.choice(YOUR_LINES))
            case "swipe" if turns:
                last = max(await play.database.ask(reads.last_turns, mara, 1))
                found = await play.engine.siblings(mara, last)
                await play.engine.swipe(mara, dice.choice(found.steps), confirmed=True)
            case "rewind" if len(told := await play.database.ask(reads.last_turns, mara, 99)) > 3:
                await play.engine.rewind(mara, dice.choice(sorted(told)[2:-1:2]))
            case "undo" if turns and dice.random() < 0.5:
                await play.engine.quiet()
                if await play.database.ask(has_tail, mara):
                    await play.engine.undo_move(mara)
            case _:
                play.voice.says(dice.choice(REPLIES))
                turns += (await play.engine.take_turn(mara, dice.choice(YOUR_LINES))).turns
        if dice.random() < 0.6:
            await play.engine.quiet()


def has_tail(db: Reader, chat: int) -> bool:
    return Timeline(db).last_left(chat) is not None


@pytest.mark.parametrize("seed", range(10))
async def test_a_story_that_went_back_equals_one_that_never_did(tmp_path: Path, seed: int) -> None:
    async with playing(tmp_path) as play:
        mara = await play.begin()
        await wander(play, mara, random.Random(seed))
        await verified(play)
        said = await prose(play, mara)
        came_to = await play.database.ask(state)
    other = tmp_path / "oracle"
    other.mkdir()
    async with playing(other) as play:
        mara = await play.begin()
        for yours, reply in zip(said[1::2], said[2::2], strict=True):
            await say(play, mara, yours, reply)
        assert await prose(play, mara) == said
        assert await play.database.ask(state) == came_to
