"""What the doctor finds, and what it says of it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rp_tui import paths
from rp_tui.commands.checkup import LITTLE_BYTES, Disk, examine, risks, wrong_ground
from rp_tui.commands.doctor import size, told
from rp_tui.core.storage.features import Sqlite, sqlite_features
from rp_tui.core.storage.owner import claim
from rp_tui.core.storage.owner_note import note_of

ROOM = Disk(filesystem="ext4", free_bytes=LITTLE_BYTES)


def run(folder: Path, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rp_tui", "--data-dir", str(folder), "doctor", *args],
        capture_output=True,
        text=True,
        env=os.environ | {"CHAT_DB_PATH": ""} | env,
        check=False,
    )


def report_of(folder: Path, **env: str) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(run(folder, "--json", **env).stdout)
    return report


def test_a_new_place_is_well_and_stays_untouched(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    answer = run(folder)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert f"{folder / 'chat.db'}  (not there yet)" in answer.stdout
    assert not folder.exists()


def test_json_is_one_object_with_the_same_facts(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("12345")
    report = report_of(tmp_path)
    config = tmp_path / "config.toml"
    assert report["places"]["config"] == {"path": str(config), "present": True, "size_bytes": 5}
    assert report["places"]["database"]["present"] is False
    assert report["owner"] is None
    assert report["problems"] == []
    assert report["disk"]["free_bytes"] > 0
    assert report["sqlite"]["features"]["FTS5"] is True
    assert {"rp-tui", "Python", "textual", "instructor"} <= set(report["versions"])


def test_an_owner_is_named_and_is_no_problem(tmp_path: Path) -> None:
    with claim(tmp_path / "chat.db") as ownership:
        answer = run(tmp_path)
        assert answer.returncode == 0
        assert f"process {ownership.owner.pid}" in answer.stdout
        assert report_of(tmp_path)["owner"]["pid"] == os.getpid()


def test_an_owner_that_would_drive_the_terminal_is_disarmed(tmp_path: Path) -> None:
    database = tmp_path / "chat.db"
    with claim(database):
        note = json.loads(note_of(database).read_text()) | {"tmux_session": "a\x1b]0;x\x07b"}
        note_of(database).write_text(json.dumps(note))
        assert "\x1b" not in run(tmp_path).stdout


def test_a_file_where_the_folder_should_be_stops_the_program(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    answer = run(file)
    assert answer.returncode == 1
    assert f"Problem: {file} is a file where rp-tui wants a folder" in answer.stdout


def test_a_folder_where_the_database_should_be_stops_the_program(tmp_path: Path) -> None:
    report = report_of(tmp_path, CHAT_DB_PATH=str(tmp_path))
    assert report["problems"] == [f"{tmp_path} is a folder; name a file for the database."]


def test_a_missing_folder_for_the_database_alone_stops_the_program(tmp_path: Path) -> None:
    (problem,) = report_of(tmp_path, CHAT_DB_PATH=str(tmp_path / "no" / "a.db"))["problems"]
    assert problem.startswith("The folder of ")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may enter and write everywhere")
@pytest.mark.parametrize("mode", [0o500, 0o000])
def test_a_folder_that_cannot_be_used_stops_the_program(tmp_path: Path, mode: int) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode)
    answer = run(folder)
    folder.chmod(0o700)
    assert (answer.returncode, answer.stderr) == (1, "")
    assert "Problem: " in answer.stdout


def test_a_synced_folder_is_warned_of(tmp_path: Path) -> None:
    for folder in (tmp_path / "Dropbox" / "rp", tmp_path / "marked" / "rp"):
        folder.mkdir(parents=True)
    (tmp_path / "marked" / ".stfolder").mkdir()
    link = tmp_path / "innocent"
    link.symlink_to(tmp_path / "Dropbox" / "rp")
    for name, service in (("Dropbox/rp", "Dropbox"), ("marked/rp", "Syncthing")):
        (warning,) = report_of(tmp_path / name)["warnings"]
        assert f"is synced by {service}" in warning
    (warning,) = report_of(link)["warnings"]
    assert "is synced by Dropbox" in warning


def test_a_network_disk_and_a_nearly_full_one_are_warned_of(tmp_path: Path) -> None:
    places = paths.find(tmp_path, {})
    assert list(risks(places, ROOM)) == []
    network, little = Disk("nfs4", LITTLE_BYTES), Disk("ext4", 50 << 20)
    assert "is on another machine (nfs4)" in next(iter(risks(places, network)))
    assert next(iter(risks(places, little))).startswith("Only 50 MB are free")


def test_a_full_disk_an_old_sqlite_and_a_missing_package_stop_the_program() -> None:
    old = Sqlite(version="3.30.0", threads="serialized", features={"STRICT": False, "JSON": True})
    full = Disk(filesystem="ext4", free_bytes=0)
    problems = list(wrong_ground(full, old, {"textual": ""}))
    assert [problem.split(";")[0] for problem in problems] == [
        "The disk is full",
        "SQLite 3.30.0 lacks STRICT",
        "Not installed: textual",
    ]
    assert list(wrong_ground(ROOM, sqlite_features(), {"textual": "8"})) == []


def test_all_that_is_wrong_is_told_last(tmp_path: Path) -> None:
    lines = list(told(examine(paths.find(tmp_path, {}))))
    assert lines[0] == "Places"
    assert lines[-1] == "All is well."


def test_sizes_are_told_in_the_unit_that_suits_them() -> None:
    assert [size(n) for n in (0, 1536, 5 << 20, 3 << 30)] == [
        "0 bytes",
        "1.5 kB",
        "5.0 MB",
        "3.0 GB",
    ]
