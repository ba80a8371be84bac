"""Lays marked text out in rows, greedily: when a text grows only its last rows can change."""

import re
from collections.abc import Generator, Iterator
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len, split_graphemes

from rp_tui.core.domain.markers import DEFAULT, Markers
from rp_tui.widgets.transcript.look import QUOTE
from rp_tui.widgets.transcript.markup import (
    BLANK,
    INDENT,
    INDENTED,
    ITEM,
    MIDWAY,
    MORE,
    Mark,
    behind,
    block,
    unmarked,
)

NARROWEST = 8  # cells; what is narrower still is cut at the edge

BAR_OF_QUOTE = "▏ "
WORD = re.compile(r"(\S*)(\s*)")


class Piece(NamedTuple):
    text: str
    look: int


class Row(NamedTuple):
    """What stands in one line of the screen, and from where and how to lay it out again."""

    pieces: tuple[Piece, ...]
    at: int = 0  # in the marked text
    state: int = 0
    leads: int = 0  # pieces before the text: an indent, the bar of a quote

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces[self.leads :])


def rows(
    text: str, width: int, state: int = 0, at: int = 0, markers: Markers = DEFAULT
) -> Iterator[Row]:
    """The rows of a text from a place in it on, which was reached in a state."""
    width = max(NARROWEST, width)
    while True:
        newline = text.find("\n", at)
        stop = newline if newline >= 0 else len(text)
        is_blank = not state & MORE and not text[at:stop].strip()
        if is_blank and not state & BLANK:
            yield Row((), at, state)
        elif not is_blank:
            state = yield from line(text, at, stop, width, state, markers)
        if newline < 0:
            return
        at, state = newline + 1, behind(state, is_blank)


def grow(laid: list[Row], before: int, text: str, width: int, markers: Markers = DEFAULT) -> int:
    """Lay out again what a text of so many characters has changed by growing; from which row on.

    A mark may have come to its end across the last row's beginning: so a row is laid out again
    too if it begins less than a mark before the new text. And an asterisk that was shown vanishes
    when it becomes two, and its word may fit in the row before.
    """
    reach = max(len(markers.ooc_open), len(markers.ooc_close))
    first = len(laid) - 1
    while first > 0 and (laid[first].state & MIDWAY or laid[first].at > before - reach):
        first -= 1
    first = max(0, first - text.startswith("*", before - 1))
    while laid[first].state & MIDWAY:
        first -= 1
    laid[first:] = rows(text, width, laid[first].state, laid[first].at, markers)
    return first


def line(
    text: str, at: int, stop: int, width: int, entry: int, markers: Markers
) -> Generator[Row, None, int]:
    """The rows of one line of the text; returns the state at its end."""
    start, state = at, entry & ~(BLANK | MORE | MIDWAY)
    if not entry & MORE:
        start, state = block(text, at, stop, state, markers)
    plain, marks = unmarked(text, start, stop, state, markers)
    indent = INDENT if state & INDENTED else 0
    lead = BAR_OF_QUOTE if state & QUOTE else " " * indent
    first_lead = text[at:start] if state & ITEM and start > at else lead
    cuts = [0, *breaks(plain, width - indent), len(plain)]
    here = 0
    for number, (first, last) in enumerate(pairwise(cuts)):
        while here + 1 < len(marks) and marks[here + 1].position <= first:
            here += 1
        led = lead if number else first_lead
        leads = (Piece(led, marks[here].look & QUOTE),) if led else ()
        found = tuple(pieces(plain, first, first + len(plain[first:last].rstrip()), marks, here))
        place = entrance(marks[here], first) if number else (at, entry)
        yield Row(leads + found, *place, len(leads))
    return marks[-1].state


def entrance(mark: Mark, position: int) -> tuple[int, int]:
    """Where and how to read on from a position behind a mark."""
    inside = MIDWAY if mark.is_shown and position > mark.position else 0
    return mark.at + position - mark.position, mark.state | MORE | inside


def pieces(plain: str, first: int, last: int, marks: list[Mark], here: int) -> Iterator[Piece]:
    """What stands between two positions, cut where the look changes."""
    while first < last:
        end = marks[here + 1].position if here + 1 < len(marks) else last
        if first < min(end, last):
            yield Piece(plain[first : min(end, last)], marks[here].look)
        first, here = max(first, min(end, last)), here + 1


def breaks(plain: str, width: int) -> Iterator[int]:
    """Where rows after the first begin: before words, and within those wider than a row."""
    used = 0
    for found in WORD.finditer(plain):
        word, space = found.groups()
        cells = cell_len(word)
        if used and used + cells > width:
            yield found.start()
            used = 0
        if cells <= width:
            used += cells
        else:
            for start, _, size in split_graphemes(word)[0]:
                if used + size > width:
                    yield found.start() + start
                    used = 0
                used += size
        used += cell_len(space)
