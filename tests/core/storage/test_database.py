"""The door to the file: one deed at a time, readers beside it, and nothing left behind."""

import asyncio
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator
from pathlib import Path
from sqlite3 import Connection

import pytest

from rp_tui.core.storage import reads
from rp_tui.core.storage.database import Database, opened
from rp_tui.core.storage.errors import NotFound, StorageTrouble
from rp_tui.core.storage.log import Log, Written
from rp_tui.core.storage.owner import Owned
from rp_tui.core.storage.verify import verify
from tests.torture.deeds import steps_of
from tests.torture.tale import CHAT, Tale, begun, deeds_done
from tests.torture.victim import CHECKOUT

PATIENCE_S = 5.0
SLOW = "speak slowly"
LEFT = {"chat.db", "chat.db.lock"}
COUNT = "SELECT count(*) FROM event"

KILLED_BEFORE_IT_HAS_ITS_NAME = """
import asyncio, os, signal, sys
from pathlib import Path
from rp_tui.core.storage import database
database.put_in_place = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
asyncio.run(database.Database.open(Path(sys.argv[1])))
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "chat.db"


@pytest.fixture
async def tale(path: Path) -> AsyncIterator[Tale]:
    async with opened(path) as database:
        yield await begun(database)


async def test_who_stops_waiting_for_a_deed_stops_the_waiting_alone(tale: Tale) -> None:
    begun_to_write, go_on = threading.Event(), threading.Event()
    waiting = asyncio.create_task(tale.database.do(slowly, tale, begun_to_write, go_on))
    await asyncio.to_thread(begun_to_write.wait, PATIENCE_S)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    go_on.set()
    assert SLOW in await done_when_idle(tale.database)
    tale.head = await tale.database.ask(lambda db: Log(db).head(CHAT))
    await tale.go_on(1)
    assert verify(tale.database.path).fault is None


async def test_deeds_that_are_asked_for_at_once_are_done_one_after_the_other(
    tale: Tale,
) -> None:
    moments: list[str] = []

    def note(_: Log, name: str) -> None:
        moments.append(f"{name} begins")
        time.sleep(0.005)
        moments.append(f"{name} ends")

    await asyncio.gather(*(tale.database.do(note, str(number)) for number in range(8)))
    assert moments == [f"{n} {what}" for n in range(8) for what in ("begins", "ends")]


async def test_readers_see_what_is_committed_and_nothing_else(tale: Tale) -> None:
    written, go_on = threading.Event(), threading.Event()
    before = await tale.database.ask(reads.last_turns, CHAT, 50)
    waiting = asyncio.create_task(tale.database.do(slowly, tale, written, go_on))
    await asyncio.to_thread(written.wait, PATIENCE_S)
    assert await tale.database.ask(reads.last_turns, CHAT, 50) == before
    go_on.set()
    await waiting
    assert len(await tale.database.ask(reads.last_turns, CHAT, 50)) == len(before) + 2


async def test_a_question_sees_one_moment_from_its_first_look_to_its_last(tale: Tale) -> None:
    looked, go_on = threading.Event(), threading.Event()

    def look_twice(db: Connection) -> tuple[int, int]:
        first: int = db.execute(COUNT).fetchone()[0]
        looked.set()
        go_on.wait(PATIENCE_S)
        return first, db.execute(COUNT).fetchone()[0]

    asking = asyncio.create_task(tale.database.ask(look_twice))
    await asyncio.to_thread(looked.wait, PATIENCE_S)
    await tale.go_on(1)
    go_on.set()
    first, last = await asking
    assert first == last
    assert (await tale.database.ask(lambda db: db.execute(COUNT).fetchone()))[0] > last


async def test_who_stops_waiting_for_an_answer_gives_the_reader_back(tale: Tale) -> None:
    for _ in range(5):
        asking = asyncio.create_task(tale.database.ask(lambda _: time.sleep(0.01)))
        await asyncio.sleep(0)
        asking.cancel()
    async with asyncio.timeout(PATIENCE_S):
        assert await tale.database.ask(reads.last_turns, CHAT, 1)


async def test_a_reader_cannot_write(tale: Tale) -> None:
    with pytest.raises(StorageTrouble, match=str(tale.database.path)):
        await tale.database.ask(lambda db: db.execute("DELETE FROM event"))
    assert verify(tale.database.path).events


async def test_a_deed_that_fails_leaves_the_next_ones_to_succeed(tale: Tale) -> None:
    with pytest.raises(NotFound):
        await tale.database.do(Log.move, "to nowhere", 10_000)
    with pytest.raises(ZeroDivisionError):
        await tale.database.put(write_and_fail)
    assert "to nowhere" not in await tale.database.ask(deeds_done)
    await tale.go_on(1)
    assert verify(tale.database.path).fault is None


async def test_a_deed_can_be_done_right_after_a_checkpoint(tale: Tale) -> None:
    wal = tale.database.path.with_name("chat.db-wal")
    assert size(wal)
    await tale.database.checkpoint()
    assert not size(wal)
    await tale.go_on(1)


async def test_closing_leaves_no_journal_no_thread_and_no_owner(path: Path) -> None:
    before = workers()
    async with opened(path) as database:
        await begun(database)
        assert len(workers()) > len(before)
        assert names(path.parent) == {*LEFT, "chat.db-wal", "chat.db-shm", "chat.db.owner"}
    await database.close()
    assert names(path.parent) == LEFT
    must_end(workers() - before)


async def test_closing_closes_the_rest_when_who_waits_for_it_goes(path: Path) -> None:
    before = workers()
    database = await Database.open(path)
    busy = asyncio.create_task(database.do(lambda _: time.sleep(0.05)))
    await asyncio.sleep(0)
    closing = asyncio.create_task(database.close())
    await asyncio.sleep(0.01)
    closing.cancel()
    await asyncio.gather(busy, closing, return_exceptions=True)
    must_end(workers() - before)
    async with opened(path) as again:
        await begun(again)


async def test_a_start_that_fails_leaves_no_owner(path: Path) -> None:
    put(path, b"")
    for _ in range(2):
        with pytest.raises(StorageTrouble):
            await Database.open(path)
    remove(path)
    async with opened(path) as database:
        await begun(database)


async def test_what_is_open_here_cannot_be_opened_beside_it(tale: Tale) -> None:
    with pytest.raises(Owned, match=str(os.getpid())):
        await Database.open(tale.database.path)
    await tale.go_on(1)


async def test_what_is_opened_again_is_as_it_was_left(path: Path) -> None:
    async with opened(path) as database:
        tale = await begun(database)
        left = await database.ask(reads.last_turns, CHAT, 50)
    async with opened(path) as database:
        assert await database.ask(reads.last_turns, CHAT, 50) == left
        assert await database.ask(deeds_done) == [deed.name for deed, _ in tale.told]
    assert verify(path).fault is None


async def test_every_file_is_its_owners_alone(tale: Tale) -> None:
    folder = tale.database.path.parent
    assert {name: mode(folder / name) for name in names(folder)} == dict.fromkeys(
        names(folder), 0o600
    )


def test_a_database_has_its_name_when_it_is_whole(path: Path) -> None:
    command = [sys.executable, "-c", KILLED_BEFORE_IT_HAS_ITS_NAME, str(path)]
    killed = subprocess.run(command, cwd=CHECKOUT, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert "chat.db.new" in names(path.parent)
    assert "chat.db" not in names(path.parent)
    asyncio.run(open_and_close(path))
    assert names(path.parent) == LEFT
    assert verify(path).fault is None


async def open_and_close(path: Path) -> None:
    await (await Database.open(path)).close()


async def done_when_idle(database: Database) -> list[str]:
    """The deeds that are done when all that was asked before is."""
    await database.do(lambda _: None)
    return await database.ask(deeds_done)


def slowly(log: Log, tale: Tale, written: threading.Event, go_on: threading.Event) -> Written:
    """Speak, and wait between the last write and the commit."""

    def wait(_: Connection) -> None:
        written.set()
        go_on.wait(PATIENCE_S)

    deed = tale.next("speak")
    return log.append(SLOW, deed.step, *steps_of(deed), beside=wait)


def write_and_fail(db: Connection) -> None:
    db.execute("DELETE FROM head")
    raise ZeroDivisionError


def workers() -> set[threading.Thread]:
    """The threads of connections; those that asyncio keeps for to_thread stay."""
    return {thread for thread in threading.enumerate() if not thread.name.startswith("asyncio")}


def must_end(threads: set[threading.Thread]) -> None:
    for thread in threads:
        thread.join(PATIENCE_S)
    assert not any(thread.is_alive() for thread in threads)


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def size(file: Path) -> int:
    return file.stat().st_size


def put(file: Path, content: bytes) -> None:
    file.write_bytes(content)


def remove(file: Path) -> None:
    file.unlink()
