"""Text at the entrance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rp_tui.core.domain.clock import BadDay, BadMoment
from rp_tui.core.domain.text import (
    LONGEST_LINE,
    LONGEST_PASSAGE,
    NothingTold,
    TooLong,
    day,
    line,
    lines,
    passage,
    time,
    told,
)
from tests.core.domain.troubles import refused

hostile = st.text(st.sampled_from("ab \n\r\t\x00\x1b[2J\x07\x9b\u200b\u202e\u2028\u0301\ud800"))


@given(hostile)
def test_a_line_is_one_line_and_stays_as_it_is(text: str) -> None:
    once = line(text)
    assert line(once) == once
    assert len(once) <= LONGEST_LINE
    assert "\n" not in once


@given(hostile)
def test_a_passage_stays_as_it_is(text: str) -> None:
    assert passage(passage(text)) == passage(text)


def test_a_line_is_cut_and_a_passage_is_refused_when_too_long() -> None:
    assert line("a" * 1_000) == "a" * LONGEST_LINE
    assert line("a" * (LONGEST_LINE - 1) + " bc") == "a" * (LONGEST_LINE - 1)
    with refused(TooLong):
        passage("a" * (LONGEST_PASSAGE + 1))


def test_blank_lines_fall_away() -> None:
    assert lines((" a ", "", "\x00", "b\nc")) == ("a", "b c")


@pytest.mark.parametrize("text", ["", " \n", "\x1b[2J"])
def test_what_is_told_has_words(text: str) -> None:
    with refused(NothingTold):
        told(text)


def test_a_time_and_a_day_are_stored_in_one_form() -> None:
    assert time(" 2026-03-10T21:14+02:00 ") == "2026-03-10T19:14:00Z"
    assert day(" 2026-03-10 ") == "2026-03-10"
    with refused(BadMoment):
        time("soon")
    with refused(BadDay):
        day("2026-02-30")
