"""What is written so that the system makes a backup every night."""

import plistlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from rp_tui import paths
from rp_tui.commands.nightly import OtherContent, System, UnspeakablePath, install
from rp_tui.core.storage.errors import ReadOnlyFolder
from tests.sealed import sealed

AWKWARD = """a folder "with" 50% of <all> & $HOME's \\ marks"""


@pytest.fixture
def mac(tmp_path: Path) -> System:
    return System("darwin", {}, tmp_path / "home", sys.executable, 501)


@pytest.fixture
def linux(tmp_path: Path) -> System:
    return System("linux", {}, tmp_path / "home", sys.executable, 1000)


def data(tmp_path: Path, **env: str) -> paths.Places:
    return paths.find(tmp_path / AWKWARD, env)


def agent_of(system: System) -> Path:
    return system.home / "Library" / "LaunchAgents" / "rp-tui.backup.plist"


def service_of(system: System) -> Path:
    return system.home / ".config" / "systemd" / "user" / "rp-tui-backup.service"


def command(places: paths.Places) -> list[str]:
    return [sys.executable, "-P", "-m", "rp_tui", "--data-dir", str(places.root), "backup"]


def test_a_mac_gets_an_agent_that_runs_this_program_on_this_folder(
    mac: System, tmp_path: Path
) -> None:
    places = data(tmp_path)
    said = install(places, mac)
    agent = plistlib.loads(agent_of(mac).read_bytes())
    assert agent["Label"] == "rp-tui.backup"
    assert agent["ProgramArguments"] == command(places)
    assert agent["StartCalendarInterval"] == {"Hour": 4, "Minute": 30}
    assert agent["EnvironmentVariables"] == {}
    assert Path(agent["StandardErrorPath"]).parent.is_dir()
    assert said[0] == f"Written: {agent_of(mac)}"
    assert said[-1] == f"  launchctl bootstrap gui/501 {agent_of(mac)}"
    assert agent_of(mac).stat().st_mode & 0o777 == 0o600


def test_a_path_is_quoted_in_what_is_to_be_typed(mac: System, tmp_path: Path) -> None:
    said = install(data(tmp_path), mac._replace(home=tmp_path / "my home"))
    assert said[-1].endswith(f"'{agent_of(mac._replace(home=tmp_path / 'my home'))}'")


def test_elsewhere_there_is_a_timer_that_makes_up_for_a_night_that_was_missed(
    linux: System, tmp_path: Path
) -> None:
    said = install(data(tmp_path), linux)
    timer = service_of(linux).with_suffix(".timer").read_text()
    assert "OnCalendar=*-*-* 04:30:00\n" in timer
    assert "Persistent=true\n" in timer
    assert "WantedBy=timers.target\n" in timer
    assert "  systemctl --user enable --now rp-tui-backup.timer" in said


def test_the_service_runs_this_program_on_this_folder(linux: System, tmp_path: Path) -> None:
    places = data(tmp_path, CHAT_DB_PATH=str(tmp_path / '100% "mine" $x.db'))
    install(places, linux)
    lines = dict(
        line.split("=", 1) for line in service_of(linux).read_text().splitlines() if "=" in line
    )
    assert lines["ExecStart"].startswith(":")  # so that a $ means itself
    assert words(lines["ExecStart"][1:]) == command(places)
    assert words(lines["Environment"]) == [f"CHAT_DB_PATH={places.database}"]
    assert lines["Type"] == "oneshot"


def words(line: str) -> list[str]:
    """A line as systemd reads it: words in double quotes, a backslash escapes, %% is one."""
    found, word, inside, marks = [], "", False, iter(line)
    for mark in marks:
        if mark == "\\":
            word += next(marks)
        elif mark == "%":
            assert next(marks) == "%"
            word += "%"
        elif mark == '"':
            if inside:
                found.append(word)
            word, inside = "", not inside
        elif inside:
            word += mark
        else:
            assert mark == " "
    return found


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here to ask")
def test_systemd_itself_finds_nothing_wrong(linux: System, tmp_path: Path) -> None:
    places = data(tmp_path, CHAT_DB_PATH=str(tmp_path / "100% mine.db"))
    install(places, linux)
    units = [str(service_of(linux)), str(service_of(linux).with_suffix(".timer"))]
    answer = subprocess.run(
        ["systemd-analyze", "verify", "--user", "--man=no", *units],
        capture_output=True,
        text=True,
        env={"XDG_RUNTIME_DIR": str(tmp_path), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
        check=False,
    )
    assert "rp-tui-backup" not in answer.stderr


def test_the_folder_for_settings_that_the_user_chose_is_used(linux: System, tmp_path: Path) -> None:
    install(data(tmp_path), linux._replace(env={"XDG_CONFIG_HOME": str(tmp_path / "own")}))
    assert (tmp_path / "own" / "systemd" / "user" / "rp-tui-backup.timer").exists()
    install(data(tmp_path), linux._replace(env={"XDG_CONFIG_HOME": "not/absolute"}))
    assert service_of(linux).exists()


def test_installing_twice_changes_nothing(linux: System, mac: System, tmp_path: Path) -> None:
    for system in (linux, mac):
        assert install(data(tmp_path), system) == install(data(tmp_path), system)


def test_a_file_of_other_content_is_left_and_named(
    linux: System, mac: System, tmp_path: Path
) -> None:
    for system, path in ((linux, service_of(linux)), (mac, agent_of(mac))):
        path.parent.mkdir(parents=True)
        path.write_text("my own")
        with pytest.raises(OtherContent, match=str(path)):
            install(data(tmp_path), system)
        assert path.read_text() == "my own"
        assert list(path.parent.iterdir()) == [path]


def test_a_path_that_no_such_file_can_hold_is_refused(
    linux: System, mac: System, tmp_path: Path
) -> None:
    for system in (linux, mac):
        with pytest.raises(UnspeakablePath):
            install(paths.find(tmp_path / "a\nb", {}), system)
    assert not (tmp_path / "home").exists()


def test_a_folder_that_cannot_be_written_is_named(linux: System, tmp_path: Path) -> None:
    (tmp_path / "sealed").mkdir()
    with sealed(tmp_path / "sealed") as closed, pytest.raises(ReadOnlyFolder):
        install(data(tmp_path), linux._replace(home=closed))
