"""Picks: a list to choose from, of which each row is a title and a line."""

import re
from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from rp_tui.ui import wording

BAR = "▎ "  # before what is chosen: a colour alone would not say it
GAPS_FROM = 16  # rows of a screen, with fewer of which choices stand close
LIT = "$accent underline"


class Choice(NamedTuple):
    """Something to choose, by its key."""

    key: int
    title: str
    line: str = ""
    lit: re.Pattern[str] | None = None  # what is to be seen at once in it


class Picks(OptionList):
    """Rows that stand as they are written, whoever wrote them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"picks--bar"}
    DEFAULT_CSS = """
    Picks {
        border: none; padding: 0; background: $background;
        min-width: 8; scrollbar-size-vertical: 1;
        &:focus { border: none; background: $background; }
        & > .option-list--option-highlighted {
            background: $block-cursor-background; color: $foreground; text-style: none;
        }
        & > .picks--bar { color: $accent; }
    }
    """

    def __init__(self, choices: Sequence[Choice] = ()) -> None:
        super().__init__(markup=False)
        self._choices: Sequence[Choice] = ()
        self._has_gaps = False
        self.offer(choices)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Show these, the first of them chosen."""
        self._choices = choices
        self._has_gaps = any(choice.line for choice in choices) and self._is_roomy
        self.clear_options()
        gap = Content("\n" if self._has_gaps else "")
        self.add_options([Option(self.row(choice) + gap) for choice in choices])
        self.highlighted = 0 if choices else None

    @property
    def _is_roomy(self) -> bool:
        return self.app.size.height >= GAPS_FROM

    def row(self, choice: Choice) -> Content:
        """How a choice is told."""
        title = lit(choice.title, choice).stylize_before("bold")
        if not choice.line:
            return title
        return title + "\n" + lit(choice.line, choice).stylize_before("dim")

    def move(self, by: int) -> None:
        """Choose so many below, as far as there are."""
        if self.option_count:
            at = self.highlighted or 0
            self.highlighted = max(0, min(at + by, self.option_count - 1))

    @property
    def picked(self) -> int | None:
        """The key of what is chosen."""
        at = self.highlighted
        return None if at is None else self._choices[at].key

    # What Textual's list leaves to be drawn.

    def _get_left_gutter_width(self) -> int:
        return len(BAR)

    def render_line(self, y: int) -> Strip:
        """A line behind its bar; what parts two choices is neither's."""
        lines, at = self._lines, self.scroll_offset.y + y
        if at >= len(lines):
            return super().render_line(y)
        ground = self.get_visual_style("option-list--option").rich_style
        option = lines[at][0]
        is_gap = self._has_gaps and (at + 1 == len(lines) or lines[at + 1][0] != option)
        if is_gap:
            return Strip.blank(self.scrollable_content_region.width, ground)
        if option != self.highlighted:
            return Strip([Segment(" " * len(BAR), ground), *super().render_line(y)])
        row = super().render_line(y)
        bar = self.get_visual_style("option-list--option-highlighted", "picks--bar").rich_style
        return Strip([Segment(BAR, bar), *row])


def lit(text: str, choice: Choice) -> Content:
    """Text as one line, and lit in it what is to be seen at once."""
    shown = Content(wording.one_line(text))
    if choice.lit is None:
        return shown
    for found in choice.lit.finditer(shown.plain):
        shown = shown.stylize(LIT, *found.span())
    return shown
