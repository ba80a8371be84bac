"""A small world on a real file: three authored bots whose chats are open."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from rp_tui.core.storage.log import Log
from rp_tui.core.storage.verify import verify
from tests.core.storage.checks import check_indices, dump
from tests.core.storage.stories import begin, fresh


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "chat.db"


@pytest.fixture
def story(path: Path) -> Iterator[Log]:
    """A log that a test may break."""
    with closing(fresh(path)) as db:
        log = Log(db)
        begin(log)
        yield log


@pytest.fixture
def log(story: Log, path: Path) -> Iterator[Log]:
    """A log in which, whatever a test does, every row follows from the events."""
    yield story
    before = dump(story.db)
    story.rebuild()
    assert dump(story.db) == before
    check_indices(story.db)
    assert verify(path).fault is None
