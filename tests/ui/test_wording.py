"""Wording: times, counts and marks as people say them; lines that fit."""

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


def test_what_fits_is_not_cut() -> None:
    assert wording.elided("a line", 6) == "a line"
    assert wording.elided("a longer line", 6) == "a lon…"
    assert wording.elided("寝る前に", 6) == "寝る…"
