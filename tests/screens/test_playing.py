"""Playing on the screen: what is said, how the reply comes, and what is done about it."""

import asyncio
from pathlib import Path

from rp_tui.core.llm.errors import ConnectionLost, ModelCold
from rp_tui.core.storage.errors import DiskFull
from rp_tui.screens.modals.save_failed import SaveFailed
from rp_tui.ui.action import Place
from tests.screens.seat import with_mara


async def test_a_turn_is_shown_at_once_and_the_reply_as_it_streams(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        gate = asyncio.Event()
        seat.play.voice.says("You are", gate, "late, love.")
        await seat.write("Hello, Mara.")
        await seat.press("enter")
        await seat.sees("You\n", "Hello, Mara.", "Mara  writing", "You are▍", "Mara is writing")
        assert seat.chat.composer.locked
        assert seat.chat.composer.text == ""
        seat.let(gate)
        await seat.sees("You are late, love.")
        await seat.until(lambda: not seat.chat.composer.locked)
        await seat.misses("writing")


async def test_a_stop_keeps_what_was_said(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        seat.play.voice.says("You are late", asyncio.Event())
        await seat.write("Hello.")
        await seat.press("enter")
        await seat.sees("You are late")
        await seat.press("ctrl+g")
        await seat.until(lambda: not seat.chat.composer.locked)
        await seat.sees("You are late")
        assert seat.number == 3


async def test_a_stop_before_the_first_word_gives_your_words_back(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        seat.play.voice.says(asyncio.Event(), "Nobody hears this.")
        await seat.write("Hello.")
        await seat.press("enter")
        await seat.sees("Mara is writing")
        await seat.until(lambda: seat.chat.going.phase == "waiting")
        await seat.press("ctrl+g")
        await seat.until(lambda: seat.chat.composer.text == "Hello.")
        assert seat.number == 1
        assert not seat.chat.composer.locked


async def test_letters_that_are_pressed_while_a_reply_streams_do_nothing(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        gate = asyncio.Event()
        seat.play.voice.says("You are", gate, "late.")
        await seat.write("Hello.")
        await seat.press("enter")
        await seat.sees("You are▍")
        await seat.press("r", "x", "q", "enter")
        seat.let(gate)
        await seat.until(lambda: not seat.chat.composer.locked)
        assert (seat.chat.composer.text, seat.number) == ("", 3)


async def test_an_error_is_told_in_the_chat_and_a_retry_answers(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        seat.play.voice.says(ConnectionLost("h", "m"))
        await seat.write("Are you there?")
        await seat.press("enter")
        await seat.sees("“Are you there?”", "Retry", "Discard")
        await seat.until(lambda: seat.chat.place is Place.BANNER)
        seat.play.voice.says("I am.")
        await seat.press("r")
        await seat.sees("I am.")
        await seat.misses("Retry")
        assert seat.number == 3
        assert seat.chat.composer.has_focus


async def test_words_that_are_discarded_are_yours_again(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        seat.play.voice.says(ConnectionLost("h", "m"))
        await seat.write("Are you there?")
        await seat.press("enter")
        await seat.until(lambda: seat.chat.place is Place.BANNER)
        await seat.press("d")
        await seat.until(lambda: seat.chat.composer.text == "Are you there?")
        await seat.misses("Retry")


async def test_a_cold_model_can_be_asked_until_it_answers(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        seat.play.voice.says(ModelCold("h", "m"))
        await seat.write("Hello.")
        await seat.press("enter")
        await seat.sees("Keep trying")
        seat.play.voice.says("Yes?")
        await seat.until(lambda: seat.chat.place is Place.BANNER)
        await seat.press("t")
        await seat.sees("Yes?")
        await seat.until(lambda: not seat.chat.composer.locked)


async def test_a_reply_that_breaks_off_stands_as_far_as_it_came(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        seat.play.voice.says("You are late, and", ConnectionLost("h", "m"))
        await seat.say("Hello.")
        await seat.sees("You are late, and", "·")
        assert seat.chat.broken_off
        await seat.say("Go on?")
        assert not seat.chat.broken_off


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


async def test_a_draft_is_there_again_at_the_next_start(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("Hello.")
        await seat.write("What I was about to")
        await seat.press("ctrl+q")
        await seat.until(lambda: not seat.app.is_running)
    async with with_mara(tmp_path) as seat:
        await seat.sees("What I was about to", "Hello.")


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
        await seat.sees("“You are late”", "Keep")
        await seat.press("tab", "tab", "tab")
        await seat.until(lambda: seat.chat.place is Place.BANNER)
        await seat.press("k")
        await seat.until(lambda: seat.number == 3)
        await seat.misses("Keep")
