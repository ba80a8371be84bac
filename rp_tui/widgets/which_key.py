"""The which-key panel: behind the leader, every letter with what it does."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from rp_tui.ui import keys as spelling
from rp_tui.ui import leader, wording
from rp_tui.ui.action import Action, Group, Place
from rp_tui.ui.actions import BY_ID
from rp_tui.ui.keymap import Keymap
from rp_tui.ui.leader import Choice

GAP = 3
BACK = "backspace"


class WhichKey(Widget, can_focus=True):
    """Opened, it has the keyboard until an action is chosen or it is left."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "which-key--title", "which-key--key", "which-key--label", "which-key--unable",
    }  # fmt: skip
    DEFAULT_CSS = """
    WhichKey {
        display: none;
        height: auto;
        padding: 0 1;
        border: round $border;
        background: $background;
        color: $foreground;
        & > .which-key--title { color: $text-muted; }
        & > .which-key--key { color: $footer-key-foreground; text-style: bold; }
        & > .which-key--label { color: $foreground; }
        & > .which-key--unable { color: $text-disabled; text-style: strike; }
        &.-open { display: block; }
        &:ansi > .which-key--unable { text-style: dim strike; }
        &:ansi > .which-key--title { text-style: dim; }
    }
    """

    group: reactive[Group | None] = reactive(None, layout=True)
    told: reactive[str] = reactive("")  # why a letter did nothing

    @dataclass
    class Chosen(Message):
        """An action was chosen, by its id; the panel is closed again."""

        action: str

    class Left(Message):
        """Nothing was chosen; the panel is closed again."""

    def __init__(self, keymap: Keymap, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._keymap = keymap
        self._able: frozenset[str] = frozenset()

    def open(self, able: Iterable[str]) -> None:
        """Show the groups, and take the keyboard."""
        self._able = frozenset(able)
        self.group, self.told = None, ""
        self.add_class("-open")
        self.refresh(layout=True)
        self.focus()

    def close(self) -> None:
        """Be gone; where the focus goes is the screen's to say."""
        self.remove_class("-open")

    @property
    def choices(self) -> list[Choice]:
        """What the next letter may be."""
        if self.group is None:
            return leader.groups(self._able)
        return leader.choices(self.group, self._able)

    def on_key(self, event: events.Key) -> None:
        """A letter goes on, Backspace goes back, and every other key is for nobody."""
        event.stop()
        event.prevent_default()
        if event.key in self._leaving():
            self._leave()
        elif event.key == BACK:
            self._back()
        else:
            self._take(event.character or "")

    def on_blur(self) -> None:
        """Without the keyboard it is of no use."""
        self.close()

    def _leaving(self) -> set[str]:
        keys = (*self._keymap.keys(BY_ID["leader"]), *self._keymap.keys(BY_ID["cancel"]))
        return {key for key in keys if key == "space" or not spelling.typed(key)}

    def _leave(self) -> None:
        self.close()
        self.post_message(self.Left())

    def _back(self) -> None:
        if self.group is None:
            self._leave()
        self.group, self.told = None, ""

    def _take(self, letter: str) -> None:
        found = next((each for each in self.choices if each.letter == letter), None)
        if found is None:
            shown = wording.one_line(letter)
            self.told = f"nothing is on {shown}" if shown else ""
        elif not found.able:
            self.told = f"{found.label} cannot be done now"
        elif isinstance(found.leads_to, Group):
            self.group, self.told = found.leads_to, ""
        else:
            self.close()
            self.post_message(self.Chosen(found.leads_to.id))

    def render(self) -> Content:
        """The choices in columns, under where one is."""
        cells = self.content_size.width
        rows = columns(self.choices, cells)
        return Content("\n").join([self._title(cells), *(self._row(row) for row in rows)])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as it will be in the width that it gets."""
        return len(columns(self.choices, width)) + 1

    def _title(self, cells: int) -> Content:
        where = self.group.label if self.group else "Actions"
        leave = "Backspace goes back" if self.group else "Esc closes"
        told = wording.elided(f"{where} · {self.told or leave}", cells)
        return Content.styled(told, self._style("title"))

    def _row(self, row: list[tuple[Choice, int]]) -> Content:
        return Content("").join(self._cell(choice, cells) for choice, cells in row)

    def _cell(self, choice: Choice, cells: int) -> Content:
        key = self._style("key" if choice.able else "unable")
        label = self._style("label" if choice.able else "unable")
        shown = Content.assemble((choice.letter, key), " ", (labelled(choice), label))
        if isinstance(choice.leads_to, Action) and (direct := self._direct(choice.leads_to)):
            shown += Content.styled(f"  {direct}", self._style("title"))
        return shown.truncate(cells, pad=True)

    def _direct(self, action: Action) -> str:
        """The key that does it at once, where the story has the focus; not the letter again."""
        keys = self._keymap.keys_in(action, Place.TRANSCRIPT)
        return spelling.shown(keys[0]) if keys and action.letter not in keys else ""

    def _style(self, name: str) -> Style:
        return self.get_visual_style(f"which-key--{name}", partial=True)


WIDEST_KEY = 8  # two blanks, and such as Ctrl+R


def columns(choices: list[Choice], cells: int) -> list[list[tuple[Choice, int]]]:
    """The choices in as many columns as fit, filled from the top; each with its width."""
    wide = max((cell_len(labelled(each)) for each in choices), default=0) + 2 + GAP + WIDEST_KEY
    across = max(1, min(cells // wide, len(choices)) if choices else 1)
    down = -(-len(choices) // across)
    return [[(each, wide) for each in choices[row::down]] for row in range(down)]


def labelled(choice: Choice) -> str:
    """Its label; a group's says that there is more."""
    return f"{choice.label} …" if isinstance(choice.leads_to, Group) else choice.label
