"""A start of the engine, at whose end everything must follow from the log."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.core.play.acting import Playing
from tests.core.play.company import sound


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Playing]:
    async with sound(tmp_path) as play:
        yield play
