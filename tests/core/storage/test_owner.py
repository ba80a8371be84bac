"""One process owns a database, whatever becomes of the others."""

import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from rp_tui.core.storage.errors import ParentMissing, PathIsFolder, ReadOnlyFolder
from rp_tui.core.storage.owner import Owned, claim, lock_of, owner_of
from rp_tui.core.storage.owner_note import Owner, note_of, tmux_session
from tests.sealed import sealed

CLAIMS = """
import sys, time
from pathlib import Path
from rp_tui.core.storage.owner import claim
ownership = claim(Path(sys.argv[1]))
print("claimed", flush=True)
time.sleep(60)
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "chat.db"


@pytest.fixture
def other(database: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has claimed the database."""
    command = [sys.executable, "-c", CLAIMS, str(database)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "claimed\n"
        yield process
        process.kill()


def test_an_owner_says_who_it_is(database: Path) -> None:
    with claim(database):
        owner = owner_of(database)
    assert owner is not None
    assert (owner.pid, owner.host) == (os.getpid(), socket.gethostname())
    assert owner.started.endswith("+00:00")


def test_a_second_claim_is_refused_also_in_the_same_process(database: Path) -> None:
    with claim(database), pytest.raises(Owned):
        claim(database)


def test_what_is_released_can_be_claimed_again(database: Path) -> None:
    ownership = claim(database)
    ownership.release()
    ownership.release()
    assert owner_of(database) is None
    assert not note_of(database).exists()
    assert lock_of(database).exists()
    claim(database).release()


def test_looking_creates_nothing(database: Path) -> None:
    assert owner_of(database) is None
    assert list(database.parent.iterdir()) == []


def test_who_comes_second_is_told_in_one_sentence_whose_it_is(
    database: Path, other: subprocess.Popen[str]
) -> None:
    with pytest.raises(Owned) as refused:
        claim(database)
    assert refused.value.exit_code == 3
    sentence = str(refused.value)
    assert sentence.startswith(f"{database} is already open in process {other.pid} ")
    assert sentence.endswith("; go on there, or end it first.")
    assert "\n" not in sentence


def test_two_names_of_one_file_are_one_lock(
    database: Path, other: subprocess.Popen[str], tmp_path: Path
) -> None:
    folder, link = tmp_path / "folder", tmp_path / "link.db"
    folder.symlink_to(tmp_path, target_is_directory=True)
    link.symlink_to(database)
    for name in (link, folder / "chat.db", folder / ".." / tmp_path.name / "chat.db"):
        with pytest.raises(Owned):
            claim(name)
        owner = owner_of(name)
        assert owner is not None
        assert owner.pid == other.pid


def test_a_killed_owner_leaves_the_database_free(
    database: Path, other: subprocess.Popen[str]
) -> None:
    other.send_signal(signal.SIGKILL)
    other.wait()
    assert note_of(database).exists()
    assert owner_of(database) is None
    with claim(database) as ownership:
        assert ownership.owner.pid == os.getpid()
        assert json.loads(note_of(database).read_text())["pid"] == os.getpid()


def test_a_stopped_owner_stays_the_owner(database: Path, other: subprocess.Popen[str]) -> None:
    other.send_signal(signal.SIGSTOP)
    with pytest.raises(Owned):
        claim(database)
    owner = owner_of(database)
    assert owner is not None
    assert owner.pid == other.pid


def test_of_many_that_begin_at_once_one_gets_it(database: Path) -> None:
    script = CLAIMS.replace("time.sleep(60)", "sys.stdin.read()")
    command = [sys.executable, "-c", script, str(database)]
    pipe = subprocess.PIPE
    starters = [
        subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) for _ in range(4)
    ]
    said = []
    for process in starters:
        assert process.stdout is not None
        said.append(process.stdout.readline())
    errors = [process.communicate()[1] for process in starters]
    assert sorted(said) == ["", "", "", "claimed\n"]
    (winner,) = (process.pid for process, line in zip(starters, said, strict=True) if line)
    refusals = [error for error in errors if error]
    assert len(refusals) == 3
    assert all(f"is already open in process {winner} " in error for error in refusals)


def test_a_database_that_is_looked_at_all_the_time_can_still_be_claimed(database: Path) -> None:
    claim(database).release()
    looks = (
        "import sys; from pathlib import Path\n"
        "from rp_tui.core.storage.owner import owner_of\n"
        "print('looking', flush=True)\n"
        "while True: owner_of(Path(sys.argv[1]))"
    )
    command = [sys.executable, "-c", looks, str(database)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            for _ in range(100):
                claim(database).release()
        finally:
            process.kill()


def test_the_note_of_a_dead_owner_is_not_taken_for_the_new_one(database: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    with claim(database):
        note = {"pid": dead.pid, "host": socket.gethostname()}
        note_of(database).write_text(json.dumps(note))
        assert owner_of(database) == Owner()


@pytest.mark.parametrize("note", [b"", b"{", b"[]", b"\xff", b'{"pid": "x"}', b"0" * 10_000])
def test_a_note_that_says_nothing_names_nobody(database: Path, note: bytes) -> None:
    with claim(database):
        note_of(database).write_bytes(note)
        with pytest.raises(Owned) as refused:
            claim(database)
        assert "another rp-tui that has not said who it is" in str(refused.value)


def test_lock_and_note_are_for_their_owner_alone(database: Path) -> None:
    with claim(database):
        for path in (lock_of(database), note_of(database)):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(PathIsFolder):
        claim(tmp_path)


def test_a_folder_that_is_missing_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(ParentMissing):
        claim(tmp_path / "no" / "chat.db")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_said_to_be_so(tmp_path: Path) -> None:
    with sealed(tmp_path) as folder, pytest.raises(ReadOnlyFolder):
        claim(folder / "chat.db")


def test_an_owner_in_tmux_says_how_to_attach() -> None:
    plain = Owner(pid=1, tmux_session="my story", tmux_socket="/tmp/tmux-0/default")
    assert plain.attach == "tmux attach -t 'my story'"
    named = Owner(pid=1, tmux_session="rp", tmux_socket="/tmp/tmux-0/other")
    assert named.attach == "tmux -S /tmp/tmux-0/other attach -t rp"
    assert str(Owned(Path("/d/chat.db"), named)).endswith(f"attach with: {named.attach}")


def test_a_tmux_that_does_not_answer_costs_no_more_than_its_limit(tmp_path: Path) -> None:
    sleeper = tmp_path / "tmux"
    sleeper.write_text("#!/bin/sh\nexec /bin/sleep 30\n")
    sleeper.chmod(0o700)
    began = time.monotonic()
    assert tmux_session({"TMUX": "/nowhere,1,0", "PATH": str(tmp_path)}) == ""
    assert time.monotonic() - began < 5
    assert tmux_session({"TMUX": "/nowhere,1,0", "PATH": "/nowhere"}) == ""
    assert tmux_session({"PATH": str(tmp_path)}) == ""


@pytest.mark.skipif(shutil.which("tmux") is None, reason="there is no tmux here")
def test_a_claim_in_tmux_names_its_session(database: Path, tmp_path: Path) -> None:
    server = ["tmux", "-S", str(tmp_path / "socket"), "-f", "/dev/null"]
    script = tmp_path / "claims.py"
    script.write_text(CLAIMS)
    program = f"{sys.executable} {script} {database}"
    subprocess.run([*server, "new-session", "-d", "-s", "roleplay", program], check=True)
    try:
        deadline = time.monotonic() + 20
        while (owner := owner_of(database)) is None and time.monotonic() < deadline:
            time.sleep(0.05)
    finally:
        subprocess.run([*server, "kill-server"], check=True)
    assert owner is not None
    assert owner.attach == f"tmux -S {tmp_path / 'socket'} attach -t roleplay"
    assert owner.tty.startswith("/dev/")
