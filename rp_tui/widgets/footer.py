"""The footer: the keys that work now, those that matter most first."""

from msgspec import Struct
from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive

from rp_tui.ui.action import Place
from rp_tui.ui.keymap import Keymap
from rp_tui.widgets.line import Line

GAP = "   "


class FooterView(Struct, frozen=True):
    """Where the focus is, and what can be done now."""

    place: Place = Place.COMPOSER
    able: frozenset[str] = frozenset()


class KeyHints(Line):
    """As many keys as fit, each whole."""

    view: reactive[FooterView] = reactive(FooterView())

    def __init__(self, keymap: Keymap, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._keymap = keymap

    def line(self, cells: int) -> Content:
        """What is shown in so many cells."""
        shown = Content("")
        for key, label in self._hints():
            gap = GAP if shown else ""
            cells -= cell_len(f"{gap}{key} {label}")
            if cells < 0:
                break
            shown += Content(gap) + self.said(key, "key") + self.said(f" {label}", "muted")
        return shown

    def _hints(self) -> list[tuple[str, str]]:
        entries = self._keymap.entries(self.view.place)
        return [(key, each.label) for key, each in entries if each.id in self.view.able]
