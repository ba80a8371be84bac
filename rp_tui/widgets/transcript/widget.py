"""The transcript: a chat of any length, of which no more is laid out than is seen."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from rp_tui.core.domain.markers import DEFAULT, Markers
from rp_tui.widgets.transcript.drawable import drawable_line
from rp_tui.widgets.transcript.found import matches
from rp_tui.widgets.transcript.hits import Hits
from rp_tui.widgets.transcript.look import CALLED, Looks
from rp_tui.widgets.transcript.pages import Pages
from rp_tui.widgets.transcript.paint import Line, column, dirty, news, painted
from rp_tui.widgets.transcript.reader import Reader
from rp_tui.widgets.transcript.screenful import screenful
from rp_tui.widgets.transcript.shown import Shown
from rp_tui.widgets.transcript.view import FIRST, Place, Seen, View

OVERLAP = 2  # rows that stay when a page is turned
WHEEL = 3  # rows

IS_WRITING = "↓ {} is writing below"
NEW_BELOW = "↓ new below"

Edge = Literal["top", "tail", ""]


class Transcript(Widget, can_focus=True):
    """Shows turns, and one as it is being written; told by whoever owns it what there is."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"transcript--{name}" for name in CALLED.values()}
    DEFAULT_CSS = """
    Transcript {
        height: 1fr; background: $background; color: $foreground;
        & > .transcript--narration { text-style: italic dim; }
        & > .transcript--action { text-style: italic; }
        & > .transcript--strong { text-style: bold; }
        & > .transcript--ooc { text-style: italic dim; }
        & > .transcript--quote { text-style: dim; }
        & > .transcript--name { color: $text-primary; text-style: bold; }
        & > .transcript--yours { text-style: bold; }
        & > .transcript--note { text-style: dim; }
        & > .transcript--mark { color: $text-primary; }
        & > .transcript--cursor { color: $primary; }
        & > .transcript--bar { color: $primary; }
        & > .transcript--thumb { text-style: dim; }
        & > .transcript--news { color: $text-primary; text-style: bold; }
        & > .transcript--match { text-style: bold reverse; }
    }
    """

    @dataclass
    class Selected(Message):
        """Another turn was chosen."""

        shown: Shown

    @dataclass
    class Reached(Message):
        """The view came to the first turn (top) or to the newest words (tail)."""

        edge: Edge

    @dataclass
    class Found(Message):
        """Which of the turns with what was looked for is shown, counted from 1; 0 of 0 if none."""

        at: int
        count: int

    def __init__(
        self, markers: Markers = DEFAULT, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._markers = markers
        self._view = View(markers)
        self._reader = Reader(self._view)
        self._chosen: int | None = None
        self._hits = Hits()
        self._lines: list[Line] = []
        self._seen: list[Seen] = []
        self._looks: Looks | None = None
        self._edge: Edge = ""
        self._writer = ""

    # What is shown.

    @property
    def selected(self) -> Shown | None:
        """The turn that is chosen, as it is shown."""
        stretch = self._view.stretch
        if self._chosen is None or not stretch.holds(self._chosen):
            return None
        return stretch.turns[stretch.index(self._chosen)].shown

    @property
    def follows(self) -> bool:
        """Whether the view is at the tail, and stays there."""
        return self._view.follows

    @property
    def is_streaming(self) -> bool:
        return self._view.stretch.streaming is not None

    async def open(self, pages: Pages) -> None:
        """Show a chat from its end."""
        self.forget_find()
        await self._reader.open(pages)
        self._chosen = self._newest()
        self._paint()

    async def renew(self) -> None:
        """Read again what is shown; a stream that has come to its end gives way to its turn."""
        was_newest = self._chosen in (None, self._newest())
        await self._reader.renew()
        stretch = self._view.stretch
        if was_newest or self._chosen is None:
            self._chosen = self._newest()
        elif not stretch.holds(self._chosen) and stretch.written:
            at = min(stretch.index(self._chosen), len(stretch.written) - 1)
            self._chosen = stretch.written[at].shown.id
        self._paint()

    def begin(self, label: str, *, said: Shown | None = None, replacing: int | None = None) -> None:
        """Somebody begins to write.

        What you said just before is shown too, though it is not written down yet; a turn that
        goes on, or that another takes the place of, is not shown meanwhile.
        """
        reply = Shown(0, label=label)
        self._writer = drawable_line(label)
        self._view.stretch.begin(reply, said, replacing)
        self._paint()

    def show(self, text: str) -> None:
        """The whole text so far of what is being written."""
        if streaming := self._view.stretch.streaming:
            streaming.become(text)
            self._paint()

    def end(self) -> None:
        """No more is written; the words stay until `renew` reads the turn that they became."""
        if streaming := self._view.stretch.streaming:
            streaming.end()
            self._paint()

    # Moving.

    async def jump(self, id: int) -> None:
        """Choose a turn, wherever it is."""
        await self._reader.fetch(id)
        await self._reader.reach()
        stretch = self._view.stretch
        if stretch.written:
            self._choose(min(stretch.index(id), len(stretch.written) - 1))
        self._paint()

    async def action_next_turn(self) -> None:
        """Choose the next turn; of one that is longer than the screen show more first."""
        await self._reader.reach()
        at, written = self._at(), self._view.stretch.written
        if self._is_in_view(at) and self._is_long(at) and self._view.ends_below(at):
            self._view.scroll(self._page())
        elif at + 1 < len(written):
            self._choose(at + 1)
        else:
            self._view.follow()
        self._paint()

    async def action_previous_turn(self) -> None:
        """Choose the previous turn; of one that is longer than the screen show more first."""
        await self._reader.reach()
        at = self._at()
        if at >= 0 and not self._is_in_view(at):
            self._choose(at, from_below=True)
        elif at >= 0 and self._view.begins_above(at):
            self._view.scroll(-min(self._page(), self._rows_above(at)))
        elif at > 0:
            self._choose(at - 1, from_below=True)
        self._paint()

    async def action_first_turn(self) -> None:
        """Go to the chat's beginning."""
        await self._reader.fetch_first()
        if self._view.stretch.written:
            self._choose(0)
        self._paint()

    async def action_last_turn(self) -> None:
        """Go to the chat's end, and stay with what is new."""
        await self._reader.fetch_newest()
        if self._view.stretch.written:
            self._choose(len(self._view.stretch.written) - 1)
        self._view.follow()
        self._paint()

    async def action_previous_page(self) -> None:
        """Turn a page back."""
        await self._scroll(-self._page())

    async def action_next_page(self) -> None:
        """Turn a page on."""
        await self._scroll(self._page())

    async def action_half_page_up(self) -> None:
        """Go up by half a screen."""
        await self._scroll(-max(1, self._view.height // 2))

    async def action_half_page_down(self) -> None:
        """Go down by half a screen."""
        await self._scroll(max(1, self._view.height // 2))

    # Finding.

    async def find(self, text: str) -> int:
        """Light a text up, and go to where it stands last; in how many turns it does."""
        self._hits = Hits(text)
        if self._hits.wanted:
            self._hits = Hits(text, await self._reader.find(text))
        if self._hits.ids:
            await self._go_to_hit(self._hits.last(self._chosen or 0))
        else:
            self.post_message(self.Found(0, 0))
            self._paint()
        return len(self._hits)

    def forget_find(self) -> None:
        """Nothing is lit up any more."""
        self._hits = Hits()
        self._paint()

    async def action_next_match(self) -> None:
        """Go to the next turn with what was looked for."""
        if self._hits.ids:
            await self._go_to_hit(self._hits.after(self._chosen or 0))

    async def action_previous_match(self) -> None:
        """Go to the turn before with what was looked for."""
        if self._hits.ids:
            await self._go_to_hit(self._hits.before(self._chosen or 0))

    async def _go_to_hit(self, number: int) -> None:
        id, stretch = self._hits.ids[number], self._view.stretch
        await self.jump(id)
        if self._hits.wanted and stretch.holds(id):
            at = stretch.index(id)
            if lit := matches(self._view.rows(at), self._hits.wanted):
                self._view.reveal_row(Place(at, min(lit)))
                self._paint()
        self.post_message(self.Found(number + 1, len(self._hits)))

    # Choosing.

    def _newest(self) -> int | None:
        written = self._view.stretch.written
        return written[-1].shown.id if written else None

    def _at(self) -> int:
        """The index of the chosen turn, or of the one in view that is nearest to it."""
        in_view, stretch = self._in_view(), self._view.stretch
        if not stretch.written:
            return -1
        if self._chosen is None or not stretch.holds(self._chosen):
            return in_view[-1] if in_view else len(stretch.written) - 1
        return stretch.index(self._chosen)

    def _in_view(self) -> list[int]:
        """The written turns of which something is seen."""
        last = len(self._view.stretch.written)
        return sorted({place.turn for place, row in self._seen if row.pieces and place.turn < last})

    def _is_in_view(self, at: int) -> bool:
        return at in self._in_view()

    def _is_long(self, at: int) -> bool:
        return len(self._view.rows(at)) > self._view.height

    def _rows_above(self, at: int) -> int:
        top = self._view.top
        between = range(at, top.turn)
        return sum(len(self._view.rows(turn)) for turn in between) + top.row

    def _choose(self, at: int, *, from_below: bool = False) -> None:
        shown = self._view.stretch.written[at].shown
        self._view.reveal(at, from_below=from_below)
        self._mark(shown)

    def _mark(self, shown: Shown) -> None:
        if shown.id != self._chosen:
            self._chosen = shown.id
            self.post_message(self.Selected(shown))

    def _keep_in_view(self) -> None:
        """Choose the turn in view that is nearest to the one chosen."""
        in_view, at = self._in_view(), self._at()
        if in_view and at not in in_view:
            nearest = min(in_view, key=lambda one: abs(one - at))
            self._mark(self._view.stretch.turns[nearest].shown)

    def _page(self) -> int:
        return max(1, self._view.height - OVERLAP)

    async def _scroll(self, count: int) -> None:
        await self._reader.reach()
        self._view.scroll(count)
        self._paint()
        self._keep_in_view()
        self._paint()

    # Drawing.

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        if self._looks is None:
            self._looks = Looks()
            for look, name in CALLED.items():
                style = self.get_component_rich_style(f"transcript--{name}", partial=True)
                self._looks[look] = style
        line = self._lines[y] if y < len(self._lines) else Line()
        return painted(line, self._looks, self.rich_style, self.size.width)

    def notify_style_update(self) -> None:
        """The theme or the focus changed."""
        super().notify_style_update()
        self._looks = None

    def _paint(self) -> None:
        """Draw the lines that have changed, and no others."""
        self._view.settle()
        self._seen = self._view.seen()
        old, self._lines = self._lines, self._new_lines()
        if len(old) != len(self._lines):
            self.refresh()
        elif changed := [y for y, line in enumerate(self._lines) if line != old[y]]:
            self.refresh(*(self._dirty(y, old[y]) for y in changed))
        self._tell_edge()

    def _dirty(self, y: int, old: Line) -> Region:
        first, cells = dirty(old, self._lines[y], self.size.width)
        return Region(first, y, cells, 1)

    def _new_lines(self) -> list[Line]:
        view = self._view
        chosen = self._at() if self.has_focus else -1
        lines = screenful(view, self._seen, chosen, self._hits.wanted)
        if view.has_news:
            is_writing = view.stretch.streaming is not None
            told = IS_WRITING.format(self._writer) if is_writing else NEW_BELOW
            lines[-1] = news(told, self.size.width)
        return lines

    def _tell_edge(self) -> None:
        view = self._view
        at_top = view.stretch.starts and view.top == FIRST
        edge: Edge = "tail" if view.follows else "top" if at_top else ""
        if edge and edge != self._edge:
            self.post_message(self.Reached(edge))
        self._edge = edge

    # What happens to it.

    async def on_resize(self) -> None:
        """Keep what stands at the top there, at any width."""
        _, cells = column(self.size.width)
        self._view.resize(cells, self.size.height)
        self._lines = []
        self._paint()
        await self._reader.reach()
        self._paint()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show which turn is chosen while keys go here."""
        super().watch_has_focus(has_focus)
        if has_focus:
            self._keep_in_view()
        self._paint()

    async def on_mouse_scroll_up(self) -> None:
        """A wheel is not needed, but it turns."""
        await self._scroll(-WHEEL)

    async def on_mouse_scroll_down(self) -> None:
        """A wheel is not needed, but it turns."""
        await self._scroll(WHEEL)

    def on_click(self, event: events.Click) -> None:
        """Choose the turn that was clicked."""
        written = self._view.stretch.written
        if 0 <= event.y < len(self._seen) and self._seen[event.y].place.turn < len(written):
            self._mark(written[self._seen[event.y].place.turn].shown)
            self._paint()
