"""Brings a file to today's schema: numbered steps, one transaction, a backup copy first.

`schema.sql` is what a new file gets. A change of the schema is made there, and a function here does
the same to an older file. A change of a fold, or of a projection's columns, ends in a rebuild.
"""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Connection

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.storage.copy import copy_from
from rp_tui.core.storage.errors import (
    DamagedFile,
    MigrationFailed,
    NewerSchema,
    NotADatabase,
    storage_trouble,
)
from rp_tui.core.storage.schema import parts
from rp_tui.core.storage.vocabulary import must_know_every_event

Migration = Callable[[Connection], None]

APPLICATION = 0x72707475  # 'rptu': how schema.sql signs a file of ours

MIGRATIONS: tuple[Migration, ...] = ()  # the first brings schema 1 to 2


def schema_version(db: Connection, path: Path) -> int:
    """The version of a file's schema; a file that is not ours is refused."""
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
        raise NotADatabase(path)
    try:
        (version,) = db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
        return int(version)
    except (sqlite3.OperationalError, TypeError, ValueError) as error:
        trouble = storage_trouble(error, path) if isinstance(error, sqlite3.Error) else None
        raise trouble or DamagedFile(path, "it does not say which schema it has") from error


def known_version(db: Connection, path: Path, migrations: Sequence[Migration] = MIGRATIONS) -> int:
    """The version of a file's schema; a file of a newer program is refused too."""
    version, newest = schema_version(db, path), 1 + len(migrations)
    if version > newest:
        raise NewerSchema(path, f"its schema is {version}, this one knows {newest}")
    return version


def migrate(
    db: Connection, path: Path, backups: Path, migrations: Sequence[Migration] = MIGRATIONS
) -> Path | None:
    """Apply what is missing; return the backup copy, if one was needed."""
    version = known_version(db, path, migrations)
    if version > len(migrations):
        return None
    now = datetime.now(UTC)
    backup = backups / f"{path.stem}-schema-{version}-{now:%Y%m%d-%H%M%S}{path.suffix}"
    copy_from(db, backup)
    apply(db, path, version, migrations)
    return backup


def apply(db: Connection, path: Path, version: int, migrations: Sequence[Migration]) -> None:
    db.execute("BEGIN IMMEDIATE")
    try:
        for number, migration in enumerate(migrations[version - 1 :], version + 1):
            migration(db)
            db.execute("UPDATE meta SET value = ? WHERE key = 'schema'", (str(number),))
        must_know_every_event(db)
        db.execute("COMMIT")
    except Exception as error:  # whatever a migration stumbles over, the file stays as it was
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise failure(error, path, version) from error


def must_be_whole(db: Connection, path: Path) -> None:
    """Refuse a file of today's schema that lacks a part of it."""
    there = {name for (name,) in db.execute("SELECT name FROM sqlite_schema")}
    if missing := parts() - there:
        raise DamagedFile(path, f"it has no {min(missing)}")


def failure(error: Exception, path: Path, version: int) -> Trouble:
    if isinstance(error, Trouble):
        return error
    if isinstance(error, sqlite3.Error) and (trouble := storage_trouble(error, path)):
        return trouble
    return MigrationFailed(path, f"from schema {version}: {error}")
