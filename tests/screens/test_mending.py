"""Mending on the screen: replies anew, replies side by side, going back, other words."""

import asyncio
from pathlib import Path

import pytest

from rp_tui.core.engine import Engine
from rp_tui.core.storage.errors import DiskFull
from rp_tui.screens.modals.confirm import Confirm
from rp_tui.screens.modals.save_failed import SaveFailed
from rp_tui.widgets.transcript.faded import ANEW
from tests.core.play.acting import ILSE, MARA
from tests.screens.seat import LARGE, SMALL, TINY, Seat, seated, with_mara


def asks(seat: Seat) -> bool:
    return isinstance(seat.app.screen, Confirm)


async def test_a_regenerate_begins_with_your_words_and_asks_for_another_reply(
    tmp_path: Path,
) -> None:
    async with with_mara(tmp_path) as seat:
        seat.play.voice.says("The first answer.")
        await seat.say("Hello.")
        await seat.press("ctrl+r")
        await seat.until(lambda: seat.chat.composer.text == "Hello.")
        await seat.sees("Enter Regenerate")
        seat.play.voice.says("The second answer.")
        await seat.press("enter")
        await seat.sees("The second answer.", "2/2")
        await seat.misses("The first answer.")
        assert (seat.number, seat.chat.composer.text) == (3, "")


async def test_a_regenerate_with_other_words_of_yours_says_them(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("Hello.")
        await seat.press("ctrl+r")
        await seat.until(lambda: seat.chat.composer.text == "Hello.")
        seat.chat.composer.insert(" And goodbye.")
        seat.play.voice.says("Already?")
        await seat.press("enter")
        await seat.sees("Hello. And goodbye.", "Already?")
        assert "Hello. And goodbye." in seat.play.voice.prompted()
        assert seat.number == 3


def rows_with(seat: Seat, *texts: str) -> list[int]:
    """The rows of the screen in which some texts stand first."""
    rows = seat.text.splitlines()
    return [next(y for y, row in enumerate(rows) if text in row) for text in texts]


@pytest.mark.parametrize("size", [LARGE, SMALL, TINY])
async def test_your_turn_is_written_anew_in_its_place_and_the_reply_stands_faded_below(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with with_mara(tmp_path, size) as seat:
        seat.play.voice.says("The first answer.")
        await seat.say("Hello.")
        await seat.press("ctrl+r")
        await seat.sees("You · turn 2", "Enter Regenerate", ANEW)
        rows, (box, faded) = seat.text.splitlines(), rows_with(seat, "You · turn 2", ANEW)
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
        await seat.until(lambda: seat.chat.editing)
        await seat.sees("Enter Regenerate", "Ctrl+J New line")
        assert {"Enter Send", "Esc Read"}.isdisjoint(seat.text.splitlines()[-1].split("   "))
        await seat.press("e", "ctrl+n")
        await seat.until(lambda: seat.chat.editing is None)
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
        await seat.press("ctrl+r")
        await seat.until(lambda: seat.chat.composer.text == "Hello.")
        assert seat.chat.drafts == {seat.chat.opened: "A draft"}, "it is safe meanwhile"
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
        assert (seat.chat.composer.text, seat.chat.editing) == ("", None)


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
        assert rows_with(seat, "You · turn 2") < rows_with(seat, "The first.")
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

        await seat.press("ctrl+r")
        await seat.until(lambda: seat.chat.composer.text == "Hello.")
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
        await seat.press("ctrl+r")
        await seat.until(lambda: seat.chat.composer.text == "Hello.")
        seat.chat.composer.insert(" Again.")
        await seat.press("enter")
        await seat.until(lambda: asks(seat))
        await seat.press("ctrl+n")
        await seat.until(lambda: not asks(seat))
        await seat.sees("The first answer.")
        await seat.until(lambda: not seat.chat.composer.locked)
        assert not seat.chat.story.is_streaming
        assert (seat.number, len(seat.play.voice.prompts)) == (3, 1)
        assert seat.chat.composer.text == "Hello. Again."


async def test_a_regenerate_that_takes_more_with_a_yes_says_it_anew(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await note_down(seat)
        await seat.press("ctrl+r")
        await seat.until(lambda: seat.chat.composer.text == "Hello.")
        seat.play.voice.says("The second answer.")
        await seat.press("enter")
        await seat.until(lambda: asks(seat))
        await seat.press("enter")
        await seat.sees("The second answer.", "2/2")
        await seat.misses("The first answer.")
        await seat.until(lambda: not seat.chat.composer.locked)
        assert (seat.number, seat.chat.composer.text) == (3, "")


async def test_swipes_walk_the_replies_and_ask_for_one_more_behind_the_last(
    tmp_path: Path,
) -> None:
    async with with_mara(tmp_path) as seat:
        seat.play.voice.says("The first answer.")
        await seat.say("Hello.")
        await seat.read()
        seat.play.voice.says("The second answer.")
        await seat.press("l")
        await seat.sees("The second answer.", "2/2")
        await seat.until(lambda: "swipe-left" in seat.chat.able)
        await seat.press("h")
        await seat.sees("The first answer.", "1/2")
        await seat.until(lambda: "swipe-left" not in seat.chat.able)
        await seat.press("l")
        await seat.sees("The second answer.", "2/2")
        assert len(seat.play.voice.prompts) == 2


async def test_a_swipe_with_more_said_since_asks_first(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("One.")
        await seat.read()
        await seat.press("l")
        await seat.sees("2/2")
        await seat.until(lambda: not seat.chat.composer.locked)
        await seat.say("Two.")
        await seat.read()
        await seat.press("k", "k")
        await seat.until(lambda: "swipe-left" in seat.chat.able)
        await seat.press("h")
        await seat.until(lambda: asks(seat))
        await seat.sees("3 messages (turns 3–5)")
        await seat.press("ctrl+n")
        await seat.until(lambda: not asks(seat))
        assert seat.number == 5
        await seat.press("h")
        await seat.until(lambda: asks(seat))
        await seat.press("y")
        await seat.until(lambda: seat.number == 3)
        await seat.sees("1/2")


async def test_a_rewind_counts_what_goes_and_its_undo_brings_it_back(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("One.")
        await seat.say("Two.")
        await seat.read()
        await seat.press("k", "k", "R")
        await seat.sees("Rewind to turn 3?", "Mara: “", " stays.", "This will remove:")
        await seat.press("enter")
        await seat.sees("Rewound 2 turns.", "u Undo")
        await seat.misses("Two.")
        assert seat.number == 3
        await seat.press("u")
        await seat.sees("Two.")
        await seat.until(lambda: seat.number == 5)
        assert "undo" not in seat.chat.able


async def test_an_undo_asks_when_more_was_said_since(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("One.")
        await seat.say("Two.")
        await seat.read()
        await seat.press("k", "k", "R")
        await seat.until(lambda: asks(seat))
        await seat.press("enter")
        await seat.until(lambda: seat.number == 3)
        await seat.say("Something else.")
        await seat.read()
        await seat.press("u")
        await seat.sees(
            "Undo the rewind to turn 3?", "This leaves behind:", "2 messages (turns 4–5)"
        )
        await seat.press("q")
        await seat.until(lambda: not asks(seat))
        await seat.sees("Something else.")


async def test_a_turn_is_edited_in_the_box_and_the_edit_undone(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("Hello.")
        await seat.read()
        await seat.press("k", "e")
        await seat.until(lambda: seat.chat.composer.text == "Hello.")
        seat.chat.composer.insert(" You look tired.")
        await seat.press("enter")
        await seat.sees("Hello. You look tired.", "other words now")
        await seat.read()
        await seat.press("u")
        await seat.misses("You look tired.")


async def test_the_turn_that_is_edited_is_marked_and_in_sight(tmp_path: Path) -> None:
    async with with_mara(tmp_path, SMALL) as seat:
        for said in ("One.", "Two.", "Three."):
            seat.play.voice.says("A long answer. " * 40)
            await seat.say(said)
        await seat.read()
        await seat.press(*["k"] * 4)
        selected = seat.chat.story.selected
        assert selected
        await seat.press("e")
        called = f"{selected.label} · turn {selected.number}"
        await seat.sees("being edited", called, "Enter Change")
        edited, box = rows_with(seat, "being edited", called)
        assert edited < box
        await seat.press("ctrl+n")
        await seat.misses("being edited")
        assert seat.chat.composer.text == ""


async def test_other_words_for_a_turn_that_cannot_be_saved_stay_in_the_box(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("Hello.")
        do, full = seat.play.database.do, DiskFull(tmp_path / "chat.db")

        async def fails(*_: object, **__: object) -> None:
            raise full

        await seat.read()
        await seat.press("k", "e")
        await seat.until(lambda: seat.chat.composer.text == "Hello.")
        seat.chat.composer.insert(" Again.")
        seat.play.database.do = fails  # type: ignore[assignment]
        await seat.press("enter")
        await seat.sees("full", "being edited", "Hello. Again.")
        seat.play.database.do = do  # type: ignore[method-assign]
        await seat.press("enter")
        await seat.sees("other words now", "Hello. Again.")
        assert seat.chat.composer.text == ""


async def test_what_was_done_last_can_be_undone_at_the_next_start(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("One.")
        await seat.say("Two.")
        await seat.read()
        await seat.press("k", "k", "R")
        await seat.until(lambda: asks(seat))
        await seat.press("enter")
        await seat.until(lambda: seat.number == 3 and "undo" in seat.chat.able)
    async with with_mara(tmp_path) as seat:
        await seat.until(lambda: seat.number == 3)
        await seat.read()
        await seat.press("u")
        await seat.sees("Two.", "Undone: the rewind to turn 3.")
        await seat.until(lambda: seat.number == 5 and "undo" not in seat.chat.able)
    async with with_mara(tmp_path) as seat:
        await seat.until(lambda: seat.number == 5)
        assert "undo" not in seat.chat.able


async def test_a_hidden_turn_is_a_line_and_comes_back(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("A secret.")
        await seat.read()
        await seat.press("k", "x")
        await seat.misses("A secret.")
        await seat.sees("hidden")
        await seat.press("x")
        await seat.sees("A secret.")


async def test_a_reply_goes_on(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        seat.play.voice.says("She waits.")
        await seat.say("Hello.")
        await seat.read()
        seat.play.voice.says("And waits.")
        await seat.press("c")
        await seat.sees("She waits.", "And waits.")
        await seat.until(lambda: not seat.chat.composer.locked)
        assert seat.number == 3


async def test_a_line_is_drafted_for_you_behind_what_you_wrote(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("Hello.")
        await seat.read()
        seat.play.voice.says("I ought to go.")
        await seat.press("m")
        await seat.until(lambda: seat.chat.composer.text == "I ought to go.")
        await seat.until(lambda: not seat.chat.composer.locked)
        assert seat.number == 3


async def test_a_branch_leaves_the_line_under_a_name_and_one_can_go_back(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("One.")
        await seat.say("Two.")
        await seat.read()
        await seat.press("k", "k", "b")
        await seat.sees("Branch at turn 3")
        await seat.press(*"rain", "enter")
        await seat.misses("Two.")
        await seat.say("Another way.")
        await seat.read()
        await seat.press("s")
        await seat.sees("Go to another branch", "rain · turn 5")
        await seat.press("enter")
        await seat.until(lambda: asks(seat))
        await seat.press("enter")
        await seat.sees("Two.")
        await seat.misses("Another way.")
