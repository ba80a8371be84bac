"""The status: which model plays, how full its prompt is, and how long the last reply took."""

from msgspec import Struct
from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive

from rp_tui.ui import wording
from rp_tui.widgets.line import BETWEEN, Line

MODEL_CELLS = 24  # a model's name is cut where it would crowd out the rest
HINTS_CELLS = 44  # which the keys beside it need before all but the tokens
FEWEST_CELLS = 12  # of a model's name, below which it says nothing any more


class StatusView(Struct, frozen=True):
    """What a status shows."""

    model: str = ""
    tokens: int = 0
    budget: int = 0
    reply_ms: float | None = None


class StatusLine(Line):
    """On the right of the frame; the time gives way first, then the model, the tokens at last."""

    DEFAULT_CSS = "StatusLine { width: auto; text-align: right; }"

    view: reactive[StatusView] = reactive(StatusView(), layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Never more than half of the row that it shares, nor what the keys need."""
        half = container.width // 2
        beside_keys = min(half, container.width - HINTS_CELLS)
        return max(self.line(cells).cell_length for cells in (beside_keys, self._least(half)))

    def _least(self, cells: int) -> int:
        """What the tokens need, if they fit."""
        return min(cells, cell_len(self._tokens))

    def line(self, cells: int) -> Content:
        """What is shown in so many cells."""
        view, tokens = self.view, self._tokens
        if cell_len(tokens) > cells:
            return Content("")
        time = "" if view.reply_ms is None else wording.lasted(view.reply_ms)
        model = wording.elided(wording.one_line(view.model.rpartition("/")[2]), MODEL_CELLS)
        spare = cells - sum(cell_len(f"{each}{BETWEEN}") for each in (tokens, time) if each)
        if cell_len(model) > spare:
            spare += cell_len(f"{time}{BETWEEN}") if time else 0
            kept = spare >= min(FEWEST_CELLS, cell_len(model))
            model, time = (wording.elided(model, spare), "") if kept else ("", time)
        shown = BETWEEN.join(filter(None, (model, tokens, time)))
        return self.said(shown if cell_len(shown) <= cells else tokens, "muted")

    @property
    def _tokens(self) -> str:
        used, budget = map(wording.thousands, (self.view.tokens, self.view.budget))
        return f"{used} of {budget} tokens" if self.view.budget else ""
