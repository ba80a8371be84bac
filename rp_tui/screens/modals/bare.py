"""The bare view: the text alone, from edge to edge, to be selected with the terminal itself."""

from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.widgets import Static

from rp_tui.screens.modals.modal import Body, Modal, plain
from rp_tui.ui import wording
from rp_tui.ui.action import Place
from rp_tui.ui.actions import BY_ID
from rp_tui.ui.keymap import Keymap, best
from rp_tui.ui.keys import shown

CLOSES = "{key} closes; this line is not part of the text"


class Around(NamedTuple):
    """A turn, with what was said before it and after."""

    before: str
    turn: str
    after: str


class Bare(Modal[None]):
    """Some turns, and nothing beside them but how to leave."""

    ABLE: ClassVar[frozenset[str]] = frozenset({"cancel"})

    def __init__(self, keymap: Keymap, text: Around) -> None:
        super().__init__(keymap, "")
        self._text = text

    def compose(self) -> ComposeResult:
        """The text, and below it the key."""
        with Body(id="body"):
            for id, text in zip(Around._fields, self._text, strict=True):
                if text:
                    yield Static(plain(text), id=id)
        yield Static(id="leave")

    def on_mount(self) -> None:
        """Show what is around the turn, when it is known how high all is."""
        self.call_after_refresh(self._show)

    def tell_keys(self) -> None:
        """The key, as far as it fits."""
        keys = self.keymap.keys_in(BY_ID["cancel"], Place.MODAL)
        told = CLOSES.format(key=shown(best(keys))) if keys else ""
        leave = self.query_one("#leave", Static)
        leave.update(plain(wording.elided(told, self.app.size.width)))

    def _show(self) -> None:
        """As in the story: of the turn the last line is the last on the screen, if all fits."""
        for turn in self.query("#turn"):  # one that is hidden is not there
            region = turn.virtual_region
            top = min(region.y, region.bottom - self.body.size.height)
            self.body.scroll_to(y=top, animate=False, force=True)
