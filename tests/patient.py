"""A pilot whose keys have had their effect before the next is pressed, on a slow machine too.

Textual's own takes a program for done that has no share of the processor for a moment.
"""

import asyncio
import time
from collections.abc import Callable, Iterator
from typing import Any

from textual.message_pump import MessagePump
from textual.pilot import Pilot

PATIENCE_S = 20.0
ROUNDS = 2  # what a message causes may be on its way to another queue when the first is empty
A_MOMENT_S = 0.01


class Patient(Pilot[Any]):
    """Presses keys, and waits until something is so."""

    async def press(self, *keys: str) -> None:
        """Press some keys, one when all that the last has posted was taken."""
        for key in keys:
            await super().press(key)
            await self.rests()

    async def pause(self, delay: float | None = None) -> None:
        """Let everything be taken that was posted; then wait for a while, if that is asked for."""
        await self.rests()
        await super().pause(delay)

    async def until(self, is_so: Callable[[], object]) -> None:
        """Wait until something is so."""
        deadline = time.monotonic() + PATIENCE_S
        while not is_so():
            assert time.monotonic() < deadline, "It did not become so."
            await self.pause(A_MOMENT_S)

    async def rests(self) -> None:
        """Wait until no message waits to be taken."""
        quiet = 0
        while quiet < ROUNDS and self.app.is_running:
            await self._lets_keys_through()
            await self._wait_for_screen()
            await asyncio.sleep(0)
            quiet = 0 if self._has_mail() else quiet + 1

    async def _lets_keys_through(self) -> None:
        """Post nothing while something is on its way: keys wait for a silence, as this does."""
        deadline = time.monotonic() + PATIENCE_S
        while self._has_mail() and self.app.is_running:
            assert time.monotonic() < deadline, "It does not rest."
            await asyncio.sleep(0)

    def _has_mail(self) -> bool:
        return any(map(has_mail, self._pumps()))

    def _pumps(self) -> Iterator[MessagePump]:
        yield self.app
        for screen in self.app.screen_stack:
            yield from screen.walk_children(with_self=True)


def has_mail(pump: MessagePump) -> bool:
    """Whether a message waits there."""
    return pump._pending_message is not None or not pump._message_queue.empty()
