"""A restore: checked first, the old database kept, and a rewind's file brings its steps back."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from rp_tui.core.storage import restore as restore_module
from rp_tui.core.storage.connection import connect
from rp_tui.core.storage.database import opened
from rp_tui.core.storage.errors import (
    NoDatabase,
)
from rp_tui.core.storage.graft import ForeignTail
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.owner import Owned, claim, owner_of
from rp_tui.core.storage.restore import (
    Copied,
    ready,
    restore,
)
from rp_tui.core.storage.tail_file import keep_tail
from rp_tui.core.storage.verify import verify
from tests.core.storage.checks import another
from tests.core.storage.restore.kept import (
    ASIDE,
    NOW,
    left_open,
    names,
    open_and_close,
    said,
    unchanged,
)
from tests.core.storage.stories import says


def test_a_backup_takes_the_place_and_the_old_one_is_kept(
    source: Path, database: Path, backups: Path
) -> None:
    aside = restore(source, database, backups, NOW)
    assert said(database) == ["Old."]
    assert aside == database.with_name(ASIDE)
    assert said(aside) == ["Old.", "New."]
    assert names(database.parent) == {"chat.db", "chat.db.lock", ASIDE}
    assert verify(database).fault is verify(aside).fault is None
    assert database.stat().st_mode & 0o777 == 0o600
    assert said(source) == ["Old."]
    assert owner_of(database) is None


def test_a_restore_is_undone_by_a_restore_of_what_it_put_aside(
    source: Path, database: Path, backups: Path
) -> None:
    aside = restore(source, database, backups, NOW)
    assert aside is not None
    again = restore(aside, database, backups, NOW)
    assert said(database) == ["Old.", "New."]
    assert again == database.with_name(f"{ASIDE}-2")


async def test_what_was_restored_is_played_on(source: Path, database: Path, backups: Path) -> None:
    await asyncio.to_thread(restore, source, database, backups, NOW)
    async with opened(database) as opened_again:
        head = await opened_again.ask(lambda db: Log(db).head(1))
        await opened_again.do(Log.append, "go on", head, [says(1, "And on.")])
    assert said(database) == ["Old.", "And on."]


def test_a_place_without_a_story_takes_one_too(
    source: Path, database: Path, backups: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "chat.db"
    assert restore(source, elsewhere, backups, NOW) is None
    assert said(elsewhere) == ["Old."]
    assert not list(tmp_path.glob("chat.db.*-*"))


def test_what_is_not_brought_home_yet_is_kept_with_the_old_one(
    source: Path, database: Path, backups: Path
) -> None:
    left_open(database)
    assert database.with_name("chat.db-wal").stat().st_size
    aside = restore(source, database, backups, NOW)
    assert aside is not None
    assert said(aside) == ["Old.", "New.", "Newest."]
    assert said(database) == ["Old."]


def test_a_damaged_database_gives_way_with_all_that_is_left_of_it(
    source: Path, database: Path, backups: Path
) -> None:
    database.write_bytes(b"nonsense " * 1000)
    database.with_name("chat.db-wal").write_bytes(b"the last words")
    aside = restore(source, database, backups, NOW)
    assert said(database) == ["Old."]
    assert aside is not None
    assert aside.read_bytes() == b"nonsense " * 1000
    assert aside.with_name(f"{ASIDE}-wal").read_bytes() == b"the last words"
    assert names(database.parent) == {"chat.db", "chat.db.lock", ASIDE, f"{ASIDE}-wal"}


def test_who_plays_is_not_disturbed(source: Path, database: Path, backups: Path) -> None:
    with claim(database), pytest.raises(Owned, match="already open in process"):
        restore(source, database, backups, NOW)
    assert unchanged(database)


def test_nobody_can_begin_to_play_while_the_player_decides(
    source: Path, database: Path, backups: Path
) -> None:
    with ready(source, database, backups) as found:
        assert isinstance(found, Copied)
        assert (found.holds.bots, found.holds.turns) == (3, 1)
        with pytest.raises(Owned):
            claim(database)
    assert unchanged(database)


def test_an_older_backup_is_brought_up_to_date_before_it_is_checked(
    source: Path, database: Path, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with another(source) as db:
        (table,) = db.execute("SELECT sql FROM sqlite_schema WHERE name = 'inflight'").fetchone()
        db.execute("DROP TABLE inflight")
        db.execute("UPDATE meta SET value = '0' WHERE key = 'schema'")

    def from_schema_0(db: sqlite3.Connection, path: Path, version: int, _: object) -> None:
        assert (path, version) == (source, 0)
        db.execute(table)
        db.execute("CREATE INDEX inflight_by_chat ON inflight (chat)")
        db.execute("UPDATE meta SET value = '1' WHERE key = 'schema'")

    monkeypatch.setattr(restore_module, "apply", from_schema_0)
    restore(source, database, backups, NOW)
    assert said(database) == ["Old."]
    assert said(source) == ["Old."]
    with another(source) as db:
        assert db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() == ("0",)


def test_a_rewind_s_file_brings_its_steps_back(database: Path, backups: Path) -> None:
    tail = rewound(database, backups)
    assert said(database) == ["Old."]
    assert restore(tail, database, backups, NOW) is None
    assert unchanged(database)


def test_a_rewind_s_file_has_no_place_in_another_story(
    database: Path, backups: Path, tmp_path: Path
) -> None:
    tail = rewound(database, backups)
    other = tmp_path / "other.db"
    asyncio.run(open_and_close(other))
    with pytest.raises(ForeignTail):
        restore(tail, other, backups, NOW)
    with pytest.raises(NoDatabase):
        restore(tail, tmp_path / "none.db", backups, NOW)
    with claim(database), pytest.raises(Owned):
        restore(tail, database, backups, NOW)


def rewound(database: Path, folder: Path) -> Path:
    with closing(connect(database)) as db:
        log = Log(db)
        left = log.head(1)
        to = log.parent(left)
        assert to is not None
        made = keep_tail(database, left, to, folder, NOW)
        log.move("rewind", to)
    assert made is not None
    return made
