"""Keys that come at once, as over a slow link: each has the effect that it has alone."""

import asyncio
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual import events
from textual.keys import _character_to_key, key_to_character
from textual.widgets import Input

from rp_tui.core.engine import Engine
from rp_tui.core.storage.errors import DiskFull
from rp_tui.screens.chat.unable import NOBODY
from rp_tui.ui import in_order
from rp_tui.widgets.composer import LOCKED
from tests.core.play.acting import ILSE, MARA
from tests.patient import PATIENCE_S
from tests.screens.seat import Seat, seated, with_mara


@pytest.fixture(autouse=True)
def no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """What keys wait for is waited for to the end, however slow the machine is."""
    monkeypatch.setattr(in_order, "PATIENCE_S", PATIENCE_S)


def come(seat: Seat, *keys: str) -> None:
    """In one read of the terminal."""
    for key in keys:
        name = _character_to_key(key) if len(key) == 1 else key
        seat.app.post_message(events.Key(name, key if len(key) == 1 else key_to_character(key)))


def line(seat: Seat) -> str:
    """What stands in the line of a dialogue, if there is one."""
    return "".join(each.value for each in seat.app.screen.query(Input))


async def test_what_is_typed_behind_the_key_that_sends_is_not_sent_with_it(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        gate = asyncio.Event()
        seat.play.voice.says("It was", gate, "long ago.")
        come(seat, *"abc", "enter", *"def")
        await seat.sees("It was▍")
        assert not seat.chat.composer.text
        seat.let(gate)
        await seat.sees("It was long ago.")
        assert "abc" in seat.text
        assert "abcdef" not in seat.text


async def test_a_line_is_broken_where_its_key_came(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        come(seat, *"one", "ctrl+j", *"two", "ctrl+j")
        seat.app.post_message(events.Paste("three"))
        come(seat, "ctrl+j", *"four")
        await seat.until(lambda: seat.chat.composer.text == "one\ntwo\nthree\nfour")


async def test_what_is_pasted_while_one_reads_stands_where_one_wrote(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.write("one three")
        await seat.press(*["left"] * len("three"))
        await seat.read()
        seat.app.post_message(events.Paste("two "))
        come(seat, *"and a half ")
        await seat.until(lambda: seat.chat.composer.text == "one two and a half three")
        assert seat.chat.composer.has_focus


async def test_what_is_pasted_while_a_reply_is_written_is_refused_in_a_sentence(
    tmp_path: Path,
) -> None:
    async with with_mara(tmp_path) as seat:
        gate = asyncio.Event()
        seat.play.voice.says("It was", gate, "long ago.")
        await seat.write("When?")
        await seat.press("enter", "ctrl+n")
        await seat.sees("It was▍")
        seat.app.post_message(events.Paste("two"))
        await seat.sees(LOCKED)
        assert seat.chat.story.has_focus
        seat.let(gate)
        await seat.sees("It was long ago.")
        assert not seat.chat.composer.text


async def test_what_is_pasted_where_no_chat_is_open_is_refused_in_a_sentence(
    tmp_path: Path,
) -> None:
    async with seated(tmp_path) as seat:
        seat.app.post_message(events.Paste("two"))
        await seat.sees(NOBODY)
        assert seat.chat.welcome.has_focus


async def test_letters_behind_the_leader_are_its_own(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("Good night.")
        await seat.read()
        come(seat, "space", "t", "x")
        await seat.sees("The turn is hidden.")
        come(seat, "space", "s", "c")
        await seat.sees("The scene has closed")


async def test_the_leader_leads_to_the_text_and_to_the_story(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        for way in (seat.press, None):
            await seat.press("ctrl+n")
            assert seat.chat.story.has_focus
            await seat.press("ctrl+o", "w", "w") if way else come(seat, "ctrl+o", "w", "w")
            await seat.until(lambda: seat.chat.composer.has_focus)
            await seat.press("ctrl+o", "w", "r") if way else come(seat, "ctrl+o", "w", "r")
            await seat.until(lambda: seat.chat.story.has_focus)


async def test_words_behind_a_key_that_asks_for_them_stand_in_its_line(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("A red door.")
        for key in ("ctrl+f", "ctrl+p"):
            come(seat, key, *"word")
            await seat.until(lambda: line(seat) == "word")
            await seat.press("ctrl+n")
        await seat.read()
        for key in ("/", "F"):
            come(seat, key, *"word")
            await seat.until(lambda: line(seat) == "word")
            await seat.press("ctrl+n")
        assert not seat.chat.composer.text


async def test_keys_behind_a_search_go_on_from_what_it_found(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        for said in ("A red door.", "Nothing.", "The red  door again."):
            await seat.say(said)
        come(seat, "ctrl+f", *"red door", "enter", "N", "y")
        await seat.until(lambda: seat.app.clipboard == "A red door.")


async def test_the_reply_is_asked_for_anew_with_what_is_typed_at_once(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("Who are you")
        seat.play.voice.says("Nobody.")
        come(seat, "ctrl+r", *" now?", "enter")
        await seat.sees("Who are you now?", "Nobody.")


async def test_a_rewind_is_asked_about_and_undone_by_keys_that_come_at_once(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("One.")
        await seat.say("Two.")
        before = seat.number
        await seat.read()
        come(seat, "k", "k", "R", "enter", "u")
        await seat.sees("Undone: the rewind")
        await seat.until(lambda: seat.number == before)


async def test_a_no_to_a_question_is_taken_by_it_and_by_nothing_below(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("One.")
        await seat.read()
        come(seat, "k", "R", "q", "y")
        await seat.sees("Copied turn")
        assert seat.app.screen is seat.chat


async def test_each_of_two_keys_goes_one_chat_on_and_the_story_keeps_them(tmp_path: Path) -> None:
    async with seated(tmp_path, MARA, ILSE, replace(MARA, name="Tove")) as seat:
        chats = [chat.id for chat in seat.chat.rail.view.chats]
        at = next(at for at, chat in enumerate(chats) if chat == seat.chat.opened)
        await seat.read()
        come(seat, "]", "]")
        await seat.until(lambda: seat.chat.opened == chats[(at + 2) % len(chats)])
        await seat.until(lambda: not seat.chat.turning.locked())
        assert seat.chat.story.has_focus
        assert not seat.chat.composer.text


async def test_a_chat_is_chosen_and_written_in_at_once(tmp_path: Path) -> None:
    async with seated(tmp_path, MARA, ILSE) as seat:
        first = seat.chat.opened
        await seat.press("ctrl+o", "c", "c")
        await seat.until(lambda: seat.chat.rail.has_focus)
        key = "j" if seat.chat.rail.view.chats[0].id == first else "k"
        come(seat, key, "enter", *"jk and so on")
        await seat.until(lambda: seat.chat.composer.text == "jk and so on")
        assert seat.chat.opened != first


async def test_whom_one_chooses_is_greeted_at_once(tmp_path: Path) -> None:
    async with seated(tmp_path) as seat:
        seat.play.voice.says("Come in.")
        come(seat, "j", "j", "enter", *"Hello.", "enter")
        await seat.sees("Tamsin · Tuesday evening", "Hello.", "Come in.")


async def test_enter_in_a_search_means_the_text_that_stands_there(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        for said in ("A red door.", "A red barn."):
            await seat.say(said)
        await seat.read()
        await seat.press("F", *"red")
        await seat.sees("2 found")
        come(seat, *" door", "enter", "y")
        await seat.until(lambda: seat.app.clipboard == "A red door.")
        come(seat, "F", *"red barn", "enter", "y")
        await seat.until(lambda: seat.app.clipboard == "A red barn.")


async def test_enter_in_a_search_that_finds_nothing_goes_nowhere(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("A red door.")
        await seat.read()
        await seat.press("F", *"red")
        await seat.sees("1 found")
        come(seat, *" zebra", "enter")
        await seat.sees("No turn has all of these words.")
        assert seat.app.screen is not seat.chat


async def test_a_find_that_is_cancelled_leaves_the_one_before_as_it_was(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        for said in ("A red door.", "The red door again."):
            await seat.say(said)
        await seat.press("ctrl+f", *"red door", "enter")
        await seat.sees("2 of 2")
        await seat.press("/", "ctrl+n")
        await seat.until(lambda: seat.app.screen is seat.chat)
        await seat.press("N")
        await seat.sees("1 of 2")


@pytest.mark.parametrize("keys", [
    ("f1",), ("ctrl+p",), ("ctrl+f",), ("/",), ("F",), ("B",), ("v",), ("k", "R"), ("k", "b"),
    ("f1", "ctrl+q"),
], ids=" ".join)  # fmt: skip
async def test_every_dialogue_lets_one_leave_the_program(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("Hello.")
        await seat.write("A draft.")
        await seat.read()
        await seat.press(*keys)
        assert not seat.app.is_running or seat.app.screen is not seat.chat
        come(seat, "ctrl+q")
        await seat.until(lambda: not seat.app.is_running)
    async with with_mara(tmp_path) as seat:
        assert seat.chat.composer.text == "A draft."


async def test_who_leaves_from_a_dialogue_is_asked_if_that_would_lose_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with with_mara(tmp_path) as seat:

        async def refuse(*_: object) -> None:
            raise DiskFull(tmp_path)

        monkeypatch.setattr(Engine, "remember", refuse)
        await seat.write("A draft that matters.")
        await seat.sees("nothing was saved")
        await seat.press("f1", "ctrl+q")
        await seat.until(lambda: seat.asks)
        await seat.press("q")
        await seat.sees("Keys and marks")
        come(seat, "ctrl+q", "y")
        await seat.until(lambda: not seat.app.is_running)
