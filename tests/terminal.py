"""A terminal for tests: a real pty with a program in it, and a screen that reads its bytes."""

import asyncio
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Coroutine, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import Any

import pyte

from tests.loopback import Loopback, Plan

PATIENCE_S = 40.0
AT_ONCE = 65_536
KEYS_AT_ONCE = 2_048
ENTER, ESCAPE = "\r", "\x1b"


def ctrl(letter: str) -> str:
    return chr(ord(letter) & 0x1F)


class Terminal:
    """What a person sees of a program, and the keys that they press."""

    def __init__(self, pid: int, file: int, size: tuple[int, int]) -> None:
        self.pid, self._file = pid, file
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self.sent = b""
        self.exit_code: int | None = None

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self._screen.display)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.press_bytes(key.encode())

    def press_bytes(self, left: bytes) -> None:
        while left:  # a paste is more than a terminal takes at once
            left = left[os.write(self._file, left[:KEYS_AT_ONCE]) :]
            self._read(0.0 if left else 0.05)

    def sees(self, *texts: str) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while not all(text in self.text for text in texts):
            if time.monotonic() > deadline or not self._read(0.2):
                raise AssertionError(f"It does not show {texts}:\n{self.text}")

    def misses(self, text: str) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while text in self.text:
            if time.monotonic() > deadline or not self._read(0.2):
                raise AssertionError(f"It still shows {text}:\n{self.text}")

    def ends(self) -> int:
        """Wait for the end, and answer with the exit code."""
        deadline = time.monotonic() + PATIENCE_S
        while self._read(0.2):
            if time.monotonic() > deadline:
                raise AssertionError(f"It does not end:\n{self.text}")
        return self._left(deadline)

    def waits(self, seconds: float) -> None:
        """Look on for a while."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and self._read(0.05):
            pass

    def resize(self, columns: int, rows: int) -> None:
        """Let the window have another size."""
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._screen.resize(rows, columns)

    def hang_up(self) -> None:
        os.kill(self.pid, signal.SIGHUP)

    def vanish(self) -> None:
        """Let there be no terminal any more, and wait for the program's end."""
        os.close(self._file)
        self._left(time.monotonic() + PATIENCE_S)

    def _left(self, deadline: float) -> int:
        """The exit code, once there is one."""
        while not (ended := os.waitpid(self.pid, os.WNOHANG))[0]:
            if time.monotonic() > deadline:
                raise AssertionError(f"Its terminal is left, and it is not:\n{self.text}")
            time.sleep(0.01)
        self.exit_code = os.waitstatus_to_exitcode(ended[1])
        return self.exit_code

    def _read(self, wait_s: float) -> bool:
        """Take in what has come; whether more can."""
        if not select.select([self._file], [], [], wait_s)[0]:
            return True
        try:
            data = os.read(self._file, AT_ONCE)
        except OSError:  # how Linux says that the other end is closed
            return False
        self.sent += data
        self._stream.feed(data)
        return bool(data)


@contextmanager
def terminal(
    folder: Path,
    *args: str,
    size: tuple[int, int] = (100, 30),
    env: Mapping[str, str] | None = None,
    **more: str,
) -> Iterator[Terminal]:
    """The program on a data folder, in a terminal of some size."""
    known = {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": os.defpath}
    known |= {**(env or {}), **more}
    command = [sys.executable, "-m", "rp_tui", "--data-dir", str(folder), *args]
    pid, file = pty.fork()
    if not pid:
        os.execve(command[0], command, known)
    fcntl.ioctl(file, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    seen = Terminal(pid, file, size)
    try:
        yield seen
    finally:
        if seen.exit_code is None:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        with suppress(OSError):  # it may have vanished
            os.close(file)


def begin(seen: Terminal) -> None:
    """Play with the first bot that ships."""
    seen.sees("Tamsin", "Hester")
    seen.press("j", "j", ENTER)
    seen.sees("Tamsin · Tuesday evening", "Say something")


@contextmanager
def serving(plan: Plan) -> Iterator[dict[str, str]]:
    """A model's server beside the test; what the environment says for it to be played with."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever)
    thread.start()
    server = Loopback(plan)

    def do(work: Coroutine[Any, Any, object]) -> None:
        asyncio.run_coroutine_threadsafe(work, loop).result(PATIENCE_S)

    do(server.__aenter__())
    try:
        yield {"RP_TUI_NARRATIVE_BASE_URL": server.url, "RP_TUI_NARRATIVE_MODEL": "tiny"}
    finally:
        do(server.__aexit__())
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
