"""A turn laid out in rows, at the width at which it was last asked for."""

from rp_tui.core.domain.markers import DEFAULT, Markers, segments
from rp_tui.widgets.transcript.drawable import MOST_DRAWN, Growing, drawable, drawable_line
from rp_tui.widgets.transcript.label import hidden, label
from rp_tui.widgets.transcript.look import MARK, NARRATED, NOTE
from rp_tui.widgets.transcript.markup import READ, marked
from rp_tui.widgets.transcript.shown import Shown
from rp_tui.widgets.transcript.wrap import Piece, Row, grow, rows

MARGIN = 3  # cells by which narration is narrower, on both sides
ROOMY = 30  # cells, from which on there is room for it
CUT_OFF = "⋯ cut off here"
ONWARD = "⋯ cut off here · {}"
NOT_DRAWN = "⋯ {:,} more characters are not shown"


class Laid:
    """A turn and its rows; one that streams grows without being laid out anew."""

    def __init__(
        self, shown: Shown, markers: Markers = DEFAULT, *, is_streaming: bool = False
    ) -> None:
        self.shown = shown
        self.is_streaming = is_streaming
        self._markers = markers
        self._growing = Growing()
        self._rows: list[Row] = []
        self._head = 0  # rows before the text
        self._foot = 0  # rows behind it
        self._width = 0

    @property
    def margin(self) -> int:
        """Cells that are left blank on both sides."""
        is_told = self.shown.kind == "narration" and not self.shown.hidden
        return MARGIN if is_told and self._width >= ROOMY else 0

    @property
    def last_of_text(self) -> int:
        """The row in which the text ends."""
        return len(self._rows) - self._foot - 1

    def rows(self, width: int) -> list[Row]:
        """The rows, the last of them blank."""
        if width != self._width:
            self._width = width
            self._lay()
        return self._rows

    def become(self, text: str) -> None:
        """The whole text so far of a turn that streams."""
        before = self._growing.drawn
        self._growing.become(text)
        drawn = self._growing.drawn
        if not self._width or drawn == before:
            return
        if self.is_streaming and drawn.startswith(before):
            body = self._rows[self._head : len(self._rows) - self._foot]
            first = grow(body, len(before), drawn, self._width, self._markers)
            foot = self._rows[len(self._rows) - self._foot :]
            self._rows[self._head + first :] = [*body[first:], *foot]
        else:
            self._lay()

    def end(self) -> None:
        """No more text comes."""
        self.is_streaming = False
        self._width = 0

    def row_at(self, place: int) -> int:
        """The row in which a place of the text stands."""
        found = [number for number, row in enumerate(self._rows) if row.at <= place]
        return found[-1] if found else 0

    def _lay(self) -> None:
        shown, width = self.shown, self._width - 2 * self.margin
        blank = Row((), MOST_DRAWN)
        if shown.hidden:
            self._rows, self._head, self._foot = [hidden(shown, width), blank], 0, 1
            return
        is_told = shown.kind == "narration"
        head = [] if is_told else [label(shown, width, is_streaming=self.is_streaming)]
        text, state = self._text()
        state |= NARRATED if is_told else 0
        body = list(rows(text, width, state, markers=self._markers))
        foot = [*self._notes(), blank]
        self._rows = [*head, *body, *foot]
        self._head, self._foot = len(head), len(foot)

    def _text(self) -> tuple[str, int]:
        """The marked text, and the state in which it is read.

        Segments that say what the prose says are not drawn from, so that a reply does not move
        when it has come to its end.
        """
        shown = self.shown
        if shown.is_pending and not shown.prose:
            return self._growing.drawn, 0
        if not shown.segments or shown.segments == segments(shown.prose, self._markers):
            return drawable(shown.prose), 0
        # Cleaned apart, so that no text can bring the controls that stand for the segments' ends.
        read = [type(one)(one.kind, drawable(one.text)) for one in shown.segments]
        return marked(read, self._markers)[:MOST_DRAWN], READ

    def _notes(self) -> list[Row]:
        left_out = len(self.shown.prose) - MOST_DRAWN
        notes = [NOT_DRAWN.format(left_out)] if left_out > 0 else []
        if self.shown.truncated:
            onward = drawable_line(self.shown.onward)
            notes.append(ONWARD.format(onward) if onward else CUT_OFF)
        told = [Piece(note, NOTE) for note in notes]
        if self.shown.fading and self.shown.kind == "narration":  # it has no label to say so
            told.append(Piece(drawable_line(self.shown.fading), MARK))
        return [Row((piece,), MOST_DRAWN) for piece in told]
