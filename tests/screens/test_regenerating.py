"""A reply said anew on the screen: your turn stands in its place, and may have other words."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from rp_tui.core.engine import Engine
from rp_tui.core.llm.errors import ConnectionLost
from rp_tui.core.storage.errors import DamagedFile, DiskFull
from rp_tui.core.storage.looks import pages
from rp_tui.screens.modals.save_failed import SaveFailed
from rp_tui.widgets.transcript.faded import ANEW
from tests.core.play.acting import ILSE, MARA
from tests.screens.seat import LARGE, SMALL, TINY, Seat, seated, with_mara


async def test_a_regenerate_begins_with_your_words_and_asks_for_another_reply(
    tmp_path: Path,
) -> None:
    async with with_mara(tmp_path) as seat:
        seat.play.voice.says("The first answer.")
        await seat.say("Hello.")
        await seat.rewrite("Hello.")
        await seat.sees("Enter Regenerate")
        seat.play.voice.says("The second answer.")
        await seat.press("enter")
        await seat.sees("The second answer.", "2/2")
        await seat.misses("The first answer.")
        assert (seat.number, seat.chat.composer.text) == (3, "")


async def test_a_regenerate_with_other_words_of_yours_says_them(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("Hello.")
        await seat.rewrite("Hello.")
        seat.chat.composer.insert(" And goodbye.")
        seat.play.voice.says("Already?")
        await seat.press("enter")
        await seat.sees("Hello. And goodbye.", "Already?")
        assert "Hello. And goodbye." in seat.play.voice.prompted()
        assert seat.number == 3


@pytest.mark.parametrize("size", [LARGE, SMALL, TINY])
async def test_your_turn_is_written_anew_in_its_place_and_the_reply_stands_faded_below(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with with_mara(tmp_path, size) as seat:
        seat.play.voice.says("The first answer.")
        await seat.say("Hello.")
        await seat.press("ctrl+r")
        await seat.sees("You · turn 2", "Enter Regenerate", ANEW)
        rows, (box, faded) = seat.text.splitlines(), seat.rows_of("You · turn 2", ANEW)
        assert rows[box - 2].endswith("you."), "the end of what was said before"
        assert faded == box + 3
        assert rows[faded + 1].endswith("The first answer.")
        assert "  Hello.\n" not in seat.text, "it stands in the box alone"


async def test_the_keys_below_are_called_what_they_do_while_a_turn_is_written_anew(
    tmp_path: Path,
) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("Hello.")
        await seat.press("ctrl+r")
        await seat.until(lambda: seat.chat.here.editing)
        await seat.sees("Enter Regenerate", "Ctrl+J New line")
        assert {"Enter Send", "Esc Read"}.isdisjoint(seat.text.splitlines()[-1].split("   "))
        await seat.press("e", "ctrl+n")
        await seat.until(lambda: seat.chat.here.editing is None)
        await seat.sees("Enter Send")


async def test_a_long_story_ends_before_your_turn_and_a_long_reply_takes_a_third(
    tmp_path: Path,
) -> None:
    async with with_mara(tmp_path, SMALL) as seat:
        for said in ("One.", "Two.", "Three."):
            seat.play.voice.says("A long answer. " * 60)
            await seat.say(said)
        await seat.press("ctrl+r")
        await seat.sees("You · turn 6", ANEW)
        assert seat.chat.faded.size.height <= SMALL[1] / 3
        assert seat.chat.story.follows
        assert (above := seat.chat.story.selected)
        assert above.number == 5
        seat.play.voice.says("A short one.")
        await seat.press("enter")
        await seat.sees("Three.", "A short one.", "2/2")
        await seat.until(lambda: not seat.chat.composer.locked)
        assert not seat.chat.faded.size.height


async def test_a_regenerate_that_is_left_writes_nothing_and_the_draft_is_back(
    tmp_path: Path,
) -> None:
    async with with_mara(tmp_path) as seat:
        seat.play.voice.says("The first answer.")
        await seat.say("Hello.")
        await seat.write("A draft")
        await seat.rewrite("Hello.")
        assert seat.chat.here.kept.draft == "A draft", "it is safe meanwhile"
        seat.chat.composer.insert(" Again.")
        await seat.press("ctrl+n")
        await seat.until(lambda: seat.chat.composer.text == "A draft")
        await seat.sees("  Hello.\n", "The first answer.")
        await seat.misses(ANEW)
        assert len(seat.play.voice.prompts) == 1
        assert seat.number == 3


async def test_a_regenerate_that_is_left_for_another_chat_leaves_no_trace(tmp_path: Path) -> None:
    async with seated(tmp_path, MARA, ILSE) as seat:
        first = seat.chat.opened
        seat.play.voice.says("The first answer.")
        await seat.say("Hello.")
        await seat.press("ctrl+r")
        await seat.sees(ANEW)
        await seat.press("tab", "]")
        await seat.until(lambda: seat.chat.opened != first)
        await seat.misses(ANEW)
        await seat.read()
        await seat.press("[")
        await seat.until(lambda: seat.chat.opened == first)
        await seat.sees("  Hello.\n", "The first answer.")
        assert (seat.chat.composer.text, seat.chat.here.editing) == ("", None)


async def test_the_second_of_two_replies_is_said_anew_and_the_first_stays(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        seat.play.voice.says("The first.")
        await seat.say("Hello.")
        chat = seat.chat.opened
        assert chat is not None
        seat.play.voice.says("The second.")
        await seat.host.ask(Engine.hear, chat)
        await seat.until(lambda: seat.number == 4 and not seat.chat.composer.locked)
        await seat.press("ctrl+r")
        await seat.sees(ANEW)
        assert seat.rows_of("You · turn 2") < seat.rows_of("The first.")
        gate = asyncio.Event()
        seat.play.voice.says("Another", gate, "second.")
        await seat.press("enter")
        await seat.sees("The first.", "Another▍")
        await seat.misses("The second.")
        seat.let(gate)
        await seat.sees("The first.", "Another second.", "2/2")


async def test_a_reply_that_answers_no_turn_of_yours_is_said_anew_at_once(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        chat = seat.chat.opened
        assert chat is not None
        seat.play.voice.says("Well?")
        await seat.host.ask(Engine.hear, chat)
        await seat.until(lambda: seat.number == 2 and not seat.chat.composer.locked)
        seat.play.voice.says("Good evening.")
        await seat.press("ctrl+r")
        await seat.sees("Good evening.", "2/2")
        await seat.misses("Well?")


async def test_words_for_a_reply_anew_that_are_refused_are_yours_again(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("Hello.")
        put, full = seat.play.database.put, DiskFull(tmp_path / "chat.db")

        async def fails(*_: object, **__: object) -> None:
            raise full

        await seat.rewrite("Hello.")
        seat.chat.composer.insert(" Again.")
        seat.play.database.put = fails  # type: ignore[assignment]
        await seat.press("enter")
        await seat.until(lambda: isinstance(seat.app.screen, SaveFailed))
        await seat.sees("Hello. Again.", "is full")
        await seat.press("enter")
        await seat.until(lambda: isinstance(seat.app.screen, SaveFailed))
        seat.play.database.put = put  # type: ignore[method-assign]
        seat.play.voice.says("The second answer.")
        await seat.press("enter")
        await seat.sees("Hello. Again.", "The second answer.")
        assert seat.number == 3


async def note_down(seat: Seat) -> None:
    """Write a fact down by hand after a reply, which a regenerate would take along."""
    seat.play.voice.says("The first answer.")
    await seat.say("Hello.")
    chat = seat.chat.opened
    assert chat is not None
    await seat.host.ask(Engine.jot, chat, chat, 0, "Tom is left-handed.")


async def test_a_regenerate_that_would_take_more_asks_and_a_no_leaves_all_as_it_was(
    tmp_path: Path,
) -> None:
    async with with_mara(tmp_path) as seat:
        await note_down(seat)
        await seat.rewrite("Hello.")
        seat.chat.composer.insert(" Again.")
        await seat.press("enter")
        await seat.until(lambda: seat.asks)
        await seat.press("ctrl+n")
        await seat.until(lambda: not seat.asks)
        await seat.sees("The first answer.")
        await seat.until(lambda: not seat.chat.composer.locked)
        assert not seat.chat.story.is_streaming
        assert (seat.number, len(seat.play.voice.prompts)) == (3, 1)
        assert seat.chat.composer.text == "Hello. Again."
        await seat.sees("You · turn 2", "Enter Regenerate")
        seat.chat.leave_editing()
        await seat.until(lambda: seat.chat.composer.text == "")


async def test_a_regenerate_that_takes_more_with_a_yes_says_it_anew(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await note_down(seat)
        await seat.rewrite("Hello.")
        seat.play.voice.says("The second answer.")
        await seat.press("enter")
        await seat.until(lambda: seat.asks)
        await seat.press("enter")
        await seat.sees("The second answer.", "2/2")
        await seat.misses("The first answer.")
        await seat.until(lambda: not seat.chat.composer.locked)
        assert (seat.number, seat.chat.composer.text) == (3, "")


async def test_other_words_stay_in_the_box_if_the_story_cannot_be_read(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("Hello.")
        await seat.rewrite("Hello.")
        seat.chat.composer.insert(" And goodbye.")
        ask = seat.play.database.ask

        async def unread(question: Any, *args: Any) -> Any:
            if question in {pages.before, pages.since}:
                raise DamagedFile(tmp_path / "chat.db", "a bad page")
            return await ask(question, *args)

        seat.play.database.ask = unread  # type: ignore[assignment,method-assign]
        await seat.press("enter")
        await seat.sees("is damaged")
        await seat.until(lambda: not seat.chat.composer.locked)
        assert seat.chat.composer.text == "Hello. And goodbye."
        seat.play.database.ask = ask  # type: ignore[method-assign]
        seat.play.voice.says("Already?")
        await seat.press("enter")
        await seat.sees("Hello. And goodbye.", "Already?")
        await seat.until(lambda: seat.chat.composer.text == "")


async def test_other_words_that_could_not_be_said_are_other_words_still_when_they_are_discarded(
    tmp_path: Path,
) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("Hello.")
        await seat.write("A draft")
        await seat.rewrite("Hello.")
        seat.chat.composer.insert(" And goodbye.")
        seat.play.voice.says(ConnectionLost("h", "m"))
        await seat.press("enter")
        await seat.sees("“Hello. And goodbye.”", "Discard")
        await seat.until(lambda: seat.chat.composer.text == "A draft")
        seat.chat.action_discard()
        await seat.sees("You · turn 2", "Enter Regenerate")
        assert seat.chat.composer.text == "Hello. And goodbye."
        seat.play.voice.says("Already?")
        await seat.press("enter")
        await seat.sees("Hello. And goodbye.", "Already?")
        await seat.until(lambda: seat.chat.composer.text == "A draft")
        assert seat.number == 3


async def test_other_words_that_are_stopped_before_an_answer_are_other_words_still(
    tmp_path: Path,
) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("Hello.")
        await seat.rewrite("Hello.")
        seat.chat.composer.insert(" And goodbye.")
        seat.play.voice.says(asyncio.Event(), "Nobody hears this.")
        await seat.press("enter")
        await seat.until(lambda: seat.chat.going.phase == "waiting")
        await seat.press("ctrl+g")
        await seat.sees("You · turn 2", "Enter Regenerate")
        assert seat.chat.composer.text == "Hello. And goodbye."
        assert seat.number == 3


async def test_what_a_reply_anew_takes_away_cannot_be_undone_any_more(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("Hello.")
        await seat.read()
        await seat.press("e")
        await seat.until(lambda: seat.chat.here.editing)
        await seat.press("!", "enter")
        await seat.sees("The turn has other words now.")
        await seat.until(lambda: "undo" in seat.chat.able)
        await seat.rewrite("Hello.")
        await seat.press("enter")
        await seat.until(lambda: seat.asks)
        seat.play.voice.says("The second answer.")
        await seat.press("enter")
        await seat.sees("The second answer.")
        assert "undo" not in seat.chat.able


async def test_other_words_that_are_sent_again_and_stopped_are_other_words_still(
    tmp_path: Path,
) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("Hello.")
        await seat.rewrite("Hello.")
        seat.chat.composer.insert(" And goodbye.")
        seat.play.voice.says(ConnectionLost("h", "m"))
        await seat.press("enter")
        await seat.sees("“Hello. And goodbye.”", "Retry")
        seat.play.voice.says(asyncio.Event(), "Nobody hears this.")
        seat.chat.action_retry()
        await seat.until(lambda: seat.chat.going.phase == "waiting")
        await seat.press("ctrl+g")
        await seat.sees("You · turn 2", "Enter Regenerate")
        assert seat.chat.composer.text == "Hello. And goodbye."
