"""A modal: a question over the screen, answered by a key and gone."""

from collections.abc import Iterator, Mapping
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from rp_tui.core.domain.clean import clean
from rp_tui.screens.modals.picks import Picks
from rp_tui.ui.action import Place
from rp_tui.ui.actions import BY_ID
from rp_tui.ui.keymap import Keymap, best, bindings
from rp_tui.ui.keys import frail, shown, typed
from rp_tui.ui.sparing import SparingScreen

T = TypeVar("T")

FLAT_BELOW = 16  # rows, with which no frame is drawn
ROOMY_FROM = 30  # rows, with which there is air within the frame
NARROW_BELOW = 30  # columns
WIDTHS = [(0, "-narrow"), (NARROW_BELOW, "-wide")]
HEIGHTS = [(0, "-flat"), (FLAT_BELOW, "-high"), (ROOMY_FROM, "-roomy")]
WAY_OUT = "cancel"
ANSWERS = ("confirm", "save", WAY_OUT)
MOVES = ("scroll-down", "scroll-up")
GAP = "   "
USUAL = "escape"  # what everybody tries first


class Body(VerticalScroll, can_focus=False):
    """What is asked, as far as it goes on the screen; the modal's own keys scroll it."""


class Modal(SparingScreen[T | None], ModalScreen[T | None]):
    """A title, what a kind of it asks, and the keys; nothing is the answer of who closes it."""

    CSS_PATH = "modal.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.MODAL)]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"modal--key", "modal--muted"}
    ABLE: ClassVar[frozenset[str]] = frozenset({"confirm", "cancel"})
    WRITES: ClassVar[bool] = False  # whether a letter is text in it
    TALL: ClassVar[bool] = False
    NO: ClassVar[str] = "Cancel"  # what it is to go without an answer

    def __init__(self, keymap: Keymap, title: str, yes: str = "") -> None:
        super().__init__()
        self.keymap, self._title, self._yes = keymap, title, yes

    def compose(self) -> ComposeResult:
        """The panel; only what stands between the title and the keys scrolls."""
        with Vertical(id="panel", classes="-tall" if self.TALL else ""):
            yield Static(plain(self._title), id="title")
            with Body(id="body"):
                yield from self.asks()
            yield Static(id="hints")

    def on_mount(self) -> None:
        """Fit the room before the first frame; what there is to scroll is known behind it."""
        rows, columns = self.app.size.height, self.app.size.width
        self.set_class(rows < FLAT_BELOW, "-flat")
        self.set_class(rows >= ROOMY_FROM, "-roomy")
        self.set_class(columns < NARROW_BELOW, "-narrow")
        self.tell_keys()
        self.call_after_refresh(self.tell_keys)

    def on_resize(self) -> None:
        """There may be more to scroll, or less."""
        self.call_after_refresh(self.tell_keys)

    def tell_keys(self) -> None:
        """The keys that have an effect here; where there is little room, one for each."""
        for hints in self.query("#hints").results(Static):
            all_ways = dict(self._hints(all_ways=True))
            told, cells = Content(GAP).join(all_ways.values()), hints.size.width
            if told.cell_length > cells:
                one_way = dict(self._hints(all_ways=False))
                told = fitted(one_way, cells * max(1, hints.size.height))
            hints.update(told)

    def _hints(self, *, all_ways: bool) -> Iterator[tuple[str, Content]]:
        for id in ANSWERS:
            if id in self.ABLE and (keys := self._keys(id)):
                calls = {"confirm": self._yes, WAY_OUT: self.NO}
                ways = self._ways(keys) if all_ways and id == WAY_OUT else [best(keys)]
                told = " ".join(map(shown, ways))
                yield id, self.hint(told, calls.get(id) or BY_ID[id].label)
        moves = [shown(best(keys)) for id in MOVES if (keys := self._keys(id))]
        if self.has_more and moves:
            label = "Scroll" if self.picks is None else "Choose"
            yield MOVES[0], self.hint(" ".join(moves), label)

    def _keys(self, id: str) -> tuple[str, ...]:
        """Its keys; where one writes, none of those that write."""
        keys = self.keymap.keys_in(BY_ID[id], Place.MODAL)
        usable = tuple(key for key in keys if not (self.WRITES and typed(key)))
        return tuple(sorted(usable, key=frail))

    def _ways(self, keys: tuple[str, ...]) -> list[str]:
        """The key that everybody knows, and the one that arrives at once everywhere."""
        return [*(key for key in keys if key == USUAL), *({best(keys)} - {USUAL})]

    def hint(self, key: str, label: str) -> Content:
        """A key, and what it does; as in the footer."""
        return Content.assemble(
            (key, self.get_visual_style("modal--key", partial=True)),
            (f" {label}", self.get_visual_style("modal--muted", partial=True)),
        )

    def asks(self) -> ComposeResult:
        """What stands between the title and the keys."""
        yield from ()

    # What there is more of than can be seen.

    @property
    def picks(self) -> Picks | None:
        """The list to choose from, if there is one."""
        return next(iter(self.query(Picks).results(Picks)), None)

    @property
    def body(self) -> VerticalScroll:
        """What scrolls, if there is no list."""
        return self.query_one("#body", VerticalScroll)

    @property
    def has_more(self) -> bool:
        """Whether the keys that move have anywhere to go."""
        if self.picks is not None:
            return self.picks.option_count > 1
        return self.body.max_scroll_y > 0

    def action_scroll_down(self) -> None:
        """A line, or a choice."""
        self._move(1)

    def action_scroll_up(self) -> None:
        """A line, or a choice."""
        self._move(-1)

    def action_scroll_page_down(self) -> None:
        """What follows."""
        self._move(self._page)

    def action_scroll_page_up(self) -> None:
        """What is before."""
        self._move(-self._page)

    def action_scroll_half_down(self) -> None:
        """Half of what follows."""
        self._move(max(1, self._page // 2))

    def action_scroll_half_up(self) -> None:
        """Half of what is before."""
        self._move(-max(1, self._page // 2))

    def action_scroll_first(self) -> None:
        """The beginning."""
        self._move(-self._length)

    def action_scroll_last(self) -> None:
        """The end."""
        self._move(self._length)

    @property
    def _page(self) -> int:
        return max(1, (self.picks or self.body).size.height - 1)

    @property
    def _length(self) -> int:
        return self.picks.option_count if self.picks is not None else self.body.max_scroll_y

    def _move(self, by: int) -> None:
        if self.picks is not None:
            self.picks.move(by)
        else:
            self.body.scroll_relative(y=by, animate=False)

    # The answer.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this one asks for is answered."""
        id = action.replace("_", "-")
        return id in self.ABLE if id in ANSWERS else True

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
        """What is answered now; nothing, where nothing is asked."""
        return None


def fitted(hints: Mapping[str, Content], cells: int) -> Content:
    """The way out, whatever room there is, and of the others those that fit whole beside it."""
    told = {WAY_OUT} & hints.keys()
    left = cells - sum(hints[id].cell_length for id in told)
    for id, hint in hints.items():
        needed = hint.cell_length + (len(GAP) if told else 0)
        if id not in told and needed <= left:
            told.add(id)
            left -= needed
    return Content(GAP).join(hint for id, hint in hints.items() if id in told)


def plain(text: str) -> Content:
    """Text that drives nothing, be it whose it may."""
    return Content(clean(text).expandtabs(4))


def said(text: str) -> Widget:
    """A paragraph."""
    return Static(plain(text), id="said")


def muted(text: str) -> Widget:
    """What stands beside the matter."""
    return Static(plain(text), id="asked")
