"""`rp-tui backup` as a person, or the system at night, runs it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from rp_tui.core.storage.log import Log
from rp_tui.core.storage.owner import claim
from rp_tui.core.storage.verify import verify
from tests.core.storage.stories import begin, fresh


def run(folder: Path, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rp_tui", "--data-dir", str(folder), "backup", *args],
        capture_output=True,
        text=True,
        env=os.environ | {"CHAT_DB_PATH": ""} | env,
        stdin=subprocess.DEVNULL,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A data folder with a story in it, which is being played."""
    data = tmp_path / "my data"
    data.mkdir()
    with closing(fresh(data / "chat.db")) as db:
        begin(Log(db))
        yield data


def test_it_says_where_the_backup_is_and_how_large(folder: Path) -> None:
    answer = run(folder)
    assert (answer.returncode, answer.stderr) == (0, "")
    (made,) = (folder / "backups").iterdir()
    assert answer.stdout.startswith(f"Backed up: {made} (")
    assert "kB); the last 14 are kept." in answer.stdout
    assert verify(made).fault is None


def test_it_works_beside_an_owner(folder: Path) -> None:
    with claim(folder / "chat.db"):
        assert run(folder).returncode == 0


def test_the_folders_it_makes_are_private(folder: Path) -> None:
    folder.chmod(0o755)
    assert run(folder).returncode == 0
    for made in (folder, folder / "backups", folder / "snapshots" / "rewind"):
        assert made.stat().st_mode & 0o777 == 0o700


def test_a_database_that_stands_elsewhere_is_backed_up_into_the_data_folder(
    folder: Path, tmp_path: Path
) -> None:
    assert run(tmp_path / "other", CHAT_DB_PATH=str(folder / "chat.db")).returncode == 0
    assert len(list((tmp_path / "other" / "backups").iterdir())) == 1


def test_where_there_is_no_story_it_says_so_and_makes_nothing(tmp_path: Path) -> None:
    answer = run(tmp_path / "none")
    assert answer.returncode == 1
    assert answer.stdout == ""
    assert len(answer.stderr.splitlines()) == 1
    assert not (tmp_path / "none").exists()


@pytest.mark.skipif(sys.platform == "darwin", reason="it would write where the Mac looks")
def test_install_writes_units_and_says_what_to_type(folder: Path, tmp_path: Path) -> None:
    env = {"XDG_CONFIG_HOME": str(tmp_path / "config"), "HOME": str(tmp_path)}
    answer = run(folder, "--install", **env)
    assert (answer.returncode, answer.stderr) == (0, "")
    units = tmp_path / "config" / "systemd" / "user"
    assert {path.name for path in units.iterdir()} == {
        "rp-tui-backup.service",
        "rp-tui-backup.timer",
    }
    assert "systemctl --user enable --now rp-tui-backup.timer" in answer.stdout
    assert not list((folder / "backups").iterdir())
