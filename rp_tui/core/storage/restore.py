"""Restoring: a copy takes the database's place, or a rewind's tail is put back into it.

Whatever is restored is checked first, and the database that gives way is kept aside.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from sqlite3 import DatabaseError
from typing import NamedTuple

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.storage.aside import aside_of, beside, staged_of
from rp_tui.core.storage.census import Census, census
from rp_tui.core.storage.connection import connect, must_exist, must_have_place, understood
from rp_tui.core.storage.copy import copy, put_in_place, sweep, sync
from rp_tui.core.storage.database import prepare
from rp_tui.core.storage.errors import DamagedFile
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.migrations import MIGRATIONS, apply, known_version, must_be_whole
from rp_tui.core.storage.owner import claim
from rp_tui.core.storage.tail import Tail
from rp_tui.core.storage.tail_file import is_tail, read
from rp_tui.core.storage.verify import verify

MAGIC = b"SQLite format 3\0"


class RestoreOfItself(Trouble):
    """The file to be restored is the database."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"{path} is the database itself; name a backup or a snapshot of it.")


class NothingToRestore(Trouble):
    """There is no such file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"There is no file {path}; name a backup, a snapshot or a rewind's tail.")


class Copied(NamedTuple):
    """A whole database that stands ready to take the place of the one that is owned."""

    database: Path
    staged: Path
    holds: Census

    def put_in_place(self, now: float) -> Path | None:
        """Take the place, and say where the old one is now; none where there was none."""
        return swap(self.staged, self.database, now)


class Rewound(NamedTuple):
    """A tail that can be put back into the database that is owned."""

    database: Path
    backups: Path
    tail: Tail

    def put_in_place(self, now: float) -> None:
        """Let the tail's chat stand on its end again; what it now stands on can be gone back to."""
        regrow(self.database, self.backups, self.tail, now)


@contextmanager
def ready(source: Path, database: Path, backups: Path) -> Iterator[Copied | Rewound]:
    """Own the database and check what is to be restored, before anybody decides on it."""
    database = database.resolve()
    must_be_another(source, database)
    with claim(database):
        if is_tail(source):
            must_exist(database)
            yield Rewound(database, backups, read(source))
            return
        staged = staged_of(database)
        is_new = not database.exists() and not staged.exists()
        try:
            yield Copied(database, staged, stage(source, staged))
        finally:
            # Where the database is missing, what is staged tells the next start of it.
            if is_new or database.exists():
                sweep(staged)


def restore(source: Path, database: Path, backups: Path, now: float) -> Path | None:
    """Restore a file, and say where the database is now that was there before."""
    with ready(source, database, backups) as found:
        return found.put_in_place(now)


def must_be_another(source: Path, database: Path) -> None:
    """Refuse a file that is not there, or is the very one to be replaced."""
    must_have_place(database)
    with understood(source):
        if not source.exists():
            raise NothingToRestore(source)
        must_have_place(source)
        if database.exists() and source.samefile(database):
            raise RestoreOfItself(source)


def stage(source: Path, staged: Path) -> Census:
    """Copy a database beside the one that it is to replace, of today's schema and verified."""
    for end in ("-wal", "-shm", "-journal"):
        beside(staged, end).unlink(missing_ok=True)  # of one that was killed
    copy(source, staged)
    with understood(source), closing(connect(staged)) as db:
        version = known_version(db, source)
        if version <= len(MIGRATIONS):
            apply(db, source, version, MIGRATIONS)
        must_be_whole(db, source)
    try:
        fault = verify(staged).fault
    except DamagedFile as trouble:
        raise DamagedFile(source, trouble.cause) from trouble
    if fault:
        raise DamagedFile(source, fault)
    return census(staged)


def swap(staged: Path, database: Path, now: float) -> Path | None:
    """Put one file in the place of another, which is kept; at any moment each is whole somewhere.

    Were it cut off between the two renames, the next start would find no database but what was
    staged, and would say so.
    """
    with understood(database):
        aside = aside_of(database, now)
        was_there = database.exists()
        try:
            rename(database, aside)
            put_in_place(staged, database)
        except BaseException:  # an interrupt too: the stories must be found where they were
            if was_there and not database.exists():
                rename(aside, database)
            raise
        return aside if was_there else None


def rename(database: Path, to: Path) -> None:
    """Give a database another name, with what was last written to it."""
    if database.exists() and begins_as_one(database):
        # Closing takes in what stands in its journal; one that is damaged may not be able to.
        with suppress(DatabaseError), closing(connect(database)):
            pass
    # The file before its journals: without them it could pass for one that is whole.
    for end in ("", "-wal", "-journal"):
        if beside(database, end).exists():
            beside(database, end).rename(beside(to, end))
    beside(database, "-shm").unlink(missing_ok=True)
    sync(database.parent)


def begins_as_one(database: Path) -> bool:
    """Whether SQLite would know it; to anything else that it opens it may do what it likes."""
    with database.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def regrow(database: Path, backups: Path, tail: Tail, now: float) -> None:
    """Put a tail back, into a database that is owned."""
    prepare(database, backups)
    with understood(database), closing(connect(database)) as db:
        Log(db, clock=lambda: now).graft(f"restore:{tail.header.left}:{now}", tail)
