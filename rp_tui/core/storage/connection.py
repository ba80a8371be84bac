"""One connection to the file, set up the one way, and its errors put into words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection

from msgspec import DecodeError

from rp_tui.core.storage.errors import (
    DamagedFile,
    NoDatabase,
    NotFound,
    ParentMissing,
    PathIsFolder,
    storage_trouble,
)
from rp_tui.core.storage.refusal import refusal

BUSY_S = 2.0
STATEMENTS = 512  # kept prepared; every noun has a handful
CACHE_KB = 2_000  # of each connection; the system's own cache has the file anyway
WIDE_CACHE_KB = 256_000  # while all is written anew; otherwise pages are spilt and written twice
WAL_PAGES = 16_000  # at which a commit itself brings the write-ahead log home; see Database.do
WAL_LIMIT_BYTES = 64 << 20  # what a checkpoint leaves of a write-ahead log that had grown

# FULL, so that what was acknowledged survives a power cut; on a Mac fsync alone would not do that.
WRITER = f"""PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA fullfsync = ON;
PRAGMA checkpoint_fullfsync = ON;
PRAGMA wal_autocheckpoint = {WAL_PAGES};
PRAGMA journal_size_limit = {WAL_LIMIT_BYTES};
PRAGMA foreign_keys = ON;
PRAGMA cache_size = -{CACHE_KB};"""
READER = f"""PRAGMA query_only = ON;
PRAGMA cache_size = -{CACHE_KB};"""


def connect(path: Path) -> Connection:
    """The connection that writes; there is one of it."""
    return opened(path, "rw", WRITER)


def connect_to_read(path: Path) -> Connection:
    """A connection that only reads, beside the writer or beside another process's."""
    return opened(path, "ro", READER)


def connect_to_look(path: Path) -> Connection:
    """A connection that asks a file what it is, and makes no database of ours of it."""
    return opened(path, "rw", READER)


def opened(path: Path, mode: str, pragmas: str) -> Connection:
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_S,
        isolation_level=None,
        cached_statements=STATEMENTS,
    )
    try:
        db.executescript(pragmas)
    except sqlite3.Error:
        db.close()
        raise
    return db


@contextmanager
def roomy(db: Connection) -> Iterator[None]:
    """Much memory for a large piece of work, and none of it afterwards."""
    db.execute(f"PRAGMA cache_size = -{WIDE_CACHE_KB}")
    try:
        yield
    finally:
        db.execute(f"PRAGMA cache_size = -{CACHE_KB}")
        db.execute("PRAGMA shrink_memory")


@contextmanager
def understood(path: Path) -> Iterator[None]:
    """Raise what SQLite or the disk says as a trouble that a person understands."""
    try:
        yield
    except sqlite3.Error as error:
        trouble = storage_trouble(error, path)
        if trouble is None:
            raise
        raise trouble from error
    except (UnicodeDecodeError, DecodeError) as error:
        raise DamagedFile(path, "a text in it cannot be read") from error
    except (OverflowError, UnicodeEncodeError) as error:  # a number or a text that fits no column
        raise NotFound("There is nothing of that number or name; look again at it.") from error
    except OSError as error:
        raise refusal(error, path) from error


def must_have_place(path: Path) -> None:
    """Refuse a path at which no database can be."""
    with understood(path):
        if path.is_dir():
            raise PathIsFolder(path)
        if not path.parent.is_dir():
            raise ParentMissing(path)


def must_exist(path: Path) -> None:
    """Refuse a path at which there is no database to read."""
    must_have_place(path)
    if not path.exists():
        raise NoDatabase(path)
