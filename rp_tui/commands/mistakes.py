"""Mistakes of the program's own: a sentence for the player, and a note for who mends them.

The note says where it was and never what about: a message or a variable may hold the player's
words, or a key.
"""

import linecache
import os
import sys
import time
import traceback
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from rp_tui import __version__
from rp_tui.core.domain.clean import clean
from rp_tui.core.domain.errors import Trouble
from rp_tui.paths import FILE_MODE, FOLDER_MODE

MOST_NOTES = 20
MOST_LINKS = 8  # of what led to what
MOST_FRAMES = 60  # the innermost; what calls itself without end fills no disk
STAMP = "%Y-%m-%dT%H-%M-%S-%f"
SUFFIX = ".txt"


class Mistake(Trouble):
    """The program did what it should not; the story is as it was."""

    def __init__(self, kind: str, note: Path | None) -> None:
        where = f"{note} tells where it was" if note else "where it was could not be written down"
        super().__init__(
            f"rp-tui made a mistake of its own ({kind}); all that was said is kept, and {where}."
        )


class Mistakes:
    """Notes of the last few, in a folder."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        self._folder, self._clock = folder, clock
        self._last: tuple[BaseException, Mistake] | None = None

    def note(self, error: BaseException) -> Mistake:
        """Write it down; what was just noted is so once."""
        if self._last is None or self._last[0] is not error:
            self._last = error, Mistake(type(error).__name__, self._written(described(error)))
        return self._last[1]

    def _written(self, text: str) -> Path | None:
        now = datetime.fromtimestamp(self._clock(), UTC)
        path = self._folder / f"{now:{STAMP}}{SUFFIX}"
        try:
            self._folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            for old in sorted(self._folder.glob(f"*{SUFFIX}"))[:-MOST_NOTES]:
                old.unlink(missing_ok=True)
        except OSError:
            return None
        return path


def described(error: BaseException) -> str:
    """The kinds of what went wrong, and where; the versions of what was running."""
    python = ".".join(map(str, sys.version_info[:3]))
    head = f"rp-tui {__version__}, Python {python}, {sys.platform}"
    parts = [part(each) for each in links(error)]
    return clean("\n\n".join([head, *parts])) + "\n"


def links(error: BaseException) -> list[BaseException]:
    """What went wrong, and then what that came of."""
    found: list[BaseException] = []
    left = [error]
    while left and len(found) < MOST_LINKS:
        each = left.pop(0)
        if each in found:
            continue
        found.append(each)
        if isinstance(each, BaseExceptionGroup):
            left += each.exceptions
        if cause := each.__cause__ or (None if each.__suppress_context__ else each.__context__):
            left.append(cause)
    return found


def part(error: BaseException) -> str:
    frames = deque(traceback.walk_tb(error.__traceback__), MOST_FRAMES)
    lines = [f"{type(error).__module__}.{type(error).__qualname__}"]
    for frame, number in frames:
        code = frame.f_code
        # By the module and not the file, whose path may name a person.
        lines.append(f"  {frame.f_globals.get('__name__')}:{number} in {code.co_qualname}")
        lines.append(f"    {linecache.getline(code.co_filename, number).strip()}")
    return "\n".join(lines)
