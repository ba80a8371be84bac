"""What a restore refuses, with nothing changed."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from rp_tui.core.storage.errors import (
    DamagedEvent,
    DamagedFile,
    NewerSchema,
    NotADatabase,
    ParentMissing,
    PathIsFolder,
    UnknownEvent,
)
from rp_tui.core.storage.restore import (
    NothingToRestore,
    RestoreOfItself,
    restore,
)
from tests.core.storage.checks import another
from tests.core.storage.restore.kept import (
    NOW,
    half_of_it,
    open_and_close,
    unchanged,
)


def told(sql: str) -> Callable[[Path], None]:
    """A file of which something is told otherwise."""

    def spoil(source: Path) -> None:
        with another(source) as db:
            db.execute(sql)

    return spoil


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
