"""Guests: who may come, who hears what, who answers, and how they leave."""

import asyncio
from typing import TYPE_CHECKING

import pytest

from rp_tui.core.domain.bot import BotAuthored, BotIsGone
from rp_tui.core.domain.chat import GuestIsHost, NoGuest, SceneIsFull
from rp_tui.core.domain.edge import Seed
from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.turn import Turn
from rp_tui.core.domain.witness import ALONE, EVERYONE
from rp_tui.core.play import moving
from rp_tui.core.play.guests import AlreadyIntroduced, Introduction, NotIntroduced
from rp_tui.core.play.room import Busy
from rp_tui.core.storage import now, reads
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

if TYPE_CHECKING:
    from rp_tui.core.domain.errors import Trouble

JONAS = BotAuthored("Jonas", persona="Jonas repairs clocks.", kickoff="Jonas is in his workshop.")


async def head(play: Playing, chat: int) -> int:
    return (await play.database.ask(now.now, chat)).head


async def test_nobody_is_asked_if_the_host_has_met_itself(play: Playing) -> None:
    mara = await play.begin()
    with pytest.raises(GuestIsHost):
        await play.engine.must_introduce(mara, mara)


async def test_a_guest_appears_where_the_scene_is(play: Playing) -> None:
    mara, ilse = await both(play)
    at = await play.database.ask(now.now, mara)
    assert at.presence.guest == ilse
    assert await place_of(play, mara, ilse) == await place_of(play, mara, mara)
    assert (await play.database.ask(reads.activities, mara))[ilse].verb == "arriving"
    assert len(await scenes(play, mara)) == 1


async def test_two_are_introduced_once_and_strangers_begin_with_nothing(play: Playing) -> None:
    mara, ilse = await play.begin(MARA), await play.begin(ILSE)
    assert await play.engine.must_introduce(mara, ilse)
    before = await head(play, mara)
    with pytest.raises(NotIntroduced, match="Mara and Ilse have met"):
        await play.engine.add_guest(mara, ilse)
    assert await head(play, mara) == before
    await play.engine.add_guest(mara, ilse, STRANGERS)
    assert not await play.engine.must_introduce(mara, ilse)
    assert not await play.engine.must_introduce(ilse, mara)
    held = await play.database.ask(reads.edges_from, mara)
    assert (held[ilse].affinity, held[ilse].summaries, held[ilse].facts) == (50, {}, {})
    await play.engine.see_off(mara)
    with pytest.raises(AlreadyIntroduced):
        await play.engine.add_guest(mara, ilse, STRANGERS)
    await play.engine.add_guest(mara, ilse)


async def test_two_who_have_met_hold_of_each_other_what_was_confirmed(play: Playing) -> None:
    mara, ilse = await play.begin(MARA), await play.begin(ILSE)
    how = "Mara hates Ilse, who stole from her. Ilse thinks Mara never knew."
    of_guest, of_host = await play.engine.propose_acquaintance(mara, ilse, how)
    assert of_guest.affinity < 50
    met = Introduction(met=True, how=how, of_guest=of_guest, of_host=of_host)
    await play.engine.add_guest(mara, ilse, met)
    one = (await play.database.ask(reads.edges_from, mara))[ilse]
    other = (await play.database.ask(reads.edges_from, ilse))[mara]
    assert (one.affinity, one.summaries.get("0", "")) == (of_guest.affinity, of_guest.summary)
    assert (other.affinity, other.summaries.get("0", "")) == (of_host.affinity, of_host.summary)


async def test_strangers_hold_nothing_whatever_was_typed(play: Playing) -> None:
    mara, ilse = await play.begin(MARA), await play.begin(ILSE)
    await play.engine.add_guest(
        mara, ilse, Introduction(met=False, how="never", of_guest=Seed(5, 5, "A thief."))
    )
    assert (await play.database.ask(reads.edges_from, mara))[ilse].affinity == 50


async def test_whoever_may_not_come_is_refused_and_nothing_is_written(play: Playing) -> None:
    mara, _ = await both(play)
    jonas, gone = await play.begin(JONAS), await play.engine.author(BotAuthored("Gone"))
    await play.engine.delete(gone)
    before = await head(play, mara), await head(play, jonas)
    refused: list[tuple[int, int, type[Trouble]]] = [
        (mara, mara, GuestIsHost),
        (mara, jonas, SceneIsFull),
        (jonas, 99, NotFound),
        (jonas, gone, BotIsGone),
        (99, mara, NotFound),
    ]
    for chat, guest, trouble in refused:
        with pytest.raises(trouble) as told:
            await play.engine.add_guest(chat, guest, STRANGERS)
        assert str(told.value).count(".") == 1
    assert (await head(play, mara), await head(play, jonas)) == before


async def test_nobody_comes_or_goes_while_a_reply_is_on_its_way(play: Playing) -> None:
    mara, _ = await both(play)
    jonas = await play.begin(JONAS)
    more = asyncio.Event()
    play.voice.says('"Well', more, '."')
    turn = asyncio.create_task(play.engine.take_turn(mara, "Mara, wait."))
    await play.voice.paused.wait()
    with pytest.raises(Busy):
        await play.engine.see_off(mara)
    with pytest.raises(Busy):
        await play.engine.add_guest(mara, jonas, STRANGERS)
    more.set()
    await turn


async def test_nobody_is_seen_off_who_is_not_there(play: Playing) -> None:
    mara = await play.begin()
    with pytest.raises(NoGuest):
        await play.engine.see_off(mara)


async def test_seeing_off_closes_the_scene_and_the_next_is_yours_and_the_hosts(
    play: Playing,
) -> None:
    mara, ilse = await both(play)
    clock = (await play.database.ask(reads.chat, ilse)).clock
    await say(play, mara, "Ilse, the key is under the mat.", '"Thank you."')
    before = (await play.database.ask(reads.activities, mara))[mara]
    await play.engine.see_off(mara)
    await play.engine.quiet()
    old, new = await scenes(play, mara)
    assert (old.reason, new.container) == ("the guest left", old.container)
    assert (await play.database.ask(reads.chat, mara)).guest is None
    after = await play.database.ask(reads.activities, mara)
    assert after[mara] == before
    assert after[ilse].container is None
    assert [len(await of_scenes(play, who)) for who in (YOU, mara, ilse)] == [1, 1, 1]
    assert (await play.database.ask(reads.chat, ilse)).clock == clock


async def test_what_a_guest_has_lived_through_it_knows_in_its_own_chat(play: Playing) -> None:
    mara, ilse = await both(play)
    await say(play, mara, "Ilse, I love you. The ZIRCON is under the mat.", '"The zircon!"')
    await play.engine.see_off(mara)
    await play.engine.quiet()
    await say(play, ilse, "Do you remember the zircon, that I love you?")
    assert "zircon" in play.voice.prompted().lower()


async def test_masks_say_who_was_there_at_every_moment(play: Playing) -> None:
    mara, ilse, jonas = await play.begin(MARA), await play.begin(ILSE), await play.begin(JONAS)
    await say(play, mara, "We are alone.")
    await play.engine.add_guest(mara, ilse, STRANGERS)
    await say(play, mara, "Mara, Ilse is here.")
    await play.engine.see_off(mara)
    await say(play, mara, "She is gone.")
    await play.engine.add_guest(mara, jonas, STRANGERS)
    await say(play, mara, "Mara, Jonas is here.")
    await play.engine.see_off(mara)
    await say(play, mara, "Alone again.")
    expected = {
        "We are alone.": (ALONE, None),
        "Mara, Ilse is here.": (EVERYONE, ilse),
        "She is gone.": (ALONE, None),
        "Mara, Jonas is here.": (EVERYONE, jonas),
        "Alone again.": (ALONE, None),
    }
    told = await turns(play, mara)
    assert {t.prose: (t.mask, t.guest) for t in told.values() if t.speaker == YOU} == expected
    replies = [(t.mask, t.guest) for t in told.values() if t.speaker == mara]
    assert replies == list(expected.values())


async def test_a_second_guest_does_not_hear_what_the_first_one_heard(play: Playing) -> None:
    mara, ilse = await both(play)
    jonas = await play.begin(JONAS)
    await say(play, mara, "Ilse, the BERYL is mine.", '"The beryl."')
    await play.engine.see_off(mara)
    await play.engine.add_guest(mara, jonas, STRANGERS)
    await say(play, mara, "Jonas, look at me.", '"Yes?"')
    assert "Jonas" in play.voice.prompted()
    assert "beryl" not in play.voice.prompted().lower()
    assert ilse != jonas


async def test_a_guest_who_comes_back_knows_what_it_heard_and_not_what_it_missed(
    play: Playing,
) -> None:
    mara, ilse = await both(play)
    await say(play, mara, "Ilse, the BERYL is mine.")
    await play.engine.see_off(mara)
    await say(play, mara, "Mara, the OPAL is hers.")
    await play.engine.add_guest(mara, ilse)
    await say(play, mara, "Ilse, here you are.")
    assert "beryl" in play.voice.prompted().lower()
    assert "opal" not in play.voice.prompted().lower()


# Who answers.


async def answered_by(play: Playing, chat: int, prose: str) -> int:
    await say(play, chat, prose)
    replies = [t for t in (await turns(play, chat)).values() if t.speaker > YOU]
    return replies[-1].speaker


@pytest.mark.parametrize(
    ("prose", "answers"),
    [
        ("Anna, come here.", "Anna"),
        ("Ann, come here.", "Ann"),
        ("Where were you, Anna?", "Anna"),
        ("Where were you, Ann?", "Ann"),
        ("*turns to Anna* Where were you?", "Anna"),
    ],
)
async def test_ann_is_not_anna(play: Playing, prose: str, answers: str) -> None:
    ann = await play.begin(BotAuthored("Ann", kickoff="Ann waits in the kitchen."))
    anna = await play.begin(BotAuthored("Anna", kickoff="Anna waits in the yard."))
    await play.engine.add_guest(ann, anna, STRANGERS)
    assert await answered_by(play, ann, prose) == {"Ann": ann, "Anna": anna}[answers]


async def test_no_job_is_asked_who_is_meant_where_a_name_says_it(play: Playing) -> None:
    mara, ilse = await both(play)
    ladder = observed(play)
    assert await answered_by(play, mara, "Ilse, come here.") == ilse
    assert ladder.told("addressee") == []
    await answered_by(play, mara, "What do you say?")
    assert len(ladder.told("addressee")) == 1


async def test_the_host_answers_where_nobody_is_meant_and_nobody_can_tell(play: Playing) -> None:
    mara, _ = await both(play)
    observed(play).silent.add("addressee")
    assert await answered_by(play, mara, "It rains.") == mara


# Interjecting.

ABOUT_ILSE = "Mara, ask Ilse who stole the money. I think that Ilse stole it."
ABOUT_MARA = "Ilse, ask Mara who stole the money. I think that Mara stole it."


async def last_two(play: Playing, chat: int) -> list[Turn]:
    return list((await turns(play, chat)).values())[-2:]


@pytest.mark.parametrize("addressed", ["Mara", "Ilse"])
async def test_whoever_was_not_spoken_to_may_interject_in_either_direction(
    play: Playing, addressed: str
) -> None:
    mara, ilse = await both(play)
    first, second = (mara, ilse) if addressed == "Mara" else (ilse, mara)
    play.voice.says('"I never found out."')
    play.voice.says('"That is a lie!"')
    prose = ABOUT_ILSE if addressed == "Mara" else ABOUT_MARA
    await play.engine.take_turn(mara, prose)
    await play.engine.quiet()
    told = await last_two(play, mara)
    assert [one.speaker for one in told] == [first, second]
    assert told[-1].prose == '"That is a lie!"'
    assert len(play.voice.prompts) == 2


async def test_most_turns_have_no_interjection(play: Playing) -> None:
    mara, _ = await both(play)
    await say(play, mara, "Mara, pass me the salt.", '"Here."')
    assert len(play.voice.prompts) == 1


async def test_sending_first_cancels_what_was_about_to_be_interjected(play: Playing) -> None:
    mara, ilse = await both(play)
    ladder = observed(play)
    ladder.waits["interjection"] = asyncio.Event()
    await play.engine.take_turn(mara, ABOUT_ILSE)
    await asyncio.sleep(0.05)
    assert ladder.told("interjection")
    del ladder.waits["interjection"]
    ladder.silent.add("interjection")
    await play.engine.take_turn(mara, "Never mind, Mara.")
    await play.engine.quiet()
    assert ilse not in {t.speaker for t in (await turns(play, mara)).values()}


async def test_an_interjection_that_is_stopped_keeps_its_words(play: Playing) -> None:
    mara, ilse = await both(play)
    play.voice.says('"I never found out."')
    play.voice.says('"That is', asyncio.Event())
    await play.engine.take_turn(mara, ABOUT_ILSE)
    await play.voice.paused.wait()
    await play.engine.stop(mara)
    await play.engine.quiet()
    told = (await last_two(play, mara))[-1]
    assert (told.speaker, told.prose, told.truncated) == (ilse, '"That is', True)


async def test_silent_witnesses_are_settled_too(play: Playing) -> None:
    mara, ilse = await both(play)
    await say(play, mara, "Mara, good evening.", '"Good evening."')
    assert ilse not in {t.speaker for t in (await turns(play, mara)).values()}
    held = await play.database.ask(reads.edges_from, ilse)
    assert {held[YOU].last_chat, held[mara].last_chat} == {mara}


async def test_whoever_is_seen_off_no_longer_interjects(play: Playing) -> None:
    mara, ilse = await both(play)
    observed(play).waits["interjection"] = asyncio.Event()
    await play.engine.take_turn(mara, ABOUT_ILSE)
    await asyncio.sleep(0.05)
    await play.engine.see_off(mara)
    assert play.engine.room(mara).aside is None
    await play.engine.quiet()
    assert ilse not in {t.speaker for t in (await turns(play, mara)).values()}


async def test_a_rewind_to_before_a_guest_came_has_the_two_asked_about_again(
    play: Playing,
) -> None:
    mara, ilse = await play.begin(MARA), await play.begin(ILSE)
    before = await head(play, mara)
    await play.engine.add_guest(mara, ilse, STRANGERS)
    await moving.move(play.stage, play.engine.room(mara), before)
    assert await play.engine.must_introduce(mara, ilse)
    assert (await play.database.ask(reads.chat, mara)).guest is None
