"""How the parts of the screen stand to each other."""

from pathlib import Path

from tests.screens.seat import LARGE, SMALL, with_mara


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
