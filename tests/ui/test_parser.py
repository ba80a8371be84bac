"""The parser: keys are keys, a paste is one, and no piece of it is ever a key."""

import time
from collections.abc import Iterable, Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from rp_tui.core.domain.clean import clean
from rp_tui.ui.parser import MOST_CHARACTERS, SILENCE_S, Parser

START, END = "\x1b[200~", "\x1b[201~"
LOG = "my log \x1b[31mred line\rsecond line\x1b[0m and the end"
PLAIN = "my log red line\nsecond line and the end"
PATIENCE_S = 10.0


class Line:
    """A terminal's line to the parser, and the time."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.parser = Parser(clock=lambda: self.now_s)

    def sends(self, *pieces: str) -> list[str]:
        return [told for piece in pieces for told in heard(self.parser.feed(piece))]

    def rests(self, seconds: float) -> list[str]:
        self.now_s += seconds
        return heard(self.parser.tick())


def heard(messages: Iterable[Message]) -> list[str]:
    """Keys by their names, and pastes."""
    return list(told(messages))


def told(messages: Iterable[Message]) -> Iterator[str]:
    for message in messages:
        if isinstance(message, events.Paste):
            yield f"pasted {message.text}"
        else:
            assert isinstance(message, events.Key)
            yield message.key


@pytest.fixture(name="line")
def opened() -> Line:
    return Line()


def test_a_coloured_log_is_one_paste_with_its_lines_and_without_its_colours(line: Line) -> None:
    assert line.sends(f"a{START}{LOG}{END}b\r") == ["a", f"pasted {PLAIN}", "b", "enter"]


def test_a_paste_of_any_kind_is_one_in_whatever_pieces_it_comes(line: Line) -> None:
    assert line.sends(*f"a\x1b[A{START}{LOG}{END}{START}more{END}b\x1b[B") == [
        *("a", "up", f"pasted {PLAIN}", "pasted more", "b", "down")
    ]


@given(
    text=st.text(st.sampled_from("a\x1b[2013~;m\r\n é€😀")).filter(lambda text: END not in text),
    cuts=st.sets(st.integers(0, 60)),
)
def test_no_text_and_no_cut_makes_a_key_of_what_is_pasted(text: str, cuts: set[int]) -> None:
    line, sent = Line(), f"x{START}{text}{END}y"
    places = [0, *sorted(cut for cut in cuts if 0 < cut < len(sent)), len(sent)]
    pieces = [sent[at:to] for at, to in pairwise(places)]
    pasted = [f"pasted {clean(text)}"] if clean(text) else []
    assert line.sends(*pieces) == ["x", *pasted, "y"]


def test_half_a_mark_waits_for_its_other_half_over_a_slow_link(line: Line) -> None:
    for at in range(3, len(START)):
        assert not line.sends(START[:at])
        assert not line.rests(SILENCE_S / 2)
        assert not line.sends(START[at:] + LOG + END[:at])
        assert not line.rests(SILENCE_S / 2)
        assert line.sends(END[at:]) == [f"pasted {PLAIN}"]


def test_an_escape_alone_is_a_key_and_begins_no_paste_any_more(line: Line) -> None:
    assert line.sends("a\x1b") == ["a"]
    deadline = time.monotonic() + PATIENCE_S
    while not (keys := line.rests(0.0)):  # by Textual's own clock
        assert time.monotonic() < deadline
    assert keys == ["escape"]
    assert line.sends("[200~a") == ["left_square_bracket", "2", "0", "0", "tilde", "a"]


def test_a_paste_that_has_no_end_is_over_when_nothing_more_comes(line: Line) -> None:
    assert not line.sends(f"{START}one\r")
    assert not line.rests(SILENCE_S / 2)
    assert not line.sends("two\x1b[20")
    assert not line.rests(SILENCE_S * 0.9)
    assert line.rests(SILENCE_S * 0.2) == ["pasted one\ntwo"]
    assert line.sends("a", END, "b\r") == ["a", "b", "enter"]
    assert line.sends(f"{START}{LOG}{END}") == [f"pasted {PLAIN}"]


def test_of_a_paste_without_bounds_the_beginning_is_kept_and_none_of_it_is_a_key(
    line: Line,
) -> None:
    assert not line.sends(START, "a" * MOST_CHARACTERS, "b\r" * 1_000)
    assert line.sends(f"b{END}c") == [f"pasted {'a' * MOST_CHARACTERS}", "c"]


def test_an_empty_paste_is_nothing(line: Line) -> None:
    assert line.sends(f"a{START}{END}b{START}\x1b[0m{END}c") == ["a", "b", "c"]
