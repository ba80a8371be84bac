"""What stands over a turn: who speaks, and what is worth a note."""

from rich.cells import cell_len, set_cell_size

from rp_tui.widgets.transcript.drawable import drawable_line
from rp_tui.widgets.transcript.look import MARK, NAME, NOTE, YOURS
from rp_tui.widgets.transcript.shown import Shown
from rp_tui.widgets.transcript.wrap import NARROWEST, Piece, Row

ABOVE = -1  # the place in the text of what stands over it
GAP = 2  # cells between the notes
ELLIPSIS = "…"

SETTLING = "remembering"
WRITING = "writing"
HIDDEN = "hidden"


def label(shown: Shown, width: int, *, is_streaming: bool = False) -> Row:
    """The row over a turn; where it is narrow the clock goes first."""
    beside = [
        (shown.siblings, NOTE),
        (shown.mark, MARK),
        (SETTLING if shown.settling else WRITING if is_streaming else "", NOTE),
        (shown.fading, MARK),
    ]
    notes = [Piece(" " * GAP + drawable_line(text), look) for text, look in beside if text]
    name = drawable_line(shown.label)
    room = max(NARROWEST, width - sum(map(cells, notes)))
    told = [Piece(fitted(name, room), YOURS if shown.kind == "you" else NAME), *notes]
    at = drawable_line(shown.at)
    gap = width - sum(map(cells, told)) - cell_len(at)
    if at and gap >= GAP:
        told.append(Piece(" " * gap + at, NOTE))
    return Row(tuple(told), ABOVE)


def hidden(shown: Shown, width: int) -> Row:
    """All that is seen of a hidden turn."""
    told = f"{drawable_line(shown.label)} · turn {shown.number} · {HIDDEN}".removeprefix(" · ")
    return Row((Piece(fitted(told, width), NOTE),), ABOVE)


def fitted(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + ELLIPSIS


def cells(piece: Piece) -> int:
    return cell_len(piece.text)
