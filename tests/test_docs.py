"""What the documents say is so."""

import re
import shlex
from pathlib import Path

import pytest

from rp_tui import config
from rp_tui.arguments import build_parser, parsed
from rp_tui.screens.chat.screen import ALONE_BELOW, FOLDS_BELOW
from rp_tui.ui.actions import BY_ID
from rp_tui.ui.keymap import Keymap

ROOT = Path(__file__).parents[1]
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*DOCUMENTS, "LICENSE", "schema.sql", ".ci/run"])
def test_what_a_reader_looks_for_first_is_there(name: str) -> None:
    assert text_of(name).strip()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_inside_the_project_leads_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text_of(name)):
        assert "://" in target or (ROOT / target).exists(), target


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_path_that_is_named_exists(name: str) -> None:
    for path in re.findall(r"`((?:rp_tui|tests|\.ci)/[\w./]*)`", text_of(name)):
        assert (ROOT / path).exists(), path


def rooms() -> dict[str, set[str]]:
    """What the tables of the architecture name, by the folder that stands over each."""
    table = re.compile(r"^\| `(rp_tui/[\w/]*)` \|.*\n\|-.*\n((?:\|.*\n)+)", re.MULTILINE)
    return {
        folder: {name for row in rows.splitlines() for name in named(row)}
        for folder, rows in table.findall(text_of("ARCHITECTURE.md"))
    }


def named(row: str) -> list[str]:
    """The files and folders in a row's first cell."""
    return re.findall(r"`([\w/.]+)`", row.split("|")[1])


def code_in(folder: str) -> set[str]:
    """The modules of a folder, and those of its folders that hold any."""
    files = {each.name for each in (ROOT / folder).glob("*.py")} - {"__init__.py"}
    return files | {f"{each.parent.name}/" for each in (ROOT / folder).glob("*/*.py")}


@pytest.mark.parametrize("folder", rooms())
def test_a_table_of_the_architecture_names_what_stands_in_its_folder(folder: str) -> None:
    assert rooms()[folder] == code_in(folder)


@pytest.mark.parametrize("folder", ["rp_tui/", "rp_tui/core/"])
def test_the_folders_of_the_architecture_are_all_there_is(folder: str) -> None:
    table = text_of("ARCHITECTURE.md").split("| folder |")[1].split("\n\n")[0]
    told = {name for row in table.splitlines()[2:] for name in named(row)}
    there = {f"{folder}{name}" for name in code_in(folder)} - {"rp_tui/core/"}
    assert there <= told
    assert {name for name in told if name.startswith("rp_tui/") and name.endswith("/")} <= {
        *rooms(),
        "rp_tui/samples/",
    }


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_make_target_that_is_named_exists(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^)make ([a-z]+)", text_of(name), re.MULTILINE)) <= targets


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_that_is_named_is_understood(name: str) -> None:
    for said in re.findall(r"`(?:… \\\| )?rp-tui ([^`]+)`", text_of(name)):
        command, *words = shlex.split(said)
        if words:
            parsed(build_parser(), [command, *words])
        assert f"    {command} " in build_parser().format_help()


def test_the_readme_names_every_command() -> None:
    named = set(re.findall(r"^\| `rp-tui (\w+)", text_of("README.md"), re.MULTILINE))
    understood = re.findall(r"^    (\w+) ", build_parser().format_help(), re.MULTILINE)
    assert named == set(understood)


def test_the_readme_s_example_of_other_keys_is_taken(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", text_of("README.md"), re.DOTALL)
    (tmp_path / "config.toml").write_text(example)
    keymap = Keymap(config.load(tmp_path / "config.toml", {}).keys)
    assert keymap.keys(BY_ID["stop"]) == ("ctrl+g", "f2")


def test_the_readme_says_how_wide_a_terminal_must_be() -> None:
    assert f"from {FOLDS_BELOW} columns on" in text_of("README.md")
    assert f"below {ALONE_BELOW} it takes the story's place" in text_of("README.md")


def test_the_newcomers_two_commands_are_all_that_the_readme_asks_to_type() -> None:
    (block,) = re.findall(r"```sh\n(.*?)```", text_of("README.md"), re.DOTALL)
    assert block.split("\n") == ["make play", "make test", ""]
