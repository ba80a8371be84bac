"""Mending on the screen: other words for a turn, a turn hidden, a reply that goes on."""

from pathlib import Path

from rp_tui.core.engine import Engine
from rp_tui.core.storage.errors import DiskFull
from tests.screens.seat import SMALL, Seat, with_mara


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
        edited, box = seat.rows_of("being edited", called)
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


async def hidden(seat: Seat) -> list[int]:
    """The numbers of the turns that no bot is told."""
    assert seat.chat.opened is not None
    page = await seat.host.ask(Engine.turns_since, seat.chat.opened, 10)
    return [said.turn.number for said in page.turns if said.turn.hidden]


async def test_a_hidden_turn_is_a_line_and_comes_back(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("A secret.")
        await seat.read()
        await seat.press("k", "x")
        await seat.misses("A secret.")
        await seat.sees("hidden")
        assert await hidden(seat) == [2]
        await seat.press("x")
        await seat.sees("A secret.")
        assert await hidden(seat) == []


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
