"""The toast: what was just done and how to undo it, for a while."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct
from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from rp_tui.ui import wording
from rp_tui.ui.action import Place
from rp_tui.ui.actions import BY_ID
from rp_tui.ui.keymap import Keymap

if TYPE_CHECKING:
    from textual.timer import Timer

LASTS_S = 30
LONGEST_TOLD = 60


class NoticeView(Struct, frozen=True):
    """What a toast shows."""

    told: str
    action: str = ""  # the id of what may be done about it
    lasts_s: int = LASTS_S


class Notice(Widget):
    """One line in a frame that counts its seconds; of each second only the digits are painted."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"notice--key", "notice--muted"}
    DEFAULT_CSS = """
    Notice {
        display: none;
        width: auto;
        max-width: 100%;
        height: 3;
        padding: 0 1;
        border: round $border;
        background: $background;
        color: $foreground;
        & > .notice--key { color: $footer-key-foreground; text-style: bold; }
        & > .notice--muted { color: $text-muted; }
        &.-shown { display: block; }
        &:ansi > .notice--muted { text-style: dim; }
    }
    """

    view: reactive[NoticeView | None] = reactive(None, layout=True)

    @dataclass
    class Expired(Message):
        """Its time is over, and it is gone."""

        view: NoticeView

    def __init__(self, keymap: Keymap, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._keymap = keymap
        self.place = Place.TRANSCRIPT  # where the focus is: the key that is told works there
        self.left_s = 0
        self._timer: Timer | None = None

    def watch_view(self, view: NoticeView | None) -> None:
        """A new one counts from its start."""
        self.set_class(view is not None, "-shown")
        if self._timer:
            self._timer.stop()
            self._timer = None
        if view:
            self.left_s = view.lasts_s
            self._timer = self.set_interval(1, self.tick)

    def tick(self) -> None:
        """A second has passed."""
        view = self.view
        if view is None:
            return
        self.left_s -= 1
        if self.left_s <= 0:
            self.view = None
            self.post_message(self.Expired(view))
        else:
            digits = self._digits_wide()
            self.refresh(Region(self.content_size.width - digits, 0, digits, 1))

    def render(self) -> Content:
        """What was done, the key, and the seconds at the end."""
        return self._shown(self.content_size.width)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as it needs, so that it never moves while it counts."""
        return self._shown(container.width).cell_length

    def _shown(self, cells: int) -> Content:
        view = self.view
        if view is None:
            return Content("")
        seconds = f"{self.left_s:>{self._digits_wide() - 2}} s"
        undo = self._undo(view)
        room = cells - undo.cell_length - cell_len(seconds) - 2
        told = wording.elided(wording.one_line(view.told), min(room, LONGEST_TOLD))
        shown = Content(told) + undo + Content.styled(f"  {seconds}", self._style("muted"))
        return shown

    def _undo(self, view: NoticeView) -> Content:
        if not view.action:
            return Content("")
        way, label = self._keymap.way(view.action, self.place), BY_ID[view.action].label
        return Content.assemble(
            "   ", (way, self._style("key")), (f" {label}", self._style("muted"))
        )

    def _digits_wide(self) -> int:
        return len(str(self.view.lasts_s if self.view else 0)) + 2

    def _style(self, name: str) -> Style:
        return self.get_visual_style(f"notice--{name}", partial=True)
