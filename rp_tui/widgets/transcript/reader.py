"""Reads of a chat what is near the view, a page at a time."""

from asyncio import Lock

from rp_tui.widgets.transcript.pages import Pages, read
from rp_tui.widgets.transcript.view import FIRST, Place, View

PAGE = 100  # turns that are read at once


class Reader:
    """Fills a view's stretch; one read at a time, so that every page fits to what is there."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._pages: Pages | None = None
        self._reading = Lock()

    @property
    def page(self) -> int:
        """Turns to read at once: those of a high screen at least, all of them short."""
        return max(PAGE, self._view.height)

    async def open(self, pages: Pages) -> None:
        """Begin with a chat's newest turns, or with its kickoff."""
        async with self._reading:
            self._pages = pages
            self._view.stretch.clear()
            self._view.settle()
            await self._read_newest(pages)
            self._view.open()

    async def renew(self) -> None:
        """Read again what is there, and what is new behind it."""
        async with self._reading:
            if not self._pages:
                return
            view, stretch = self._view, self._view.stretch
            written = stretch.written
            first = None if stretch.starts or not written else written[0].shown.id
            limit = len(written) + (self.page if stretch.ends else 0)
            page = await read(self._pages.since(first, limit))
            starts, ends = first is None, len(page) < limit
            if not page or (view.follows and not ends):
                page = await read(self._pages.before(None, self.page))
                starts, ends = len(page) < self.page, True
            if not ends:
                newest = await read(self._pages.before(None, 1))
                stretch.newest = newest[-1] if newest else stretch.newest
            view.renew(page, starts=starts, ends=ends)

    async def reach(self) -> None:
        """Read on where fewer turns than the screen has rows are there beyond the view."""
        view, stretch = self._view, self._view.stretch
        if not (self._lacks_above() or self._lacks_below()):
            return
        async with self._reading:
            if not self._pages:
                return
            if self._lacks_above():
                first = stretch.turns[0].shown.id if stretch.turns else None
                page = await read(self._pages.before(first, self.page))
                new = stretch.put_above(page, starts=len(page) < self.page)
                view.top = Place(view.top.turn + new, view.top.row)
                stretch.drop_below()
            if self._lacks_below():
                last = stretch.turns[-1].shown.id if stretch.turns else None
                page = await read(self._pages.since(last, self.page + 1))
                new_turns = [shown for shown in page if shown.id != last]
                stretch.put_below(new_turns, ends=len(page) <= self.page)
                view.top = Place(max(0, view.top.turn - stretch.drop_above()), view.top.row)

    async def fetch(self, id: int) -> None:
        """Have a turn and those around it; where it is gone, those around its place."""
        async with self._reading:
            stretch = self._view.stretch
            if stretch.holds(id) or not self._pages:
                return
            above = await read(self._pages.before(id, self.page))
            below = await read(self._pages.since(id, self.page))
            ends = len(below) < self.page
            stretch.put([*above, *below], starts=len(above) < self.page, ends=ends)
            self._view.follows = False
            self._view.top = Place(min(stretch.index(id), len(stretch.turns) - 1), 0)

    async def fetch_first(self) -> None:
        """Have the chat's oldest turns."""
        async with self._reading:
            if not self._view.stretch.starts and self._pages:
                page = await read(self._pages.since(None, self.page))
                self._view.stretch.put(page, starts=True, ends=len(page) < self.page)
                self._view.follows = False
                self._view.top = FIRST

    async def fetch_newest(self) -> None:
        """Have the chat's newest turns."""
        async with self._reading:
            if not self._view.stretch.ends and self._pages:
                await self._read_newest(self._pages)

    async def find(self, text: str) -> list[int]:
        """The ids of the turns in which a text stands."""
        return sorted(await read(self._pages.find(text))) if self._pages else []

    async def _read_newest(self, pages: Pages) -> None:
        page = await read(pages.before(None, self.page))
        self._view.stretch.put(page, starts=len(page) < self.page, ends=True)

    def _lacks_above(self) -> bool:
        return not self._view.stretch.starts and self._view.top.turn < self._view.height

    def _lacks_below(self) -> bool:
        behind = len(self._view.stretch.turns) - self._view.top.turn
        return not self._view.stretch.ends and behind < 2 * self._view.height
