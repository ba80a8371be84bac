"""What is looked for, and the turns in which it stands."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from rp_tui.widgets.transcript.found import pattern


class Hits:
    """The ids of turns with a text, oldest first."""

    def __init__(self, text: str = "", ids: Iterable[int] = ()) -> None:
        self.text, self.wanted = text, pattern(text)
        self.ids = sorted(ids)

    def __len__(self) -> int:
        return len(self.ids)

    def last(self, upto: int) -> int:
        """The number of the last one up to a turn, or else of the first."""
        return max(0, bisect_right(self.ids, upto) - 1)

    def after(self, id: int) -> int:
        """The number of the next one; behind the last comes the first."""
        return bisect_right(self.ids, id) % len(self.ids)

    def before(self, id: int) -> int:
        """The number of the one before; before the first comes the last."""
        return (bisect_left(self.ids, id) - 1) % len(self.ids)
