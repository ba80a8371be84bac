"""Mending on the screen: replies anew, replies side by side, going back, other words."""

from pathlib import Path

from rp_tui.core.engine import Engine
from rp_tui.screens.modals.confirm import Confirm
from tests.screens.seat import Seat, with_mara


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
        await seat.sees("asks for the reply anew")
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


async def test_a_regenerate_that_is_left_writes_nothing_and_the_draft_is_back(
    tmp_path: Path,
) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("Hello.")
        await seat.write("A draft")
        await seat.press("ctrl+r")
        await seat.until(lambda: seat.chat.composer.text == "Hello.")
        await seat.press("ctrl+n")
        assert seat.chat.composer.text == "A draft"
        assert len(seat.play.voice.prompts) == 1


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
        await seat.sees("Rewind to turn 3?", "2 messages (turns 4–5)", "Enter Rewind")
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
        await seat.sees("Undo it all the same?", "2 messages (turns 4–5)")
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
        await seat.sees("Go to another line", "rain · turn 5")
        await seat.press("enter")
        await seat.until(lambda: asks(seat))
        await seat.press("enter")
        await seat.sees("Two.")
        await seat.misses("Another way.")
