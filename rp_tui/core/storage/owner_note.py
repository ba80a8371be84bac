"""What the owner of a database says of itself, in a note beside the file."""

import os
import shlex
import socket
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

PATIENCE_S = 0.1  # what an owner needs to write its note, and more than a look at its lock lasts
POLL_S = 0.01
TMUX_LIMIT_S = 0.5
NOTE_LIMIT_BYTES = 4096
PRIVATE = 0o600


class Owner(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who has a database open; what is not known of an owner is empty."""

    pid: int = 0
    host: str = ""
    tty: str = ""
    started: str = ""
    tmux_session: str = ""
    tmux_socket: str = ""

    @property
    def is_known(self) -> bool:
        """Whether the owner has said who it is."""
        return self.pid > 0

    @property
    def attach(self) -> str:
        """The command that brings the owner's screen here; none if it is not in tmux."""
        if not self.tmux_session:
            return ""
        # A server that bears another name than the usual one is found by its socket alone.
        usual = os.path.basename(self.tmux_socket) in {"", "default"}
        server = [] if usual else ["-S", self.tmux_socket]
        return shlex.join(["tmux", *server, "attach", "-t", self.tmux_session])

    def __str__(self) -> str:
        if not self.is_known:
            return "another rp-tui that has not said who it is"
        tty = f" on {self.tty}" if self.tty else ""
        host = f" at {self.host}" if self.host != socket.gethostname() else ""
        tmux = f" in tmux session {self.tmux_session}" if self.tmux_session else ""
        return f"process {self.pid}{tty}{host}{tmux} since {self.started}"


def note_of(database: Path) -> Path:
    """The file in which an owner says who it is."""
    return database.with_name(f"{database.name}.owner")


def read_note(note: Path) -> Owner:
    """What a live owner says of itself; one that has just begun is given time to say it."""
    deadline = time.monotonic() + PATIENCE_S
    while not (owner := parse_note(note)).is_known and time.monotonic() < deadline:
        time.sleep(POLL_S)
    return owner


def parse_note(note: Path) -> Owner:
    """The note as it stands; an owner not known if there is none, or only a dead one's."""
    try:
        with note.open("rb") as file:
            owner = msgspec.json.decode(file.read(NOTE_LIMIT_BYTES), type=Owner)
    except (OSError, msgspec.DecodeError):
        return Owner()
    is_here = owner.host == socket.gethostname()
    return Owner() if is_here and not is_alive(owner.pid) else owner


def write_note(note: Path, owner: Owner) -> None:
    """Put the note down whole, so that nobody reads half of it."""
    unfinished = note.with_name(f"{note.name}.new")
    unfinished.unlink(missing_ok=True)
    handle = os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, PRIVATE)
    with open(handle, "wb") as file:
        file.write(msgspec.json.encode(owner))
    unfinished.replace(note)


def is_alive(pid: int) -> bool:
    """Whether a process of this machine has the number."""
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True
    except (ProcessLookupError, OverflowError):
        return False
    return pid > 0


def describe_self(env: Mapping[str, str]) -> Owner:
    """What this process can say of itself to whoever comes second."""
    session, server = tmux_session(env), env.get("TMUX", "").partition(",")[0]
    return Owner(
        pid=os.getpid(),
        host=socket.gethostname(),
        tty=terminal(),
        started=datetime.now(UTC).isoformat(timespec="seconds"),
        tmux_session=session,
        tmux_socket=server if session else "",
    )


def terminal() -> str:
    """The terminal that the process speaks to; none if it has none."""
    for stream in (0, 1, 2):
        with suppress(OSError):
            return os.ttyname(stream)
    return ""


def tmux_session(env: Mapping[str, str]) -> str:
    """The tmux session that the process runs in; none if there is none, or none that answers."""
    if not env.get("TMUX"):
        return ""
    pane = ["-t", env["TMUX_PANE"]] if env.get("TMUX_PANE") else []
    try:
        answer = subprocess.run(
            ["tmux", "display-message", "-p", *pane, "#S"],
            env=dict(env),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TMUX_LIMIT_S,
            check=True,
            encoding="utf-8",
            errors="replace",
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return answer.stdout.strip()
