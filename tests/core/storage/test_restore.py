"""A restore: checked first, the old database kept, and at every moment each is whole somewhere."""

import asyncio
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from shutil import copyfile

import pytest

from rp_tui.core.storage import restore as restore_module
from rp_tui.core.storage.aside import RestoreCutOff, staged_of
from rp_tui.core.storage.backup import backup
from rp_tui.core.storage.connection import connect
from rp_tui.core.storage.database import Database, opened
from rp_tui.core.storage.errors import (
    DamagedEvent,
    DamagedFile,
    NewerSchema,
    NoDatabase,
    NotADatabase,
    ParentMissing,
    PathIsFolder,
    ReadOnlyFolder,
    UnknownEvent,
)
from rp_tui.core.storage.graft import ForeignTail
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.owner import Owned, claim, owner_of
from rp_tui.core.storage.restore import (
    Copied,
    NothingToRestore,
    RestoreOfItself,
    ready,
    rename,
    restore,
)
from rp_tui.core.storage.tail_file import keep_tail
from rp_tui.core.storage.verify import verify
from tests.core.storage.checks import another
from tests.core.storage.stories import begin, fresh, proses, says, speak
from tests.torture.victim import CHECKOUT

NOW = 1_772_539_200.0  # 2026-03-03 12:00 UTC
ASIDE = "chat.db.before-restore-20260303-120000"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A story that said "New." last, and has a backup from when it said "Old."."""
    path = tmp_path / "data" / "chat.db"
    path.parent.mkdir()
    with closing(fresh(path)) as db:
        log = Log(db)
        begin(log)
        speak(log, 1, [says(1, "Old.")])
        backup(path, tmp_path / "backups", NOW)
        speak(log, 1, [says(1, "New.")])
    return path


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def source(backups: Path, database: Path) -> Path:
    (made,) = backups.iterdir()
    return made


def said(path: Path) -> list[str]:
    with closing(connect(path)) as db:
        return proses(Log(db))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def unchanged(database: Path) -> bool:
    """The old one is at its name, and nothing stands beside it."""
    assert names(database.parent) <= {"chat.db", "chat.db.lock"}
    return said(database) == ["Old.", "New."] and verify(database).fault is None


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


def left_open(database: Path) -> None:
    """As a crash leaves it: the last words are in the write-ahead log alone."""
    with closing(connect(database)) as db:
        speak(Log(db), 1, [says(1, "Newest.")])
        for end in ("", "-wal"):
            copyfile(f"{database}{end}", f"{database}{end}.kept")
    for end in ("", "-wal"):
        Path(f"{database}{end}.kept").replace(f"{database}{end}")


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


# What is refused, with nothing changed.


def told(sql: str) -> Callable[[Path], None]:
    """A file of which something is told otherwise."""

    def spoil(source: Path) -> None:
        with another(source) as db:
            db.execute(sql)

    return spoil


def half_of_it(source: Path) -> None:
    content = source.read_bytes()
    source.write_bytes(content[: len(content) // 2])


def somebody_elses(source: Path) -> None:
    source.unlink()
    with closing(sqlite3.connect(source)) as db:
        db.execute("CREATE TABLE diary (page TEXT)")


def a_diary(source: Path) -> None:
    source.write_text("Dear diary, today I took the lantern to the river.\n" * 100)


def nothing_in_it(source: Path) -> None:
    source.write_bytes(b"")


SPOILT: dict[str, tuple[Callable[[Path], None], type[Exception]]] = {
    "rows that do not follow": (told("UPDATE turn SET prose = 'Never said.'"), DamagedFile),
    "an event of tomorrow": (
        told("UPDATE event SET version = 99 WHERE kind = 'turn'"),
        UnknownEvent,
    ),
    "an event that is nonsense": (
        told("UPDATE event SET payload = '{' WHERE kind = 'turn'"),
        DamagedEvent,
    ),
    "a schema of tomorrow": (
        told("UPDATE meta SET value = '99' WHERE key = 'schema'"),
        NewerSchema,
    ),
    "a part missing": (told("DROP TABLE trace"), DamagedFile),
    "half of it": (half_of_it, DamagedFile),
    "somebody else's": (somebody_elses, NotADatabase),
    "a diary": (a_diary, NotADatabase),
    "nothing in it": (nothing_in_it, NotADatabase),
}


@pytest.mark.parametrize(("spoil", "trouble"), SPOILT.values(), ids=SPOILT)
def test_what_is_not_whole_and_known_is_refused(
    source: Path,
    database: Path,
    backups: Path,
    spoil: Callable[[Path], None],
    trouble: type[Exception],
) -> None:
    spoil(source)
    with pytest.raises(trouble) as refused:
        restore(source, database, backups, NOW)
    assert "restoring" not in str(refused.value)
    assert unchanged(database)


def test_a_refused_file_keeps_no_new_place_from_beginning(
    source: Path, database: Path, backups: Path, tmp_path: Path
) -> None:
    half_of_it(source)
    elsewhere = tmp_path / "chat.db"
    with pytest.raises(DamagedFile):
        restore(source, elsewhere, backups, NOW)
    asyncio.run(open_and_close(elsewhere))


def test_a_file_that_cannot_be_one_is_refused(
    database: Path, backups: Path, tmp_path: Path
) -> None:
    with pytest.raises(NothingToRestore, match="There is no file"):
        restore(tmp_path / "no" / "such.db", database, backups, NOW)
    with pytest.raises(PathIsFolder):
        restore(tmp_path, database, backups, NOW)
    link = tmp_path / "link.db"
    link.symlink_to(database)
    for itself in (database, link):
        with pytest.raises(RestoreOfItself):
            restore(itself, database, backups, NOW)
    with pytest.raises(ParentMissing):
        restore(link, tmp_path / "no" / "chat.db", backups, NOW)
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


# Where it was cut off: each state that a kill can leave.


def test_killed_while_copying_the_old_one_is_there(
    source: Path, database: Path, backups: Path
) -> None:
    staged_of(database).with_name("chat.db.restoring.part").write_bytes(b"half a copy")
    asyncio.run(open_and_close(database))
    assert said(database) == ["Old.", "New."]
    restore(source, database, backups, NOW)
    assert names(database.parent) == {"chat.db", "chat.db.lock", ASIDE}


def test_killed_while_checking_the_old_one_is_there(
    source: Path, database: Path, backups: Path
) -> None:
    copyfile(source, staged_of(database))
    staged_of(database).with_name("chat.db.restoring-wal").write_bytes(b"of a copy")
    asyncio.run(open_and_close(database))
    assert said(database) == ["Old.", "New."]
    restore(source, database, backups, NOW)
    assert said(database) == ["Old."]
    assert names(database.parent) == {"chat.db", "chat.db.lock", ASIDE}


@pytest.fixture
def cut_off(source: Path, database: Path) -> Iterator[Path]:
    """Killed between the two renames."""
    copyfile(source, staged_of(database))
    rename(database, database.with_name(ASIDE))
    yield database
    assert said(database.with_name(ASIDE)) == ["Old.", "New."]


def test_killed_between_the_renames_no_empty_story_begins(cut_off: Path) -> None:
    for _ in range(2):
        with pytest.raises(RestoreCutOff, match=f"the old one is {ASIDE}"):
            asyncio.run(open_and_close(cut_off))
        assert not cut_off.exists()
    with pytest.raises(NoDatabase):
        verify(cut_off)


def test_killed_between_the_renames_it_can_be_done_again(
    cut_off: Path, source: Path, backups: Path
) -> None:
    restore(source, cut_off, backups, NOW + 60)
    assert said(cut_off) == ["Old."]
    assert names(cut_off.parent) == {"chat.db", "chat.db.lock", ASIDE}


def test_killed_between_the_renames_the_old_one_can_be_taken_back(
    cut_off: Path, backups: Path
) -> None:
    restore(cut_off.with_name(ASIDE), cut_off, backups, NOW + 60)
    assert said(cut_off) == ["Old.", "New."]


def test_a_try_that_fails_keeps_telling_that_the_first_was_cut_off(
    cut_off: Path, source: Path, backups: Path
) -> None:
    half_of_it(source)
    with pytest.raises(DamagedFile):
        restore(source, cut_off, backups, NOW + 60)
    with pytest.raises(RestoreCutOff):
        asyncio.run(open_and_close(cut_off))


def test_killed_before_the_journal_followed_nothing_is_mixed(
    source: Path, database: Path, backups: Path
) -> None:
    left_open(database)
    copyfile(source, staged_of(database))
    database.rename(database.with_name(ASIDE))
    journal = database.with_name("chat.db-wal")
    last_words = journal.read_bytes()
    with pytest.raises(RestoreCutOff):
        asyncio.run(open_and_close(database))
    restore(source, database, backups, NOW + 60)
    assert said(database) == ["Old."]
    assert verify(database).fault is None
    (kept,) = database.parent.glob("*.before-restore-*-wal")
    assert kept.read_bytes() == last_words


def test_a_disk_that_refuses_the_second_rename_gets_the_old_one_back(
    source: Path, database: Path, backups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(restore_module, "put_in_place", refuse)
    with pytest.raises(ReadOnlyFolder):
        restore(source, database, backups, NOW)
    assert unchanged(database)


KILLED = """
import os, signal, sys
from pathlib import Path
from rp_tui.core.storage import restore
source, database, backups, at = sys.argv[1:]
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
setattr(restore, at, die)
restore.restore(Path(source), Path(database), Path(backups), 1772539200)
"""


@pytest.mark.parametrize(
    "at",
    ["copy", "connect", "verify", "census", "aside_of", "rename", "sync", "put_in_place", "sweep"],
)
def test_killed_at_any_of_its_steps_each_is_whole_somewhere_and_it_can_be_done_again(
    source: Path, database: Path, backups: Path, at: str
) -> None:
    command = [sys.executable, "-c", KILLED, str(source), str(database), str(backups), at]
    killed = subprocess.run(command, cwd=CHECKOUT, check=False)
    assert killed.returncode == -signal.SIGKILL
    if database.exists():
        asyncio.run(open_and_close(database))
        assert said(database) == (["Old."] if at == "sweep" else ["Old.", "New."])
    else:
        assert said(database.with_name(ASIDE)) == ["Old.", "New."]
        with pytest.raises(RestoreCutOff, match=ASIDE):
            asyncio.run(open_and_close(database))
    restore(source, database, backups, NOW + 60)
    assert said(database) == ["Old."]
    assert not list(database.parent.glob("*restoring*"))


# A rewind's tail.


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


async def open_and_close(path: Path) -> None:
    await (await Database.open(path)).close()
