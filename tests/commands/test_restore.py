"""`rp-tui restore FILE` as a person runs it: it asks first, at a terminal, unless told not to."""

import fcntl
import os
import pty
import select
import subprocess
import sys
import termios
import time
from contextlib import closing
from pathlib import Path

import pytest

from rp_tui.core.storage.backup import backup
from rp_tui.core.storage.connection import connect
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.owner import claim
from rp_tui.core.storage.tail_file import keep_tail
from tests.core.storage.stories import begin, fresh, proses, says, speak

PATIENCE_S = 20
NOW = 1_772_539_200.0  # 2026-03-03 12:00 UTC


def command(folder: Path, *args: str) -> list[str]:
    return [sys.executable, "-m", "rp_tui", "--data-dir", str(folder), "restore", *args]


def run(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(folder, *args),
        capture_output=True,
        text=True,
        env=os.environ | {"CHAT_DB_PATH": ""},
        stdin=subprocess.DEVNULL,
        check=False,
    )


def at_a_terminal(folder: Path, file: Path, answer: bytes) -> tuple[int, str]:
    """Run it where somebody can type, and type."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command(folder, str(file)),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=os.environ | {"CHAT_DB_PATH": ""},
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # so that Ctrl+C reaches it
    ) as asking:
        os.close(theirs)
        try:
            said = heard(ours, until=b"Type yes")
            until_it_waits(asking.pid)
            os.write(ours, answer)
            said += heard(ours)
            asking.wait(PATIENCE_S)
        finally:
            asking.kill()  # nothing, where it has ended
    os.close(ours)
    return asking.returncode, said.decode()


def until_it_waits(process: int) -> None:
    """An interrupt between the question and the wait for its answer is heard with the answer."""
    state = ["ps", "-o", "state=", "-p", str(process)]
    deadline = time.monotonic() + PATIENCE_S
    while not subprocess.check_output(state, text=True).strip().startswith("S"):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def heard(terminal: int, until: bytes | None = None) -> bytes:
    """All that is said, up to some words or to the end, within a while."""
    said = b""
    while until is None or until not in said:
        ready, _, _ = select.select([terminal], [], [], PATIENCE_S)
        assert ready, said
        try:
            said += os.read(terminal, 4096)
        except OSError:  # how a terminal says that nobody is there any more
            break
    return said


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A story that said "New." last, and has a backup from before that."""
    data = tmp_path / "data"
    data.mkdir()
    with closing(fresh(data / "chat.db")) as db:
        log = Log(db)
        begin(log)
        speak(log, 1, [says(1, "Old.")])
        backup(data / "chat.db", data / "backups", NOW)
        speak(log, 1, [says(1, "New.")])
    return data


@pytest.fixture
def file(folder: Path) -> Path:
    (made,) = (folder / "backups").iterdir()
    return made


def said(folder: Path) -> list[str]:
    with closing(connect(folder / "chat.db")) as db:
        return proses(Log(db))


def test_a_typed_yes_restores_it(folder: Path, file: Path) -> None:
    code, told = at_a_terminal(folder, file, b"yes\n")
    assert code == 0
    assert f"{file} is whole:" in told
    assert "3 bots, 3 chats, 1 turns, 0 memories" in told
    assert "which is kept beside it" in told
    (aside,) = folder.glob("chat.db.before-restore-*")
    assert f"The one before it is {aside}" in told
    assert said(folder) == ["Old."]


@pytest.mark.parametrize("answer", [b"y\n", b"no\n", b"\n", b"\x04"])
def test_anything_else_changes_nothing(folder: Path, file: Path, answer: bytes) -> None:
    code, told = at_a_terminal(folder, file, answer)
    assert code == 1
    assert "Nothing was changed." in told
    assert said(folder) == ["Old.", "New."]
    assert not list(folder.glob("chat.db.*re*"))


def test_an_interrupt_changes_nothing(folder: Path, file: Path) -> None:
    code, told = at_a_terminal(folder, file, b"\x03")
    assert "Traceback" not in told
    assert code in (1, 130)
    assert said(folder) == ["Old.", "New."]


def test_without_a_terminal_it_wants_to_be_told(folder: Path, file: Path) -> None:
    answer = run(folder, str(file))
    assert answer.returncode == 1
    assert answer.stdout == ""
    assert "add --yes" in answer.stderr
    assert len(answer.stderr.splitlines()) == 1
    assert said(folder) == ["Old.", "New."]
    assert run(folder, str(file), "--yes").returncode == 0
    assert said(folder) == ["Old."]


def test_a_path_is_taken_from_where_the_person_is(folder: Path, file: Path) -> None:
    answer = subprocess.run(
        command(folder, file.name, "--yes"),
        cwd=file.parent,
        env=os.environ | {"CHAT_DB_PATH": "", "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        check=False,
    )
    assert answer.returncode == 0
    assert said(folder) == ["Old."]


def test_a_rewind_s_file_is_told_of_and_put_back(folder: Path) -> None:
    with closing(connect(folder / "chat.db")) as db:
        log = Log(db)
        left = log.head(1)
        to = log.parent(left)
        assert to is not None
        tail = keep_tail(folder / "chat.db", left, to, folder / "snapshots" / "rewind", NOW)
        log.move("rewind", to)
    assert said(folder) == ["Old."]
    answer = run(folder, str(tail), "--yes")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert f"{tail} is what a rewind of Ada removed at 2026-03-03" in answer.stdout
    assert "  steps 1, events: turn 1" in answer.stdout
    assert said(folder) == ["Old.", "New."]


def test_a_new_place_takes_a_story_and_is_private(tmp_path: Path, folder: Path, file: Path) -> None:
    new = tmp_path / "new"
    answer = run(new, str(file), "--yes")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "take the place" not in answer.stdout
    assert said(new) == ["Old."]
    assert new.stat().st_mode & 0o777 == 0o700


def test_what_cannot_be_restored_is_one_sentence(folder: Path, file: Path, tmp_path: Path) -> None:
    half = tmp_path / "half.db"
    half.write_bytes(file.read_bytes()[:5000])
    for path in (half, tmp_path / "none.db", tmp_path, folder / "chat.db"):
        answer = run(folder, str(path), "--yes")
        assert (answer.returncode, answer.stdout) == (1, "")
        assert len(answer.stderr.splitlines()) == 1
        assert str(path) in answer.stderr
    assert said(folder) == ["Old.", "New."]


def test_nothing_is_made_where_there_is_nothing_to_restore(tmp_path: Path) -> None:
    assert run(tmp_path / "new", str(tmp_path / "none.db"), "--yes").returncode == 1
    assert not (tmp_path / "new").exists()


def test_who_plays_is_not_disturbed(folder: Path, file: Path) -> None:
    with claim(folder / "chat.db") as ownership:
        answer = run(folder, str(file), "--yes")
        assert answer.returncode == 3
        assert f"process {ownership.owner.pid}" in answer.stderr
    assert said(folder) == ["Old.", "New."]
