"""What this machine's SQLite can do."""

import sqlite3
from contextlib import closing

from rp_tui.core.storage.features import Sqlite, sqlite_features, works


def test_the_sqlite_that_runs_the_tests_has_all_that_is_needed() -> None:
    found = sqlite_features()
    assert found.version == sqlite3.sqlite_version
    assert found.missing == []
    assert {"STRICT", "RETURNING", "FTS5", "JSON", "WAL"} <= set(found.features)


def test_what_sqlite_does_not_understand_is_found_missing() -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        assert not works(db, "CREATE VIRTUAL TABLE t USING fts99 (a)")
    lacking = Sqlite(version="3", threads="serialized", features={"FTS5": False, "JSON": True})
    assert lacking.missing == ["FTS5"]
