"""The sheet: draws what is seen of a chat, and of that only the lines that have changed."""

from typing import ClassVar

from rich.style import Style
from textual.geometry import Region
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from rp_tui.core.domain.markers import Markers
from rp_tui.widgets.transcript.hits import Hits
from rp_tui.widgets.transcript.look import BAR, CALLED, FADED, Looks
from rp_tui.widgets.transcript.paint import Line, dirty, news, painted
from rp_tui.widgets.transcript.screenful import screenful
from rp_tui.widgets.transcript.shown import Shown
from rp_tui.widgets.transcript.view import Seen, View

IS_WRITING = "↓ {} is writing below"
NEW_BELOW = "↓ new below"


class Sheet(Widget, can_focus=True):
    """A view, drawn, with the turn that is chosen in it and what is looked for."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"transcript--{name}" for name in CALLED.values()}
    DEFAULT_CSS = """
    Sheet {
        height: 1fr; background: $background; color: $foreground;
        & > .transcript--narration { color: $text-muted; text-style: italic; }
        & > .transcript--action { text-style: italic; }
        & > .transcript--strong { text-style: bold; }
        & > .transcript--ooc { color: $text-muted; text-style: italic; }
        & > .transcript--quote { color: $text-muted; }
        & > .transcript--name { color: $text-primary; text-style: bold; }
        & > .transcript--yours { text-style: bold; }
        & > .transcript--note { color: $text-muted; }
        & > .transcript--mark { color: $text-primary; }
        & > .transcript--cursor { color: $primary; }
        & > .transcript--bar { color: $primary; }
        & > .transcript--thumb { color: $text-muted; }
        & > .transcript--news { color: $text-primary; text-style: bold; }
        & > .transcript--found { color: $text-primary; text-style: underline; }
        & > .transcript--match { color: $primary; text-style: bold reverse; }
        & > .transcript--faded { color: $text-disabled; }
        &:ansi {
            & > .transcript--narration, & > .transcript--ooc { text-style: italic dim; }
            & > .transcript--quote, & > .transcript--note, & > .transcript--thumb {
                text-style: dim;
            }
            & > .transcript--found { text-style: not dim underline; }
            & > .transcript--match { text-style: not dim bold reverse; }
            & > .transcript--faded { color: ansi_default; text-style: dim; }
        }
    }
    """

    points: var[bool] = var(False, init=False)  # at the chosen turn, though keys go elsewhere
    onward: var[str] = var("", init=False)  # how the newest turn goes on, if it is cut off

    def __init__(self, markers: Markers, id: str | None, classes: str | None) -> None:
        super().__init__(id=id, classes=classes)
        self._view = View(markers)
        self._chosen: int | None = None
        self._hits = Hits()
        self._writer = ""
        self._lines: list[Line] = []
        self._seen: list[Seen] = []
        self._looks: Looks | None = None
        self._plain = Style.null()
        self._cells = 0  # across, as of the last painting; Textual looks through the tree for it

    @property
    def selected(self) -> Shown | None:
        """The turn that is chosen, as it is shown."""
        stretch = self._view.stretch
        if self._chosen is None or not stretch.holds(self._chosen):
            return None
        return stretch.turns[stretch.index(self._chosen)].shown

    def _at(self) -> int:
        """The index of the chosen turn, or of the one in view that is nearest to it."""
        in_view, stretch = self._in_view(), self._view.stretch
        if not stretch.written:
            return -1
        if self._chosen is None or not stretch.holds(self._chosen):
            return in_view[-1] if in_view else len(stretch.written) - 1
        return stretch.index(self._chosen)

    def _marked(self) -> int:
        """The index of the turn beside which the bar stands: the chosen one, or what is being
        written in its place.
        """
        return len(self._view.stretch.turns) - 1 if self._is_replaced else self._at()

    @property
    def _is_replaced(self) -> bool:
        stretch = self._view.stretch
        if stretch.replaced is None or not stretch.ends:
            return False
        return self._chosen is None or self._chosen >= stretch.replaced

    def _in_view(self) -> list[int]:
        """The written turns of which something is seen."""
        last = len(self._view.stretch.written)
        return sorted({place.turn for place, row in self._seen if row.pieces and place.turn < last})

    def watch_points(self) -> None:
        """Draw the bar, or none."""
        self._paint()

    def watch_onward(self, told: str) -> None:
        """Say it where the turn is cut off."""
        self._view.stretch.tell_onward(told)
        self._paint()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        if self._looks is None:
            self._looks = Looks()
            for look, name in CALLED.items():
                style = self.get_component_rich_style(f"transcript--{name}", partial=True)
                self._looks[look] = style
            self._plain = self.rich_style  # dear, as all that is around it has a say
        line = self._lines[y] if y < len(self._lines) else Line()
        return painted(line, self._looks, self._plain, self._cells)

    def notify_style_update(self) -> None:
        """The theme or the focus changed."""
        super().notify_style_update()
        self._looks = None

    def _paint(self) -> None:
        """Draw the lines that have changed, and no others."""
        self._cells = self.size.width
        self._view.settle()
        self._seen = self._view.seen()
        old, self._lines = self._lines, self._new_lines()
        if len(old) != len(self._lines):
            self.refresh()
        elif changed := [y for y, line in enumerate(self._lines) if line != old[y]]:
            self.refresh(*(self._dirty(y, old[y]) for y in changed))

    def _dirty(self, y: int, old: Line) -> Region:
        first, cells = dirty(old, self._lines[y], self._cells)
        return Region(first, y, cells, 1)

    def _new_lines(self) -> list[Line]:
        view = self._view
        bar = BAR if self.has_focus else BAR | FADED if self.points else 0
        lines = screenful(view, self._seen, self._marked(), bar, self._hits.wanted)
        if view.has_news:
            is_writing = view.stretch.streaming is not None
            told = IS_WRITING.format(self._writer) if is_writing else NEW_BELOW
            lines[-1] = news(told, self._cells)
        return lines
