"""A copy is whole, of one moment, also of a database that is being written all the time."""

import asyncio
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from rp_tui.core.storage.copy import copy
from rp_tui.core.storage.database import opened
from rp_tui.core.storage.errors import DamagedFile, NoDatabase, NotADatabase
from rp_tui.core.storage.verify import verify
from tests.torture.days import ask, played
from tests.torture.journal import ACK
from tests.torture.player import Plan
from tests.torture.rounds import PLAYER
from tests.torture.tale import begun, deeds_done
from tests.torture.victim import CHECKOUT, Victim

COPIES = 4
KILLS = 4

COPYING = """
import sys
from pathlib import Path
from rp_tui.core.storage.copy import copy
print("ready", flush=True)
while True:
    copy(Path(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return played(tmp_path / "chat.db")


def test_a_copy_says_all_that_the_database_says(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "a folder" / "that is new" / "copy.db"
    copy(path, target)
    assert verify(target) == verify(path)
    assert ask(target, deeds_done) == ask(path, deeds_done)
    assert target.stat().st_mode & 0o777 == 0o600
    assert target.parent.stat().st_mode & 0o777 == 0o700


def test_a_copy_is_one_file(path: Path, tmp_path: Path) -> None:
    copy(path, tmp_path / "copies" / "copy.db")
    assert [file.name for file in (tmp_path / "copies").iterdir()] == ["copy.db"]


def test_a_copy_takes_the_place_of_an_older_one(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("an older copy")
    target.chmod(0o644)
    copy(path, target)
    assert verify(target).fault is None
    assert target.stat().st_mode & 0o777 == 0o600


async def test_a_copy_has_what_is_not_brought_home_yet(tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    async with opened(tmp_path / "chat.db") as database:
        await begun(database)
        await asyncio.to_thread(copy, database.path, target)
        done = await database.ask(deeds_done)
    async with opened(target) as copied:
        assert await copied.ask(deeds_done) == done


def test_a_copy_beside_a_process_that_writes_all_the_time_is_of_one_moment(
    path: Path, tmp_path: Path
) -> None:
    deeds: list[list[str]] = []
    with playing(path, tmp_path / "journal"):
        for number in range(COPIES):
            target = tmp_path / f"copy-{number}.db"
            copy(path, target)
            assert verify(target).fault is None
            deeds.append(ask(target, deeds_done))
    for earlier, later in pairwise(deeds):
        assert later[: len(earlier)] == earlier
    assert len(deeds[-1]) > len(deeds[0]), "nothing was written meanwhile"


@contextmanager
def playing(path: Path, journal: Path) -> Iterator[None]:
    """A player goes on and on."""
    player = Victim(PLAYER)
    try:
        player.begin(Plan(str(path), str(journal), "spree", "1", first=1000, day=1))
        player.wait_for(journal, ACK)
        yield
        player.must_live()
    finally:
        player.end()


def test_a_copy_that_is_killed_leaves_a_whole_target_or_none(path: Path, tmp_path: Path) -> None:
    chance = Random(1)
    for number in range(KILLS):
        target = tmp_path / f"copy-{number}.db"
        command = [sys.executable, "-c", COPYING, str(path), str(target)]
        with subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE) as copying:
            assert copying.stdout
            assert copying.stdout.readline() == b"ready\n"
            time.sleep(chance.uniform(0, 0.05))
            copying.send_signal(signal.SIGKILL)
        assert not target.exists() or verify(target).fault is None
        copy(path, target)
        assert verify(target).fault is None
        assert not target.with_name(f"{target.name}.part").exists()


def test_what_ails_the_source_is_told_of_the_source(tmp_path: Path) -> None:
    source, target = tmp_path / "chat.db", tmp_path / "copy.db"
    with pytest.raises(NoDatabase, match=r"chat\.db"):
        copy(source, target)
    source.write_text("Dear diary, today I took the lantern to the river.\n" * 100)
    with pytest.raises(NotADatabase, match=r"chat\.db"):
        copy(source, target)
    source.unlink()
    whole = played(source).read_bytes()
    source.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DamagedFile, match=r"chat\.db"):
        copy(source, target)
    assert not target.exists()
