"""A copy of the database, whole and consistent, also beside a process that is writing to it."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import Connection, connect

from rp_tui.core.storage.connection import connect_to_read, must_exist, understood


def copy(source: Path, target: Path) -> None:
    """Copy the database file; the target appears when it is whole, or not at all."""
    must_exist(source)
    with understood(source), closing(connect_to_read(source)) as db:
        copy_from(db, target)


def copy_from(db: Connection, target: Path) -> None:
    """Copy what a connection sees.

    The copy is made inside a read of our own: step by step over a free connection it would begin
    again at each write, and never end beside a busy writer.
    """
    with one_moment(db), understood(target):
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = target.with_name(f"{target.name}.part")
        sweep(unfinished)
        os.close(os.open(unfinished, os.O_CREAT | os.O_WRONLY, 0o600))
        try:
            with closing(connect(unfinished)) as copied:
                db.backup(copied)
                copied.execute("PRAGMA journal_mode = DELETE")
            put_in_place(unfinished, target)
        finally:
            sweep(unfinished)


@contextmanager
def one_moment(db: Connection) -> Iterator[None]:
    """A read that lasts; what ails the file that is read shows before anything is written."""
    db.execute("BEGIN")
    try:
        db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        yield
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


def sweep(unfinished: Path) -> None:
    """Remove a file that never got its name, with what SQLite had beside it."""
    for beside in ("", "-journal", "-wal", "-shm"):
        unfinished.with_name(f"{unfinished.name}{beside}").unlink(missing_ok=True)


def put_in_place(unfinished: Path, target: Path) -> None:
    """Give a finished file its name, so that the name means a whole file also after a power cut."""
    sync(unfinished)
    unfinished.replace(target)
    sync(target.parent)


def sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
