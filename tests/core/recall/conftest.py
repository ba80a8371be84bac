"""Three authored bots whose chats are open, and nothing said yet."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from rp_tui.core.storage.log import Log
from tests.core.storage.stories import begin, fresh


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    with closing(fresh(tmp_path / "chat.db")) as db:
        log = Log(db)
        begin(log)
        yield log
