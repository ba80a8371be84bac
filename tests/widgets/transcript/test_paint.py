"""Lines as they are painted, and how little of one is painted again."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from rp_tui.widgets.transcript.drawable import drawable
from rp_tui.widgets.transcript.look import ACTION, CALLED, Looks
from rp_tui.widgets.transcript.paint import WIDEST, Line, column, dirty, news, painted
from rp_tui.widgets.transcript.wrap import NARROWEST, Piece, Row

WIDTH = 60

# As they are drawn: a joiner, for one, is not.
words = st.text(st.sampled_from("ab  漢e\u0301\u200d👩"), max_size=8).map(drawable)
rows = st.lists(st.builds(Piece, words, st.sampled_from([0, ACTION])), max_size=4).map(tuple)
lines = st.builds(Line, rows.map(Row), st.sampled_from([0, 3]), st.booleans(), st.booleans())


def plain() -> Looks:
    looks = Looks({look: Style() for look in CALLED})
    looks[ACTION] = Style(italic=True)
    return looks


def cells(line: Line) -> list[tuple[str, str]]:
    """Every cell of a painted line; a wide letter stands in both of its own."""
    strip = painted(line, plain(), Style(), WIDTH)
    parts = strip.divide(range(1, WIDTH + 1))
    return [("".join(s.text for s in part), look_of(part)) for part in parts]


def look_of(part: Strip) -> str:
    """How the cells look; no style looks like a style of nothing."""
    return str([str(seen.style or Style()) for seen in part])


@given(lines, st.integers(1, 200))
def test_a_line_is_as_wide_as_the_screen(line: Line, width: int) -> None:
    assert painted(line, plain(), Style(), width).cell_length == width


def test_a_line_is_painted_as_one_strip(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Strip] = []
    make = Strip.__init__

    def noted(strip: Strip, segments: Iterable[Segment], cell_length: int | None = None) -> None:
        made.append(strip)
        make(strip, segments, cell_length)

    monkeypatch.setattr(Strip, "__init__", noted)
    line = Line(Row((Piece("She ", 0), Piece("smiles", ACTION))), has_cursor=True)
    assert made == [painted(line, plain(), Style(bold=True), WIDTH)]


@given(lines, lines)
def test_what_is_not_painted_again_is_the_same(old: Line, new: Line) -> None:
    first, count = dirty(old, new, WIDTH)
    before, after = cells(old), cells(new)
    assert before[:first] == after[:first]
    assert before[first + count :] == after[first + count :]


def test_of_a_row_that_grew_only_the_last_word_and_its_space_are_painted_again() -> None:
    old = Line(Row((Piece("She nods and sm", 0),)), has_cursor=True)
    new = Line(Row((Piece("She nods and smiles", 0),)), has_cursor=True)
    first, count = dirty(old, new, WIDTH)
    assert (first, count) == (2 + len("She nods and"), len(" smiles") + 1)


@given(st.integers(1, 300))
def test_the_column_is_in_the_middle_and_never_too_wide(width: int) -> None:
    left, size = column(width)
    assert NARROWEST <= size <= WIDEST
    assert left + size <= max(width, NARROWEST + 2)


@given(st.integers(1, 300), st.text(max_size=300))
def test_news_fit_in_the_column(width: int, text: str) -> None:
    assert painted(news(text, width), plain(), Style(), width).cell_length == width
