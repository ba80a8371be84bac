"""Stories of processes that may not write: too large a file, a full disk, what belongs to others.

Each runs in a process of its own, `python -m tests.torture.confined STORY FOLDER`, and fails by an
exception.
"""

import asyncio
import os
import resource
import sys
from collections.abc import Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rp_tui.core.storage.copy import copy
from rp_tui.core.storage.database import Database, opened
from rp_tui.core.storage.errors import DiskFull, ReadOnlyFolder
from rp_tui.core.storage.verify import verify
from tests.torture.deeds import Deed, perform
from tests.torture.tale import CHAT, Tale, begun, deeds_done

if TYPE_CHECKING:
    from rp_tui.core.storage.migrations import Migration

NOBODY = 65534
ROOM_BYTES = 4096
BALLAST_STEP_BYTES = 20 * 1024
ENOUGH_BYTES = 600 * 1024
LATER = 1000

Story = Callable[[Path], Coroutine[Any, Any, None]]


async def a_file_that_may_not_grow(folder: Path) -> None:
    """The operating system cuts writes off at a size, as a quota does."""
    path = folder / "chat.db"
    async with opened(path) as database:
        tale = await begun(database)
        limit_files(path.with_name("chat.db-wal").stat().st_size + ROOM_BYTES)
        refused = await fill(tale, path)
        limit_files(None)
        await goes_on(tale, refused)
    assert verify(path).fault is None


async def a_full_disk(folder: Path) -> None:
    """The folder is a disk of its own; ballast fills it."""
    path, ballast = folder / "chat.db", folder / "ballast"
    async with opened(path) as database:
        tale = await begun(database)
        fill_up(ballast, leave_bytes=16 * ROOM_BYTES)
        refused = await fill(tale, path)
        ballast.unlink()
        await goes_on(tale, refused)
    assert verify(path).fault is None


async def a_close_on_a_full_disk(folder: Path) -> None:
    """What the last checkpoint cannot bring home waits in the write-ahead log."""
    path, ballast = folder / "chat.db", folder / "ballast"
    async with opened(path) as database:
        tale = await begun(database, exchanges=20)
        fill_up(ballast, leave_bytes=0)
    assert path.with_name("chat.db-wal").stat().st_size
    ballast.unlink()
    async with opened(path) as database:
        assert await database.ask(deeds_done) == [deed.name for deed, _ in tale.told]
    assert verify(path).fault is None


async def a_first_start_on_a_full_disk(folder: Path) -> None:
    """However much room there is, a database is whole or not there, and room mends it."""
    for room_bytes in range(0, ENOUGH_BYTES, BALLAST_STEP_BYTES):
        path, ballast = folder / "chat.db", folder / "ballast"
        fill_up(ballast, leave_bytes=room_bytes)
        with suppress(DiskFull):
            await (await Database.open(path)).close()
        ballast.unlink()
        async with opened(path) as database:
            await begun(database, exchanges=1)
        assert verify(path).fault is None
        sweep(folder)


async def a_backup_that_finds_no_room(folder: Path) -> None:
    """A migration whose backup cannot be written does not begin."""
    path, done = folder / "chat.db", list[int]()
    migrations: list[Migration] = [lambda _: done.append(1)]
    async with opened(path) as database:
        await begun(database)
    before = content(path)
    limit_files(len(before) // 2)
    with pytest.raises(DiskFull, match="backups"):
        await Database.open(path, migrations=migrations)
    assert not done
    assert content(path) == before
    assert names(folder / "backups") == []
    limit_files(None)
    await (await Database.open(path, migrations=migrations)).close()
    assert done


async def a_copy_that_finds_no_room(folder: Path) -> None:
    """There is no target then, nor half of one."""
    path, target = folder / "chat.db", folder / "copies" / "copy.db"
    async with opened(path) as database:
        await begun(database)
        limit_files(path.stat().st_size // 2)
        with pytest.raises(DiskFull, match=r"copy\.db"):
            copy(path, target)
        assert names(target.parent) == []
        limit_files(None)
        copy(path, target)
    assert verify(target).fault is None


async def a_folder_that_may_not_be_written(folder: Path) -> None:
    path = await a_database_of_nobody(folder)
    for _ in ("with a lock there", "with none"):
        allow(folder, 0o500)
        with pytest.raises(ReadOnlyFolder, match=str(path)):
            await Database.open(path)
        allow(folder, 0o700)
        await works(path)
        path.with_name("chat.db.lock").unlink()


async def a_file_that_may_not_be_written(folder: Path) -> None:
    """Not even after somebody has read it, when SQLite's own files beside it are read-only too."""
    path = await a_database_of_nobody(folder)
    for looked in (False, True):
        allow(path, 0o400)
        with pytest.raises(ReadOnlyFolder, match=str(path)):
            await Database.open(path)
        if looked:
            assert verify(path).fault is None
        allow(path, 0o600)
        await works(path)


async def a_file_that_may_not_be_read(folder: Path) -> None:
    path = await a_database_of_nobody(folder)
    for shut, way_in in ((path, 0o600), (folder, 0o700)):
        allow(shut, 0)
        with pytest.raises(ReadOnlyFolder, match=str(folder)):
            await Database.open(path)
        with pytest.raises(ReadOnlyFolder, match=str(path)):
            verify(path)
        allow(shut, way_in)
        await works(path)


async def a_database_of_nobody(folder: Path) -> Path:
    """One made by a user whom permissions bind; all that is imported late is imported by now."""
    async with opened(folder / "of-root.db") as database:
        await begun(database, exchanges=1)
    verify(folder / "of-root.db")
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    path = folder / "chat.db"
    async with opened(path) as database:
        await begun(database, exchanges=1)
    return path


async def works(path: Path) -> None:
    """What was there is there, and a deed can be done."""
    async with opened(path) as database:
        before = await database.ask(deeds_done)
        deed = Deed(LATER + len(before), "settle", CHAT, seed=1)
        await perform(database, deed)
        assert await database.ask(deeds_done) == [*before, deed.name]
    assert verify(path).fault is None


async def fill(tale: Tale, path: Path) -> Deed:
    """Tell until there is no more room; say what was refused, of which nothing is there."""
    while True:
        deed = tale.next("chronicle")
        try:
            await tale.tell(deed)
        except DiskFull:
            break
    assert await tale.database.ask(deeds_done) == [told.name for told, _ in tale.told]
    with pytest.raises(DiskFull, match=str(path)):
        await tale.tell(deed)
    return deed


async def goes_on(tale: Tale, refused: Deed) -> None:
    """With room again, the same deed is done, and once however often it is tried."""
    assert await tale.tell(refused) == await tale.tell(refused)
    await tale.go_on(3)
    assert await tale.database.ask(deeds_done) == list(
        dict.fromkeys(told.name for told, _ in tale.told)
    )


def content(path: Path) -> bytes:
    return path.read_bytes()


def names(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir()]


def allow(path: Path, mode: int) -> None:
    path.chmod(mode)


def sweep(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()


def limit_files(size_bytes: int | None) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard if size_bytes is None else size_bytes, hard))


def fill_up(ballast: Path, leave_bytes: int) -> None:
    disk = os.statvfs(ballast.parent)
    free_bytes = disk.f_bavail * disk.f_frsize
    ballast.write_bytes(bytes(max(0, free_bytes - leave_bytes)))


STORIES: dict[str, Story] = {
    story.__name__: story
    for story in (
        a_file_that_may_not_grow,
        a_full_disk,
        a_close_on_a_full_disk,
        a_first_start_on_a_full_disk,
        a_backup_that_finds_no_room,
        a_copy_that_finds_no_room,
        a_folder_that_may_not_be_written,
        a_file_that_may_not_be_written,
        a_file_that_may_not_be_read,
    )
}

if __name__ == "__main__":
    asyncio.run(STORIES[sys.argv[1]](Path(sys.argv[2])))
