"""Going back, and from branch to branch: what is asked, what is told, and what can be undone."""

import asyncio
from functools import partial
from pathlib import Path

from rp_tui.core.engine import Engine
from rp_tui.ui.action import Place
from rp_tui.widgets.transcript.paint import CURSOR_MARK, SELECTED
from tests.screens.seat import Seat, with_mara


def bar(seat: Seat) -> str:
    """What stands beside the bar of the story."""
    rows = [row.partition(f" {SELECTED}")[2] for row in seat.text.splitlines()]
    return "\n".join(row for row in rows if row)


def stands_by(seat: Seat, text: str) -> bool:
    """Whether the bar is beside a text."""
    return text in bar(seat)


async def at_the_third_of_five(seat: Seat) -> None:
    """A story of five turns, with the bar by its third."""
    await seat.say("One.")
    await seat.say("Two.")
    await seat.read()
    await seat.press("k", "k")


async def rewound(seat: Seat) -> None:
    """A story that was taken back to its third turn."""
    await at_the_third_of_five(seat)
    await seat.press("R")
    await seat.until(lambda: seat.asks)
    await seat.press("enter")
    await seat.until(lambda: seat.number == 3)


async def test_a_rewind_names_the_turn_that_stays_by_its_words(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        seat.play.voice.says("*She looks up from her book, and* waits for more.")
        await at_the_third_of_five(seat)
        await seat.press("R")
        await seat.sees("Mara: “She looks up from her book, and waits f…” stays.")
        await seat.sees("This will remove:", "14 days on which you play")
        assert seat.number == 5, "nothing goes before it is said to"


async def test_a_rewind_counts_what_goes_and_its_undo_brings_it_back(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await at_the_third_of_five(seat)
        await seat.press("R")
        await seat.sees("Rewind to turn 3?", "Mara: “", " stays.", "This will remove:")
        await seat.press("enter")
        await seat.sees("Rewound 2 turns.", "u Undo")
        await seat.misses("Two.")
        assert seat.number == 3
        await seat.press("u")
        await seat.sees("Two.")
        await seat.until(lambda: seat.number == 5)
        assert "undo" not in seat.chat.able


async def test_the_bar_stands_by_the_turn_that_is_asked_about(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("One.")
        assert not bar(seat)
        await seat.read()
        await seat.press("k")
        beside = bar(seat)
        assert "One." in beside
        await seat.press("space")
        assert bar(seat) == beside
        await seat.press("t", "w")
        await seat.until(lambda: seat.asks)
        assert "You" in bar(seat)
        await seat.press("q", "i")
        await seat.until(lambda: not bar(seat))


async def test_an_edit_that_is_left_leads_back_to_its_turn(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("Hello.")
        await seat.read()
        await seat.press("k")
        beside = bar(seat)
        await seat.press("e")
        await seat.until(lambda: seat.chat.composer.text == "Hello.")
        await seat.press("ctrl+n")
        await seat.until(lambda: seat.chat.place is Place.TRANSCRIPT)
        assert bar(seat) == beside
        assert seat.chat.composer.text == ""


async def test_an_edit_that_is_done_leads_back_to_its_turn(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("Hello.")
        await seat.read()
        await seat.press("k", "e")
        await seat.until(lambda: seat.chat.composer.text == "Hello.")
        await seat.press("!", "enter")
        await seat.until(lambda: seat.chat.place is Place.TRANSCRIPT)
        await seat.until(lambda: "Hello.!" in bar(seat))


async def test_a_regenerate_leads_back_to_where_it_was_begun(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        seat.play.voice.says("The first answer.")
        await seat.say("Hello.")
        await seat.press("ctrl+r")
        await seat.until(lambda: seat.chat.composer.text == "Hello.")
        await seat.press("ctrl+n")
        await seat.until(lambda: seat.chat.here.editing is None)
        assert seat.chat.place is Place.COMPOSER
        await seat.read()
        await seat.press("k", "r")
        await seat.until(lambda: seat.chat.here.editing)
        await seat.press("ctrl+n")
        await seat.until(lambda: seat.chat.place is Place.TRANSCRIPT and "Hello." in bar(seat))


async def test_the_bar_stays_with_a_reply_that_is_said_anew(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("Hello.")
        await seat.read()
        for keys in (["l"], ["r", "enter"]):
            gate = asyncio.Event()
            seat.play.voice.says("Another", gate, f"answer to {keys[0]}.")
            for key in keys:
                await seat.press(key)
                await seat.until(lambda: seat.chat.here.editing or seat.chat.story.is_streaming)
            await seat.until(lambda: f"Another{CURSOR_MARK}" in bar(seat))
            assert seat.chat.place is Place.TRANSCRIPT
            seat.let(gate)
            await seat.until(lambda: not seat.chat.composer.locked)
            await seat.until(partial(stands_by, seat, f"answer to {keys[0]}."))


async def test_the_offer_to_undo_goes_with_the_next_turn_and_the_key_asks_by_name(
    tmp_path: Path,
) -> None:
    async with with_mara(tmp_path) as seat:
        await rewound(seat)
        await seat.sees("Rewound 2 turns.", "Undo")
        await seat.say("Something else.")
        await seat.misses("Rewound 2 turns.")
        await seat.read()
        await seat.press("u")
        await seat.sees("Undo the rewind to turn 3?", "This leaves behind:", "comes back to it")
        await seat.sees("2 messages (turns 4–5)")
        await seat.press("q")
        await seat.until(lambda: not seat.asks)
        await seat.sees("Something else.")
        assert seat.number == 5
        await seat.press("u")
        await seat.until(lambda: seat.asks)
        await seat.press("enter")
        await seat.sees("Two.", "Undone: the rewind to turn 3.")
        await seat.misses("Something else.")


async def test_what_was_done_last_can_be_undone_at_the_next_start(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await rewound(seat)
        await seat.until(lambda: "undo" in seat.chat.able)
    async with with_mara(tmp_path) as seat:
        await seat.until(lambda: seat.number == 3)
        await seat.read()
        await seat.press("u")
        await seat.sees("Two.", "Undone: the rewind to turn 3.")
        await seat.until(lambda: seat.number == 5 and "undo" not in seat.chat.able)
    async with with_mara(tmp_path) as seat:
        await seat.until(lambda: seat.number == 5)
        assert "undo" not in seat.chat.able


async def test_an_edit_that_is_not_the_last_thing_is_undone_after_a_question(
    tmp_path: Path,
) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("Hello.")
        await seat.read()
        await seat.press("k", "e")
        await seat.until(lambda: seat.chat.composer.text == "Hello.")
        await seat.press("!", "enter")
        await seat.sees("Hello.!", "other words now")
        await seat.say("And?")
        await seat.read()
        await seat.press("u")
        await seat.sees("Undo the edit of turn 2?", "What was said since stays.")
        await seat.press("enter")
        await seat.misses("Hello.!")
        await seat.sees("And?")


async def test_a_branch_leaves_the_line_under_a_name_and_one_can_go_back(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await at_the_third_of_five(seat)
        await seat.press("b")
        await seat.sees("Branch at turn 3")
        await seat.press(*"rain", "enter")
        await seat.misses("Two.")
        await seat.say("Another way.")
        await seat.read()
        await seat.press("s")
        await seat.sees("Go to another branch", "rain · turn 5")
        await seat.press("enter")
        await seat.until(lambda: seat.asks)
        await seat.press("enter")
        await seat.sees("Two.")
        await seat.misses("Another way.")


async def test_of_a_branch_that_is_left_it_is_said_how_long_it_stays(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await at_the_third_of_five(seat)
        await seat.press("b", *"rain", "enter")
        await seat.sees("You are on a new branch from turn 3; rain is kept.")
        await seat.say("Another way.")
        await seat.read()
        await seat.press("s", "enter")
        await seat.sees("Go to the branch rain?", "This leaves behind:", "14 days on which you")
        await seat.press("enter")
        await seat.sees("You are on the branch rain.")
        await seat.press("s", "enter")
        await seat.sees("Go to the other branch?", "The branch rain stays")


async def test_what_is_said_while_a_rewind_is_asked_about_is_asked_about_with_it(
    tmp_path: Path,
) -> None:
    async with with_mara(tmp_path) as seat:
        await at_the_third_of_five(seat)
        await seat.press("R")
        await seat.sees("2 messages (turns 4–5)")
        await seat.host.ask(Engine.take_turn, seat.chat.opened or 0, "From another window.")
        await seat.press("enter")
        await seat.sees("4 messages (turns 4–7)")
        await seat.press("enter")
        await seat.sees("Rewound 4 turns.")
        await seat.until(lambda: seat.number == 3)


async def test_the_offer_to_undo_is_seen_again_behind_another_word(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await rewound(seat)
        await seat.sees("u Undo")
        await seat.press("k", "y")
        await seat.sees("Copied turn")
        await seat.misses("Rewound 2 turns.")
        for _ in range(seat.chat.notice.left_s):
            seat.chat.notice.tick()
        await seat.sees("Rewound 2 turns.", "u Undo")


async def test_every_branch_is_told_by_what_a_player_knows_of_it(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        seat.play.voice.says("*Softly:* as you like.")
        seat.play.voice.says("*She laughs, and* does not stop.")
        await at_the_third_of_five(seat)
        await seat.press("e")
        await seat.until(lambda: seat.chat.composer.text)
        await seat.write(" Or not.")
        await seat.press("enter")
        await seat.sees("Or not.", "u Undo")
        await seat.press("u")
        await seat.misses("Or not.")
        assert "switch-branch" not in seat.chat.able, "an edit that was taken back is no branch"
        await seat.press("R")
        await seat.until(lambda: seat.asks)
        await seat.press("enter")
        await seat.until(lambda: seat.number == 3)
        await seat.press("s")
        await seat.sees("Before a rewind · turn 5 · ", "Mara: “She laughs, and does not stop.”")
        assert "No name" not in seat.text
        await seat.press("escape")
        await seat.press("B", *"home", "enter")
        await seat.sees("This branch is called home.")


async def test_of_a_turn_whose_edit_goes_too_it_is_said_that_its_first_words_stay(
    tmp_path: Path,
) -> None:
    async with with_mara(tmp_path) as seat:
        await at_the_third_of_five(seat)
        await seat.press("e")
        await seat.until(lambda: seat.chat.composer.text)
        await seat.write(" Or not.")
        await seat.press("enter")
        await seat.sees("Or not.", "u Undo")
        await seat.read()
        await seat.press("R")
        await seat.sees("stays, with the words", "from before its edit.", "a turn's words")
        await seat.press("escape")
        await seat.until(lambda: not seat.asks)
        await seat.press("k", "R")
        await seat.sees("Rewind to turn 2?", "” stays.")
