"""The writer: all in order, nobody waits, and nothing piles up behind a reader that is late."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event

from rp_tui.ui.writer import BEHIND_BYTES, MOST_WAITING_BYTES, Writer

PATIENCE_S = 10.0
PIPE_BYTES = 1 << 20  # more than any system's pipe takes at once
AT_ONCE_S = 1.0


class Line:
    """A pipe for a terminal, read when the test wants to."""

    def __init__(self) -> None:
        self.reader, self.end = os.pipe()
        self.drained, self.gone = Event(), Event()
        self.writer = Writer(self.end, drained=self.drained.set, gone=self.gone.set)

    def read(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            data += os.read(self.reader, count - len(data))
        return data


@contextmanager
def line() -> Iterator[Line]:
    opened = Line()
    try:
        yield opened
    finally:
        with suppress(OSError):
            os.close(opened.reader)
        opened.writer.end()
        os.close(opened.end)


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_what_is_written_arrives_in_its_order() -> None:
    with line() as at:
        for number in range(1_000):
            at.writer.write(f"{number} · ")
        wanted = "".join(f"{number} · " for number in range(1_000)).encode()
        assert at.read(len(wanted)) == wanted


def test_half_a_character_does_not_end_it() -> None:
    with line() as at:
        at.writer.write("a\ud800b")
        assert at.read(3) == b"a?b"


def test_who_writes_to_a_reader_that_is_late_does_not_wait_and_is_told_when_it_has_read() -> None:
    with line() as at:
        begun = time.monotonic()
        at.writer.write("x" * PIPE_BYTES)
        assert time.monotonic() - begun < AT_ONCE_S
        assert at.writer.behind
        at.writer.tell_when_drained()
        assert not at.drained.is_set()
        at.read(PIPE_BYTES)
        assert at.drained.wait(PATIENCE_S)
        assert not at.writer.behind


def test_where_nothing_waits_it_is_told_at_once() -> None:
    with line() as at:
        at.writer.tell_when_drained()
        assert at.drained.is_set()


def test_a_screen_that_is_read_at_once_leaves_nobody_behind() -> None:
    with line() as at:
        for _ in range(100):
            at.writer.write("x" * (BEHIND_BYTES // 2))
            at.read(BEHIND_BYTES // 2)
            until(lambda: not at.writer.behind)


def test_more_than_there_is_room_for_is_dropped() -> None:
    with line() as at:
        at.writer.write("x" * (MOST_WAITING_BYTES - 1))
        at.writer.write("dropped")
        at.read(MOST_WAITING_BYTES - 1)
        at.writer.tell_when_drained()
        assert at.drained.wait(PATIENCE_S)
        at.writer.write("kept")
        assert at.read(4) == b"kept"


def test_an_end_waits_for_the_last_words_and_not_for_ever() -> None:
    with line() as at:
        at.writer.write("the last words")
        at.writer.end()
        assert at.read(14) == b"the last words"
    with line() as at:
        at.writer.write("x" * PIPE_BYTES)
        begun = time.monotonic()
        at.writer.end(within_s=0.1)
        assert time.monotonic() - begun < AT_ONCE_S


def test_a_reader_that_goes_away_is_told_of_and_what_comes_later_is_dropped() -> None:
    with line() as at:
        os.close(at.reader)
        at.writer.write("to nobody")
        assert at.gone.wait(PATIENCE_S)
        at.writer.write("x" * PIPE_BYTES)
        assert not at.writer.behind


def test_a_terminal_that_another_program_left_unblocking_is_written_to_all_the_same() -> None:
    with line() as at:
        os.set_blocking(at.end, False)
        at.writer.write("x" * PIPE_BYTES)
        assert at.read(PIPE_BYTES) == b"x" * PIPE_BYTES
