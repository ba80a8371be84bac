"""What is done at idle moments: what is due and no more, off the loop, and one piece at a time."""

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from rp_tui.core.domain.clock import parse
from rp_tui.core.storage import backup
from rp_tui.core.storage.copies import stamped
from rp_tui.core.storage.database import Database
from rp_tui.core.storage.errors import DiskFull
from rp_tui.core.storage.keeping import Folders, Keeper, Kept
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.prune import KEEP_TAILS_DAYS, SLACK_DAYS
from rp_tui.core.storage.verify import verify
from tests.torture.tale import Tale, begun

NOON = parse("2026-03-03T12:00:00Z").timestamp()
MINUTE_S = 60
DAY_S = 24 * 3600
PATIENCE_S = 5.0


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def tale(tmp_path: Path, clock: Clock) -> AsyncIterator[Tale]:
    database = await Database.open(tmp_path / "chat.db", clock=clock)
    try:
        yield await begun(database)
    finally:
        await database.close()


@pytest.fixture
def keeper(tale: Tale, tmp_path: Path, clock: Clock) -> Keeper:
    folders = Folders(*(tmp_path / name for name in Folders._fields))
    return Keeper(tale.database, folders, clock)


async def test_the_first_idle_moment_of_a_day_makes_a_backup_and_the_next_none(
    keeper: Keeper, tale: Tale, clock: Clock
) -> None:
    first = await keeper.idle()
    assert first.backup is not None
    assert verify(first.backup) == verify(tale.database.path)
    clock.now += MINUTE_S
    assert (await keeper.idle()).backup is None
    clock.now += DAY_S
    assert (await keeper.idle()).backup is not None
    assert first.troubles == ()


async def test_a_moment_with_nothing_to_do_does_nothing(keeper: Keeper, clock: Clock) -> None:
    await keeper.idle()
    clock.now += MINUTE_S
    assert await keeper.idle() == Kept()


async def test_half_an_hour_of_play_makes_a_snapshot(
    keeper: Keeper, tale: Tale, clock: Clock
) -> None:
    await tale.go_on(1)
    clock.now += 31 * MINUTE_S
    made = (await keeper.idle()).snapshot
    assert made is not None
    assert verify(made) == verify(tale.database.path)
    clock.now += 31 * MINUTE_S
    assert (await keeper.idle()).snapshot is None
    await tale.go_on(1)
    assert (await keeper.idle()).snapshot is None
    clock.now += 31 * MINUTE_S
    assert (await keeper.idle()).snapshot is not None


async def test_a_hundred_events_make_a_snapshot_at_once(
    keeper: Keeper, tale: Tale, clock: Clock
) -> None:
    await keeper.idle()
    await tale.go_on(30)
    clock.now += 1
    assert (await keeper.idle()).snapshot is not None


async def test_the_write_ahead_log_is_brought_home(keeper: Keeper, tale: Tale) -> None:
    wal = tale.database.path.with_name("chat.db-wal")
    assert wal.stat().st_size
    assert (await keeper.idle()).came_home
    assert not wal.stat().st_size


async def test_what_is_old_goes_with_its_file_and_comes_back_from_no_other(
    keeper: Keeper, tale: Tale, clock: Clock
) -> None:
    head = await tale.database.ask(lambda db: Log(db).head(1))
    parent = await tale.database.ask(lambda db: Log(db).parent(Log(db).parent(head) or 0))
    assert parent is not None
    made = await keeper.keep_tail(head, parent)
    assert made is not None
    await tale.database.do(Log.move, "rewind", parent)
    for day in range(KEEP_TAILS_DAYS + SLACK_DAYS):
        clock.now += DAY_S
        await tale.database.do(Log.move, f"stay, day {day}", parent)
        kept = await keeper.idle()
        assert (kept.pruned, kept.tails_removed) == (0, 0)
    assert made.exists()
    clock.now += DAY_S
    await tale.database.do(Log.move, "stay", parent)
    kept = await keeper.idle()
    assert kept.pruned > 0
    assert kept.tails_removed == 1
    assert not made.exists()
    assert len(stamped(keeper.folders.backups, "chat", ".db")) == backup.KEPT


async def test_what_fails_is_told_and_the_rest_is_done(
    keeper: Keeper, tale: Tale, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(source: Path, folder: Path, now: float) -> Path:
        raise DiskFull(folder)

    monkeypatch.setattr(backup, "backup", full)
    kept = await keeper.idle()
    assert [type(trouble) for trouble in kept.troubles] == [DiskFull]
    assert kept.backup is None
    assert kept.came_home
    monkeypatch.undo()
    assert (await keeper.idle()).backup is not None


async def test_a_folder_that_is_in_the_way_stops_nothing_else(keeper: Keeper) -> None:
    keeper.folders.backups.write_text("a file")
    kept = await keeper.idle()
    assert len(kept.troubles) == 1
    assert str(keeper.folders.backups) in str(kept.troubles[0])
    assert kept.came_home


async def begun_to_copy(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> tuple[asyncio.Task[Kept], threading.Event]:
    """An idle moment in the midst of a backup, which takes until it may go on."""
    begun, go_on = threading.Event(), threading.Event()

    def slowly(source: Path, folder: Path, now: float) -> Path:
        begun.set()
        go_on.wait(PATIENCE_S)
        return folder

    monkeypatch.setattr(backup, "backup", slowly)
    idle = asyncio.create_task(keeper.idle())
    await asyncio.to_thread(begun.wait, PATIENCE_S)
    return idle, go_on


async def test_play_goes_on_beside_it_and_the_loop_never_waits(
    keeper: Keeper, tale: Tale, monkeypatch: pytest.MonkeyPatch
) -> None:
    idle, go_on = await begun_to_copy(keeper, monkeypatch)
    async with asyncio.timeout(PATIENCE_S):
        await tale.go_on(2)
    assert not idle.done()
    go_on.set()
    await idle


async def test_cancelled_it_ends_before_the_next_piece(
    keeper: Keeper, tale: Tale, monkeypatch: pytest.MonkeyPatch
) -> None:
    wal = tale.database.path.with_name("chat.db-wal")
    idle, go_on = await begun_to_copy(keeper, monkeypatch)
    idle.cancel()
    with pytest.raises(asyncio.CancelledError):
        await idle
    go_on.set()
    assert wal.stat().st_size
    assert not keeper.folders.periodic.exists()
