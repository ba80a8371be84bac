"""Paints a line of the transcript: a column of prose, a bar beside the selected turn, a thumb."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from rp_tui.widgets.transcript.found import Span
from rp_tui.widgets.transcript.label import fitted
from rp_tui.widgets.transcript.look import CURSOR, FADED, FOUND, MARK, NEWS, NOTE, THUMB, Looks
from rp_tui.widgets.transcript.wrap import NARROWEST, Piece, Row

WIDEST = 88  # cells of prose, beyond which the eye does not find the next line
GUTTER = 2  # cells for the bar, and as many on the right for the thumb

SELECTED = "▎"
CURSOR_MARK = "▍"
RULE = "─"
TYPING = "… "
THUMB_MARK = "▐"

NOTHING = Row(())


class Line(NamedTuple):
    """All that decides how a line looks."""

    row: Row = NOTHING
    margin: int = 0
    bar: int = 0  # how the bar beside it looks, if there is one
    has_cursor: bool = False
    has_thumb: bool = False
    matches: tuple[Span, ...] = ()
    lit: int = FOUND  # how these look
    is_faded: bool = False


def column(width: int) -> tuple[int, int]:
    """Where the column of prose begins, and how wide it is."""
    cells = min(WIDEST, max(NARROWEST, width - 2 * GUTTER))
    return max(GUTTER, (width - cells) // 2), cells


def news(text: str, width: int) -> Line:
    """A line across the column that says that there is something below."""
    _, cells = column(width)
    told = fitted(f" {text} ", cells)
    rule = cells - cell_len(told)
    left = RULE * (rule // 2)
    return Line(Row((Piece(left, NOTE), Piece(told, NEWS), Piece(RULE * (rule - len(left)), NOTE))))


def painted(line: Line, looks: Looks, base: Style, width: int) -> Strip:
    """A line as it is drawn."""
    left, _ = column(width)
    segments = [
        Segment(" " * (left - GUTTER)),
        Segment(SELECTED.ljust(GUTTER), looks[line.bar]) if line.bar else Segment(" " * GUTTER),
        Segment(" " * line.margin),
        *(Segment(piece.text, looks[look_of(piece, line)]) for piece in pieces(line)),
    ]
    if line.has_cursor:
        segments.append(Segment(CURSOR_MARK, looks[CURSOR]))
    thumb = Segment(THUMB_MARK, looks[THUMB]) if line.has_thumb else Segment(" ")
    told = Segment.adjust_line_length(segments, max(0, width - 1))
    # One strip and none on the way to it: each comes with caches of its own, which are dear.
    return Strip(Segment.simplify(Segment.apply_style([*told, thumb], base)), width)


def look_of(piece: Piece, line: Line) -> int:
    """A piece's own look, but dim where its turn is; what says so is not."""
    return piece.look | FADED if line.is_faded and not piece.look & MARK else piece.look


def dirty(old: Line, new: Line, width: int) -> tuple[int, int]:
    """The first cell to be drawn again, and how many; a row that grew is not drawn from its start.

    It begins with a space, where no letter can have joined another; what has no width of its own
    would join that.
    """
    if old._replace(row=NOTHING, has_cursor=False) != new._replace(row=NOTHING, has_cursor=False):
        return 0, width
    left, _ = column(width)
    kept = "".join(common(old.row.pieces, new.row.pieces))
    first = max(0, left + new.margin + cell_len(kept[: kept.rfind(" ") + 1]) - 1)
    ends = (sum(cell_len(piece.text) for piece in pieces(line)) for line in (old, new))
    last = min(width, left + new.margin + max(ends) + len(CURSOR_MARK))
    return min(first, last), max(0, last - first)


def common(old: Sequence[Piece], new: Sequence[Piece]) -> Iterator[str]:
    """The letters with which two rows begin, alike in look."""
    for one, other in zip(old, new, strict=False):
        if one.look == other.look:
            yield from alike(one.text, other.text)
        if one != other:
            return


def alike(one: str, other: str) -> Iterator[str]:
    """The letters with which two texts begin."""
    both = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return (letter for letter, _ in both)


def pieces(line: Line) -> Iterator[Piece]:
    """A row's pieces, cut where a match begins or ends."""
    row = line.row
    if line.has_cursor and not row.text:
        yield Piece(TYPING, NOTE)
        return
    yield from row.pieces[: row.leads]
    at = 0
    for text, look in row.pieces[row.leads :]:
        end = at + len(text)
        cuts = {at, end, *(cut for span in line.matches for cut in span if at < cut < end)}
        for first, last in pairwise(sorted(cuts)):
            is_lit = any(begin <= first < close for begin, close in line.matches)
            yield Piece(text[first - at : last - at], look | line.lit if is_lit else look)
        at = end
