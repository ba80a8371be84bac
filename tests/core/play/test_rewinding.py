"""Going back to a step, with a count of what that removes, and coming back again."""

import asyncio
from typing import TYPE_CHECKING

import pytest

from rp_tui.core.domain.ids import YOU, compose
from rp_tui.core.llm.errors import Unauthorized
from rp_tui.core.play import guests
from rp_tui.core.play.feed import Troubled
from rp_tui.core.play.impact import MoreWouldGo
from rp_tui.core.play.rewinding import Moved, NothingToRewind
from rp_tui.core.storage import now, reads, tail_file
from rp_tui.core.storage.errors import NameInUse, NotFound, NothingToUndo, ReadOnlyFolder
from rp_tui.core.storage.history import BeyondTheStart, NotInTheStory, NotOfThisChat
from rp_tui.core.storage.search import Reader
from tests.core.play.acting import ILSE, Playing
from tests.core.play.remains import prose, remains, say, state

if TYPE_CHECKING:
    from rp_tui.core.domain.errors import Trouble


async def test_the_preview_counts_what_a_rewind_removes(play: Playing) -> None:
    mara, ilse = await play.begin(), await play.begin(ILSE)
    first = await say(play, mara, "Good evening.", '"Evening."')
    await say(play, mara, "I love you, Mara.", '"Take this." *Mara hands you the brass key.*')
    await play.engine.edit(mara, "edge", compose(mara, YOU), "affinity", 80)
    await play.engine.add_guest(mara, ilse, guests.Introduction())
    found = await play.engine.preview_rewind(mara, first[-1])
    assert found.turns == (4, 5)
    assert found.gone[0] == "2 messages (turns 4–5)"
    assert "1 memory from Mara's store" in found.gone
    assert "1 item that you have (brass key)" in found.gone
    assert "1 manual edit (Mara → You affinity)" in found.gone
    assert "Ilse's arrival" in found.gone
    assert any(line.endswith("edge updates (You → Mara, Mara → You)") for line in found.gone)
    assert found.edits == 1
    assert found.back == ()


async def test_a_rewind_does_what_its_preview_said_and_keeps_a_file(play: Playing) -> None:
    mara = await play.begin()
    first = await say(play, mara, "Good evening.", '"Evening."')
    before = await play.database.ask(state)
    await say(play, mara, "I love you, Mara.", '"My sister is called Quixel."')
    foreseen = await play.engine.preview_rewind(mara, first[-1])
    done = await play.engine.rewind(mara, first[-1])
    assert done.impact == foreseen
    assert await play.database.ask(state) == before
    assert done.file is not None
    tail = await asyncio.to_thread(tail_file.read, done.file)
    assert (tail.header.left, tail.header.to) == (done.left, done.step)
    assert tail.header.steps == foreseen.steps == 2


async def test_its_undo_brings_all_of_it_back(play: Playing) -> None:
    mara = await play.begin()
    first = await say(play, mara, "Good evening.", '"Evening."')
    await say(play, mara, "I love you, Mara.", '"My sister is called Quixel."')
    before = await play.database.ask(state)
    await play.engine.rewind(mara, first[0])
    back = await play.engine.undo_move(mara)
    await play.engine.quiet()
    assert await play.database.ask(state) == before
    assert back.impact.gone == ()
    assert back.impact.back[0] == "3 messages (turns 3–5)"
    with pytest.raises(NothingToUndo):
        await play.engine.undo_move(mara)


async def test_a_rewind_that_cannot_keep_its_file_is_made_all_the_same_and_says_so(
    play: Playing, monkeypatch: pytest.MonkeyPatch
) -> None:
    mara = await play.begin()
    first = await say(play, mara, "Good evening.")
    await say(play, mara, "And now?")

    async def refused(left: int, to: int) -> None:
        raise ReadOnlyFolder("rewinds")

    monkeypatch.setattr(play.stage.keeper, "keep_tail", refused)
    follower = play.engine.feed.follow(lambda: None)
    done = await play.engine.rewind(mara, first[-1])
    assert done.file is None
    told = [one.told for one in follower.take().happened if isinstance(one, Troubled)]
    assert any("cannot be written" in one for one in told)
    assert len(await prose(play, mara)) == 3


async def test_what_cannot_be_gone_back_to_is_refused_and_nothing_is_written(
    play: Playing,
) -> None:
    mara, ilse = await play.begin(), await play.begin(ILSE)
    _, old = await say(play, mara, "Hello.", '"One."')
    await play.engine.regenerate(mara)
    await play.engine.quiet()
    theirs = await say(play, ilse, "Hello.")
    head = await play.database.ask(now.head, mara)
    before = await play.database.ask(last_batch)
    wrong: list[tuple[int, type[Trouble]]] = [
        (0, BeyondTheStart),
        (-7, BeyondTheStart),
        (99_999, NotFound),
        (compose(mara, 99_999), NotFound),
        (theirs[-1], NotOfThisChat),
        (old, NotInTheStory),
        (head, NothingToRewind),
    ]
    for at, trouble in wrong:
        with pytest.raises(trouble) as refused:
            await play.engine.rewind(mara, at)
        assert str(refused.value).endswith(".")
    assert await play.database.ask(last_batch) == before
    assert await play.database.ask(now.head, mara) == head


def last_batch(db: Reader) -> int:
    found: int = db.execute("SELECT max(id) FROM batch").fetchone()[0]
    return found


async def test_a_reply_on_its_way_is_spoken_on_the_old_line(play: Playing) -> None:
    mara = await play.begin()
    first = await say(play, mara, "Good evening.", '"Evening."')
    play.voice.says("*Mara begins to*", asyncio.Event())
    turn = asyncio.create_task(play.engine.take_turn(mara, "Tell me."))
    await play.voice.paused.wait()
    done = await play.engine.rewind(mara, first[-1])
    assert (await turn).text == "*Mara begins to*"
    assert done.impact.turns == (4, 5)
    assert await prose(play, mara) == [
        *(await prose(play, mara))[:1],
        "Good evening.",
        '"Evening."',
    ]
    await play.engine.undo_move(mara)
    assert (await prose(play, mara))[-2:] == ["Tell me.", "*Mara begins to*"]


async def test_a_reply_that_has_hardly_begun_is_stopped_too(play: Playing) -> None:
    mara = await play.begin()
    first = await say(play, mara, "Good evening.", '"Evening."')
    turn = asyncio.create_task(play.engine.take_turn(mara, "Quixel?"))
    await asyncio.sleep(0)
    rewound = asyncio.create_task(play.engine.rewind(mara, first[0]))
    assert (await turn).ending == "dropped"
    await rewound
    assert (await prose(play, mara))[1:] == ["Good evening."]
    assert await remains(play, "Quixel") == []


async def test_of_two_rewinds_at_once_the_farther_one_stands(play: Playing) -> None:
    mara = await play.begin()
    first = await say(play, mara, "One.")
    second = await say(play, mara, "Two.")
    await say(play, mara, "Three.")
    rewinds = (play.engine.rewind(mara, turns[-1]) for turns in (second, first))
    _, farther = await asyncio.gather(*rewinds, return_exceptions=True)
    assert isinstance(farther, Moved)
    assert len(await prose(play, mara)) == 3


async def test_settling_that_a_rewind_cut_off_is_done_when_its_words_come_back(
    play: Playing,
) -> None:
    mara = await play.begin()
    first = await say(play, mara, "Good evening.")
    await play.engine.take_turn(mara, "I love you, Mara.")
    await play.engine.rewind(mara, first[-1])
    await play.engine.quiet()
    assert await play.database.ask(reads.memories, mara) == {}
    await play.engine.undo_move(mara)
    await play.engine.quiet()
    assert len(await play.database.ask(reads.memories, mara)) == 1


async def test_words_that_could_not_be_said_can_be_said_where_the_chat_now_stands(
    play: Playing,
) -> None:
    mara = await play.begin()
    first = await say(play, mara, "Good evening.")
    await say(play, mara, "Well?")
    play.voice.says(Unauthorized("example.org", "m"))
    with pytest.raises(Unauthorized):
        await play.engine.regenerate(mara, "Why?")
    await play.engine.rewind(mara, first[0])
    held = play.engine.held(mara)
    assert held is not None
    assert held.wish.prose == "Why?"
    outcome = await play.engine.retry(mara)
    assert outcome.ending == "spoken"
    assert (await prose(play, mara))[1:-1] == ["Good evening.", "Why?"]


async def test_a_branch_that_was_left_is_listed_named_and_gone_back_to(play: Playing) -> None:
    mara = await play.begin()
    first = await say(play, mara, "Hello.", '"One."')
    other = await say(play, mara, "Go on.", '"One and a half."')
    one = await play.database.ask(state)
    await play.engine.rewind(mara, first[-1])
    await play.engine.regenerate(mara)
    await play.engine.quiet()
    lines = await play.engine.branches(mara)
    here, left = lines
    assert (here.is_here, here.number, here.prose) == (True, 3, here.prose)
    assert (left.is_here, left.number, left.prose) == (False, 5, '"One and a half."')
    assert (left.left_by, left.is_edited) == ("rewind", False)
    assert left.left_s
    await play.engine.name_branch(mara, other[-1], "the long one")
    found = {line.name: line for line in await play.engine.branches(mara)}
    assert found["the long one"].prose == '"One and a half."'
    assert found["the long one"].number == 5
    await play.engine.switch(mara, found["the long one"].step)
    assert await play.database.ask(state) == one


async def test_an_edit_that_was_taken_back_is_no_branch_and_one_that_was_left_says_what_it_is(
    play: Playing,
) -> None:
    mara = await play.begin()
    _, first = await say(play, mara, "Hello.", '"One."')
    edited = await play.engine.reword(mara, first, '"Uno."')
    await play.engine.undo_edit(mara, edited)
    assert [line.is_here for line in await play.engine.branches(mara)] == [True]
    await say(play, mara, "Go on.", '"Two."')
    assert len(await play.engine.branches(mara)) == 1
    assert not await play.engine.is_branched(mara)
    await play.engine.rewind(mara, first)
    await play.engine.quiet()
    await play.engine.reword(mara, first, '"Eins."')
    here, before = await play.engine.branches(mara)
    assert (here.prose, here.number) == ('"Eins."', 3)
    assert (before.prose, before.left_by, before.is_edited) == ('"Two."', "rewind", False)
    await play.engine.switch(mara, before.step)
    here, edit = await play.engine.branches(mara)
    assert (here.prose, edit.prose, edit.number) == ('"Two."', '"Eins."', 3)
    assert edit.is_edited
    assert await play.engine.is_branched(mara)


async def test_two_branches_cannot_bear_one_name(play: Playing) -> None:
    mara = await play.begin()
    _, old = await say(play, mara, "Hello.", '"One."')
    new = (await play.engine.regenerate(mara)).turns[-1]
    await play.engine.name_branch(mara, old, "mine")
    with pytest.raises(NameInUse):
        await play.engine.name_branch(mara, new, "mine")


async def test_a_branch_of_another_chat_is_neither_named_nor_gone_to(play: Playing) -> None:
    mara, ilse = await play.begin(), await play.begin(ILSE)
    theirs = await say(play, ilse, "Hello.")
    for wrong in (
        play.engine.switch(mara, theirs[-1]),
        play.engine.name_branch(mara, theirs[-1], "theirs"),
        play.engine.preview_rewind(mara, theirs[-1]),
        play.engine.siblings(mara, theirs[-1]),
    ):
        with pytest.raises(NotOfThisChat):
            await wrong


async def test_no_more_goes_than_the_preview_has_shown(play: Playing) -> None:
    mara = await play.begin()
    first = await say(play, mara, "Good evening.")
    await say(play, mara, "And now?")
    seen = await play.engine.preview_rewind(mara, first[-1])
    await say(play, mara, "One thing more.")
    for move in (play.engine.rewind, play.engine.switch):
        with pytest.raises(MoreWouldGo) as more:
            await move(mara, first[-1], seen)
        assert more.value.impact.turns == (4, 5, 6, 7)
        assert (await prose(play, mara))[-2] == "One thing more."
    await play.engine.rewind(mara, first[-1], more.value.impact)
    assert len(await prose(play, mara)) == 3
