"""A real terminal with a program in it: keys go in, and bytes come out, each with its time."""

import asyncio
import os
import pty
import sys
import termios
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress

from rp_tui.bench.ui.marks import drawn, keys
from rp_tui.bench.ui.usage import cpu_s, memory_mb
from rp_tui.core.domain.errors import Trouble

ROWS, COLUMNS = 48, 160
PATIENCE_S = 60.0
LONGEST_END_S = 10.0
QUIET_S = 0.2  # after which nothing more comes of a key
AGAIN_S = 0.05  # after which a key is pressed again, while nothing reads keys yet
MOST_READ_BYTES = 1 << 16
TOLD_BYTES, TOLD_CHARS = 4_096, 300  # of what is shown instead
OURS = ("RP_TUI_", "FEATHERLESS_")  # what would make this player's models play
# A terminal of 256 colours which says nothing of itself; bytecode is kept as in any other start.
TERMINAL = {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
UNWANTED = {"COLORTERM", "NO_COLOR", "TMUX", "TERM_PROGRAM", "PYTHONDONTWRITEBYTECODE"}


class NotShown(Trouble):
    """A program has ended, or hangs, or shows something else."""

    def __init__(self, what: str, instead: str) -> None:
        super().__init__(
            f"A program that is measured does not show {what} but {instead!r};"
            " play in it to see what is wrong."
        )


class Terminal:
    """A program that runs, and what it has said since the last key."""

    def __init__(self, process: Process, file: int, began: float) -> None:
        self.process, self.began = process, began
        self.pressed = self.last = began  # when the last key went in, when the last byte came
        self.bytes = 0  # of all time
        self._file, self._heard, self._ended = file, bytearray(), False
        self._before = b""  # the end of what was said before the last key
        self._news = asyncio.Event()

    @property
    def cpu_s(self) -> float:
        """What the program alone has taken so far."""
        return cpu_s(self._pid)

    @property
    def memory_mb(self) -> float:
        """What it has now."""
        return memory_mb(self._pid)

    @property
    def _pid(self) -> int:
        if self._ended:
            raise NotShown("a screen", self.told)
        return self.process.pid

    @property
    def settled_ms(self) -> float:
        """From the last key to the last byte."""
        return (self.last - self.pressed) * 1000

    def press(self, typed: str) -> None:
        """Write as a keyboard does; from here on is looked for what is shown."""
        self._before = bytes(self._heard[-TOLD_BYTES:]) or self._before
        self._heard.clear()
        self.pressed = self.last = time.monotonic()
        os.write(self._file, typed.encode())

    async def shows(self, *marks: bytes) -> tuple[bytes, float]:
        """Wait for one of some marks; which it is, and when it came."""
        start, shown = 0, b""

        def found() -> bool:
            nonlocal start, shown
            there = (mark for mark in marks if self._heard.find(mark, start) >= 0)
            shown = next(there, b"")
            start = max(0, len(self._heard) - max(map(len, marks)))
            return bool(shown)

        at = await self._until(found, b" or ".join(marks).decode())
        return shown, at

    async def draws(self, text: str = "") -> float:
        """Wait for a text, or for anything at all, as a terminal would draw it; when it came."""
        return await self._until(
            lambda: (shown := drawn(bytes(self._heard))) != "" and text in shown, text or "anything"
        )

    async def takes(self) -> float:
        """Type until a letter is shown, and stays; when it was shown.

        Some of what is typed into a start is lost, be it that nobody reads keys yet.
        """
        kept, at = await self.typed()
        while time.monotonic() < self.began + PATIENCE_S:
            await self.rests(QUIET_S)
            letter = next(keys)
            self.press(letter)
            _, again = await self.shows(letter.encode())
            if f"{kept}{letter}".encode() in self._heard:
                return at
            kept, at = letter, again
        raise NotShown("a letter beside the one before it", self.told)

    async def typed(self) -> tuple[str, float]:
        """Press a letter again and again, until it is shown; which it is, and when it was."""
        letter = next(keys)
        self.press(letter)
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(AGAIN_S):
                    _, at = await self.shows(letter.encode())
                    return letter, at
            if time.monotonic() > self.pressed + PATIENCE_S:
                raise NotShown(letter, self.told)
            os.write(self._file, letter.encode())

    async def echo_ms(self) -> float:
        """How long it takes until a letter is shown."""
        letter = next(keys)
        self.press(letter)
        _, at = await self.shows(letter.encode())
        return (at - self.pressed) * 1000

    async def rests(self, quiet_s: float) -> None:
        """Wait until nothing has come for some time."""
        until = time.monotonic() + PATIENCE_S
        with suppress(TimeoutError):
            while True:
                self._news.clear()
                await asyncio.wait_for(self._news.wait(), quiet_s)
                if time.monotonic() > until:
                    raise NotShown("an end of what it draws", self.told)

    @property
    def told(self) -> str:
        """The end of what it has drawn."""
        return (drawn(bytes(self._heard)) or drawn(self._before))[-TOLD_CHARS:]

    async def _until(self, found: Callable[[], bool], what: str) -> float:
        try:
            async with asyncio.timeout(PATIENCE_S):
                while not found():
                    if self._ended:
                        raise NotShown(what, self.told)
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise NotShown(what, self.told) from None
        return self.last

    def read(self) -> None:
        """Take in what has come."""
        now = time.monotonic()
        try:
            data = os.read(self._file, MOST_READ_BYTES)
        except OSError:  # how Linux says that the other end is closed
            data = b""
        if data:
            self._heard += data
            self.bytes += len(data)
            self.last = now
        else:
            self._ended = True
            asyncio.get_running_loop().remove_reader(self._file)
        self._news.set()


@asynccontextmanager
async def terminal(command: tuple[str, ...], **env: str) -> AsyncIterator[Terminal]:
    """A program in a terminal, for as long as a block lasts."""
    file, end = pty.openpty()
    loop = asyncio.get_running_loop()
    termios.tcsetwinsize(end, (ROWS, COLUMNS))
    began = time.monotonic()
    try:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, *command),
            stdin=end,
            stdout=end,
            stderr=end,
            env={**surroundings(os.environ), **env},
            start_new_session=True,
        )
    finally:
        os.close(end)
    seen = Terminal(process, file, began)
    loop.add_reader(file, seen.read)
    try:
        yield seen
    finally:
        await ended(process)
        loop.remove_reader(file)
        os.close(file)


async def ended(process: Process) -> None:
    """See a program off, while what it still says is read."""
    if process.returncode is None:
        process.terminate()
    try:
        with suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), LONGEST_END_S)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def surroundings(env: Mapping[str, str]) -> dict[str, str]:
    """The environment without what is this player's own."""
    return {
        name: value
        for name, value in {**env, **TERMINAL}.items()
        if name not in UNWANTED and not name.startswith(OURS)
    }
