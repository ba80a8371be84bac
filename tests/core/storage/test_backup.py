"""One backup a day, and the last two weeks of them."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from rp_tui.core.domain.clock import parse
from rp_tui.core.storage.backup import KEPT, backup, due
from rp_tui.core.storage.database import opened
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.owner import owner_of
from rp_tui.core.storage.verify import verify
from tests.torture.tale import begun

HOUR_S = 3600
DAY_S = 24 * HOUR_S
NOON = parse("2026-03-03T12:00:00Z").timestamp()


@pytest.fixture(autouse=True)
def _in_new_york(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Where the day is another than in Greenwich for five hours of it."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "EST5")
        time.tzset()
        yield
    time.tzset()


def test_a_backup_is_due_once_a_day_of_the_player_s(log: Log, path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    evening = NOON + 11 * HOUR_S  # six in New York, where it is Tuesday for six hours more
    assert due(path, folder, evening)
    backup(path, folder, evening)
    assert not due(path, folder, evening)
    assert not due(path, folder, evening + 5 * HOUR_S)
    assert due(path, folder, evening + 7 * HOUR_S)
    assert due(path, folder, evening - DAY_S)


@pytest.mark.parametrize("wrong", [0.0, NOON + 9_000 * DAY_S], ids=["1970", "2050"])
def test_a_wrong_clock_stops_no_later_backup(
    log: Log, path: Path, tmp_path: Path, wrong: float
) -> None:
    for number in range(KEPT + 2):
        backup(path, tmp_path / "backups", wrong + number)
    assert due(path, tmp_path / "backups", NOON)
    made = backup(path, tmp_path / "backups", NOON)
    assert made.exists()
    assert not due(path, tmp_path / "backups", NOON + HOUR_S)


def test_a_file_of_a_person_s_own_is_no_backup_of_today(path: Path, tmp_path: Path) -> None:
    (tmp_path / "chat-20260303-120000 (mine).db").write_text("mine")
    assert due(path, tmp_path, NOON)


def test_fourteen_are_kept(log: Log, path: Path, tmp_path: Path) -> None:
    made = [backup(path, tmp_path / "backups", NOON + day * DAY_S) for day in range(KEPT + 1)]
    assert KEPT == 14
    assert sorted((tmp_path / "backups").iterdir()) == made[1:]


async def test_a_backup_is_made_beside_the_owner(tmp_path: Path) -> None:
    async with opened(tmp_path / "chat.db") as database:
        await begun(database)
        owner = owner_of(database.path)
        made = backup(database.path, tmp_path / "backups", NOON)
        assert owner is not None
        assert owner.pid == os.getpid()
        assert verify(made) == verify(database.path)
