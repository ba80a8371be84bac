"""A story on a real file, with a backup from before its last words."""

from contextlib import closing
from pathlib import Path

import pytest

from rp_tui.core.storage.backup import backup
from rp_tui.core.storage.log import Log
from tests.core.storage.restore.kept import NOW
from tests.core.storage.stories import begin, fresh, says, speak


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
