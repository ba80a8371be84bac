"""Where a restore was cut off: at every moment each database is whole somewhere."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest

from rp_tui.core.storage import restore as restore_module
from rp_tui.core.storage.aside import RestoreCutOff, staged_of
from rp_tui.core.storage.errors import (
    DamagedFile,
    NoDatabase,
    ReadOnlyFolder,
)
from rp_tui.core.storage.restore import (
    rename,
    restore,
)
from rp_tui.core.storage.verify import verify
from tests.core.storage.restore.kept import (
    ASIDE,
    NOW,
    half_of_it,
    left_open,
    names,
    open_and_close,
    said,
    unchanged,
)
from tests.torture.victim import CHECKOUT


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
