"""What could not be said on the screen: it is held, told with what can be done, and let go."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

from rp_tui.core.domain.prompt import Prompt
from rp_tui.core.llm.errors import ConnectionLost, ModelCold
from rp_tui.core.llm.port import End, Params, Piece, Slow, Text
from rp_tui.core.storage.errors import DiskFull
from rp_tui.screens.modals.save_failed import SaveFailed
from rp_tui.ui.action import Place
from rp_tui.widgets.transcript.faded import ANEW
from tests.screens.seat import SMALL, Seat, with_mara


async def test_an_error_is_told_in_the_chat_and_a_retry_answers(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        seat.play.voice.says(ConnectionLost("h", "m"))
        await seat.write("Are you there?")
        await seat.press("enter")
        await seat.sees("“Are you there?”", "Ctrl+O h, then r Retry   d Discard")
        seat.play.voice.says("I am.")
        await seat.press("ctrl+o", "h", "r")
        await seat.sees("I am.")
        await seat.misses("Retry")
        assert seat.number == 3
        assert seat.chat.composer.has_focus


async def test_what_is_typed_while_an_error_comes_is_text_and_does_nothing(
    tmp_path: Path,
) -> None:
    async with with_mara(tmp_path) as seat:
        gate = asyncio.Event()
        seat.play.voice.says(gate, ConnectionLost("h", "m"))
        await seat.write("Are you there?")
        await seat.press("enter")
        await seat.sees("Mara is writing")
        seat.let(gate)
        await seat.sees("Retry")
        await seat.press(*"tk dr Next one", "space")
        assert seat.chat.composer.text == "tk dr Next one "
        assert not seat.chat.which_key.display
        await seat.sees("“Are you there?”", "Retry")


async def test_the_banner_is_a_tab_away_and_there_a_letter_does_it(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        seat.play.voice.says(ConnectionLost("h", "m"))
        await seat.write("Are you there?")
        await seat.press("enter")
        await seat.sees("Retry")
        await seat.press("tab")
        await seat.until(lambda: seat.chat.place is Place.BANNER)
        await seat.sees("  r Retry   d Discard", "r Retry   i Write   d Discard")
        await seat.misses("then r Retry")
        seat.play.voice.says("I am.")
        await seat.press("r")
        await seat.sees("I am.")
        assert seat.chat.composer.has_focus


async def test_words_that_are_discarded_are_yours_again(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        seat.play.voice.says(ConnectionLost("h", "m"))
        await seat.write("Are you there?")
        await seat.press("enter")
        await seat.sees("Discard")
        await seat.press("ctrl+o", "h", "d")
        await seat.until(lambda: seat.chat.composer.text == "Are you there?")
        await seat.misses("Retry")


async def test_a_cold_model_can_be_asked_until_it_answers(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        seat.play.voice.says(ModelCold("h", "m"))
        await seat.write("Hello.")
        await seat.press("enter")
        await seat.sees("Keep trying")
        seat.play.voice.says("Yes?")
        await seat.press("ctrl+o", "h", "t")
        await seat.sees("Yes?")
        await seat.until(lambda: not seat.chat.composer.locked)


BROKE_OFF = "Connection lost to h while m was answering; the partial reply is kept."


async def break_off(seat: Seat) -> None:
    """Hear a reply that breaks off."""
    seat.play.voice.says("You are late, and", ConnectionLost("h", "m"))
    await seat.say("Hello.")
    await seat.sees("You are late, and", BROKE_OFF, "Ctrl+R Regenerate", "Go on")


async def test_a_reply_that_breaks_off_is_kept_and_can_be_said_anew(tmp_path: Path) -> None:
    async with with_mara(tmp_path, SMALL) as seat:
        await break_off(seat)
        assert seat.chat.composer.has_focus, "one can also just go on"
        await seat.press("ctrl+r")
        await seat.sees(ANEW)
        await seat.misses("Connection lost")
        seat.play.voice.says("You are late.")
        await seat.press("enter")
        await seat.sees("You are late.", "2/2")
        await seat.misses("Connection lost")
        assert seat.number == 3


async def test_a_model_that_stays_cold_is_not_asked_any_more_after_a_stop(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        for _ in range(2):
            seat.play.voice.says(ModelCold("h", "m"))
        await seat.write("Hello.")
        await seat.press("enter")
        await seat.sees("Keep trying")
        await seat.press("ctrl+o", "h", "t")
        await seat.sees("Asking again every minute or so", "“Hello.”", "Ctrl+G Stop", "▸")
        await seat.until(lambda: not seat.chat.going.busy)
        await seat.press("ctrl+g")
        await seat.misses("Asking")
        await seat.sees("t Keep trying", "“Hello.”", "!", "waits")


async def test_a_reply_that_breaks_off_is_forgotten_with_the_next_turn(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await break_off(seat)
        await seat.say("Go on?")
        await seat.misses("Connection lost")


async def test_a_reply_that_breaks_off_is_forgotten_when_the_story_goes_elsewhere(
    tmp_path: Path,
) -> None:
    async with with_mara(tmp_path) as seat:
        await break_off(seat)
        await seat.read()
        await seat.press("k", "x")
        await seat.sees("hidden")
        await seat.misses("Connection lost")


async def test_a_slow_model_is_waited_for_and_the_key_that_stops_is_named(tmp_path: Path) -> None:
    async with with_mara(tmp_path, SMALL) as seat:
        gate = asyncio.Event()

        async def slowly(prompt: Prompt, params: Params) -> AsyncGenerator[Piece, None]:
            yield Slow()
            await gate.wait()
            yield Text("Yes?")
            yield End("done")

        seat.play.voice.generate = slowly  # type: ignore[method-assign]
        await seat.write("Hello.")
        await seat.press("enter")
        await seat.sees("Slow response — still waiting…", "Ctrl+G Stop")
        assert not seat.chat.banner.can_focus, "the key works wherever one is"
        seat.let(gate)
        await seat.sees("Yes?")
        await seat.misses("Slow response")


async def test_what_cannot_be_saved_is_held_before_your_eyes_and_can_be_saved(
    tmp_path: Path,
) -> None:
    async with with_mara(tmp_path) as seat:
        put, full = seat.play.database.put, DiskFull(tmp_path / "chat.db")

        async def fails(*_: object, **__: object) -> None:
            raise full

        seat.play.database.put = fails  # type: ignore[assignment]
        await seat.write("Hello.")
        await seat.press("enter")
        await seat.until(lambda: isinstance(seat.app.screen, SaveFailed))
        await seat.sees("Couldn't save your turn", "is full", "Hello.", "Retry")
        seat.play.database.put = put  # type: ignore[method-assign]
        seat.play.voice.says("Good evening.")
        await seat.press("enter")
        await seat.sees("Good evening.")
        assert seat.number == 3


async def test_a_reply_that_was_cut_off_by_the_end_can_be_kept_at_the_next_start(
    tmp_path: Path,
) -> None:
    async with with_mara(tmp_path) as seat:
        seat.play.voice.says("You are late", asyncio.Event())
        await seat.write("Hello.")
        await seat.press("enter")
        await seat.sees("You are late")
        await seat.press("ctrl+q")
        await seat.until(lambda: not seat.app.is_running)
    async with with_mara(tmp_path) as seat:
        await seat.sees("  “Hello.”", "  → “You are late”", "r Retry   k Keep   d Discard")
        assert seat.chat.composer.has_focus, "what is typed at once is a turn"
        await seat.press("tab")
        await seat.until(lambda: seat.chat.place is Place.BANNER)
        await seat.press("k")
        await seat.until(lambda: seat.number == 3)
        await seat.misses("Keep")
