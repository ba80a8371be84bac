"""Reading on the screen: where a chat opens, and what is found in it."""

import asyncio
from pathlib import Path

from rp_tui.widgets.transcript.paint import CURSOR_MARK
from tests.screens.seat import LARGE, TINY, with_mara


async def test_a_chat_that_has_only_begun_is_read_from_its_beginning_and_followed_when_you_speak(
    tmp_path: Path,
) -> None:
    async with with_mara(tmp_path, TINY) as seat:
        await seat.sees("It rains.")
        gate = asyncio.Event()
        seat.play.voice.says("You are", gate, "late.")
        await seat.write("Hello.")
        await seat.press("enter")
        await seat.sees(f"You are{CURSOR_MARK}")
        seat.let(gate)


async def test_hits_are_counted_by_turns_and_put_out_in_the_story(tmp_path: Path) -> None:
    async with with_mara(tmp_path, LARGE) as seat:
        seat.play.voice.says("A tale of a tale.")
        await seat.say("A tale?")
        await seat.press("ctrl+f")
        await seat.press(*"tale", "enter")
        await seat.sees("2 of 2 turns with it; Esc ends the search.", "n Next hit", "N Previous")
        await seat.press("n")
        await seat.sees("1 of 2 turns with it")
        await seat.press("ctrl+n")
        await seat.until(lambda: not seat.chat.hits and "next-hit" not in seat.chat.able)
        await seat.misses("turns with it")
