"""Files that go out: whole or not at all, and their owner's alone."""

import os
from collections.abc import Iterable
from pathlib import Path

from rp_tui.core.interchange.errors import CannotWrite
from rp_tui.core.storage.copy import put_in_place

FILE_MODE, FOLDER_MODE = 0o600, 0o700
UNFINISHED = ".part"


def keep(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file; its name means what it meant until all is on the disk."""
    unfinished = path.with_name(f"{path.name}{UNFINISHED}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
        unfinished.unlink(missing_ok=True)
        try:
            handle = os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE)
            with open(handle, "wb") as file:
                file.writelines(chunks)
            put_in_place(unfinished, path)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise CannotWrite(path, error.strerror or type(error).__name__) from error
