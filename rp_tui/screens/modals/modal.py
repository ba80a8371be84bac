"""A modal: a question over the screen, answered by a key and gone."""

from collections.abc import Iterator
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from rp_tui.core.domain.clean import clean
from rp_tui.ui.action import Place
from rp_tui.ui.actions import BY_ID
from rp_tui.ui.keymap import Keymap, best, bindings
from rp_tui.ui.keys import shown, typed

T = TypeVar("T")


class Modal(ModalScreen[T | None]):
    """A title, what a kind of it asks, and the keys; nothing is the answer of who closes it."""

    CSS_PATH = "modal.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.MODAL)]
    ABLE: ClassVar[frozenset[str]] = frozenset({"confirm", "cancel"})
    WRITES: ClassVar[bool] = False  # whether a letter is text in it
    TALL: ClassVar[bool] = False

    def __init__(self, keymap: Keymap, title: str, yes: str = "") -> None:
        super().__init__()
        self.keymap, self._title, self._yes = keymap, title, yes

    def compose(self) -> ComposeResult:
        """The panel."""
        with Vertical(id="panel", classes="-tall" if self.TALL else ""):
            yield Static(plain(self._title), id="title")
            yield from self.asks()
            yield Static(Content("   ").join(self._hints()), id="hints")

    def _hints(self) -> Iterator[Content]:
        for id in ("confirm", "save", "cancel"):
            keys = self.keymap.keys_in(BY_ID[id], Place.MODAL) if id in self.ABLE else ()
            if usable := [key for key in keys if not (self.WRITES and typed(key))]:
                own = self._yes if id == "confirm" else ""
                key, label = shown(best(tuple(usable))), own or BY_ID[id].label
                yield Content.assemble((key, "bold"), " ", (label, "dim"))

    def asks(self) -> ComposeResult:
        """What stands between the title and the keys."""
        yield from ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this one asks for is answered."""
        id = action.replace("_", "-")
        return id in self.ABLE if id in {"confirm", "save", "cancel"} else True

    def action_confirm(self) -> None:
        """Yes."""
        self.dismiss(self.answer())

    def action_save(self) -> None:
        """Keep it."""
        self.dismiss(self.answer())

    def action_cancel(self) -> None:
        """Leave all as it is."""
        self.dismiss(None)

    def answer(self) -> T | None:
        """What is answered now."""
        raise NotImplementedError


def plain(text: str) -> Content:
    """Text that drives nothing, be it whose it may."""
    return Content(clean(text).expandtabs(4))


def said(text: str) -> Widget:
    """A paragraph."""
    return Static(plain(text), id="said")


def muted(text: str) -> Widget:
    """What stands beside the matter."""
    return Static(plain(text), id="asked")
