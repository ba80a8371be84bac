"""An interruption: Ctrl+C, or the system's wish that we end, while somebody speaks."""

import asyncio
import signal
from contextlib import suppress
from typing import Any, Self

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interruption:
    """Notes the first such signal, for whoever waits to end in good order; a second one ends all.

    The exit code is a shell's for a program that the signal ended, and nothing before.
    """

    def __init__(self) -> None:
        self.exit_code = 0
        self._came = asyncio.Event()

    def __enter__(self) -> Self:
        self._loop = asyncio.get_running_loop()
        for one in SIGNALS:
            self._loop.add_signal_handler(one, self._note, one)
        return self

    def __exit__(self, *_: object) -> None:
        for one in SIGNALS:
            self._loop.remove_signal_handler(one)

    async def or_when(self, task: "asyncio.Task[Any]", within_s: float | None = None) -> None:
        """Wait until a task is done, a signal came or the time is over."""
        coming = asyncio.create_task(self._came.wait())
        try:
            await asyncio.wait(
                [task, coming], timeout=within_s, return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            coming.cancel()
            with suppress(asyncio.CancelledError):
                await coming

    def _note(self, came: signal.Signals) -> None:
        self.exit_code = 128 + came
        self._came.set()
        self.__exit__()
