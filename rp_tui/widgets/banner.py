"""The banner: what went wrong or lasts long, inside the chat, with what can be done about it."""

from enum import Enum
from typing import ClassVar

from msgspec import Struct
from rich.cells import cell_len
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from rp_tui.ui import wording
from rp_tui.ui.action import Place
from rp_tui.ui.actions import BY_ID
from rp_tui.ui.keymap import Keymap, bindings

LONGEST_TOLD = 600  # characters; an error of a server may be a page of HTML
MOST_ROWS = 3  # of the sentence
FEW_ROWS = 16  # of the screen; with fewer of the two quotes only the first is shown
FEWEST_ROWS = 9  # of the screen; with fewer nothing is quoted, and those beyond are the sentence's
SHORTER = 4  # cells by which a sentence is shortened until it fits
ADVISES = ";"  # what a trouble's sentence says behind it, is what to do
MORE = "…"
ENDS = " ,;:"  # what no ellipsis stands behind
GAP = "   "
THEN = ", then "  # between the keys that all choices begin with, and the last of each


class Tone(Enum):
    """How grave it is: a class of the style, and a sign."""

    NOTE = "note", "·"
    SLOW = "slow", "~"
    ERROR = "error", "✗"

    @property
    def style(self) -> str:
        """What the style sheet calls it."""
        return self.value[0]

    @property
    def sign(self) -> str:
        """What stands before the sentence."""
        return self.value[1]


class BannerView(Struct, frozen=True):
    """What a banner shows."""

    told: str
    tone: Tone = Tone.NOTE
    quote: str = ""  # words that are held
    reply: str = ""  # as far as it came
    actions: tuple[str, ...] = ()  # the ids of what can be done


class Banner(Widget):
    """Can have the focus while there is something to choose; its keys are those of held words."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.BANNER)]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "banner--sign", "banner--quote", "banner--key", "banner--label",
    }  # fmt: skip
    DEFAULT_CSS = """
    Banner {
        display: none;
        height: auto;
        padding: 0 1;
        border-left: outer $border-blurred;
        background: $surface;
        color: $foreground;
        & > .banner--sign { color: $text-muted; text-style: bold; }
        & > .banner--quote { color: $text-muted; text-style: italic; }
        & > .banner--key { color: $footer-key-foreground; text-style: bold; }
        & > .banner--label { color: $text-muted; }
        &.-shown { display: block; }
        &.-slow { border-left: outer $warning; }
        &.-slow > .banner--sign { color: $warning; }
        &.-error { border-left: outer $error; }
        &.-error > .banner--sign { color: $error; }
        &:focus { background: $panel; }
        &:focus > .banner--label { color: $foreground; }
        &:ansi > .banner--quote { text-style: dim italic; }
        &:ansi > .banner--label { text-style: dim; }
        &:ansi:focus > .banner--label { text-style: none; }
        &:ansi:focus > .banner--key { text-style: bold underline; }
    }
    """

    view: reactive[BannerView | None] = reactive(None, layout=True)
    # Where the focus is: the ways that are told begin there.
    place: reactive[Place] = reactive(Place.COMPOSER, layout=True)

    def __init__(self, keymap: Keymap, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._keymap = keymap

    def watch_view(self, view: BannerView | None) -> None:
        """Without anything to show there is no banner."""
        self.set_class(view is not None, "-shown")
        for tone in Tone:
            self.set_class(view is not None and view.tone is tone, f"-{tone.style}")
        # What its keys do anywhere needs no focus here.
        actions = view.actions if view else ()
        self.can_focus = any(Place.BANNER in BY_ID[id].where for id in actions)
        if self.has_focus and not self.can_focus:
            self.screen.focus_next()

    def render(self) -> Content:
        """The sentence, the words that are held, and the keys."""
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as it will be in the width that it gets."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        view, cells = self.view, max(width, 1)
        if view is None:
            return []
        high = self.screen.size.height
        lines = self._told(view, cells, max(1, min(MOST_ROWS, high - FEWEST_ROWS)))
        if high >= FEWEST_ROWS:
            lines += self._quotes(view, cells)[: None if high >= FEW_ROWS else 1]
        return [*lines, *self._choices(view.actions, cells - 2)]

    def _quotes(self, view: BannerView, cells: int) -> list[Content]:
        """Your words and what came in answer, a row each."""
        rows = [("  ", view.quote), ("  → ", view.reply)]
        style = self._style("quote")
        return [
            Content.styled(f"{begins}{quoted(text, cells - len(begins))}", style)
            for begins, text in rows
            if text
        ]

    def _told(self, view: BannerView, cells: int, most: int) -> list[Content]:
        told = wording.one_line(view.told)[:LONGEST_TOLD]
        rows = shortened(told, max(cells - 2, 1), most)
        sign = Content.styled(f"{view.tone.sign} ", self._style("sign"))
        return [(Content("  ") if at else sign) + row for at, row in enumerate(rows)]

    def _choices(self, actions: tuple[str, ...], cells: int) -> list[Content]:
        rows: list[Content] = []
        for choice in self._ways(actions):
            if rows and rows[-1].cell_length + len(GAP) + choice.cell_length <= cells:
                rows[-1] += Content(GAP) + choice
            else:
                rows.append(choice)
        return [Content("  ") + row for row in rows]

    def _ways(self, actions: tuple[str, ...]) -> list[Content]:
        """What each is done with from where the focus is; what all begin with is told once."""
        key, label = self._style("key"), self._style("label")
        ways = [self._keymap.way(id, self.place).rpartition(" ") for id in actions]
        begin = {first for first, _, _ in ways}
        shared = begin.pop() if len(ways) > 1 and len(begin) == 1 else ""
        keys = [last if shared else f"{first}{gap}{last}" for first, gap, last in ways]
        told = [
            Content.assemble((each, key), " ", (BY_ID[id].label, label))
            for id, each in zip(actions, keys, strict=True)
        ]
        if shared:
            told[0] = Content.assemble((shared, key), (THEN, label), told[0])
        return told

    def _style(self, name: str) -> Style:
        return self.get_visual_style(f"banner--{name}", partial=True)


def shortened(told: str, cells: int, most: int) -> list[Content]:
    """A sentence in no more rows than that; what happened gives way to what is to be done."""
    happened, sign, advice = told.rpartition(ADVISES)
    rows, left = Content(told).wrap(cells), min(cell_len(happened), cells * most)
    while len(rows) > most and (left := left - SHORTER) > 0:
        rows = Content(f"{cut(happened, left)}{sign}{advice}").wrap(cells)
    if len(rows) > most:
        last = cut(f"{rows[most - 1].plain} {rows[most].plain}", cells)
        rows = [*rows[: most - 1], Content(last)]
    return rows


def cut(text: str, cells: int) -> str:
    """As many of the words as fit; one that fills half of the room, as an address, is broken."""
    told = wording.elided(text, cells)
    kept = told.removesuffix(MORE)
    if told == text or text[len(kept) : len(kept) + 1].isspace():
        return told
    whole = kept.rpartition(" ")[0].rstrip(ENDS)
    return f"{whole}{MORE}" if cell_len(whole) * 2 >= cells else told


def quoted(text: str, cells: int) -> str:
    """As much of some words as fits."""
    return f"“{wording.elided(wording.one_line(text), cells - 2)}”"
