"""A terminal for tests: a real pty with a program in it, and a screen that reads its bytes."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyte

PATIENCE_S = 40.0
AT_ONCE = 65_536
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
            os.write(self._file, key.encode())
            self._read(0.05)

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
        while self._read(0.2):
            pass
        _, status = os.waitpid(self.pid, 0)
        self.exit_code = os.waitstatus_to_exitcode(status)
        return self.exit_code

    def hang_up(self) -> None:
        os.kill(self.pid, signal.SIGHUP)

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
    folder: Path, *args: str, size: tuple[int, int] = (100, 30), **env: str
) -> Iterator[Terminal]:
    """The program on a data folder, in a terminal of some size."""
    known = {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": os.defpath, **env}
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
        os.close(file)
