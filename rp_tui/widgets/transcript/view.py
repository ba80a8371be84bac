"""What of a stretch is seen: from a row of a turn on, so that nothing out of sight is laid out."""

from collections.abc import Sequence
from typing import NamedTuple

from rp_tui.core.domain.markers import DEFAULT, Markers
from rp_tui.widgets.transcript.shown import Shown
from rp_tui.widgets.transcript.stretch import Stretch
from rp_tui.widgets.transcript.wrap import Row

LEAP = 4  # a stream scrolls by a quarter of the screen, so that most of its frames draw one row
UNSIZED = 80, 24  # until the terminal has said how large it is
THIRD = 3  # a match comes to stand a third below the top
AIRY = 10  # rows, from which on one stays blank between the story and what stands below it


class Place(NamedTuple):
    """A row of a turn."""

    turn: int  # its index in the stretch
    row: int


FIRST = Place(0, 0)


class Seen(NamedTuple):
    """A row on the screen, and where it is from."""

    place: Place
    row: Row


class View:
    """Where the view begins, and whether it follows what is new."""

    def __init__(self, markers: Markers = DEFAULT) -> None:
        self.stretch = Stretch(markers)
        self.width, self.height = UNSIZED
        self.air = 0  # rows below the last that is seen, where there is room
        self.top = FIRST
        self.follows = True
        self._reads_on = False  # from where the story begins, until one moves
        self._known = -1  # the newest turn when the view was last at the end
        self._held: int | None = None  # through a run of resizes, what stands at the top

    @property
    def has_news(self) -> bool:
        """Whether there is something below that came while the view was elsewhere."""
        new = self.stretch.has_pending or self.stretch.newest.id > self._known
        return new and not self.follows

    def rows(self, index: int) -> list[Row]:
        return self.stretch.turns[index].rows(self.width)

    def rows_until(self, most: int) -> int:
        """How many rows all turns have together, or `most` if these are fewer."""
        count = 0 if self.stretch.starts else most
        for index in range(len(self.stretch.turns)):
            if count >= most:
                return most
            count += len(self.rows(index))
        return min(count, most)

    def moved(self, place: Place, count: int) -> Place:
        """The place so many rows further down, or up; it stops at the ends."""
        index, row = place.turn, place.row + count
        while row < 0 and index > 0:
            index -= 1
            row += len(self.rows(index))
        last = len(self.stretch.turns) - 1
        while index < last and row >= (size := len(self.rows(index))):
            index, row = index + 1, row - size
        return Place(index, max(0, row))

    def tail(self, spare: int = 0) -> Place:
        """From where on the view shows the end, with so many rows to spare."""
        last = len(self.stretch.turns) - 1
        if last < 0:
            return FIRST
        found = self.moved(Place(last, len(self.rows(last)) - self.air), spare - self.height)
        # Above there is air already, so that a screen need not begin with the end of a turn.
        is_blank = not self.rows(found.turn)[found.row].pieces
        return self.moved(found, 1) if self.air and is_blank else found

    def bottom(self) -> Place:
        """The last row that is seen."""
        return self.moved(self.top, self.height - 1)

    def resize(self, width: int, height: int) -> None:
        """Lay out at another size; what stands at the top stays there."""
        self.air = int(height >= AIRY)
        turns = self.stretch.turns
        if turns and width != self.width:
            index, row = self.top
            if self._held is None:
                laid = self.rows(index)
                self._held = laid[min(row, len(laid) - 1)].at
            turns[index].rows(width)
            self.top = Place(index, turns[index].row_at(self._held))
        self.width, self.height = width, max(1, height - self.air)

    def settle(self) -> None:
        """Stay within what is loaded, and with the end if the view follows it."""
        turns = self.stretch.turns
        if not turns:
            self.top, self.follows = FIRST, True
            return
        index = min(self.top.turn, len(turns) - 1)
        self.top = Place(index, min(self.top.row, len(self.rows(index)) - 1))
        tail = self.tail()
        stays = self.follows and not (self._reads_on and self.has_only_begun)
        self.follows = self.stretch.ends and (stays or self.top >= tail)
        if self.follows:
            self._known = self.stretch.newest.id
            ahead = self.tail(self.height // LEAP)
            if not tail <= self.top <= ahead:
                self.top = ahead if self.stretch.streaming else tail
        elif self.top > tail:
            self.top = tail

    def seen(self) -> list[Seen]:
        """The rows that are on the screen."""
        found: list[Seen] = []
        index, first = self.top
        while len(found) < self.height and index < len(self.stretch.turns):
            rows = self.rows(index)[first : first + self.height - len(found)]
            found += [Seen(Place(index, first + n), row) for n, row in enumerate(rows)]
            index, first = index + 1, 0
        return found

    def scroll(self, count: int) -> None:
        """Move by so many rows."""
        if count > 0 and self.follows:
            return
        self._go(self.moved(self.top, count))

    def open(self) -> None:
        """Stand at the end, or where the story begins if there is no more of it."""
        self.follow()
        if self.has_only_begun:
            self._go(FIRST)
            self._reads_on = True
            self._known = self.stretch.newest.id

    @property
    def has_only_begun(self) -> bool:
        """Whether there is nothing but what the chat was begun with."""
        stretch = self.stretch
        is_one = len(stretch.turns) == 1 and stretch.starts and stretch.ends
        return is_one and stretch.until is None and stretch.turns[0].shown.kind == "narration"

    def follow(self) -> None:
        """Go to the end, and stay with it."""
        self._held = None
        self._reads_on = False
        self.follows = self.stretch.ends
        self.top = self.tail()
        self.settle()

    def reveal(self, index: int, *, from_below: bool = False) -> None:
        """Bring a turn into view, moving as little as that needs.

        Of one that is longer than the screen its beginning, or its end if one comes from below.
        """
        size = len(self.rows(index))
        first = Place(index, 0)
        lowest = self.moved(Place(index, size), -self.height)
        if size > self.height:
            self._go(lowest if from_below else first)
        elif self.top > first:
            self._go(first)
        elif self.top < lowest:
            self._go(lowest)

    def reveal_row(self, place: Place) -> None:
        """Bring a row into view."""
        if not self.top <= place <= self.bottom():
            self._go(self.moved(place, -(self.height // THIRD)))

    def begins_above(self, index: int) -> bool:
        return self.top > Place(index, 0)

    def ends_below(self, index: int) -> bool:
        """Whether some of a turn's text is below the view."""
        return self.bottom() < Place(index, len(self.rows(index)) - 2)  # its last is blank

    def renew(self, page: Sequence[Shown], *, starts: bool, ends: bool) -> None:
        """Show turns that were read again; what stands at the top stays, if it still is there."""
        stretch = self.stretch
        old = stretch.turns[self.top.turn].shown if stretch.turns else None
        newest = stretch.written[-1].shown.id if stretch.written else -1
        id = old.id if old else 0
        id = self._written_as(id, page, newest)
        stretch.forget_pending()
        stretch.put(page, starts=starts, ends=ends)
        self.top = Place(stretch.index(id), self.top.row if stretch.holds(id) else 0)
        if self.follows:
            self.top = Place(max(0, self.top.turn - stretch.drop_above()), self.top.row)
        self.settle()

    def _written_as(self, id: int, page: Sequence[Shown], newest: int) -> int:
        """The id under which a turn was written down that was pending."""
        pending = [one.shown.id for one in self.stretch.turns if one.shown.is_pending]
        stretch = self.stretch
        written = [shown.id for shown in page if shown.id > newest and stretch.shows(shown)]
        return dict(zip(pending, written, strict=False)).get(id, id)

    def _go(self, place: Place) -> None:
        self._held = None
        self._reads_on = False
        self.follows = False
        self.top = min(place, self.tail())
        self.settle()
