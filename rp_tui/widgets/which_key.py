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

GAP = 2
LETTER_CELLS = 4  # with its brackets, which say without colour that it does nothing now
BACK = "backspace"
ABOVE = ("stop", "command-palette", "help", "quit")  # whose keys mean it here too


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
        & > .which-key--unable { color: $text-disabled; }
        &:ansi > .which-key--unable { text-style: dim; }
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
        self.display = True
        self.refresh(layout=True)
        self.screen.set_focus(self)  # at once: the next letter may be on its way

    def close(self) -> None:
        """Be gone; where the focus goes is the screen's to say."""
        self.display = False

    @property
    def choices(self) -> list[Choice]:
        """What the next letter may be; a group of which nothing can be done is not among them."""
        if self.group is None:
            return [each for each in leader.groups(self._able) if each.able]
        return leader.choices(self.group, self._able)

    def on_key(self, event: events.Key) -> None:
        """A letter goes on, Backspace goes back, and of other keys few are for anybody."""
        event.prevent_default()
        if event.key in self._keys(*ABOVE):
            self.leave()
            return  # to those above it
        event.stop()
        if event.key in self._leaving():
            self.leave()
        elif event.key == BACK:
            self._back()
        else:
            self._take(event.character or "")

    def on_blur(self) -> None:
        """Without the keyboard it is of no use."""
        self.close()

    def _leaving(self) -> set[str]:
        return {"space"} & {*self._keymap.keys(BY_ID["leader"])} | self._keys("leader", "cancel")

    def _keys(self, *ids: str) -> set[str]:
        """The keys of some actions that are no letters."""
        keys = (key for id in ids for key in self._keymap.keys(BY_ID[id]))
        return {key for key in keys if not spelling.typed(key)}

    def leave(self) -> None:
        """Choose nothing."""
        self.close()
        self.post_message(self.Left())

    def _back(self) -> None:
        if self.group is None:
            self.leave()
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
        leave = "Backspace goes back" if self.group else f"{self._way_out()} closes"
        told = wording.elided(f"{where} · {self.told or leave}", cells)
        return Content.styled(told, self._style("title"))

    def _way_out(self) -> str:
        """The keys that close it: of those that are declared one may be slow."""
        found = (key for key in self._keymap.keys(BY_ID["cancel"]) if not spelling.typed(key))
        return " or ".join(map(spelling.shown, found))

    def _row(self, row: list[tuple[Choice, int]]) -> Content:
        return Content("").join(self._cell(choice, cells) for choice, cells in row)

    def _cell(self, choice: Choice, cells: int) -> Content:
        if not choice.able:
            shown = Content.styled(f"({choice.letter}) {labelled(choice)}", self._style("unable"))
            return shown.truncate(cells, pad=True)
        key, label = self._style("key"), self._style("label")
        shown = Content.assemble(" ", (choice.letter, key), "  ", (labelled(choice), label))
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
    labels = max((cell_len(labelled(each)) for each in choices), default=0)
    direct = WIDEST_KEY if any(isinstance(each.leads_to, Action) for each in choices) else 0
    wide = LETTER_CELLS + labels + direct + GAP
    across = max(1, min(cells // wide, len(choices)) if choices else 1)
    down = -(-len(choices) // across)
    return [[(each, wide) for each in choices[row::down]] for row in range(down)]


def labelled(choice: Choice) -> str:
    """Its label; a group's says that there is more."""
    return f"{choice.label} …" if isinstance(choice.leads_to, Group) else choice.label
