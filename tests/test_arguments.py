"""What can be typed behind the program's name, and what is said of it."""

import argparse
import re
from collections.abc import Iterator

import pytest

from rp_tui.arguments import build_parser, parsed


def helps(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """It and all commands below it."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from helps(below)


@pytest.mark.parametrize("parser", helps(build_parser()), ids=lambda parser: parser.prog)
def test_each_command_and_each_of_its_options_says_what_it_is_for(
    parser: argparse.ArgumentParser,
) -> None:
    assert re.fullmatch(r"[A-Z].* .*\.", parser.description or "")
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            assert all(len((each.help or "").split()) > 2 for each in action._choices_actions)
        else:
            assert len((action.help or "").split()) > 2, action


@pytest.mark.parametrize(
    "words",
    [
        ["ann", "Hello.", "--json"],
        ["ann", "--json", "Hello."],
        ["--json", "ann", "Hello."],
        ["--json", "ann", "--", "Hello."],
    ],
)
def test_prose_stands_before_and_behind_options(words: list[str]) -> None:
    args = parsed(build_parser(), ["say", *words])
    assert (args.bot, args.prose, args.json) == ("ann", "Hello.", True)


def test_an_option_is_written_out_so_that_a_new_one_changes_no_script(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        parsed(build_parser(), ["restore", "a.db", "--ye"])
    assert "unrecognized arguments: --ye" in capsys.readouterr().err
