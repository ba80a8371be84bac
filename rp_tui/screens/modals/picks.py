"""Picks: a list to choose from, of which each row is a title and a line."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from rp_tui.ui import wording


class Choice(NamedTuple):
    """Something to choose, by its key."""

    key: int
    title: str
    line: str = ""


class Picks(OptionList):
    """Rows that stand as they are written, whoever wrote them."""

    DEFAULT_CSS = """
    Picks {
        border: none; padding: 0; background: $background;
        &:focus { border: none; background: $background; }
        & > .option-list--option-highlighted {
            background: $block-cursor-background; color: $foreground; text-style: none;
        }
        &:ansi > .option-list--option-highlighted { text-style: reverse; }
    }
    """

    def __init__(self, choices: Sequence[Choice] = ()) -> None:
        super().__init__(markup=False)
        self._choices: Sequence[Choice] = ()
        self.offer(choices)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Show these, the first of them chosen."""
        self._choices = choices
        self.clear_options()
        self.add_options([Option(drawn(choice)) for choice in choices])
        self.highlighted = 0 if choices else None

    @property
    def picked(self) -> int | None:
        """The key of what is chosen."""
        at = self.highlighted
        return None if at is None else self._choices[at].key


def drawn(choice: Choice) -> Content:
    """A row."""
    title = Content.styled(wording.one_line(choice.title), "bold")
    if not choice.line:
        return title
    return title + Content("\n") + Content.styled(wording.one_line(choice.line), "dim")
