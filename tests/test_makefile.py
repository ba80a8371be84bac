"""The first commands that a newcomer types."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAKE = shutil.which("make") or ""
TARGETS = "help setup play test slow check bench torture constraints clean".split()

pytestmark = pytest.mark.skipif(not MAKE, reason="there is no make here")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with what make reads, its path with a blank in it, and nothing installed."""
    folder = tmp_path / "a checkout"
    folder.mkdir()
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, folder)
    return folder


def make(folder: Path, *args: str, path: Path | str = os.environ["PATH"]) -> tuple[int, str, str]:
    """Run make, and tell its exit code, what it said and what it complained of."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    answer = subprocess.run(
        [MAKE, *args],
        cwd=folder,
        env=env | {"PATH": str(path)},
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.returncode, answer.stdout, answer.stderr


def pretend(folder: Path, name: str, script: str) -> Path:
    """A program of that name, alone in a folder for the PATH."""
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return folder


def test_make_alone_lists_every_target_in_a_line(checkout: Path) -> None:
    code, said, _ = make(checkout)
    assert code == 0
    assert [line.split()[:2] for line in said.splitlines()] == [["make", name] for name in TARGETS]


def test_every_target_can_be_rehearsed(checkout: Path, tmp_path: Path) -> None:
    programs = pretend(tmp_path / "bin", "python3.14", "exit 0")
    for target in TARGETS:
        code, said, complained = make(checkout, "--dry-run", target, path=programs)
        assert (code, complained) == (0, "")
        assert said.strip()
    assert not (checkout / ".venv").exists()


@pytest.mark.parametrize("name", ["python3", "python3.11", "none"])
def test_an_older_python_is_told_in_one_sentence_which_one_is_wanted(
    checkout: Path, tmp_path: Path, name: str
) -> None:
    old = pretend(tmp_path / "bin", name, "exit 1")
    code, said, complained = make(checkout, "play", path=old)
    assert code != 0
    assert said == ""
    ours = [line for line in complained.splitlines() if not line.startswith("make")]
    assert ours == ["rp-tui needs Python 3.11 or newer with pip 22.3 or newer on the PATH."]


def test_the_newest_python_that_fits_is_taken(checkout: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    programs = tmp_path / "bin"
    pretend(programs, "python3.14", "exit 127")
    pretend(programs, "python3.12", f'echo "12 $@" >> "{log}"')
    pretend(programs, "python3", f'echo "3 $@" >> "{log}"')
    make(checkout, "setup", path=f"{programs}:/bin:/usr/bin")
    calls = [line for line in log.read_text().splitlines() if line.startswith(("12 -m", "3 "))]
    assert calls[0] == "12 -m venv --clear --without-pip .venv"
    assert "install -c constraints.txt -e .[dev]" in calls[1]
    assert len(calls) == 2


def test_what_is_installed_is_installed_again_only_when_the_files_say_so(checkout: Path) -> None:
    programs = checkout / ".venv" / "bin"
    programs.mkdir(parents=True)
    shutil.copy(pretend(checkout / "bin", "python", "exit 0") / "python", programs)
    stamp = programs.parent / ".stamp"
    stamp.touch()
    later = (checkout / "pyproject.toml").stat().st_mtime + 10
    os.utime(stamp, (later, later))
    assert "pip" not in make(checkout, "--dry-run", "play")[1]
    for name in ("pyproject.toml", "constraints.txt"):
        os.utime(checkout / name, (later + 10, later + 10))
        assert "pip" in make(checkout, "--dry-run", "play")[1]
        os.utime(checkout / name, (later - 10, later - 10))


def test_the_makefile_keeps_to_what_an_old_make_knows() -> None:
    text = (ROOT / "Makefile").read_text()
    for newer in (r"\.ONESHELL", r"&:", r"!=", r"::=", r"\$\(file ", r"\.RECIPEPREFIX", r"sed -i"):
        assert not re.search(newer, text)


def test_the_pinned_set_names_no_index_and_no_file() -> None:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    assert lines[0].startswith("#")
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines[1:])
    names = [line.partition("==")[0].casefold() for line in lines[1:]]
    assert names == sorted(names)
