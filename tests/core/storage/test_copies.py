"""Copies with a stamp: never two under one name, never a half one, and nobody else's is touched."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from rp_tui.core.domain.clock import parse
from rp_tui.core.storage.copies import LEFT_BEHIND_S, UNFINISHED, copy_into, stamped, thin
from rp_tui.core.storage.errors import DamagedFile, NoDatabase, NotADatabase, ReadOnlyFolder
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.verify import verify
from tests.core.storage.stories import feels, speak
from tests.sealed import sealed
from tests.torture.victim import CHECKOUT

NOON = parse("2026-03-03T12:00:00Z").timestamp()
DAY_S = 24 * 3600
AT_ONCE = 4

Touch = Callable[[str], Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "backups"


@pytest.fixture
def touch(folder: Path) -> Touch:
    """Something under a name in the folder."""
    folder.mkdir(parents=True)

    def touched(name: str) -> Path:
        (folder / name).write_text("something")
        return folder / name

    return touched


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_copy_is_whole_and_its_owner_s_alone(log: Log, path: Path, folder: Path) -> None:
    speak(log, 1, [feels(1, "calm")])  # which is still in the write-ahead log
    made = copy_into(folder, path, 2, NOON)
    assert made == folder / "chat-20260303-120000.db"
    assert verify(made) == verify(path)
    assert made.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert names(folder) == {made.name}


def test_copies_of_one_second_have_names_of_their_own(log: Log, path: Path, folder: Path) -> None:
    with ThreadPoolExecutor(AT_ONCE) as threads:
        made = set(threads.map(lambda _: copy_into(folder, path, 9, NOON), range(AT_ONCE)))
    assert {file.name for file in made} == {
        "chat-20260303-120000.db",
        *(f"chat-20260303-120000-{number}.db" for number in range(2, AT_ONCE + 1)),
    }
    assert all(verify(file).fault is None for file in made)
    assert names(folder) == {file.name for file in made}


def test_the_last_are_kept_and_the_newest_is_one_of_them(
    log: Log, path: Path, folder: Path
) -> None:
    made = [copy_into(folder, path, 3, NOON + day * DAY_S) for day in range(5)]
    assert names(folder) == {file.name for file in made[-3:]}


def test_a_file_with_a_name_of_its_own_is_never_removed(touch: Touch, folder: Path) -> None:
    own = {
        "before the wedding.db",
        "chat.db",
        "chat-20260303-120000.db.bak",
        "chat-20260303-120000 (keep).db",
        "chat-20269999-120000.db",
        "chat-schema-1-20260303-120000.db",
        "other-20260303-120000.db",
        "chat-20260303-120000-.db",
    }
    for name in own:
        touch(name)
    touch("chat-20260303-120000.db")
    (folder / "chat-20260303-120001.db").symlink_to(folder / "chat.db")
    (folder / "chat-20260303-120002.db").mkdir()
    thin(folder, "chat", ".db", 1, NOON)
    thin(folder, "chat", ".db", 1, NOON + DAY_S)
    assert own <= names(folder)
    assert [one.path.name for one in stamped(folder, "chat", ".db")] == ["chat-20260303-120000.db"]


def test_the_tenth_of_a_second_comes_after_the_ninth(touch: Touch, folder: Path) -> None:
    for number in range(2, 12):
        touch(f"chat-20260303-120000-{number}.db")
    touch("chat-20260303-120000.db")
    thin(folder, "chat", ".db", 2, NOON)
    assert names(folder) == {"chat-20260303-120000-10.db", "chat-20260303-120000-11.db"}


def test_copies_from_a_clock_that_was_ahead_hold_no_place_for_ever(
    log: Log, path: Path, folder: Path
) -> None:
    ahead = [copy_into(folder, path, 3, NOON + (900 + day) * DAY_S) for day in range(3)]
    made = [copy_into(folder, path, 3, NOON + day * DAY_S) for day in range(3)]
    assert names(folder) == {file.name for file in made}
    assert not any(file.exists() for file in ahead)


def test_one_copy_under_a_clock_that_is_behind_costs_one_copy(
    log: Log, path: Path, folder: Path
) -> None:
    made = [copy_into(folder, path, 3, NOON + day * DAY_S) for day in range(3)]
    behind = copy_into(folder, path, 3, 0)
    assert names(folder) == {behind.name, *(file.name for file in made[1:])}


def test_what_is_damaged_is_not_kept_and_pushes_nothing_out(
    story: Log, path: Path, folder: Path
) -> None:
    whole = copy_into(folder, path, 1, NOON)
    spoil(story, path)
    with pytest.raises(DamagedFile, match=r"chat\.db is damaged"):
        copy_into(folder, path, 1, NOON + DAY_S)
    assert names(folder) == {whole.name}
    assert verify(whole).fault is None


def spoil(story: Log, path: Path) -> None:
    """Write nonsense over a page, and go."""
    (page,) = story.db.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = 'event_by_type'"
    ).fetchone()
    (size,) = story.db.execute("PRAGMA page_size").fetchone()
    story.db.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\x0a" + b"nonsense" * 9)


def test_what_is_not_ours_is_refused(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(NoDatabase):
        copy_into(folder, tmp_path / "chat.db", 1, NOON)
    with closing(sqlite3.connect(tmp_path / "chat.db")) as db:
        db.execute("CREATE TABLE diary (page TEXT)")
    with pytest.raises(NotADatabase, match=str(tmp_path / "chat.db")):
        copy_into(folder, tmp_path / "chat.db", 1, NOON)
    assert names(folder) == set()


def test_a_folder_that_cannot_be_written_is_named(log: Log, path: Path, tmp_path: Path) -> None:
    (tmp_path / "sealed").mkdir()
    with sealed(tmp_path / "sealed") as closed, pytest.raises(ReadOnlyFolder, match=str(closed)):
        copy_into(closed, path, 1, NOON)


NO_ROOM = """
import resource, sys
from pathlib import Path
from rp_tui.core.storage.copies import copy_into
from rp_tui.core.storage.errors import DiskFull
source, folder = map(Path, sys.argv[1:])
resource.setrlimit(resource.RLIMIT_FSIZE, (source.stat().st_size // 2,) * 2)
try:
    copy_into(folder, source, 1, 1_772_539_200)
except DiskFull as trouble:
    print(trouble)
"""


def test_a_disk_without_room_leaves_what_was_there_and_no_half_file(
    log: Log, path: Path, folder: Path
) -> None:
    before = copy_into(folder, path, 1, NOON - DAY_S)
    log.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    command = [sys.executable, "-c", NO_ROOM, str(path), str(folder)]
    answer = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert answer.stdout.startswith(f"The disk that holds {folder} is full")
    assert names(folder) == {before.name}


def test_what_was_left_of_one_that_was_killed_goes_in_time(
    log: Log, path: Path, folder: Path
) -> None:
    folder.mkdir(parents=True)
    for name, age_s in (("old", 2 * LEFT_BEHIND_S), ("new", 60)):
        left = folder / f"{UNFINISHED}{name}"
        left.mkdir()
        (left / "chat.db.part").write_text("half a copy")
        os.utime(left, (time.time() - age_s,) * 2)
    (folder / "chat-20260302-120000.db").touch()  # a name that was claimed, and no more
    made = copy_into(folder, path, 1, NOON)
    assert f"{UNFINISHED}old" not in names(folder)
    assert f"{UNFINISHED}new" in names(folder)
    assert [one.path for one in stamped(folder, "chat", ".db")] == [made]
