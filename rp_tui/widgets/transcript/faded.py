"""Faded: what will be said anew, dim, under the box in which the words before it are written."""

from msgspec.structs import replace
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from rp_tui.core.domain.markers import DEFAULT, Markers
from rp_tui.widgets.transcript.label import fitted
from rp_tui.widgets.transcript.laid import Laid
from rp_tui.widgets.transcript.shown import Shown
from rp_tui.widgets.transcript.wrap import NARROWEST, Row

ANEW = "regenerating…"
CUT = " …"


class Faded(Widget):
    """Some turns as the transcript lays them out, as far as there is room for them."""

    DEFAULT_CSS = """
    Faded {
        display: none;
        height: auto;
        max-height: 33vh;
        padding: 0 2;
        background: $background;
        color: $text-disabled;
        &.-shown { display: block; }
        &:ansi { color: ansi_default; text-style: dim; }
    }
    """

    turns: reactive[tuple[Shown, ...]] = reactive((), layout=True)

    def __init__(self, markers: Markers = DEFAULT, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._markers = markers

    def watch_turns(self, turns: tuple[Shown, ...]) -> None:
        """Without any there is no room for them either."""
        self.set_class(bool(turns), "-shown")

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as all of it; the style sheet says how high it may be."""
        return len(self._rows(width))

    def render(self) -> Content:
        """As many rows as there is room for; the last one says if there are more."""
        cells, height = self.content_size
        rows = self._rows(cells)
        told = [text(row) for row in rows[:height]]
        if len(rows) > height > 0:
            told[-1] = fitted(told[-1], max(NARROWEST, cells - len(CUT))) + CUT
        return Content("\n").join(map(Content, told))

    def _rows(self, width: int) -> list[Row]:
        laid = (Laid(replace(one, fading=ANEW), self._markers) for one in self.turns)
        return [row for one in laid for row in one.rows(width)][:-1]  # the last is blank


def text(row: Row) -> str:
    return "".join(piece.text for piece in row.pieces)
