"""Wording: times, counts and marks as people say them; lines that fit."""

from pathlib import Path
from time import mktime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from rp_tui.ui import wording

NOW_S = mktime((2026, 11, 20, 12, 0, 0, 0, 0, -1))


@pytest.mark.parametrize(
    ("passed_s", "said"),
    [
        (-5, "just now"),
        (0, "just now"),
        (59, "just now"),
        (60, "1 min ago"),
        (3_599, "59 min ago"),
        (3_600, "1 h ago"),
        (86_399, "23 h ago"),
        (86_400, "yesterday"),
        (3 * 86_400, "3 days ago"),
        (20 * 86_400, "31 Oct"),
        (400 * 86_400, "16 Oct 2025"),
    ],
)
def test_how_long_ago(passed_s: int, said: str) -> None:
    assert wording.ago(NOW_S - passed_s, NOW_S) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0"), (999, "999"), (1_000, "1k"), (6_240, "6.2k"), (99_499, "99.5k"), (128_000, "128k")],
)
def test_numbers_where_there_is_little_room(count: int, said: str) -> None:
    assert wording.thousands(count) == said


@pytest.mark.parametrize(
    ("ms", "said"), [(0, "0.0 s"), (3_400, "3.4 s"), (12_300, "12 s"), (150_000, "2 min")]
)
def test_how_long_something_took(ms: float, said: str) -> None:
    assert wording.lasted(ms) == said


def test_counts_marks_and_company() -> None:
    assert wording.counted(1, "turn") == "1 turn"
    assert wording.counted(1_200, "turn") == "1,200 turns"
    assert [wording.mark(score) for score in range(-1, 5)] == ["·", "·", "•", "★", "★★★", "★★★"]
    assert wording.names([]) == ""
    assert wording.names(["Ada"]) == "Ada"
    assert wording.names(["Ada", "Ben", "Cy"]) == "Ada, Ben and Cy"


@given(st.text(max_size=60), st.integers(-2, 40))
def test_what_is_cut_fits(text: str, cells: int) -> None:
    line = wording.one_line(text)
    assert cell_len(wording.elided(line, cells)) <= max(cells, 0)
    assert cell_len(wording.padded(line, cells)) == max(cells, 0)


@given(st.text(max_size=60), st.integers(-2, 40))
def test_what_loses_its_middle_fits_and_keeps_both_ends(text: str, cells: int) -> None:
    line = wording.one_line(text)
    shown = wording.elided_inside(line, cells)
    assert cell_len(shown) <= max(cells, 0)
    assert shown == line or "…" in shown or cells <= 0


def test_a_path_in_your_home_begins_with_a_tilde() -> None:
    home = Path("/home/you")
    assert wording.at_home(home / "stories/config.toml", home) == "~/stories/config.toml"
    assert wording.at_home(Path("/home/yours/config.toml"), home) == "/home/yours/config.toml"


def test_of_a_path_the_name_stays_whole_as_long_as_it_can() -> None:
    assert wording.elided_inside("~/.local/share/rp-tui/config.toml", 20) == "~/.loca…/config.toml"
    assert wording.elided_inside("~/.local/share/rp-tui/config.toml", 10) == "~/…ig.toml"


def test_what_ends_in_one_column_is_told_by_cells() -> None:
    assert [wording.indented(each, 2) for each in ("a", "ab", "山")] == [" a", "ab", "山"]


def test_of_a_path_both_ends_are_told() -> None:
    assert wording.elided_inside("/home/you/stories/config.toml", 21) == "/home/yo…/config.toml"
    assert wording.elided_inside("/home/you", 9) == "/home/you"
    assert wording.elided_inside("寝る前に寝る前に", 7) == "寝…前に"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Hester Pell", "HP"),
        ("idris", "I"),
        ("Anna-Maria von Hohenlohe", "AH"),
        ("山田 太郎", "山"),
        ("🦊 Reynard", "R"),
        ("🦊", ""),
        ("'t Hooft", "TH"),
        ("\x1b[31mred\x07", "R"),
    ],
)
def test_initials_are_two_cells_at_most(name: str, said: str) -> None:
    assert wording.initials(name) == said
    assert cell_len(said) <= wording.INITIALS_CELLS


def test_what_fits_is_not_cut() -> None:
    assert wording.elided("a line", 6) == "a line"
    assert wording.elided("a longer line", 6) == "a lon…"
    assert wording.elided("寝る前に", 6) == "寝る…"
