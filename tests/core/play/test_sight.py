"""What comes to a speaker's mind is what it was there for, by play's own door."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from rp_tui.core.domain.markers import segments
from rp_tui.core.domain.view import View
from rp_tui.core.play import older, sight
from rp_tui.core.play.rules import Rules
from rp_tui.core.prompts.trim import Budget
from rp_tui.core.recall.lookups import Lookups
from rp_tui.core.storage.now import now
from tests.core.play.acting import ILSE, MARA, Playing, playing, texts
from tests.core.play.company import STRANGERS, observed, say

WINDOW = 8  # turns, so that what was said before them must be remembered or told in a line
ALONE = "The zinnia key lies under the third brick, and nobody may know."
ELSEWHERE = "I pawned the zinnia ring of my own mother."
TOGETHER = "Both of you, the zinnia letter must be burnt tonight."
ASKED = "What do you know of the zinnia key, the zinnia ring and the zinnia letter?"
SMALL_TALK = 22


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Playing]:
    async with playing(tmp_path, Rules(window=WINDOW)) as play:
        yield play


async def small_talk(play: Playing, chat: int) -> None:
    for number in range(SMALL_TALK):
        await say(play, chat, f"It has rained for {number} days now, Mara.")


async def seen(play: Playing, chat: int, who: int) -> View:
    """What somebody would know that is asked about all of it."""
    at = await play.database.ask(now, chat)
    room = play.engine.room(chat)
    return await sight.view_of(play.stage, room, at, who, "turn", segments(ASKED))


def recalled(view: View) -> str:
    return texts(found.what.text for found in view.recalled)


async def test_what_was_said_in_ones_absence_is_in_no_line_of_old_and_comes_not_to_mind(
    play: Playing,
) -> None:
    ladder = observed(play)
    mara, ilse = await play.begin(MARA), await play.begin(ILSE)
    await say(play, ilse, f"Ilse. {ELSEWHERE}")
    await say(play, mara, f"Mara. {ALONE}")
    await small_talk(play, mara)
    await play.engine.add_guest(mara, ilse, STRANGERS)
    await say(play, mara, f"Listen. {TOGETHER}")
    await small_talk(play, mara)
    ladder.matters.clear()
    play.engine.room(mara).older.clear()
    await older.write(play.stage, play.engine.room(mara))

    told = {
        matter.who: texts(line.text for line in matter.lines)
        for matter in ladder.told("older_turns")
    }
    assert ALONE in told["Mara"]
    assert TOGETHER in told["Mara"]
    assert ALONE not in told["Ilse"]
    of_mara, of_ilse = await seen(play, mara, mara), await seen(play, mara, ilse)
    assert of_mara.older
    assert of_ilse.older

    assert ALONE in recalled(of_mara)
    assert ELSEWHERE not in recalled(of_mara)
    assert TOGETHER in recalled(of_ilse)
    assert ALONE not in recalled(of_ilse)
    for view, secret in ((of_mara, "ring"), (of_ilse, "key")):
        known = (view.older, recalled(view), *(line.text for line in view.lines[:-1]))
        assert secret not in texts(known)
        prompt = sight.asked(play.stage, view, "turn").prompt
        before = texts(message.text for message in prompt.messages).replace(ASKED, "")
        assert secret not in before.split()


async def test_what_stands_is_known_before_the_first_words_of_a_start_are_sent(
    play: Playing,
) -> None:
    mara = await play.begin(MARA)
    await small_talk(play, mara)
    await play.engine.quiet()
    play.stage.lookups = Lookups()  # as they are at a start
    await play.engine.warm(mara)
    await play.engine.quiet()
    known = await play.database.ask(lambda db: {**play.stage.lookups.now(db).known})
    assert ("view", mara, mara) in known
    await seen(play, mara, mara)
    after = await play.database.ask(lambda db: play.stage.lookups.now(db).known)
    assert [key for key in after if key[0] in {"view", "window"} and key not in known] == []


async def test_a_plan_that_is_known_late_leaves_more_to_be_remembered(play: Playing) -> None:
    mara = await play.begin(MARA)
    await say(play, mara, f"Mara. {ALONE}")
    await say(play, mara, "It has rained for days now.")
    await say(play, mara, "And for days more, Mara.")
    await play.engine.quiet()
    assert ALONE not in recalled(await seen(play, mara, mara))
    play.stage.scaled = lambda whole, _: Budget(whole.hard, 1)
    assert ALONE in recalled(await seen(play, mara, mara))
