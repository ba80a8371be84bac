"""A folder in which a chat has begun, made once and copied for each test."""

import asyncio
from pathlib import Path
from shutil import copytree

import pytest

from tests.commands.scripting import Script


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where Tamsin's chat has begun."""
    folder = tmp_path_factory.mktemp("begun")
    asyncio.run(Script(folder).new())
    return folder


@pytest.fixture
def folder(begun: Path, tmp_path: Path) -> Path:
    """A folder of one's own in which Tamsin's chat has begun."""
    return Path(copytree(begun, tmp_path, dirs_exist_ok=True))
