"""The transcript: a chat of any length, of which no more is laid out than is seen."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import wraps
from typing import Any, ClassVar, Concatenate, ParamSpec

from textual import events
from textual.binding import BindingType
from textual.message import Message

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.markers import DEFAULT, Markers
from rp_tui.ui import action
from rp_tui.ui.keymap import bindings
from rp_tui.widgets.transcript.drawable import drawable_line
from rp_tui.widgets.transcript.found import matches
from rp_tui.widgets.transcript.hits import Hits
from rp_tui.widgets.transcript.pages import Pages
from rp_tui.widgets.transcript.paint import column
from rp_tui.widgets.transcript.reader import Reader
from rp_tui.widgets.transcript.sheet import Sheet
from rp_tui.widgets.transcript.shown import Shown
from rp_tui.widgets.transcript.view import Place

OVERLAP = 2  # rows that stay when a page is turned
WHEEL = 3  # rows

P = ParamSpec("P")
Deed = Callable[Concatenate["Transcript", P], Coroutine[Any, Any, None]]


def tried(deed: Deed[P]) -> Deed[P]:
    """What a key or the terminal asks for: nobody waits for it, so what is in its way is told.

    What is shown stays, and what could not be read is read with the next move.
    """

    @wraps(deed)
    async def trying(self: "Transcript", /, *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            await deed(self, *args, **kwargs)
        except Trouble as trouble:
            self.post_message(self.Unread(str(trouble)))

    return trying


class Transcript(Sheet):
    """Shows turns, and one as it is being written; told by whoever owns it what there is."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(action.Place.TRANSCRIPT)]

    @dataclass
    class Selected(Message):
        """Another turn was chosen."""

        shown: Shown

    @dataclass
    class Found(Message):
        """Which of the turns with what was looked for is shown, counted from 1; 0 of 0 if none."""

        at: int
        count: int

    @dataclass
    class Unread(Message):
        """A page could not be read; what is told is a sentence for the player."""

        told: str

    def __init__(
        self, markers: Markers = DEFAULT, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(markers, id, classes)
        self._reader = Reader(self._view)

    # What is shown.

    @property
    def follows(self) -> bool:
        """Whether the view is at the tail, and stays there."""
        return self._view.follows

    @property
    def is_streaming(self) -> bool:
        return self._view.stretch.streaming is not None

    async def open(self, pages: Pages) -> None:
        """Show a chat from its end, or from its beginning if there is nothing but that."""
        self.forget_find()
        try:
            await self._reader.open(pages)
        finally:
            self._chosen = self._newest()
            self._paint()
            self._fit()

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
        chosen = self._chosen or 0
        if replacing is not None and (chosen >= replacing or chosen == self._newest()):
            self._chosen = None  # it goes along with what is newest
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

    async def show_until(self, id: int | None) -> None:
        """Show what was said before a turn, and be no higher than that; or all of it again."""
        self._view.stretch.until = id
        await self.renew()
        await self._reader.fetch_newest()
        self._view.follow()
        self._paint()
        self._fit()

    def follow(self) -> None:
        """Go to the end, and stay with it; the turn that is chosen stays so."""
        self._view.follow()
        self._paint()

    def fade(self, id: int | None, why: str = "") -> None:
        """Draw a turn dim, say why, and keep it in sight; or none."""
        stretch = self._view.stretch
        stretch.fade(id, why)
        self._reveal_faded()
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

    @tried
    async def action_next_turn(self) -> None:
        """Choose the next turn; of one that is longer than the screen show more first."""
        await self._reach_on()
        at, written = self._at(), self._view.stretch.written
        if self._is_in_view(at) and self._is_long(at) and self._view.ends_below(at):
            self._view.scroll(self._page())
        elif at + 1 < len(written):
            self._choose(at + 1)
        else:
            self._view.follow()
        self._paint()

    @tried
    async def action_previous_turn(self) -> None:
        """Choose the previous turn; of one that is longer than the screen show more first."""
        await self._reach_on()
        at = self._at()
        if at >= 0 and (self._is_replaced or not self._is_in_view(at)):
            self._choose(at, from_below=True)
        elif at >= 0 and self._view.begins_above(at):
            self._view.scroll(-min(self._page(), self._rows_above(at)))
        elif at > 0:
            self._choose(at - 1, from_below=True)
        self._paint()

    async def _reach_on(self) -> None:
        """Read on, and know where what is seen stands among what is read now."""
        await self._reader.reach()
        self._paint()

    @tried
    async def action_first_turn(self) -> None:
        """Go to the chat's beginning."""
        await self._reader.fetch_first()
        if self._view.stretch.written:
            self._choose(0)
        self._paint()

    @tried
    async def action_last_turn(self) -> None:
        """Go to the chat's end, and stay with what is new."""
        await self._reader.fetch_newest()
        if self._view.stretch.written:
            self._choose(len(self._view.stretch.written) - 1)
        self._view.follow()
        self._paint()

    def action_page_up(self) -> None:
        """Turn a page back."""
        self.call_later(self.turn_page, -1)

    def action_page_down(self) -> None:
        """Turn a page on."""
        self.call_later(self.turn_page, 1)

    async def turn_page(self, by: int) -> None:
        """Read as many screens on, or back."""
        await self._scroll(by * self._page())

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

    async def find_again(self) -> int:
        """Look anew for the same text, as the story is otherwise now; nothing moves."""
        self._hits = Hits(self._hits.text, await self._reader.find(self._hits.text))
        self._paint()
        return len(self._hits)

    def forget_find(self) -> None:
        """Nothing is lit up any more."""
        self._hits = Hits()
        self._paint()

    @tried
    async def action_next_hit(self) -> None:
        """Go to the next turn with what was looked for."""
        if self._hits.ids:
            await self._go_to_hit(self._hits.after(self._chosen or 0))

    @tried
    async def action_previous_hit(self) -> None:
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
        stretch = self._view.stretch
        has_one = stretch.written and stretch.replaced is None  # else it is being written
        return stretch.written[-1].shown.id if has_one else None

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

    @tried
    async def _scroll(self, count: int) -> None:
        await self._reader.reach()
        self._view.scroll(count)
        self._paint()
        self._keep_in_view()
        self._paint()

    # What happens to it.

    async def on_resize(self) -> None:
        """Keep what stands at the top there, at any width."""
        _, cells = column(self.size.width)
        self._view.resize(cells, self.size.height)
        self._reveal_faded()
        self._lines = []
        self._paint()
        self._fit()
        await self._reach()
        self._paint()

    @tried
    async def _reach(self) -> None:
        await self._reader.reach()

    def _fit(self) -> None:
        """Before a box in which the next turn is written, no more rows than there are words in."""
        ends = self._view.stretch.until is not None
        self.styles.max_height = self._view.rows_until(self.screen.size.height) if ends else None

    def _reveal_faded(self) -> None:
        stretch = self._view.stretch
        if stretch.faded is not None and stretch.holds(stretch.faded):
            self._view.reveal(stretch.index(stretch.faded))

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
