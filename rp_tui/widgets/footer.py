"""The footer: the keys that work now, those that matter most first."""

from typing import NamedTuple

from msgspec import Struct
from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive

from rp_tui.ui.action import Place
from rp_tui.ui.keymap import Keymap
from rp_tui.widgets.line import Line

GAP = "   "
WAYS_ON = ("leader", "help")  # of which one is told where it fits: it leads to all the rest


class FooterView(Struct, frozen=True):
    """Where the focus is, and what can be done now."""

    place: Place = Place.COMPOSER
    able: frozenset[str] = frozenset()
    called: tuple[tuple[str, str], ...] = ()  # actions that mean something else here, and what


class Hint(NamedTuple):
    """A key, and what it does."""

    id: str
    key: str
    label: str

    @property
    def cells(self) -> int:
        """How wide it is."""
        return cell_len(f"{self.key} {self.label}")


class KeyHints(Line):
    """As many keys as fit, each whole, and among them a way to all the others."""

    view: reactive[FooterView] = reactive(FooterView())

    def __init__(self, keymap: Keymap, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._keymap = keymap

    def line(self, cells: int) -> Content:
        """What is shown in so many cells."""
        told = [
            self.said(hint.key, "key") + self.said(f" {hint.label}", "muted")
            for hint in fitting(self._hints(), cells)
        ]
        return Content(GAP).join(told)

    def _hints(self) -> list[Hint]:
        entries, called = self._keymap.entries(self.view.place), dict(self.view.called)
        found = ((key, each) for key, each in entries if each.id in self.view.able)
        return [Hint(each.id, key, called.get(each.id, each.label)) for key, each in found]


def fitting(hints: list[Hint], cells: int) -> list[Hint]:
    """The first of all, a way on to the others, and of those whatever fits, in their order."""
    first, others = hints[:1], hints[1:]
    left = cells - sum(hint.cells for hint in first)
    if left < 0:
        return []
    way_on = [each for each in others if each.id in WAYS_ON and each.cells + len(GAP) <= left][:1]
    left -= sum(each.cells + len(GAP) for each in way_on)
    found = [*first, *way_on]
    for hint in others:
        needed = hint.cells + len(GAP)
        if hint not in way_on and needed <= left:
            left -= needed
            found.append(hint)
    return [hint for hint in hints if hint in found]
