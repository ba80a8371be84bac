"""The rail: every chat with how it stands, and below them what else there is to go to."""

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from rp_tui.ui import wording
from rp_tui.ui.action import Place
from rp_tui.ui.keymap import bindings
from rp_tui.widgets.rail_view import BLANK, Chat, Entry, Item, RailView, Title, key_of, rows_of

BAR, NO_BAR = "▌", " "
INDENT = "   "  # as wide as a sign with its blank
SIGN_CELLS = 2
FIRST = 1  # what can be chosen begins behind a title
FEWEST_NOTED = 8  # cells of a note, below which it says nothing any more


class Rail(ScrollView, can_focus=True, inherit_bindings=False):
    """A list of which only the rows in sight are made."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.RAIL)]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"rail--{name}" for name in ("title", "name", "muted", "sign", "bar", "chosen")
    }
    DEFAULT_CSS = """
    Rail {
        width: 34;
        height: 1fr;
        background: $background;
        color: $foreground;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        & > .rail--title { color: $text-muted; text-style: bold; }
        & > .rail--name { color: $foreground; text-style: bold; }
        & > .rail--muted { color: $text-muted; }
        & > .rail--sign { color: $accent; text-style: bold; }
        & > .rail--bar { color: $border-blurred; }
        & > .rail--chosen { background: $block-cursor-blurred-background; }
        &:focus > .rail--bar { color: $accent; }
        &:focus > .rail--chosen { background: $block-cursor-background; }
        &:ansi > .rail--muted { text-style: dim; }
        &.-folded { display: none; }
    }
    """

    view: reactive[RailView] = reactive(RailView(), repaint=False)
    chosen: reactive[int] = reactive(0, repaint=False)
    folded: var[bool] = var(False)

    @dataclass
    class ChatChosen(Message):
        """A chat is to be opened."""

        chat: int

    @dataclass
    class EntryChosen(Message):
        """Something else is to be opened."""

        entry: str

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._items: tuple[Item, ...] = ()
        self._rows: list[tuple[int, int]] = []  # of an item, and the how-manieth of its rows
        self._spans: dict[int, tuple[int, int]] = {}  # the first row of an item, and how many

    def watch_folded(self, folded: bool) -> None:
        """A folded rail leaves its room to the story."""
        self.set_class(folded, "-folded")

    def watch_view(self, before: RailView, view: RailView) -> None:
        """What is chosen stays chosen, wherever it now stands, unless another chat was opened; what
        is as it was is not painted.
        """
        opens = view.opened != before.opened
        stays = not opens and self.chosen < len(self._items)
        was = key_of(self._items[self.chosen]) if stays else None
        old, old_rows = self._items, self._rows
        self._items = view.items
        self._rows = list(rows_of(self._items))
        own = ((at, row) for row, (at, which) in enumerate(self._rows) if which != BLANK)
        self._spans = {}
        for at, row in own:
            top, count = self._spans.get(at, (row, 0))
            self._spans[at] = top, count + 1
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows))
        keys = [key_of(item) for item in self._items]
        self.chosen = keys.index(was) if was in keys else self._first()
        if self._rows != old_rows or opens:
            self.refresh()
            return
        for at, item in enumerate(self._items):
            if item != old[at]:
                self._repaint(at)

    def validate_chosen(self, chosen: int) -> int:
        """No further than there are items."""
        return max(0, min(chosen, len(self._items) - 1))

    def watch_chosen(self, before: int, chosen: int) -> None:
        """Only the two that changed are painted."""
        self._repaint(before)
        self._repaint(chosen)
        if self._rows and self.is_mounted:
            self._bring_into_sight(chosen)

    def on_resize(self) -> None:
        """As wide as there is room."""
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows))

    def on_focus(self) -> None:
        """What is chosen looks otherwise."""
        self._repaint(self.chosen)

    def on_blur(self) -> None:
        """What is chosen looks otherwise."""
        self._repaint(self.chosen)

    def on_click(self, event: events.Click) -> None:
        """A mouse may choose as well, though none is needed."""
        row = int(event.y + self.scroll_offset.y)
        at, which = self._rows[row] if row < len(self._rows) else (-1, BLANK)
        if which != BLANK and not isinstance(self._items[at], Title):
            self.chosen = at
            self.action_open_chat()

    def action_rail_down(self) -> None:
        """Choose the next below."""
        self._step(1)

    def action_rail_up(self) -> None:
        """Choose the next above."""
        self._step(-1)

    def action_rail_first(self) -> None:
        """Choose the first of all."""
        self._choose_nearest(0)

    def action_rail_last(self) -> None:
        """Choose the last of all."""
        self._choose_nearest(len(self._rows) - 1)

    def action_rail_page_up(self) -> None:
        """Choose what is a screen above."""
        self._turn(-1)

    def action_rail_page_down(self) -> None:
        """Choose what is a screen below."""
        self._turn(1)

    def action_open_chat(self) -> None:
        """Open what is chosen."""
        match self._items[self.chosen] if self._items else None:
            case Chat(id=id):
                self.post_message(self.ChatChosen(id))
            case Entry(id=entry):
                self.post_message(self.EntryChosen(entry))

    def _step(self, by: int) -> None:
        at = self.chosen + by
        while 0 <= at < len(self._items) and isinstance(self._items[at], Title):
            at += by
        if 0 <= at < len(self._items):
            self.chosen = at

    def _turn(self, by: int) -> None:
        top, _ = self._spans.get(self.chosen, (0, 0))
        self._choose_nearest(top + by * max(1, self.scrollable_content_region.height - 1))

    def _choose_nearest(self, row: int) -> None:
        """Choose what stands in a row, or nearest to it."""
        choices = [at for at, item in enumerate(self._items) if not isinstance(item, Title)]
        if choices:
            self.chosen = min(choices, key=lambda at: abs(self._spans[at][0] - row))

    def _first(self) -> int:
        choices = (at for at, item in enumerate(self._items) if not isinstance(item, Title))
        opened = (
            at
            for at, item in enumerate(self._items)
            if isinstance(item, Chat) and item.id == self.view.opened
        )
        return next(opened, next(choices, 0))

    def _repaint(self, at: int) -> None:
        top, count = self._spans.get(at, (0, 0))
        if count:
            self.refresh_lines(top, count)

    def _bring_into_sight(self, at: int) -> None:
        top, count = self._spans[at]
        seen, rows = int(self.scroll_offset.y), self.scrollable_content_region.height
        if at <= FIRST and top + count <= rows:
            self.scroll_to(y=0, animate=False)  # with the title above it
        elif top < seen:
            self.scroll_to(y=top, animate=False)
        elif top + count > seen + rows:
            self.scroll_to(y=top + count - rows, animate=False)

    def render_line(self, y: int) -> Strip:
        """One row, made when it is in sight."""
        row = y + int(self.scroll_offset.y)
        cells = self.scrollable_content_region.width
        base = self.get_visual_style()
        if row >= len(self._rows):
            return Strip.blank(cells, base.rich_style)
        at, which = self._rows[row]
        item = self._items[at]
        is_chosen = at == self.chosen and which != BLANK and not isinstance(item, Title)
        if is_chosen:
            base = self.get_visual_style("rail--chosen")
        shown = Content("") if which == BLANK else self._row(item, which, cells - 2)
        bar = Content.styled(BAR if is_chosen else NO_BAR, self._style("bar"))
        content = (bar + shown).truncate(cells, pad=True)
        return Strip(content.render_segments(base), cells)

    def _row(self, item: Item, which: int, cells: int) -> Content:
        muted = self._style("muted")
        match item:
            case Title(text):
                return Content.styled(f" {text}", self._style("title"))
            case Entry():
                return self._entry_row(item, cells)
            case Chat() if which == 0:
                return self._name_row(item, cells)
            case Chat(last_line=last_line) if which == 1:
                text = wording.elided(wording.one_line(last_line), cells - len(INDENT))
                return Content.styled(INDENT + text, muted)
            case Chat(clock=clock):
                text = wording.elided(wording.one_line(clock), cells - len(INDENT))
                return Content.styled(INDENT + text, muted)

    def _entry_row(self, entry: Entry, cells: int) -> Content:
        """The note has what the label leaves it, and half of the row in any case."""
        label, note = wording.one_line(entry.label), wording.one_line(entry.note)
        cells -= len(INDENT)
        noted = min(cell_len(note), max(cells // 2, cells - cell_len(label) - 1))
        noted = noted if cells >= 2 * FEWEST_NOTED else 0
        room = max(0, cells - noted - 1) if noted else cells
        muted = self._style("muted")
        return Content.assemble(
            (wording.indented(wording.one_line(entry.sign), SIGN_CELLS) + " ", muted),
            (wording.padded(label, room), muted if entry.calm else Style()),
            (f" {wording.elided_inside(note, noted)}" if noted else "", muted),
        )

    def _name_row(self, chat: Chat, cells: int) -> Content:
        right = chat.mark.word or wording.one_line(chat.played)
        room = cells - len(INDENT) - (cell_len(right) + 1 if right else 0)
        name = wording.elided(wording.one_line(chat.name), room)
        company = f" + {wording.one_line(chat.guest)}" if chat.guest else ""
        opened = self._style("name") if chat.id == self.view.opened else Style()
        sign, muted = self._style("sign"), self._style("muted")
        return Content.assemble(
            (f" {chat.mark.sign} ", sign),
            (name, opened),
            (wording.padded(company, room - cell_len(name)), muted),
            (f" {right}" if right else "", sign if chat.mark.word else muted),
        )

    def _style(self, name: str) -> Style:
        return self.get_visual_style(f"rail--{name}", partial=True)
