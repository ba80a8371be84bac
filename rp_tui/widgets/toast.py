"""The toast: what was just done and how to undo it, for a while."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct
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

# How long it stands: what one may act on, what is a sentence to read, what is seen elsewhere too.
LASTS_S, READ_S, FLEETING_S = 30, 8, 4
MOST_ROWS = 3
GAP = "   "
RUNS_OUT = "undo"  # the action of which the seconds are told


class NoticeView(Struct, frozen=True):
    """What a toast shows."""

    told: str
    action: str = ""  # the id of what may be done about it
    lasts_s: int = LASTS_S


class Notice(Widget):
    """What is told, as a line; of the seconds that it counts only the digits are painted."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"notice--key", "notice--muted"}
    DEFAULT_CSS = """
    Notice {
        display: none;
        height: auto;
        padding: 0 2;
        background: $surface;
        color: $foreground;
        & > .notice--key { color: $footer-key-foreground; text-style: bold; }
        & > .notice--muted { color: $text-muted; }
        &.-shown { display: block; }
        &:ansi > .notice--muted { text-style: dim; }
    }
    """

    # What is told again is told anew, from its first second.
    view: reactive[NoticeView | None] = reactive(None, layout=True, always_update=True)
    # Where the focus is: the key that is told works there.
    place: reactive[Place] = reactive(Place.TRANSCRIPT, layout=True)

    @dataclass
    class Expired(Message):
        """Its time is over, and it is gone."""

        view: NoticeView

    def __init__(self, keymap: Keymap, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._keymap = keymap
        self.left_s = 0
        self._offer: NoticeView | None = None  # that is hidden by what is told
        self._offered_s = 0
        self._timer: Timer | None = None

    def watch_view(self, before: NoticeView | None, view: NoticeView | None) -> None:
        """A new one counts from its start; what the one before it offered is there behind it."""
        self.set_class(view is not None, "-shown")
        if self._timer:
            self._timer.stop()
            self._timer = None
        if view is None or view.action:
            self._offer = None
        elif before and before.action:
            self._offer, self._offered_s = before, self.left_s
        if view:
            self.left_s = view.lasts_s
            self._timer = self.set_interval(1, self.tick)

    def close(self) -> None:
        """It is read; what it hid is seen again for the rest of its time."""
        offer, left_s = self._offer, self._offered_s
        self.view = offer
        if offer:
            self.left_s = left_s

    def withdraw(self, action: str) -> None:
        """Offer something no longer: it is done, or cannot be any more."""
        if self._offer and self._offer.action == action:
            self._offer = None
        if self.view and self.view.action == action:
            self.view = None

    def forget_offers(self) -> None:
        """Who they were made to is elsewhere."""
        while self.offered:
            self.withdraw(self.offered)

    @property
    def offered(self) -> str:
        """The id of what may be done about it, or about what it hides."""
        offer = self._offer or self.view
        return offer.action if offer else ""

    def tick(self) -> None:
        """A second has passed."""
        view = self.view
        if view is None:
            return
        self.left_s -= 1
        self._offered_s -= 1
        if self._offered_s <= 0:
            self._offer = None
        if self.left_s <= 0:
            self.close()
            self.post_message(self.Expired(view))
        elif view.action == RUNS_OUT:
            digits, rows = self._digits_wide(), self._rows(self.content_size.width)
            self.refresh(Region(rows[-1].cell_length - digits, len(rows) - 1, digits, 1))

    def render(self) -> Content:
        """What was done, the key, and the seconds at the end."""
        return Content("\n").join(self._rows(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A row where it can be, and more for a sentence that says what to do."""
        return len(self._rows(width))

    def _rows(self, cells: int) -> list[Content]:
        """What is told, with what ends it behind the last row or below it."""
        told, wide = wording.one_line(self.view.told if self.view else ""), max(1, cells)
        rows = Content(wording.elided(told, MOST_ROWS * wide)).wrap(wide)[:MOST_ROWS]
        ending = self._ending()
        if not ending:
            return rows
        *above, last = rows
        if last.cell_length + len(GAP) + ending.cell_length > cells:
            return [*rows, ending]
        return [*above, last + Content(GAP) + ending]

    def _ending(self) -> Content:
        """The key and the seconds."""
        if self.view is None or not self.view.action:
            return Content("")
        action = self.view.action
        way, muted = self._keymap.way(action, self.place), self._style("muted")
        seconds = f"  {self.left_s:>{self._digits_wide() - 2}} s" if action == RUNS_OUT else ""
        return Content.assemble(
            (way, self._style("key")), (f" {BY_ID[action].label}{seconds}", muted)
        )

    def _digits_wide(self) -> int:
        return len(str(self.view.lasts_s if self.view else 0)) + 2

    def _style(self, name: str) -> Style:
        return self.get_visual_style(f"notice--{name}", partial=True)
