"""The one file, opened: a writer that does one deed at a time, and readers beside it."""

import asyncio
import os
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing
from functools import partial
from pathlib import Path
from sqlite3 import Connection
from typing import Concatenate, ParamSpec, Self, TypeVar

import aiosqlite

from rp_tui.core.domain.noun import State
from rp_tui.core.storage.aside import must_not_be_cut_off
from rp_tui.core.storage.connection import (
    connect,
    connect_to_look,
    connect_to_read,
    must_have_place,
    understood,
)
from rp_tui.core.storage.copy import put_in_place, sweep
from rp_tui.core.storage.errors import DamagedFile, ReadOnlyFolder
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.migrations import (
    MIGRATIONS,
    Migration,
    known_version,
    migrate,
    must_be_whole,
)
from rp_tui.core.storage.owner import Ownership, claim
from rp_tui.core.storage.preview import Preview, preview, state_at
from rp_tui.core.storage.projector import Key
from rp_tui.core.storage.schema import schema
from rp_tui.core.storage.vocabulary import must_know_every_event

P = ParamSpec("P")
T = TypeVar("T")

READERS = 2
# When the write-ahead log is brought home: behind so many deeds, or behind one that wrote much.
DEEDS_A_CHECKPOINT = 64
LONG_DEED_S = 0.1


class Worker(aiosqlite.Connection):
    """A connection with a thread of its own that runs whole functions, each as one job.

    A job once handed over runs to its end: cancelling who waits for it cancels the waiting alone.
    """

    def __init__(self, connector: Callable[[], Connection]) -> None:
        super().__init__(connector, iter_chunk_size=64)
        # A program that ends without closing ends: what it leaves is what a crash would leave.
        self._thread.daemon = True

    async def run(self, job: Callable[[Connection], T]) -> T:
        """Run one function on the connection's thread."""
        result: T = await self._execute(job, self._conn)  # type: ignore[no-untyped-call]
        return result

    def later(self, job: Callable[[Connection], object]) -> None:
        """Run one function after all that is asked for already; nobody waits for it."""
        if self._connection is not None:
            self._tx.put_nowait((None, partial(job, self._connection)))


class Database:
    """All of a player's stories. Deeds go to the writer one after the other; reads are short."""

    def __init__(self, path: Path, clock: Callable[[], float], ownership: Ownership) -> None:
        self.path = path
        self._clock = clock
        self._ownership = ownership
        self._writer = Worker(self._open_log)
        self._readers = [Worker(partial(connect_to_read, path)) for _ in range(READERS)]
        self._free: asyncio.Queue[Worker] = asyncio.Queue()
        self._deeds = 0
        self._log: Log

    @classmethod
    async def open(
        cls,
        path: Path,
        *,
        backups: Path | None = None,
        clock: Callable[[], float] = time.time,
        migrations: Sequence[Migration] = MIGRATIONS,
    ) -> Self:
        """Own and open the file, made or migrated where that is needed; nothing is replayed."""
        path = await asyncio.to_thread(path.resolve)
        backups = backups or path.parent / "backups"
        ownership = await asyncio.to_thread(claim, path)
        database = cls(path, clock, ownership)
        try:
            await asyncio.to_thread(prepare, path, backups, migrations)
            with understood(path):
                await database._start()
        except BaseException:  # also where who opens it has given up: it would stay owned
            await database.close()
            raise
        return database

    async def do(
        self, deed: Callable[Concatenate[Log, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Do a deed of the log: a method of Log, with what it takes.

        The write-ahead log is brought home behind a deed, and not within its commit, for which
        somebody waits.
        """

        def job(_: Connection) -> T:
            began = time.monotonic()
            try:
                return deed(self._log, *args, **kwargs)
            finally:
                self._deeds += 1
                long = time.monotonic() - began > LONG_DEED_S
                if long or self._deeds % DEEDS_A_CHECKPOINT == 0:
                    self._writer.later(come_home)

        with understood(self.path):
            return await self._writer.run(job)

    async def put(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Write beside the log, in one transaction."""

        def job(db: Connection) -> T:
            with self._log.transaction():
                return work(db, *args, **kwargs)

        with understood(self.path):
            return await self._writer.run(job)

    async def ask(
        self, question: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Read what is committed, all of it as at one moment."""

        def job(db: Connection) -> T:
            db.execute("BEGIN")
            try:
                return question(db, *args, **kwargs)
            finally:
                if db.in_transaction:
                    db.execute("ROLLBACK")

        reader = await self._free.get()
        try:
            with understood(self.path):
                return await reader.run(job)
        finally:
            self._free.put_nowait(reader)

    async def preview(self, step: int) -> Preview:
        """What a move to the step would change; made on a connection of its own."""
        return await asyncio.to_thread(preview, self.path, step)

    async def state_at(self, step: int) -> dict[Key, State]:
        """The step's chat as it would be there; made on a connection of its own."""
        return await asyncio.to_thread(state_at, self.path, step)

    async def checkpoint(self) -> None:
        """Bring the write-ahead log home and empty it; for idle moments."""
        with understood(self.path):
            await self._writer.run(partial(come_home, how="TRUNCATE"))

    async def close(self) -> None:
        """Close the readers and then the writer, whose last act is a checkpoint."""
        # Each of them, also when one fails or who waits goes: a thread that is left never ends.
        async with AsyncExitStack() as stack:
            stack.callback(self._ownership.release)
            for worker in (self._writer, *self._readers):
                stack.push_async_callback(worker.close)

    async def _start(self) -> None:
        await self._writer
        for reader in self._readers:
            await reader
            self._free.put_nowait(reader)

    def _open_log(self) -> Connection:
        db = connect(self.path)
        self._log = Log(db, self._clock)
        return db


@asynccontextmanager
async def opened(path: Path, clock: Callable[[], float] = time.time) -> AsyncIterator[Database]:
    """A database for as long as a block lasts."""
    database = await Database.open(path, clock=clock)
    try:
        yield database
    finally:
        await database.close()


def come_home(db: Connection, how: str = "PASSIVE") -> None:
    """Copy the write-ahead log into the file; one that does not come to it tries again later."""
    # To its last row: a statement that is still open would refuse the next commit.
    db.execute(f"PRAGMA wal_checkpoint({how})").fetchall()


def prepare(path: Path, backups: Path, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Make sure that the file is there, is ours, of today's schema, and holds no unknown event."""
    must_have_place(path)
    with understood(path):
        if not path.exists():
            must_not_be_cut_off(path)
            must_have_left_nothing(path)
            create(path)
        if path.stat().st_size == 0:
            raise DamagedFile(path, "it is empty, which no database of ours ever is")
        must_be_writable(path)
        with closing(connect_to_look(path)) as db:
            known_version(db, path, migrations)
        with closing(connect(path)) as db:
            migrate(db, path, backups, migrations)
            must_be_whole(db, path)
            must_know_every_event(db)


def must_have_left_nothing(path: Path) -> None:
    """Refuse to put a new file under the journal of one that is gone: SQLite would mix the two."""
    for journal in (path.with_name(f"{path.name}{end}") for end in ("-wal", "-journal")):
        if journal.exists() and journal.stat().st_size:
            raise DamagedFile(path, f"it is gone, but {journal.name} has what was last written")


def must_be_writable(path: Path) -> None:
    """Refuse a file that can only be read; what SQLite put beside one that could, is mended."""
    if not os.access(path, os.W_OK):
        raise ReadOnlyFolder(path)
    for beside in (path.with_name(f"{path.name}{end}") for end in ("-wal", "-shm")):
        if beside.exists() and not os.access(beside, os.W_OK):
            beside.chmod(0o600)


def create(path: Path) -> None:
    """Make a new database, which has its name when it is whole."""
    unfinished = path.with_name(f"{path.name}.new")
    sweep(unfinished)
    os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    # Its content not through a write-ahead log: on a full disk half of it might stay behind there.
    with closing(sqlite3.connect(unfinished)) as db:
        db.executescript(f"BEGIN;\n{schema()}\nCOMMIT;\nPRAGMA journal_mode = WAL;")
    put_in_place(unfinished, path)
