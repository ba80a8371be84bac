"""One process owns a database, by a lock beside the file that the system frees when it ends."""

import fcntl
import os
from contextlib import suppress
from pathlib import Path
from typing import Self

from filelock import FileLock, Timeout

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.storage.connection import must_have_place, understood
from rp_tui.core.storage.owner_note import (
    PATIENCE_S,
    POLL_S,
    PRIVATE,
    Owner,
    describe_self,
    note_of,
    read_note,
    write_note,
)


class Owned(Trouble):
    """Another process has the database open, and keeps it."""

    exit_code = 3

    def __init__(self, path: Path, owner: Owner) -> None:
        self.path, self.owner = path, owner
        way = f"attach with: {owner.attach}" if owner.attach else "go on there, or end it first."
        super().__init__(f"{path} is already open in {owner}; {way}")


class Ownership:
    """The right to write a database, until it is released or its process ends, however it ends."""

    def __init__(self, lock: FileLock, note: Path, owner: Owner) -> None:
        self._lock, self._note, self.owner = lock, note, owner

    def release(self) -> None:
        """Give the database up; a second time does nothing."""
        if not self._lock.is_locked:
            return
        # The note goes first: once the lock is free, it could be the next owner's.
        with suppress(OSError):
            self._note.unlink(missing_ok=True)
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def claim(database: Path) -> Ownership:
    """Own a database, or raise Owned; what a dead owner left behind counts for nothing."""
    database = database.resolve()
    with understood(database):
        must_have_place(database)
    # Before the lock, so that an owner is nameless only for as long as it takes to write a note.
    owner = describe_self(os.environ)
    note = note_of(database)
    lock = take(database)
    try:
        with understood(note):
            write_note(note, owner)
    except BaseException:  # an interrupt too: nobody could tell whose lock it is
        lock.release()
        raise
    return Ownership(lock, note, owner)


def owner_of(database: Path) -> Owner | None:
    """Who owns a database now, if anyone does; looking keeps nobody out."""
    database = database.resolve()
    with understood(lock_of(database)):
        return None if is_free(lock_of(database)) else read_note(note_of(database))


def lock_of(database: Path) -> Path:
    """The file that is locked; it stays, for removing it would let two in."""
    return database.with_name(f"{database.name}.lock")


def take(database: Path) -> FileLock:
    """Lock a database, waiting no longer than somebody's look at the lock can last."""
    lock = FileLock(
        lock_of(database),
        mode=PRIVATE,
        thread_local=False,
        # A lock that is a mere file would outlive an owner that was killed.
        fallback_to_soft=False,
    )
    with understood(lock_of(database)):
        try:
            lock.acquire(timeout=PATIENCE_S, poll_interval=POLL_S)
        except Timeout:
            raise Owned(database, read_note(note_of(database))) from None
    return lock


def is_free(lock: Path) -> bool:
    """Try the lock for an instant, shared, so that two who look do not see each other."""
    try:
        handle = os.open(lock, os.O_RDONLY | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError):
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(handle)
    return True
