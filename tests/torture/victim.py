"""A victim: a process that is told what to do, and is killed at a moment of its doing it."""

import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct, json

import rp_tui
from tests.torture.ledger import Violation, must

CHECKOUT = Path(rp_tui.__file__).parents[1]
PATIENCE_S = 60.0
POLL_S = 0.001
WRITE_PATIENCE_S = 0.1


class Moment(NamedTuple):
    """When a process dies: behind the line in which a word stands for so many times."""

    word: str
    times: int
    delay_s: float
    in_a_write: bool


class Victim:
    """A process, which waits to be told its plan, so that it starts beside other work."""

    def __init__(self, module: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", module],
            cwd=CHECKOUT,
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()

    def live(self, plan: Struct, lines: Path, moment: Moment, database: Path) -> float:
        """Let it write lines until its moment, then kill it; say when that was."""
        try:
            self.begin(plan)
            self.wait_for(lines, moment.word, moment.times)
            time.sleep(moment.delay_s)
            if moment.in_a_write:
                wait_for_write(database.with_name(f"{database.name}-wal"))
            self.must_live()
            return time.monotonic()
        finally:
            self.end()

    def begin(self, plan: Struct) -> None:
        assert self.process.stdin
        self.process.stdin.write(json.encode(plan) + b"\n")
        self.process.stdin.flush()

    def wait_for(self, lines: Path, word: str, times: int = 1) -> None:
        """Wait until a word stands in its lines for so many times."""
        deadline = time.monotonic() + PATIENCE_S
        while not lines.exists() or lines.read_bytes().count(word.encode()) < times:
            self.must_live()
            must(time.monotonic() < deadline, f"it did not come to {word!r} for {times} times")
            time.sleep(POLL_S)

    def must_live(self) -> None:
        if self.process.poll() is not None:
            assert self.process.stderr
            raise Violation(f"it ended by itself: {self.process.stderr.read().decode()}")


def wait_for_write(wal: Path) -> None:
    """Wait, without rest, for a commit to begin; not for ever, as it may be at something else."""
    deadline, before = time.monotonic() + WRITE_PATIENCE_S, written_at(wal)
    while written_at(wal) == before and time.monotonic() < deadline:
        pass


def written_at(wal: Path) -> int:
    try:
        return wal.stat().st_mtime_ns
    except FileNotFoundError:
        return 0
