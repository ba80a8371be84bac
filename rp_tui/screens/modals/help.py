"""Help: every key and what it does, as it was declared; and the marks."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.style import Style
from textual.widget import Widget

from rp_tui.screens.modals.modal import Modal
from rp_tui.ui import guide, wording
from rp_tui.ui.guide import Section
from rp_tui.ui.keymap import Keymap
from rp_tui.widgets.rail_view import Mark
from rp_tui.widgets.transcript.paint import CURSOR_MARK, SELECTED, THUMB_MARK

TITLE = "Keys and marks"
MARKS = "Marks"
BEHIND = "behind {leader}"
SIDE_BY_SIDE_FROM = 60  # columns; with fewer the keys stand above what they do
LEADER_CELLS = 5
INDENT, GAP = 2, 2


def legend() -> Iterator[tuple[str, str]]:
    """Every mark, and what it means."""
    for sign, meaning in wording.MARKS[1:]:
        yield sign, f"beside a name: a turn that is {meaning}"
    yield "2/3", "the second of three replies that stand side by side"
    yield SELECTED, "the turn that is selected"
    yield CURSOR_MARK, "the end of a reply that is being written"
    yield THUMB_MARK, "how far down in the story you are"
    for mark in Mark:
        if mark.meaning:
            yield mark.sign, f"in the rail: {mark.meaning}"


class Help(Modal[None]):
    """The guide, to scroll through."""

    TALL: ClassVar[bool] = True
    ABLE: ClassVar[frozenset[str]] = frozenset({"cancel"})
    NO: ClassVar[str] = "Close"

    def __init__(self, keymap: Keymap) -> None:
        super().__init__(keymap, TITLE)

    def asks(self) -> ComposeResult:
        """The sections."""
        yield Guide(guide.by_place(self.keymap), guide.leader_key(self.keymap))


class Guide(Widget):
    """Where a key works, which it is, and what it does; in columns where there is room for them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"guide--title", "guide--key", "guide--muted"}
    DEFAULT_CSS = """
    Guide {
        height: auto;
        & > .guide--title { text-style: bold; }
        & > .guide--key { color: $footer-key-foreground; }
        & > .guide--muted { color: $text-muted; }
        &:ansi {
            & > .guide--key { text-style: bold; }
            & > .guide--muted { text-style: dim; }
        }
    }
    """

    def __init__(self, sections: Sequence[Section], leader: str) -> None:
        super().__init__()
        self._sections, self._leader = sections, leader
        told = (line.keys for section in sections for line in section.lines)
        self._key_cells = INDENT + max(map(cell_len, told)) + GAP

    def render(self) -> Content:
        """All of it, as wide as there is room."""
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as it is in some width."""
        return len(list(self._lines(width)))

    def _lines(self, cells: int) -> Iterator[Content]:
        for section in self._sections:
            yield self._headed(section.title, cells)
            for line in section.lines:
                yield from self._row(line.keys, line.leader, line.hint, cells)
            yield Content("")
        yield self._said(MARKS, "title")
        for sign, meaning in legend():
            yield from self._row(sign, "", meaning, cells)

    def _headed(self, title: str, cells: int) -> Content:
        head = self._said(title, "title")
        if cells < SIDE_BY_SIDE_FROM or not self._leader:
            return head
        behind = BEHIND.format(leader=self._leader)
        return head.pad_right(self._key_cells - cell_len(title)) + self._said(behind, "muted")

    def _row(self, keys: str, leader: str, hint: str, cells: int) -> Iterator[Content]:
        if cells >= SIDE_BY_SIDE_FROM:
            yield from self._beside(keys, leader, hint, cells)
            return
        ways = [self._said(keys, "key")] if keys else []
        if leader and self._leader:
            ways.append(self._said(f"{self._leader} {leader}", "muted"))
        yield Content("  ").join(ways)
        yield from indented(Content(hint).wrap(max(1, cells - INDENT)), INDENT)

    def _beside(self, keys: str, leader: str, hint: str, cells: int) -> Iterator[Content]:
        first = Content(" " * INDENT) + self._said(keys, "key")
        first = first.pad_right(self._key_cells - first.cell_length)
        if leader and self._leader:
            first += self._said(leader, "muted")
        left = self._key_cells + LEADER_CELLS
        first = first.pad_right(left - first.cell_length)
        row, *rest = Content(hint).wrap(cells - left)
        yield first + row
        yield from indented(rest, left)

    def _said(self, text: str, name: str) -> Content:
        return Content.styled(text, self._style(name))

    def _style(self, name: str) -> Style:
        return self.get_visual_style(f"guide--{name}", partial=True)


def indented(rows: Sequence[Content], cells: int) -> Iterator[Content]:
    """Rows with so much before them."""
    for row in rows:
        yield Content(" " * cells) + row
