"""The driver: Textual's own, with a writer for which no screen waits, and whole pastes."""

import os
import select
import termios
from codecs import getincrementaldecoder
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from rp_tui.ui.messages import TerminalGone, TerminalReady
from rp_tui.ui.parser import Parser
from rp_tui.ui.writer import Writer

if TYPE_CHECKING:
    from textual.app import App

AT_ONCE_BYTES = 65_536
TICK_S = 0.1  # between two looks at what time decides, as that an escape alone is a key


class PatientDriver(LinuxDriver):
    """A terminal that may read late, or never again."""

    def __init__(self, app: "App[Any]", **options: Any) -> None:
        super().__init__(app, **options)
        self._writer: Writer | None = None

    @property
    def behind(self) -> bool:
        """Whether the terminal has not read what was drawn before."""
        return self._writer is not None and self._writer.behind

    def write(self, data: str) -> None:
        """Have something written, in its time."""
        if self._writer is None:
            assert self._file is not None  # the screen opens on a terminal alone
            self._writer = Writer(
                self._file.fileno(),
                drained=lambda: self._tell(TerminalReady()),
                gone=lambda: self._tell(TerminalGone()),
            )
        self._writer.write(data)

    @property
    def is_gone(self) -> bool:
        """Whether nobody is at the other end any more, which the keys' thread takes for silence."""
        try:
            termios.tcgetattr(self.fileno)
        except (OSError, termios.error):
            return True
        return False

    def tell_when_ready(self) -> None:
        """Tell the app when all that was drawn is read."""
        if self._writer is not None:
            self._writer.tell_when_drained()

    def close(self) -> None:
        """Let the last words out; after it, as when an editor comes back, all may begin anew."""
        super().close()
        if self._writer is not None:
            self._writer.end()
            self._writer = None

    def run_input_thread(self) -> None:
        """Listen to the keys, for as long as there are any."""
        parser = Parser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        try:
            while not self.exit_event.is_set():
                self._hear(parser.feed(decode(self._read())))
                self._hear(parser.tick())
        except OSError:
            self._tell(TerminalGone())

    def _read(self) -> bytes:
        """What comes within a while, if anything does."""
        if not select.select([self.fileno], [], [], TICK_S)[0]:
            return b""
        data = os.read(self.fileno, AT_ONCE_BYTES)
        if not data:  # nobody types there any more
            self.exit_event.wait(TICK_S)
        return data

    def _hear(self, heard: Iterable[Message]) -> None:
        for message in heard:
            self.process_message(message)

    def _tell(self, message: Message) -> None:
        with suppress(RuntimeError):  # a loop that has ended needs not know
            self.send_message(message)
