"""What the frame tells beside the story: keys that work, notices, and how a chat stands."""

import asyncio
from pathlib import Path

import pytest
from textual.events import Key
from textual.screen import ModalScreen

from rp_tui.core.engine import Engine
from rp_tui.core.llm.errors import ConnectionLost, Unavailable
from rp_tui.core.play import settling
from rp_tui.core.play.guests import Introduction
from rp_tui.screens.modals.help import Help
from rp_tui.ui import wording
from rp_tui.widgets.rail_view import Mark
from rp_tui.widgets.transcript.paint import SELECTED, THUMB_MARK
from tests.core.play.acting import ILSE, MARA
from tests.screens.seat import LARGE, SMALL, TINY, Seat, seated, with_mara


def foot(seat: Seat) -> str:
    """The last row."""
    return seat.text.splitlines()[-1].strip()


@pytest.mark.parametrize("size", [LARGE, SMALL, TINY])
async def test_the_way_to_all_actions_is_told_where_a_newcomer_sits(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with with_mara(tmp_path, size) as seat:
        await seat.say("Hello.")
        await seat.sees("Enter Send   Esc Read")
        assert "Ctrl+O Actions" in foot(seat)


async def test_the_keys_below_a_question_are_not_told_while_it_is_asked(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.sees("Enter Send")
        await seat.press("f1")
        await seat.until(lambda: isinstance(seat.app.screen, Help))
        await seat.until(lambda: not seat.chat.hints.view.able)
        seat.chat.renew_keys()
        assert not seat.chat.hints.view.able, "also when something happens meanwhile"
        await seat.press("ctrl+n")
        await seat.sees("Enter Send")


async def test_where_nobody_is_yet_the_keys_are_called_what_they_do(tmp_path: Path) -> None:
    async with seated(tmp_path, size=SMALL) as seat:
        await seat.sees("Enter Begin   j Down   k Up   Space Actions")
        assert "Next region" not in foot(seat)
        assert {"next-region", "previous-region"}.isdisjoint(seat.chat.able)


async def test_a_turn_that_is_being_sent_can_be_stopped(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        put, gate = seat.play.database.put, asyncio.Event()

        async def slowly(*args: object, **named: object) -> object:
            await gate.wait()
            return await put(*args, **named)  # type: ignore[arg-type]

        seat.play.database.put = slowly  # type: ignore[assignment,method-assign]
        seat.play.voice.says("Nobody asked me.")
        await seat.write("Hello.")
        await seat.press("enter")
        await seat.sees("Sending · Ctrl+G stops", "Ctrl+G Stop")
        await seat.press("ctrl+g")
        seat.let(gate)
        await seat.until(lambda: not seat.chat.composer.locked)
        assert (seat.chat.composer.text, seat.number) == ("Hello.", 1)


# Notices.


@pytest.mark.parametrize(("size", "row"), [(LARGE, 2), (SMALL, 2), (TINY, 0)])
async def test_a_notice_covers_no_prose(tmp_path: Path, size: tuple[int, int], row: int) -> None:
    async with with_mara(tmp_path, size) as seat:
        for number in range(8):
            await seat.say(f"Turn {number}. " * 20)
        await seat.read()
        above, story = seat.chat.notice, seat.chat.story
        seat.chat.tell("Rewound 4 turns.", "undo")
        await seat.sees("Rewound 4 turns.")
        assert above.region.y == row
        assert above.region.bottom <= story.region.y
        assert above.region.x == seat.chat.heading.region.x


async def test_a_notice_goes_by_the_key_that_leaves_the_text(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        seat.chat.tell("Something to know.")
        await seat.sees("Something to know.")
        await seat.read()
        assert "Something to know." in seat.text
        await seat.press("ctrl+n")
        await seat.misses("Something to know.")
        assert seat.chat.story.has_focus


async def test_after_a_rewind_its_undo_is_told_twice_and_the_notice_goes_with_it(
    tmp_path: Path,
) -> None:
    async with with_mara(tmp_path, SMALL) as seat:
        await seat.say("Hello.")
        await seat.read()
        await seat.press("g", "R")
        await seat.sees("Rewind to turn 1?")
        await seat.press("enter")
        await seat.sees("Rewound 2 turns.   u Undo  30 s")
        assert "u Undo" in foot(seat)
        await seat.press("u")
        await seat.sees("Undone")
        await seat.misses("Rewound")
        assert "u Undo" not in foot(seat)


async def test_who_wants_to_leave_by_the_wrong_key_learns_the_right_one(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        for leave_text in (False, True):
            if leave_text:
                await seat.read()
            await seat.press("ctrl+c")
            await seat.sees("Ctrl+Q leaves; all is kept.")
            seat.chat.action_close_notice()
            await seat.misses("Ctrl+Q leaves")


async def test_selected_words_are_copied_by_the_same_key(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.write("Take these")
        await seat.press(*["shift+left"] * 5, "ctrl+c")
        assert seat.app.clipboard == "these"
        assert "leaves" not in seat.text


# Guests who seem to have left, and late work.


async def test_a_guest_who_seems_to_have_left_is_told_of_once_and_again_after_a_start(
    tmp_path: Path,
) -> None:
    gone = "Ilse seems to have left the scene.   Ctrl+O s o See off"
    async with seated(tmp_path, MARA, ILSE) as seat:
        host, guest = (id_of(seat, name) for name in ("Mara", "Ilse"))
        await seat.chat.open_chat(host)
        await seat.host.ask(Engine.add_guest, host, guest, Introduction())
        seat.play.voice.says("*Ilse walks out and slams the door behind her.*")
        await seat.say("Goodbye, Ilse.")
        await seat.sees(gone)
        await seat.host.ask(Engine.quiet)
        seat.chat.action_close_notice()
        await seat.chat.open_chat(guest)
        await seat.chat.open_chat(host)
        assert seat.chat.standing
        assert seat.chat.standing.look.leaving == guest
        assert gone not in seat.text
    async with seated(tmp_path, MARA, ILSE) as seat:
        await seat.sees(gone)
        await seat.press("ctrl+o", "s", "o")
        await seat.misses("with Ilse")
        await seat.misses("seems to have left")


def id_of(seat: Seat, name: str) -> int:
    return next(card.id for card in seat.chat.library.cards if card.name == name)


async def test_the_mark_of_late_work_goes_when_it_is_over_though_nothing_came_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = asyncio.Event()

    async def nothing(*_: object) -> None:
        await gate.wait()

    monkeypatch.setattr(settling, "settle", nothing)
    async with with_mara(tmp_path) as seat:
        await seat.say("Hello.")
        await seat.sees("○", "remembering")
        assert seat.chat.going.settling
        seat.let(gate)
        await seat.misses("remembering")
        assert not seat.chat.going.settling


# Sizes.


async def test_the_words_go_on_where_they_were_when_the_terminal_was_tiny(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.press(*"one ")
        await seat.pilot.resize_terminal(10, 3)
        await seat.sees("Too small")
        await seat.press(*"two ")
        assert "two" in seat.text
        await seat.pilot.resize_terminal(200, 50)
        await seat.misses("Too small")
        await seat.press(*"three")
        assert seat.chat.composer.has_focus
        assert seat.chat.composer.text == "one two three"


@pytest.mark.parametrize("high", range(1, 9))
@pytest.mark.parametrize("wide", [20, 120])
async def test_what_is_typed_is_seen_at_any_height(tmp_path: Path, wide: int, high: int) -> None:
    async with with_mara(tmp_path, (wide, high)) as seat:
        seat.play.voice.says(ConnectionLost("h", "m"))
        await seat.write("Hello.")
        await seat.press("enter")
        await seat.until(lambda: seat.chat.going.waiting and not seat.chat.composer.locked)
        await seat.write("Seen")
        await seat.sees("Seen")


# Behind the leader.


async def test_letters_that_arrive_with_the_leader_are_its_own(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        for key in ("ctrl+o", "c", "c"):  # as one read of the terminal tells them
            seat.app.post_message(Key(key, key if len(key) == 1 else None))
        await seat.until(lambda: seat.chat.rail.has_focus)
        assert seat.chat.composer.text == ""


async def test_the_leader_pressed_twice_is_as_if_it_was_not(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.press("ctrl+o")
        await seat.sees("Actions · ")
        await seat.press("ctrl+o", "x")
        assert seat.chat.composer.text == "x"


@pytest.mark.parametrize(("key", "opened"), [("f1", Help), ("ctrl+p", ModalScreen)])
async def test_what_works_everywhere_works_behind_the_leader(
    tmp_path: Path, key: str, opened: type[ModalScreen[object]]
) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.press("ctrl+o", key)
        await seat.until(lambda: isinstance(seat.app.screen, opened))
        await seat.press("escape")
        await seat.until(lambda: seat.chat.composer.has_focus)


async def test_one_can_leave_from_behind_the_leader(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.press("ctrl+o", "ctrl+q")
        await seat.until(lambda: not seat.app.is_running)


# Help.


async def test_help_says_what_each_mark_means_that_the_story_and_the_rail_show(
    tmp_path: Path,
) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.press("f1")
        await seat.until(lambda: isinstance(seat.app.screen, Help))
        await seat.press("G")
        await seat.sees("the second of three replies")
        rows = (row.strip(" │").partition(" ") for row in seat.text.splitlines())
        told = {sign: meaning.strip() for sign, _, meaning in rows}
        marks = {wording.mark(score) for score in (1, 2, 3)}
        signs = {mark.sign for mark in Mark} - {Mark.IDLE.sign}
        for sign in (*marks, *signs, SELECTED, THUMB_MARK):
            assert told.get(sign), sign


# Words that wait.


async def test_words_that_wait_are_not_lost_to_others_that_are_sent(tmp_path: Path) -> None:
    async with with_mara(tmp_path, SMALL) as seat:
        await seat.say("Good evening.")
        seat.play.voice.says(Unavailable("h", "m"))
        await seat.write("I set the lamp down.")
        await seat.press("enter")
        await seat.sees("“I set the lamp down.”", "Retry")
        await seat.write("And then I leave.")
        await seat.press("enter")
        await seat.sees("Other words still wait to be said; retry them, or discard them, first.")
        assert seat.chat.composer.text == "And then I leave."
        assert not seat.chat.composer.locked
        assert "“I set the lamp down.”" in seat.text
        assert {"regenerate", "continue"}.isdisjoint(seat.chat.able)
        await seat.press("ctrl+o", "h", "r")
        await seat.until(lambda: seat.number == 5 and not seat.chat.composer.locked)
        assert seat.chat.composer.text == "And then I leave."
        await seat.press("enter")
        await seat.until(lambda: seat.number == 7)
        assert "I set the lamp down." in seat.text


async def test_a_retry_that_fails_at_once_is_seen_to_have_been_tried(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        for _ in range(3):
            seat.play.voice.says(Unavailable("h", "m"))
        await seat.write("I set the lamp down.")
        await seat.press("enter")
        await seat.sees("Retry")
        assert "Tried" not in seat.text
        for tries in (2, 3):
            await seat.press("ctrl+o", "h", "r")
            await seat.sees("Tried", f"{tries} times.")
