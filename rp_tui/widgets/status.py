"""The status: which model plays, how full its prompt is, and how long the last reply took."""

from msgspec import Struct
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive

from rp_tui.ui import wording
from rp_tui.widgets.line import BETWEEN, Line

MODEL_CELLS = 24  # a model's name is cut where it would crowd out the rest
OFFERS = ((True, True), (False, True), (False, False))  # with the model, with the time


class StatusView(Struct, frozen=True):
    """What a status shows."""

    model: str = ""
    tokens: int = 0
    budget: int = 0
    reply_ms: float | None = None


class StatusLine(Line):
    """On the right of the frame; the tokens are the last to give way."""

    DEFAULT_CSS = "StatusLine { width: auto; text-align: right; }"

    view: reactive[StatusView] = reactive(StatusView(), layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Never more than half of the row that it shares."""
        return self.line(container.width // 2).cell_length

    def line(self, cells: int) -> Content:
        """What is shown in so many cells."""
        for offer in OFFERS:
            shown = self.said(BETWEEN.join(filter(None, self._parts(*offer))), "muted")
            if shown.cell_length <= cells:
                return shown
        return Content("")

    def _parts(self, with_model: bool, with_time: bool) -> list[str]:
        view = self.view
        model = view.model.rpartition("/")[2]  # whose it is, its page says
        return [
            wording.elided(wording.one_line(model), MODEL_CELLS) if with_model else "",
            f"{wording.thousands(view.tokens)} of {wording.thousands(view.budget)} tokens"
            if view.budget
            else "",
            wording.lasted(view.reply_ms) if with_time and view.reply_ms is not None else "",
        ]
