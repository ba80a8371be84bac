"""The parser: Textual's own, to which a paste is one thing, whatever is in it.

Textual takes what stands behind an escape for keys in a paste too: a coloured log would press them.
"""

from collections.abc import Callable, Generator, Iterator
from time import monotonic

from textual import events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.message import Message

from rp_tui.core.domain.clean import clean

MOST_CHARACTERS = 2_000_000  # of a paste that are kept; what takes it refuses far fewer
SILENCE_S = 2.0  # after which a paste is over that has no end, and what began like one is none
ONLY_A_PASTE = BRACKETED_PASTE_START[:3]  # nobody presses what begins so, and then pauses


class Parser(XTermParser):
    """Tells keys and pastes from what the terminal sends, in whatever pieces it comes."""

    def __init__(self, debug: bool = False, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(debug)
        self._clock = clock
        self._heard_s = 0.0
        self._tail = ""  # the end of what came, with which a mark of a paste may begin
        self._paste: list[str] | None = None
        self._room = 0

    def feed(self, data: str) -> Iterator[Message]:
        """What has come, as events."""
        if data:
            self._heard_s = self._clock()
        while data:
            take = self._take_keys if self._paste is None else self._take_paste
            data = yield from take(data)

    def tick(self) -> Iterator[Message]:
        """What time has decided, where nothing more came."""
        is_late = self._clock() - self._heard_s >= SILENCE_S
        if self._paste is not None:
            if is_late:
                self._keep(self._tail)
                yield from self._end()
        elif is_late or not self._may_begin:
            for event in super().tick():
                self._tail = ""  # it was no beginning
                yield event

    @property
    def _may_begin(self) -> bool:
        """Whether half a mark has come: the other half may be late, over a slow link."""
        start = BRACKETED_PASTE_START
        least = len(ONLY_A_PASTE)
        return any(self._tail.endswith(start[:count]) for count in range(least, len(start)))

    def _take_keys(self, data: str) -> Generator[Message, None, str]:
        """Take keys up to where a paste begins; what is left is of it."""
        seen = self._tail + data
        _, mark, left = seen.partition(BRACKETED_PASTE_START)
        yield from super().feed(data.removesuffix(left) if mark else data)
        if not mark:
            self._tail = seen[1 - len(BRACKETED_PASTE_START) :]
            return ""
        self._tail, self._paste, self._room = "", [], MOST_CHARACTERS
        return left

    def _take_paste(self, data: str) -> Generator[Message, None, str]:
        """Take what is pasted, up to its end; what is left are keys."""
        pasted, mark, left = (self._tail + data).partition(BRACKETED_PASTE_END)
        if not mark:
            certain = 1 - len(BRACKETED_PASTE_END)
            self._keep(pasted[:certain])
            self._tail = pasted[certain:]
            return ""
        self._keep(pasted)
        yield from self._end()
        return left

    def _keep(self, text: str) -> None:
        assert self._paste is not None
        text = text[: self._room]
        self._room -= len(text)
        self._paste.append(text)

    def _end(self) -> Iterator[Message]:
        assert self._paste is not None
        text = clean("".join(self._paste))
        self._tail, self._paste = "", None
        for _ in super().feed(BRACKETED_PASTE_END):
            pass  # to Textual's own it was an empty one
        if text:
            yield events.Paste(text)
