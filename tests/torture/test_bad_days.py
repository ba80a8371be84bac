"""Bad days: each a typed trouble in one sentence that names the path, and nothing is lost by it."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rp_tui.core.storage import connection, reads
from rp_tui.core.storage.database import opened
from rp_tui.core.storage.errors import (
    DatabaseLocked,
    DiskFull,
    NoDatabase,
    ParentMissing,
    PathIsFolder,
)
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.verify import verify
from tests.torture.days import execute, must_start, played, start
from tests.torture.tale import CHAT, Tale, begun, deeds_done
from tests.torture.victim import CHECKOUT

PATIENCE_S = 50
BUSY_S = 0.2

HOLDER = """import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()"""


@pytest.fixture
async def tale(tmp_path: Path) -> AsyncIterator[Tale]:
    async with opened(tmp_path / "chat.db") as database:
        yield await begun(database)


@pytest.mark.parametrize(
    "story",
    ["a_file_that_may_not_grow", "a_backup_that_finds_no_room", "a_copy_that_finds_no_room"],
)
def test_nothing_is_lost_by(story: str, tmp_path: Path) -> None:
    tell(story, tmp_path)


@pytest.mark.parametrize(
    "story", ["a_full_disk", "a_close_on_a_full_disk", "a_first_start_on_a_full_disk"]
)
def test_nothing_is_lost_on_a_disk_of_few_megabytes_by(story: str, tmp_path: Path) -> None:
    mount = "mount -t tmpfs -o size=4m tmpfs"
    own_mounts = ["unshare", "-m", "sh", "-c"]
    if not shutil.which("unshare"):
        pytest.skip("no mounts of one's own here")
    if subprocess.run([*own_mounts, f"{mount} {tmp_path}"], capture_output=True).returncode:
        pytest.skip("this user may not mount")
    tell(story, tmp_path, [*own_mounts, f'{mount} "$0" && exec "$@"', str(tmp_path)])


async def test_a_database_that_reached_its_last_page_goes_on_when_it_may_grow(tale: Tale) -> None:
    await tale.database.do(lambda log: grow_by(log, pages=4))
    refused = tale.next("chronicle")
    with pytest.raises(DiskFull, match=str(tale.database.path)):
        await tale.tell(refused)
    assert await tale.database.ask(deeds_done) == [deed.name for deed, _ in tale.told]
    await tale.database.do(lambda log: grow_by(log, pages=1_000_000))
    await tale.tell(refused)
    assert verify(tale.database.path).fault is None


async def test_a_deed_waits_for_another_program_and_then_says_that_it_is_locked(
    tale: Tale,
) -> None:
    await tale.database.do(lambda log: log.db.execute(f"PRAGMA busy_timeout = {BUSY_S * 1000}"))
    deed = tale.next("speak")
    with held(tale.database.path):
        with pytest.raises(DatabaseLocked, match=str(tale.database.path)):
            await tale.tell(deed)
        assert await tale.database.ask(reads.last_turns, CHAT, 5), "reading goes on"
    await tale.tell(deed)
    assert verify(tale.database.path).fault is None


def test_a_start_waits_for_another_program_and_then_says_that_it_is_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = played(tmp_path / "chat.db")
    execute(written, "PRAGMA journal_mode = DELETE")  # as a restored copy has it
    monkeypatch.setattr(connection, "BUSY_S", BUSY_S)
    with held(written), pytest.raises(DatabaseLocked, match=str(written)):
        start(written)
    must_start(written)


@pytest.mark.parametrize(
    "story",
    [
        "a_folder_that_may_not_be_written",
        "a_file_that_may_not_be_written",
        "a_file_that_may_not_be_read",
    ],
)
def test_nothing_is_lost_in(story: str) -> None:
    folder = Path(tempfile.mkdtemp())  # where a user without rights can come to it
    try:
        tell(story, folder)
    finally:
        shutil.rmtree(folder)


def test_a_folder_for_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PathIsFolder, match=str(tmp_path)):
        start(tmp_path)
    with pytest.raises(PathIsFolder, match=str(tmp_path)):
        verify(tmp_path)


def test_a_folder_that_is_missing_is_refused_until_it_is_there(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "chat.db"
    with pytest.raises(ParentMissing, match=str(path)):
        start(path)
    path.parent.mkdir()
    with pytest.raises(NoDatabase, match=str(path)):
        verify(path)
    must_start(path)


def test_a_link_stays_a_link_and_its_target_is_the_database(tmp_path: Path) -> None:
    link, target = tmp_path / "chat.db", tmp_path / "elsewhere" / "chat.db"
    link.symlink_to(target)
    with pytest.raises(ParentMissing, match=str(target)):
        start(link)
    target.parent.mkdir()
    must_start(link)
    assert link.is_symlink()
    assert target.is_file()


def tell(story: str, folder: Path, within: list[str] | None = None) -> None:
    """Let a process of its own live a story."""
    command = [*(within or []), sys.executable, "-m", "tests.torture.confined", story, str(folder)]
    done = subprocess.run(
        command, cwd=CHECKOUT, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    assert done.returncode == 0, done.stderr


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Another program writes, and does not come to an end."""
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        yield
        holder.kill()


def grow_by(log: Log, pages: int) -> None:
    (now,) = log.db.execute("PRAGMA page_count").fetchone()
    log.db.execute(f"PRAGMA max_page_count = {now + pages}").fetchone()
