"""What lies between the task that reads a server and who listens: the two never wait together.

What piles up is handed over at once, so that a backlog costs a listener little, and a long silence
is told of.
"""

import asyncio
from collections import deque
from typing import Self

from rp_tui.core.llm.port import Piece, Slow, Text


class Pipe:
    """Pieces in the order in which they came; adjacent texts are one."""

    def __init__(self, slow_after_s: float) -> None:
        self._loop = asyncio.get_running_loop()
        self._slow_after_s = slow_after_s
        self._texts: list[str] = []
        self._pieces: deque[Piece] = deque()
        self._waiter: asyncio.Future[None] | None = None
        self._closed = False
        self._heard_at = self._loop.time()
        self._timer: asyncio.TimerHandle | None = None
        self._watch()

    def put(self, piece: Piece) -> None:
        """Hand a piece over; from the same loop, and never waiting."""
        if isinstance(piece, Text):
            self._texts.append(piece.text)
            self._heard_at = self._loop.time()
            if self._timer is None:
                self._watch()
        else:
            self._join()
            self._pieces.append(piece)
        self._wake()

    def close(self) -> None:
        """Nothing more will come."""
        self._closed = True
        if self._timer:
            self._timer.cancel()
        self._wake()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Piece:
        while not (self._pieces or self._texts):
            if self._closed:
                raise StopAsyncIteration
            self._waiter = self._loop.create_future()
            await self._waiter
        if not self._pieces:
            self._join()
        return self._pieces.popleft()

    def _join(self) -> None:
        if self._texts:
            self._pieces.append(Text("".join(self._texts)))
            self._texts.clear()

    def _wake(self) -> None:
        if self._waiter and not self._waiter.done():
            self._waiter.set_result(None)

    def _watch(self) -> None:
        """Tell of a silence once it has lasted; a text that came in between puts that off."""
        due = self._heard_at + self._slow_after_s
        if self._closed:
            return
        if self._loop.time() < due:
            self._timer = self._loop.call_at(due, self._watch)
        else:
            self._timer = None
            self.put(Slow())
