"""The stretch of a chat that is loaded: turns without a gap between them."""

from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence
from itertools import count
from operator import attrgetter

from msgspec.structs import replace

from rp_tui.core.domain.markers import DEFAULT, Markers
from rp_tui.widgets.transcript.laid import Laid
from rp_tui.widgets.transcript.shown import PENDING, Shown

MOST_LOADED = 600  # turns

NOBODY = Shown(-1)
ID = attrgetter("shown.id")


class Stretch:
    """Loaded turns, oldest first; those that are not written down yet stand behind the newest."""

    def __init__(self, markers: Markers = DEFAULT) -> None:
        self.markers = markers
        self.turns: list[Laid] = []
        self.starts = True  # with the chat's first turn
        self.ends = True  # with its newest
        self.newest = NOBODY  # the chat's newest turn, though it may not be loaded
        self.until: int | None = None  # from this turn on nothing is shown
        self.replaced: int | None = None  # from this turn on all gives way to what streams
        self.faded: int | None = None  # a turn that is drawn dim, and why
        self._why = ""
        self._onward = ""  # what is said of the newest turn, if it is cut off
        self._pending: list[Laid] = []
        self._begun = 0  # how many of these were put there last
        self._ids = count(PENDING)

    @property
    def written(self) -> list[Laid]:
        """The turns that can be read again."""
        return self.turns[: len(self.turns) - len(self._pending)] if self.ends else self.turns

    @property
    def streaming(self) -> Laid | None:
        last = self._pending[-1] if self._pending else None
        return last if last and last.is_streaming else None

    @property
    def has_pending(self) -> bool:
        return bool(self._pending)

    def index(self, id: int) -> int:
        """Where a turn stands, or would stand."""
        return bisect_left(self.turns, id, key=ID)

    def holds(self, id: int) -> bool:
        at = self.index(id)
        return at < len(self.turns) and self.turns[at].shown.id == id

    def put(self, page: Iterable[Shown], *, starts: bool, ends: bool) -> None:
        """Hold a page, and of it the rows that are laid out already."""
        known = {one.shown.id: one for one in self.turns}
        seen = [shown for shown in page if self.shows(shown)]
        self.starts, self.ends = starts, ends
        if ends:
            self.newest = seen[-1] if seen else NOBODY
        laid = [self._laid(self._drawn(shown), known.get(shown.id)) for shown in seen]
        self.turns = [*laid, *self._pending] if ends else laid

    def put_above(self, page: Sequence[Shown], *, starts: bool) -> int:
        """Hold older turns too; how many there are."""
        laid = [self._laid(shown) for shown in self._seen(page)]
        self.turns[:0] = laid
        self.starts = starts
        return len(laid)

    def put_below(self, page: Sequence[Shown], *, ends: bool) -> None:
        """Hold newer turns too."""
        laid = [self._laid(shown) for shown in self._seen(page)]
        self.put([one.shown for one in [*self.turns, *laid]], starts=self.starts, ends=ends)

    def fade(self, id: int | None, why: str = "") -> None:
        """Draw a turn dim and say why, or none."""
        changed = {self.faded, id}
        self.faded, self._why = id, why
        self._draw_again(changed)

    def tell_onward(self, told: str) -> None:
        """Say of the newest turn how it goes on, if it is cut off."""
        self._onward = told
        self._draw_again({self.newest.id})

    def _draw_again(self, ids: Container[int | None]) -> None:
        for at, one in enumerate(self.turns):
            if one.shown.id in ids:
                self.turns[at] = self._laid(self._drawn(one.shown), one)

    def shows(self, shown: Shown) -> bool:
        """Whether a turn that was written is to be seen."""
        return shown.id < min(self.until or PENDING, self.replaced or PENDING)

    def drop_above(self) -> int:
        """Let go of the oldest turns beyond the most that are held; how many there were."""
        surplus = max(0, len(self.turns) - MOST_LOADED)
        if surplus:
            del self.turns[:surplus]
            self.starts = False
        return surplus

    def drop_below(self) -> None:
        """Let go of the newest turns beyond the most that are held."""
        if len(self.turns) > MOST_LOADED:
            del self.turns[MOST_LOADED:]
            self.ends = False

    def begin(self, reply: Shown, said: Shown | None, replaced: int | None) -> None:
        """Put behind the newest turn a reply that streams, and what was said just before it."""
        told = [] if said is None else [self._laid(replace(said, id=next(self._ids)))]
        told.append(Laid(replace(reply, id=next(self._ids)), self.markers, is_streaming=True))
        self._pending += told
        self._begun = len(told)
        self.replaced = replaced
        if self.ends:
            shown = [one for one in self.turns if one.shown.is_pending or self.shows(one.shown)]
            self.turns = shown + told

    def forget_pending(self) -> None:
        """What was pending is written down by now, or never will be; but not what streams."""
        kept = self._pending[-self._begun :] if self.streaming else []
        if self.ends:
            self.turns = [*self.written, *kept]
        self._pending = kept
        if not kept:
            self.replaced = None

    def clear(self) -> None:
        """Hold nothing: another chat comes."""
        self.turns, self._pending = [], []
        self.until = self.replaced = self.faded = None
        self.starts = self.ends = False  # so that a page that could not be read is read later

    def _seen(self, page: Iterable[Shown]) -> list[Shown]:
        return [self._drawn(shown) for shown in page if self.shows(shown)]

    def _drawn(self, shown: Shown) -> Shown:
        why = self._why if shown.id == self.faded else ""
        onward = self._onward if shown.truncated and shown.id == self.newest.id else ""
        if (shown.fading, shown.onward) == (why, onward):
            return shown
        return replace(shown, fading=why, onward=onward)

    def _laid(self, shown: Shown, known: Laid | None = None) -> Laid:
        return known if known and known.shown == shown else Laid(shown, self.markers)
