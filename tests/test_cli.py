"""The command line, run as a person runs it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import rp_tui

ROOT = Path(rp_tui.__file__).parents[1]
HEAVY = """
    aiosqlite asyncio dataclasses filelock httpx importlib.metadata msgspec openai pathlib
    platformdirs pydantic rich sqlite3 subprocess textual tiktoken typing
"""


def run(*args: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rp_tui", *args],
        capture_output=True,
        text=True,
        env=os.environ | env,
        stdin=subprocess.DEVNULL,
        check=False,
    )


def test_without_a_command_and_without_a_terminal_it_says_how_to_play() -> None:
    answer = run()
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == (
        "The screen needs a terminal; without one, play with 'rp-tui say BOT \"...\"'.\n"
    )


def test_help_says_what_there_is() -> None:
    answer = run("--help")
    assert answer.returncode == 0
    for command in ("verify", "doctor", "bench"):
        assert f"    {command} " in answer.stdout
    assert "Without a command the screen opens" in " ".join(answer.stdout.split())


def test_help_says_how_a_command_ends() -> None:
    told = " ".join(run("say", "--help").stdout.split())
    assert told.startswith("usage: rp-tui say")
    assert "1 when nothing is, 4 when the reply broke off" in told
    assert "3 when another process has the database open" in " ".join(run("-h").stdout.split())


def test_it_tells_its_version() -> None:
    assert run("--version").stdout == f"rp-tui {rp_tui.__version__}\n"


def test_an_unknown_command_is_refused_with_usage() -> None:
    answer = run("dance")
    assert answer.returncode == 2
    assert answer.stderr.startswith("usage: rp-tui")


def test_bench_wants_to_know_what_to_measure() -> None:
    assert run("bench").returncode == 2


@pytest.mark.parametrize("argv", [["--help"], ["bench", "store", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(argv: list[str]) -> None:
    script = (
        "import sys\n"
        "from rp_tui.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print('LOADED', *sys.modules)"
    )
    # Without the site's own start-up files, which on some machines load modules of theirs.
    command = [sys.executable, "-S", "-c", script, *argv]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(answer.stdout.rpartition("LOADED ")[2].split())
    assert loaded.isdisjoint(HEAVY.split())
    assert not {name for name in loaded if name.startswith("rp_tui.core")}


def test_a_trouble_is_one_sentence_on_stderr(tmp_path: Path) -> None:
    answer = run("--data-dir", str(tmp_path), "verify", CHAT_DB_PATH="")
    assert answer.returncode == 1
    assert answer.stdout == ""
    assert re.fullmatch(r"There is no database at .*\.\n", answer.stderr)


def test_what_a_path_holds_cannot_drive_the_terminal(tmp_path: Path) -> None:
    answer = run("verify", "--data-dir", str(tmp_path / "a\x1b]0;owned\x07b"), CHAT_DB_PATH="")
    assert answer.returncode == 1
    assert "\x1b" not in answer.stderr
    assert "\x07" not in answer.stderr


def test_the_data_folder_may_be_named_on_either_side_of_the_command(tmp_path: Path) -> None:
    before = run("--data-dir", str(tmp_path), "doctor", CHAT_DB_PATH="")
    after = run("doctor", "--data-dir", str(tmp_path), CHAT_DB_PATH="")
    for answer in (before, after):
        assert str(tmp_path / "chat.db") in answer.stdout


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    answer = subprocess.run(
        [sys.executable, "-m", "rp_tui", "doctor", "--data-dir", str(tmp_path)],
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert (answer.returncode, answer.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here is always full")
def test_an_output_that_takes_nothing_is_a_sentence(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "rp_tui", "doctor", "--data-dir", str(tmp_path)]
    with Path("/dev/full").open("w") as full:
        answer = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert answer.returncode == 1
    assert answer.stderr == "The output cannot be written (No space left on device).\n"


@pytest.mark.parametrize("closed", ["stdout", "stderr"])
def test_a_stream_that_was_closed_before_is_no_error(tmp_path: Path, closed: str) -> None:
    number = {"stdout": 1, "stderr": 2}[closed]
    command = f'exec "$0" -m rp_tui verify --data-dir "$1" {number}>&-'
    answer = subprocess.run(
        ["sh", "-c", command, sys.executable, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 1
    assert "Traceback" not in answer.stdout + answer.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437"])
def test_every_locale_can_be_written_in(encoding: str) -> None:
    answer = run("new", "--sample", PYTHONIOENCODING=encoding)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.endswith("Take one with 'rp-tui new --sample NAME'.\n")


def test_what_was_mistyped_cannot_drive_the_terminal() -> None:
    answer = run("say", "ann", "--\x1b]0;owned\x07bad")
    assert answer.returncode == 2
    assert not {"\x1b", "\x07"} & set(answer.stderr)
    assert "prose that begins with a dash stands behind --" in answer.stderr


def test_an_interrupt_ends_it_without_a_traceback(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys\n"
        "from rp_tui import cli\n"
        "cli.dispatch = lambda args: os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.exit(cli.main(['doctor']))"
    )
    command = [sys.executable, "-c", script]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stderr) == (130, "")
