"""The title: what the terminal is called while one plays in it, for those who look elsewhere."""

from collections.abc import Callable

from rp_tui.core.domain.clean import clean

PROGRAM = "rp-tui"
LONGEST = 60  # characters; a tab shows fewer
NEWS = "●"
# A terminal that keeps no titles ignores both, and is left with none of ours.
KEEP, RESTORE = "\x1b[22;0t", "\x1b[23;0t"
BEGIN, END = "\x1b]2;", "\x1b\\"


class Title:
    """Names whom one plays with, and what came of it while one was away."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write
        self._name = self._news = self._shown = ""

    def take(self) -> None:
        """Begin to name it, and let the terminal keep what it was called."""
        self._write(KEEP)
        self._show()

    def name(self, name: str) -> None:
        """Somebody else is played with."""
        self._name = name
        self._show()

    def tell(self, news: str) -> None:
        """Something has come while nobody looked."""
        self._news = news
        self._show()

    def seen(self) -> None:
        """It was seen."""
        self._news = ""
        self._show()

    def give_back(self) -> None:
        """Let it be called what it was."""
        self._write(f"{titled('')}{RESTORE}")

    def _show(self) -> None:
        told = f"{NEWS} {self._news}" if self._news else self._name or PROGRAM
        if told != self._shown:
            self._shown = told
            self._write(titled(told))


def titled(text: str) -> str:
    """What has the terminal called so; no name gets out of the title that it stands in."""
    return f"{BEGIN}{clean(text, single_line=True)[:LONGEST]}{END}"
