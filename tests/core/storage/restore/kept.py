"""What a restore finds and leaves: the words of a database, and the files beside it."""

from contextlib import closing
from pathlib import Path
from shutil import copyfile

from rp_tui.core.storage.connection import connect
from rp_tui.core.storage.database import Database
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.verify import verify
from tests.core.storage.stories import proses, says, speak

NOW = 1_772_539_200.0  # 2026-03-03 12:00 UTC
ASIDE = "chat.db.before-restore-20260303-120000"


def said(path: Path) -> list[str]:
    with closing(connect(path)) as db:
        return proses(Log(db))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def unchanged(database: Path) -> bool:
    """The old one is at its name, and nothing stands beside it."""
    assert names(database.parent) <= {"chat.db", "chat.db.lock"}
    return said(database) == ["Old.", "New."] and verify(database).fault is None


def left_open(database: Path) -> None:
    """As a crash leaves it: the last words are in the write-ahead log alone."""
    with closing(connect(database)) as db:
        speak(Log(db), 1, [says(1, "Newest.")])
        for end in ("", "-wal"):
            copyfile(f"{database}{end}", f"{database}{end}.kept")
    for end in ("", "-wal"):
        Path(f"{database}{end}.kept").replace(f"{database}{end}")


def half_of_it(source: Path) -> None:
    content = source.read_bytes()
    source.write_bytes(content[: len(content) // 2])


async def open_and_close(path: Path) -> None:
    await (await Database.open(path)).close()
