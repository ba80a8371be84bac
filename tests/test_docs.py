"""What the documents say is so."""

import re
from pathlib import Path

import pytest

from rp_tui.cli import build_parser

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


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_make_target_that_is_named_exists(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^)make ([a-z]+)", text_of(name), re.MULTILINE)) <= targets


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_that_is_named_is_understood(name: str) -> None:
    for command in re.findall(r"`(?:rp-tui )((?:verify|doctor|bench)[\w -]*)`", text_of(name)):
        build_parser().parse_args(command.split())


def test_the_readme_names_every_command() -> None:
    named = set(re.findall(r"^\| `rp-tui (\w+)", text_of("README.md"), re.MULTILINE))
    understood = re.findall(r"^    (\w+) ", build_parser().format_help(), re.MULTILINE)
    assert named == set(understood)


def test_the_newcomers_two_commands_are_all_that_the_readme_asks_to_type() -> None:
    (block,) = re.findall(r"```sh\n(.*?)```", text_of("README.md"), re.DOTALL)
    assert block.split("\n") == ["make play", "make test", ""]
