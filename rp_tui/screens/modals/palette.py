"""The palette: an action is found by its name, and done."""

import re
from collections.abc import Callable, Container
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from rp_tui.screens.modals.modal import Modal, muted, plain
from rp_tui.screens.modals.picks import Choice, Picks, lit
from rp_tui.ui import palette, wording
from rp_tui.ui.action import Place
from rp_tui.ui.keymap import Keymap
from rp_tui.ui.palette import OFFERED, Found

TITLE = "Find an action"
ASKS = "Words of its name, or of what it does."
NOTHING = "No action is called so."
GAP = 2
LABEL_CELLS = max(cell_len(action.label) for action in OFFERED) + GAP


class Rows(Picks):
    """A row an action: its name, its key, and what it does or why it cannot be done."""

    DEFAULT_CSS = """
    Rows { text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, keymap: Keymap, found: list[Found], why_not: Callable[[str], str]) -> None:
        self._keymap, self._why_not = keymap, why_not
        self._key_cells = max(cell_len(self._way(action.id)) for action in OFFERED) + GAP
        self._found = found
        super().__init__(self._choices_of(found, None))

    def show(self, found: list[Found], wanted: re.Pattern[str] | None) -> None:
        """Offer these."""
        self._found = found
        self.offer(self._choices_of(found, wanted))

    @property
    def chosen(self) -> Found | None:
        """Which it is."""
        return None if self.picked is None else self._found[self.picked]

    def _choices_of(self, found: list[Found], wanted: re.Pattern[str] | None) -> list[Choice]:
        return [Choice(at, each.action.label, lit=wanted) for at, each in enumerate(found)]

    def row(self, choice: Choice) -> Content:
        """In columns; what cannot be done is dim, and the reason says it without a colour."""
        action, able = self._found[choice.key]
        label, way = lit(choice.title, choice), self._way(action.id)
        told = action.hint if able else self._why_not(action.id)
        row = label.stylize_before("bold" if able else "dim")
        row = row.pad_right(LABEL_CELLS - label.cell_length)
        row += Content.styled(way, "" if able else "dim").pad_right(self._key_cells - cell_len(way))
        return row + Content.styled(told, "dim")

    def _way(self, id: str) -> str:
        return self._keymap.way(id, Place.EVERYWHERE)


class Palette(Modal[str]):
    """The id of what is to be done, or nothing."""

    TALL: ClassVar[bool] = True
    WRITES: ClassVar[bool] = True

    def __init__(
        self,
        keymap: Keymap,
        able: Callable[[], Container[str]],
        why_not: Callable[[str], str],
    ) -> None:
        super().__init__(keymap, TITLE, "Do it")
        self._able, self._why_not = able, why_not

    def asks(self) -> ComposeResult:
        """The line, and what fits it."""
        line = Input()
        line.cursor_blink = False
        yield line
        yield muted(ASKS)
        yield Rows(self.keymap, palette.found("", self._able()), self._why_not)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for it."""
        found = palette.found(event.value, self._able())
        self.query_one(Rows).show(found, beginning(event.value))
        self._tell(ASKS if found else NOTHING)

    def on_input_submitted(self) -> None:
        """Do it, or say why not."""
        self.action_confirm()

    def on_option_list_option_selected(self) -> None:
        """Do it, or say why not."""
        self.action_confirm()

    def action_confirm(self) -> None:
        """Do it, if it can still be done."""
        chosen = self.query_one(Rows).chosen
        if chosen and chosen.action.id in self._able():
            self.dismiss(chosen.action.id)
        elif chosen:
            reason = self._why_not(chosen.action.id)
            self._tell(f"{chosen.action.label}: {reason}")

    def _tell(self, told: str) -> None:
        self.query_one("#asked", Static).update(plain(wording.one_line(told)))
        self.tell_keys()


def beginning(text: str) -> re.Pattern[str] | None:
    """What matches the words of a text where they begin one."""
    words = map(re.escape, palette.words_of(text))
    ways = [rf"\b{word}" for word in words]
    return re.compile("|".join(ways), re.IGNORECASE) if ways else None
