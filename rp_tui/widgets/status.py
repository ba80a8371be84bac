"""The status: which model plays, how full its prompt is, and how long the last reply took."""

from msgspec import Struct
from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive

from rp_tui.ui import wording
from rp_tui.widgets.line import BETWEEN, Line

MODEL_CELLS = 24  # a model's name is cut where it would crowd out the rest
FEWEST_CELLS = 12  # of a model's name, below which it says nothing any more
TIME_CELLS = 5  # of all times that are usual
FEW_KEYS_CELLS = 48  # which the keys beside it need before the time, help among them
KEYS_CELLS = 68  # which they need before the model's name
OF_BUDGET = "{used} of {budget} tokens"


class StatusView(Struct, frozen=True):
    """What a status shows."""

    model: str = ""
    tokens: int = 0
    budget: int = 0
    reply_ms: float | None = None


class StatusLine(Line):
    """On the right of the frame; the model gives way first, then the time, the tokens at last.

    It is as wide as it will ever be, so that nothing beside it moves when a count has grown.
    """

    DEFAULT_CSS = "StatusLine { width: auto; text-align: right; }"

    view: reactive[StatusView] = reactive(StatusView(), layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """What the keys leave it of the row that it shares, and of that no more than it needs."""
        cells, tokens, timed = container.width, self._tokens_cells, self._timed_cells
        if not self.view.model or tokens > cells // 2:
            return 0
        if timed > min(cells // 2, cells - FEW_KEYS_CELLS):
            return tokens
        model = self._model(cells - KEYS_CELLS - timed)
        return timed + cell_len(f"{model}{BETWEEN}") if model else timed

    def line(self, cells: int) -> Content:
        """What is shown in so many cells; where nothing was heard yet, only the model."""
        view, told = self.view, [""]
        if view.tokens:
            used, budget = map(wording.thousands, (view.tokens, view.budget))
            told.append(OF_BUDGET.format(used=used, budget=budget))
        if view.reply_ms is not None:
            told.append(wording.lasted(view.reply_ms))
        while cell_len(BETWEEN.join(told[1:])) > cells:
            told.pop()
        told[0] = self._model(cells - (self._timed_cells if told[1:] else -len(BETWEEN)))
        return self.said(BETWEEN.join(filter(None, told)), "muted")

    def _model(self, cells: int) -> str:
        """As much of its name as fits with what parts it from the rest, if that says anything."""
        name, spare = wording.one_line(self.view.model.rpartition("/")[2]), cells - len(BETWEEN)
        name = wording.elided(name, MODEL_CELLS)
        return wording.elided(name, spare) if spare >= min(FEWEST_CELLS, cell_len(name)) else ""

    @property
    def _tokens_cells(self) -> int:
        """How wide the tokens are at most, whatever is used of the budget."""
        budget = self.view.budget
        used = f"{budget / 1_000:.1f}k"  # a count in its longest spelling
        return cell_len(OF_BUDGET.format(used=used, budget=wording.thousands(budget)))

    @property
    def _timed_cells(self) -> int:
        """The same with the time."""
        return self._tokens_cells + len(BETWEEN) + TIME_CELLS
