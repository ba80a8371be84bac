"""The header: who the chat is with, and when and where its story stands."""

from msgspec import Struct
from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive

from rp_tui.ui import wording
from rp_tui.widgets.line import BETWEEN, Line

FEWEST_CELLS = 8  # below which a part says nothing any more
SHORT_CELLS = 24  # in so few a name stands alone


class HeaderView(Struct, frozen=True):
    """What a header shows."""

    bot: str = ""
    clock: str = ""
    place: str = ""
    present: tuple[str, ...] = ()  # who else is there


class Heading(Line):
    """The name first; what does not fit gives way from the end, the place before the company."""

    DEFAULT_CSS = "Heading { padding-right: 2; }"

    view: reactive[HeaderView] = reactive(HeaderView())

    def line(self, cells: int) -> Content:
        """What is shown in so many cells."""
        parts = self._parts()
        wanted = sum(cell_len(f"{BETWEEN}{part}") for part in parts if part)
        name = wording.elided(wording.one_line(self.view.bot), max(cells - wanted, named(cells)))
        rest = fitted(parts, cells - cell_len(name))
        return self.said(name, "strong") + self.said("".join(rest), "muted")

    def _parts(self) -> list[str]:
        company = [wording.one_line(who) for who in self.view.present]
        here = f"with {wording.names(company)}" if company else ""
        return [wording.one_line(self.view.clock), here, wording.one_line(self.view.place)]


def named(cells: int) -> int:
    """What a name may take of a line at the cost of the rest; of a short one all."""
    return max(cells * 2 // 3, min(cells, SHORT_CELLS))


def fitted(parts: list[str], cells: int) -> list[str]:
    """The parts that fit, each with what stands between; the last of them may be cut."""
    found = []
    for part in filter(None, parts):
        room = cells - len(BETWEEN)
        if room < min(FEWEST_CELLS, cell_len(part)):
            break
        shown = wording.elided(part, room)
        found.append(f"{BETWEEN}{shown}")
        cells = room - cell_len(shown)
    return found
