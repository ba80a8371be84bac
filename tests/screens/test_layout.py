"""How the parts of the screen stand to each other."""

import asyncio
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from rp_tui.core.llm.errors import ConnectionLost, ModelCold
from rp_tui.ui import wording
from rp_tui.ui.action import Place
from rp_tui.widgets.transcript.paint import CURSOR_MARK
from tests.core.play.acting import MARA
from tests.screens.seat import LARGE, SMALL, TINY, Seat, seated, with_mara


async def test_all_of_a_wide_screen_is_one_column(tmp_path: Path) -> None:
    async with with_mara(tmp_path, (200, 50)) as seat:
        await seat.say("Hello.")
        rows = seat.text.splitlines()
        box = next(row for row in rows if "╭" in row).index("╭")
        named = next(row for row in rows if "Mara ·" in row).index("Mara ·")
        prose = next(row for row in rows if "  Hello." in row).index("Hello.")
        assert named == prose == box + 2


async def test_the_box_touches_neither_the_rail_nor_the_prose(tmp_path: Path) -> None:
    for size in (LARGE, SMALL):
        async with with_mara(tmp_path, size) as seat:
            for number in range(8):
                await seat.say(f"Turn {number}.")
            await seat.read()
            await seat.press("ctrl+u")
            rows = seat.text.splitlines()
            y = next(y for y, row in enumerate(rows) if "╭" in row)
            assert "▕╭" not in rows[y]
            assert not set(rows[y - 1].rpartition("▕")[2]) - {" ", "▐"}


NARROW = (60, 24)


def is_seen(seat: Seat) -> bool:
    """Whether what has the focus is on the screen."""
    focused = seat.chat.focused
    return focused is not None and bool(focused.region.area) and focused.is_on_screen


def is_in(seat: Seat, place: Place) -> bool:
    """Whether the keys are somewhere."""
    return seat.chat.place is place


@pytest.mark.parametrize("size", [TINY, NARROW])
async def test_the_rail_has_the_keys_while_it_stands_in_the_storys_place(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with with_mara(tmp_path, size) as seat:
        await seat.write("Not to be sent unseen")
        await seat.read()
        for leave in ("backslash", "i", "ctrl+n", "tab"):
            seat.chat.action_fold_rail()
            await seat.until(lambda: seat.chat.rail.has_focus and is_seen(seat))
            assert not seat.chat.story.is_on_screen or not seat.chat.story.region.area
            await seat.press(leave)
            await seat.until(lambda: not seat.chat.rail.has_focus and is_seen(seat))
            assert seat.chat.rail.folded, leave
            await seat.sees("Mara ·")
        assert seat.number == 1
        assert seat.chat.composer.text == "Not to be sent unseen"


async def test_no_size_that_the_window_takes_leaves_the_keys_where_nothing_is_seen(
    tmp_path: Path,
) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.read()
        await seat.press("backslash", "backslash")  # as one wants it, whatever room there is
        for part, place in (
            ("to-rail", Place.RAIL),
            ("to-composer", Place.COMPOSER),
            ("to-transcript", Place.TRANSCRIPT),
        ):
            seat.chat.perform(part)
            await seat.until(partial(is_in, seat, place))
            for wide, high in ((40, 12), (80, 24), (62, 24), (120, 36), (63, 12), (120, 36)):
                await seat.pilot.resize_terminal(wide, high)
                await seat.until(lambda: is_seen(seat))
                assert seat.chat.place is place, wide
        await seat.pilot.resize_terminal(40, 12)
        await seat.press("space")
        await seat.press("c", "c")
        await seat.until(lambda: seat.chat.rail.has_focus and is_seen(seat))
        await seat.press("space")
        await seat.sees("Actions")
        await seat.press("escape")
        await seat.until(lambda: seat.chat.rail.has_focus and is_seen(seat))


async def test_a_first_turn_that_fails_leaves_the_newest_words_whole(tmp_path: Path) -> None:
    last = "The dryer stops, and nobody gets up."
    long = replace(MARA, kickoff=f"{MARA.kickoff}\n\n" * 6 + last)
    async with seated(tmp_path, long, size=SMALL) as seat:
        seat.play.voice.says(ConnectionLost("h", "m"))
        await seat.write("Hello.")
        await seat.press("enter")
        await seat.sees("Retry")
        await seat.sees(last)
        story, banner = seat.rows_of(last, "Retry")
        assert story < banner


async def test_a_reply_that_is_kept_is_seen_to_its_end(tmp_path: Path) -> None:
    long = replace(MARA, kickoff=f"{MARA.kickoff}\n\n" * 9)
    async with seated(tmp_path, long, size=SMALL) as seat:
        seat.play.voice.says("Well, love, sit", asyncio.Event())
        await seat.write("Hello.")
        await seat.press("enter")
        await seat.sees(f"Well, love, sit{CURSOR_MARK}")
    async with seated(tmp_path, long, size=SMALL) as seat:
        await seat.sees("Keep", "Hello.")
        assert not seat.chat.story.follows, "a kickoff is read from its beginning"
        await seat.press("ctrl+o", "h", "k")
        await seat.until(lambda: seat.number == 3)
        await seat.sees("Well, love, sit\n", "⋯ cut off here")
        assert "new below" not in seat.text


@pytest.mark.parametrize("high", [9, 10, 11, 12])
async def test_a_banner_leaves_the_box_and_the_keys_in_sight(tmp_path: Path, high: int) -> None:
    async with with_mara(tmp_path, (40, high)) as seat:
        seat.play.voice.says(ModelCold("a-server-with-a-name", "a-model-with-a-long-name"))
        await seat.write("I set the lamp down.")
        await seat.press("enter")
        await seat.sees("Discard", "“I set the lamp down.”", "╰", "Enter Send")


async def test_how_a_reply_goes_on_is_said_where_it_is_cut_off_while_it_can(
    tmp_path: Path,
) -> None:
    async with with_mara(tmp_path) as seat:
        seat.play.voice.says("You are late, love, and", ConnectionLost("h", "m"))
        await seat.say("Hello.")
        await seat.sees("⋯ cut off here · Ctrl+O w c goes on")
        await seat.read()
        await seat.sees("⋯ cut off here · c goes on")
        await seat.say("And?")
        await seat.misses("goes on")
        assert "⋯ cut off here" in seat.text


@pytest.mark.parametrize("size", [(80, 24), (92, 24), (100, 30), LARGE])
async def test_the_foot_leaves_no_room_unused_in_which_a_key_would_fit_and_stands_still(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with with_mara(tmp_path, size) as seat:
        status, told = seat.chat.status, set()
        await seat.say("Hello.")
        for tokens, ms in ((812, 900.0), (5_230, 119_000.0)):
            status.view = replace(status.view, tokens=tokens, reply_ms=ms)
            await seat.pilot.pause()
            foot = seat.text.splitlines()[-1]
            told.add(foot[: status.region.x])
            assert "F1 Help" in foot or "Ctrl+R Regenerate" in foot
            assert foot.endswith(f" of 8k tokens · {wording.lasted(ms)}")
            assert ("understudy" in foot) is (size == LARGE)
        assert len(told) == 1


async def test_where_the_rail_would_leave_the_story_few_columns_it_stands_alone(
    tmp_path: Path,
) -> None:
    for wide, alone in ((64, True), (71, True), (72, False)):
        async with with_mara(tmp_path, (wide, 24)) as seat:
            await seat.sees("Enter Send", "understudy")
            seat.chat.action_fold_rail()
            await seat.sees("Chats", "Settings")
            assert ("Mara ·" not in seat.text) is alone
