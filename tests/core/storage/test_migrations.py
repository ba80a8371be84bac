"""A file of an older schema is brought up to date whole, after a backup, or not touched at all."""

import asyncio
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection

import pytest

from rp_tui.core.storage.database import Database
from rp_tui.core.storage.errors import MigrationFailed, NewerSchema, StorageTrouble, UnknownEvent
from rp_tui.core.storage.migrations import MIGRATIONS, Migration
from rp_tui.core.storage.verify import verify
from tests.torture.days import must_start, played
from tests.torture.victim import CHECKOUT

KILLED_WHILE_IT_MIGRATES = """
import asyncio, os, signal, sys
from pathlib import Path
from rp_tui.core.storage.database import Database
def die(db):
    db.execute("PRAGMA cache_size = 1")
    db.execute("UPDATE event SET payload = 'gone'")
    os.kill(os.getpid(), signal.SIGKILL)
asyncio.run(Database.open(Path(sys.argv[1]), migrations=[die]))
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return played(tmp_path / "chat.db")


def test_what_is_missing_is_applied_in_order_after_a_backup(path: Path) -> None:
    before = dump(path)
    start(path, [noting("one"), noting("two")])
    assert notes(path) == ["one", "two"]
    assert schema_of(path) == 3
    (backup,) = backups(path)
    assert dump(backup) == before
    assert "schema-1" in backup.name
    assert backup.stat().st_mode & 0o777 == 0o600
    assert verify(backup).fault is None


def test_what_was_applied_is_not_applied_again(path: Path) -> None:
    for migrations in ([noting("one")], [noting("one"), noting("two")]):
        start(path, migrations)
        start(path, migrations)
    assert notes(path) == ["one", "two"]
    assert {backup.name.split("-")[2] for backup in backups(path)} == {"1", "2"}
    assert len(backups(path)) == 2


@pytest.mark.parametrize(
    ("failing", "reason"),
    [
        (lambda db: db.execute("UPDATE no_such_table SET a = 1"), "no such table: no_such_table"),
        (lambda db: db.execute("INSERT INTO head VALUES (1, 1), (1, 1)"), "UNIQUE constraint"),
        (lambda _: int("seven"), "seven"),
    ],
)
def test_one_that_fails_leaves_the_file_as_it_was_and_its_backup(
    path: Path, failing: Migration, reason: str
) -> None:
    before, bytes_before = dump(path), path.read_bytes()
    with pytest.raises(MigrationFailed, match=reason) as raised:
        start(path, [noting("one"), failing, noting("three")])
    assert str(path) in str(raised.value)
    assert path.read_bytes() == bytes_before
    assert dump(path) == before
    (backup,) = backups(path)
    assert dump(backup) == before
    must_start(path)


def test_one_that_is_killed_leaves_the_file_as_it_was(path: Path) -> None:
    before = dump(path)
    command = [sys.executable, "-c", KILLED_WHILE_IT_MIGRATES, str(path)]
    killed = subprocess.run(command, cwd=CHECKOUT, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert dump(path) == before
    must_start(path)
    start(path, [noting("one")])
    assert notes(path) == ["one"]


def test_an_unknown_event_stops_a_migration_before_it_is_done(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE event SET type = 'TurnSung' WHERE type = 'TurnSpoken'")
    before = dump(path)
    with pytest.raises(UnknownEvent, match="TurnSung"):
        asyncio.run(Database.open(path, migrations=[noting("one")]))
    assert dump(path) == before
    assert schema_of(path) == 1


def test_a_newer_schema_is_refused_and_unchanged(path: Path) -> None:
    start(path, [noting("one"), noting("two")])
    before = path.read_bytes()
    for migrations in (MIGRATIONS, [noting("one")]):
        with pytest.raises(NewerSchema, match=str(path)):
            start(path, migrations)
    assert path.read_bytes() == before
    assert len(backups(path)) == 1


def test_without_a_place_for_the_backup_nothing_begins(path: Path) -> None:
    before = path.read_bytes()
    folder = path.parent / "backups"
    folder.write_text("in the way")
    with pytest.raises(StorageTrouble, match=str(folder)):
        start(path, [noting("one")])
    assert path.read_bytes() == before
    folder.unlink()
    start(path, [noting("one")])
    assert notes(path) == ["one"]


def start(path: Path, migrations: Sequence[Migration]) -> None:
    async def started() -> None:
        await (await Database.open(path, migrations=migrations)).close()

    asyncio.run(started())


def noting(word: str) -> Migration:
    """A migration that changes the schema where that is needed, and leaves its word."""

    def migration(db: Connection) -> None:
        db.execute("CREATE TABLE IF NOT EXISTS note (word TEXT NOT NULL) STRICT")
        db.execute("INSERT INTO note VALUES (?)", (word,))

    return migration


def notes(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        return [word for (word,) in db.execute("SELECT word FROM note ORDER BY rowid")]


def schema_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()[0])


def dump(path: Path) -> list[str]:
    """All that a file says, in SQL."""
    with closing(sqlite3.connect(path)) as db:
        return list(db.iterdump())


def backups(path: Path) -> list[Path]:
    return sorted((path.parent / "backups").iterdir())
