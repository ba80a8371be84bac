"""The backup that the system makes every night: a launchd agent on a Mac, else a systemd timer."""

import os
import plistlib
import re
import shlex
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.storage.connection import understood
from rp_tui.core.storage.copy import put_in_place
from rp_tui.paths import Places

HOUR, MINUTE = 4, 30
LABEL = "rp-tui.backup"
UNIT = "rp-tui-backup"
DATABASE = "CHAT_DB_PATH"
CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class OtherContent(Trouble):
    """A file of that name is there, and says something else."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"{path} is there already and says something else; remove it, and retry.")


class UnspeakablePath(Trouble):
    """A path that the files of a system cannot hold."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path!r} has a control character in it; use a folder without one.")


class System(NamedTuple):
    """What is asked of the system that the program runs on."""

    platform: str
    env: Mapping[str, str]
    home: Path
    python: str
    user: int


def this_system() -> System:
    """The system that it runs on now."""
    return System(sys.platform, os.environ, Path.home(), sys.executable, os.getuid())


def install(places: Places, system: System) -> list[str]:
    """Write what has a backup made every night; say what was written, and how to begin with it."""
    command, env = command_of(places, system), environment_of(places)
    for text in (*command, *env.values()):
        if CONTROL.search(text):
            raise UnspeakablePath(text)
    is_mac = system.platform == "darwin"
    files = agent(places, system, command, env) if is_mac else timer(system, command, env)
    for path, content in files.items():
        must_be_free(path, content)
    places.prepare()
    for path, content in files.items():
        write(path, content)
    begin = begin_agent(*files, user=system.user) if is_mac else begin_timer()
    return [*(f"Written: {path}" for path in files), *begin]


def command_of(places: Places, system: System) -> list[str]:
    """This very program; -P, so that no folder it is started in can put another in its place."""
    return [system.python, "-P", "-m", "rp_tui", "--data-dir", str(places.root), "backup"]


def environment_of(places: Places) -> dict[str, str]:
    """Where the database is, if it is not where the data folder has it."""
    usual = places.root / "chat.db"
    return {} if places.database == usual else {DATABASE: str(places.database)}


def agent(
    places: Places, system: System, command: Sequence[str], env: Mapping[str, str]
) -> dict[Path, bytes]:
    """A launchd agent; one that was asleep at the hour runs when the Mac wakes."""
    content = {
        "Label": LABEL,
        "ProgramArguments": list(command),
        "EnvironmentVariables": dict(env),
        "StartCalendarInterval": {"Hour": HOUR, "Minute": MINUTE},
        "StandardErrorPath": str(
            places.backups / "nightly.log"
        ),  # nothing is said when all is well
        "ProcessType": "Background",
    }
    path = system.home / "Library" / "LaunchAgents" / f"{LABEL}.plist"
    return {path: plistlib.dumps(content)}


def timer(system: System, command: Sequence[str], env: Mapping[str, str]) -> dict[Path, bytes]:
    """A systemd timer and its service; a night that was missed is made up for."""
    set_first = system.env.get("XDG_CONFIG_HOME", "")
    # As the rule for it says, a path that is not absolute is as good as none.
    config = Path(set_first) if os.path.isabs(set_first) else system.home / ".config"
    service = [
        "[Unit]",
        "Description=Nightly backup of rp-tui",
        "",
        "[Service]",
        "Type=oneshot",
        *(f"Environment={quoted(f'{name}={value}')}" for name, value in env.items()),
        # The colon has systemd leave every $ as it is.
        f"ExecStart=:{' '.join(map(quoted, command))}",
    ]
    when = [
        "[Unit]",
        "Description=Nightly backup of rp-tui",
        "",
        "[Timer]",
        f"OnCalendar=*-*-* {HOUR:02}:{MINUTE:02}:00",
        "Persistent=true",
        "",
        "[Install]",
        "WantedBy=timers.target",
    ]
    units = config / "systemd" / "user"
    return {units / f"{UNIT}.service": unit(service), units / f"{UNIT}.timer": unit(when)}


def unit(lines: Sequence[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def quoted(text: str) -> str:
    """A word as systemd reads it, in which a percent sign means itself."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'


def must_be_free(path: Path, content: bytes) -> None:
    """Refuse to write over what somebody else wrote, or what was changed by hand."""
    with understood(path):
        if os.path.lexists(path) and not (path.is_file() and path.read_bytes() == content):
            raise OtherContent(path)


def write(path: Path, content: bytes) -> None:
    with understood(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{path.name}.new")
        unfinished.write_bytes(content)
        unfinished.chmod(0o600)
        put_in_place(unfinished, path)


def begin_agent(path: Path, *, user: int) -> list[str]:
    return ["Begin with it:", f"  launchctl bootstrap gui/{user} {shlex.quote(str(path))}"]


def begin_timer() -> list[str]:
    return [
        "Begin with it:",
        f"  systemctl --user enable --now {UNIT}.timer",
        "It runs while you are logged in; 'loginctl enable-linger' has it run always.",
    ]
