"""Playing on the screen: what is said, how the reply comes, and what is done about it."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from rp_tui.core.engine import Engine
from rp_tui.core.llm.errors import ConnectionLost
from rp_tui.core.storage.errors import DamagedFile, DiskFull
from rp_tui.core.storage.looks import pages
from rp_tui.widgets.transcript import reader
from tests.core.play.acting import ILSE, MARA
from tests.screens.seat import TINY, seated, with_mara


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


async def test_behind_a_dialog_the_story_stands_still_and_catches_up(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        gate, end = asyncio.Event(), asyncio.Event()
        seat.play.voice.says("You are", gate, "late, love.", end)
        await seat.write("Hello.")
        await seat.press("enter")
        await seat.sees("You are▍")
        await seat.press("ctrl+f")
        await seat.sees("Find in this chat")
        seat.let(gate)
        await seat.until(lambda: seat.chat.behind)
        assert "You are▍" in seat.text
        await seat.press("escape")
        await seat.sees("You are late, love.▍")
        await seat.press("ctrl+f")
        await seat.sees("Find in this chat")
        seat.let(end)
        await seat.misses("▍")
        await seat.press("escape")
        await seat.sees("You are late, love.")


async def test_words_that_are_answered_before_the_screen_hears_of_it_leave_the_box(
    tmp_path: Path,
) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.write("Hello, Mara.")
        seat.app.flowing.clear()  # as for a terminal that reads no more
        await seat.press("enter")
        await seat.until(lambda: seat.chat.composer.text == "")
        seat.app.flowing.set()
        await seat.until(lambda: seat.number == 3 and not seat.chat.composer.locked)
        assert seat.chat.composer.text == ""


async def test_a_recalled_line_is_said_and_the_draft_beside_it_is_kept(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("Hello.")
        await seat.write("A long thought")
        await seat.press("up")
        await seat.until(lambda: seat.chat.composer.text == "Hello.")
        await seat.press("enter")
        await seat.until(lambda: seat.number == 5 and not seat.chat.composer.locked)
        assert seat.chat.composer.text == "A long thought"
        await seat.press("ctrl+q")
    async with with_mara(tmp_path) as seat:
        assert seat.chat.composer.text == "A long thought"


async def test_what_fails_elsewhere_is_held_there_and_in_no_box(tmp_path: Path) -> None:
    async with seated(tmp_path, MARA, ILSE) as seat:
        here, gate = seat.chat.opened, asyncio.Event()
        assert here is not None
        seat.play.voice.says(gate, ConnectionLost("h", "m"))
        await seat.write("Are you there?")
        await seat.press("enter")
        await seat.until(lambda: seat.chat.going.busy and seat.chat.composer.text == "")
        await seat.press("ctrl+n", "]")
        await seat.until(lambda: seat.chat.opened != here and not seat.chat.turning.locked())
        seat.let(gate)
        await seat.until(lambda: seat.chat.library.going[here].waiting)
        await seat.pilot.pause(0.1)
        assert not seat.chat.sittings.of(here).written.draft
        await seat.press("ctrl+n", "]")
        await seat.sees("“Are you there?”", "Retry")
        assert seat.chat.composer.text == ""


async def test_words_given_back_to_a_chat_that_was_left_stand_before_its_draft(
    tmp_path: Path,
) -> None:
    async with seated(tmp_path, MARA, ILSE) as seat:
        here = seat.chat.opened
        assert here is not None
        await seat.press("ctrl+n", "]")
        await seat.until(lambda: seat.chat.opened != here and not seat.chat.turning.locked())
        seat.chat.sittings.of(here).draft = "A new thought."
        await seat.chat.give_back(here, "Are you there?")
        assert seat.chat.sittings.of(here).kept.draft == "Are you there?\n\nA new thought."


async def test_a_draft_that_could_not_be_saved_is_asked_about_before_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with with_mara(tmp_path) as seat:

        async def refuse(*_: object) -> None:
            raise DiskFull(tmp_path)

        monkeypatch.setattr(Engine, "remember", refuse)
        await seat.write("A draft that matters.")
        await seat.sees("nothing was saved")
        await seat.press("ctrl+q")
        await seat.until(lambda: seat.asks)


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


async def test_a_page_that_cannot_be_read_is_told_and_read_with_the_next_move(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "PAGE", 1)
    async with with_mara(tmp_path, TINY) as seat:
        for number in range(10):
            await seat.say(f"Turn {number}.")
    async with with_mara(tmp_path, TINY) as seat:
        ask = seat.play.database.ask
        failures = [DamagedFile(tmp_path / "chat.db", "a bad page")]

        async def fails(question: Any, *args: Any) -> Any:
            if failures and question in {pages.before, pages.since}:
                raise failures.pop()
            return await ask(question, *args)

        await seat.read()
        seat.play.database.ask = fails  # type: ignore[assignment,method-assign]
        await seat.press("g")
        await seat.sees("is damaged")
        assert "It rains." not in seat.text
        await seat.press("g")
        await seat.sees("It rains.")


async def test_a_draft_is_there_again_at_the_next_start(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("Hello.")
        await seat.write("What I was about to")
        await seat.press("ctrl+q")
        await seat.until(lambda: not seat.app.is_running)
    async with with_mara(tmp_path) as seat:
        await seat.sees("What I was about to", "Hello.")


async def test_nothing_is_undone_while_a_reply_streams_and_that_is_said_until_it_ends(
    tmp_path: Path,
) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("Hello.")
        await seat.read()
        await seat.press("k", "x")
        await seat.sees("The turn is hidden.")
        gate = asyncio.Event()
        seat.play.voice.says("You are", gate, "late.")
        await seat.write("And now?")
        await seat.press("enter")
        await seat.sees("You are▍")
        await seat.read()
        await seat.press("u")
        await seat.sees("A reply is on its way")
        seat.let(gate)
        await seat.sees("You are late.")
        await seat.misses("A reply is on its way")
        await seat.until(lambda: "undo" in seat.chat.able)
