"""The writer: what goes to the terminal goes there on a thread of its own, and nobody waits for it.

A terminal that reads no more, as over a link that hangs, must not stand in the way of the keys, of
the story or of the end.
"""

import os
import select
from collections import deque
from collections.abc import Callable
from threading import Condition, Thread

BEHIND_BYTES = 8_192  # about a screen's worth; with more on its way, another frame only adds to it
MOST_WAITING_BYTES = 4 << 20  # beyond it what is written is dropped: it is no frame, which are held
LAST_WORDS_S = 3.0  # the time that a terminal is given for what puts it back as it was


class Writer:
    """Writes to a file in the order in which it is told to, for as long as somebody reads there."""

    def __init__(self, file: int, *, drained: Callable[[], None], gone: Callable[[], None]) -> None:
        """Call one when all is written, if that was asked, and one if nobody will read again."""
        self._file, self._drained, self._gone = file, drained, gone
        self._changed = Condition()
        self._queue: deque[bytes] = deque()
        self._waiting = 0
        self._is_asked = self._ends = self._is_gone = False
        self._thread = Thread(target=self._run, name="terminal", daemon=True)
        self._thread.start()

    @property
    def behind(self) -> bool:
        """Whether there is so much to be written that more would come late."""
        return self._waiting > BEHIND_BYTES

    def write(self, text: str) -> None:
        """Have something written."""
        data = text.encode("utf-8", "replace")
        with self._changed:
            if self._is_gone or self._waiting + len(data) > MOST_WAITING_BYTES:
                return
            self._queue.append(data)
            self._waiting += len(data)
            self._changed.notify()

    def tell_when_drained(self) -> None:
        """Tell once when all is written."""
        with self._changed:
            self._is_asked = bool(self._waiting)
            is_drained = not self._waiting
        if is_drained:
            self._drained()

    def end(self, within_s: float = LAST_WORDS_S) -> None:
        """Let all be written that is not yet, if it is read in time."""
        with self._changed:
            self._ends = True
            self._changed.notify()
        self._thread.join(within_s)

    def _run(self) -> None:
        try:
            while data := self._next():
                self._put(data)
                self._written(len(data))
        except OSError:
            with self._changed:
                self._is_gone = True
                self._queue.clear()
                self._waiting = 0
            self._gone()

    def _next(self) -> bytes:
        """What is to be written; nothing at the end."""
        with self._changed:
            while not self._queue and not self._ends:
                self._changed.wait()
            data = b"".join(self._queue)
            self._queue.clear()
            return data

    def _put(self, data: bytes) -> None:
        # Past Python's own files: a lock of theirs, held by a write that hangs, would hang the end.
        left = memoryview(data)
        while left:
            try:
                left = left[os.write(self._file, left) :]
            except BlockingIOError:  # another program has left the terminal so
                select.select([], [self._file], [])

    def _written(self, count: int) -> None:
        with self._changed:
            self._waiting -= count
            is_awaited = self._is_asked and not self._waiting
            if is_awaited:
                self._is_asked = False
        if is_awaited:
            self._drained()
