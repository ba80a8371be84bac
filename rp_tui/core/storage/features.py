"""What this machine's SQLite can do, found out by asking it to."""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import msgspec

THREADS = {0: "single-thread", 1: "multi-thread", 3: "serialized"}
NEEDED = {
    "STRICT": "CREATE TABLE strict_table (a INTEGER) STRICT",
    "generated columns": "CREATE TABLE generated (a INTEGER, b INTEGER AS (a >> 1) VIRTUAL)",
    "RETURNING": "INSERT INTO plain (a) VALUES (1) RETURNING a",
    "UPSERT": "INSERT INTO plain (a) VALUES (1) ON CONFLICT DO UPDATE SET a = excluded.a",
    "FTS5": "CREATE VIRTUAL TABLE words USING fts5 (a, tokenize = 'porter unicode61')",
    "JSON": """SELECT value ->> '$[0]' FROM json_each('[[1]]')""",
}


class Sqlite(msgspec.Struct, frozen=True):
    """A SQLite: its version, how it takes threads, and which features it has."""

    version: str
    threads: str
    features: dict[str, bool]

    @property
    def missing(self) -> list[str]:
        """What the log needs and this SQLite lacks."""
        return [name for name, there in self.features.items() if not there]


def sqlite_features() -> Sqlite:
    """Try everything that the log needs."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE TABLE plain (a INTEGER PRIMARY KEY)")
        features = {name: works(db, sql) for name, sql in NEEDED.items()}
    return Sqlite(
        version=sqlite3.sqlite_version,
        threads=THREADS[sqlite3.threadsafety],
        features=features | {"WAL": has_wal()},
    )


def works(db: sqlite3.Connection, sql: str) -> bool:
    """Whether a statement is understood and carried out."""
    try:
        db.execute(sql).fetchall()
    except sqlite3.Error:
        return False
    return True


def has_wal() -> bool:
    """Whether a file can have a write-ahead log; a database in memory never has one."""
    with (
        tempfile.TemporaryDirectory(prefix="rp-tui-doctor-") as folder,
        closing(sqlite3.connect(Path(folder, "wal.db"))) as db,
    ):
        mode: str = db.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        return mode == "wal"
