"""Swipes on the screen: replies side by side, and what goes with the one that is left."""

from pathlib import Path

from tests.screens.seat import with_mara


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
        assert seat.number == 3


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
        await seat.until(lambda: seat.asks)
        await seat.sees("3 messages (turns 3–5)")
        await seat.press("ctrl+n")
        await seat.until(lambda: not seat.asks)
        assert seat.number == 5
        await seat.press("h")
        await seat.until(lambda: seat.asks)
        await seat.press("y")
        await seat.until(lambda: seat.number == 3)
        await seat.sees("1/2")


async def test_a_swipe_is_undone_without_a_question_where_nothing_has_come_since(
    tmp_path: Path,
) -> None:
    async with with_mara(tmp_path) as seat:
        seat.play.voice.says("The first answer.")
        await seat.say("Hello.")
        await seat.rewrite("Hello.")
        seat.play.voice.says("The second answer.")
        await seat.press("enter")
        await seat.sees("The second answer.", "2/2")
        await seat.until(lambda: not seat.chat.composer.locked)
        await seat.read()
        await seat.press("h")
        await seat.sees("The first answer.", "1/2")
        await seat.press("u")
        await seat.sees("The second answer.", "2/2")
        assert not seat.asks
