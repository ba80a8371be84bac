"""The command line: what can be asked for; what answers is imported when it is asked."""

import argparse
import os
import sys
from importlib import import_module

from rp_tui import __version__

INTERRUPTED = 130  # what a shell gives a program that Ctrl+C ended
NO_SCREEN = (
    "The screen is not built yet: this version is the log, and the commands above look after it."
)


def main(argv: list[str] | None = None) -> int:
    """Do what was asked, and answer with an exit code."""
    parser = build_parser()
    args = parser.parse_args(argv)
    if args.command is None:
        parser.print_help()
        return 0
    # Whatever the program writes is for its owner's eyes.
    os.umask(0o077)
    try:
        return dispatch(args)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # What was left to say has no reader, nor has the complaint of Python's own last flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def dispatch(args: argparse.Namespace) -> int:
    """Hand over to the command's own module; a trouble ends it with its one sentence."""
    from rp_tui.core.domain.clean import clean
    from rp_tui.core.domain.errors import Trouble

    command = import_module(f"rp_tui.commands.{args.command}")
    try:
        exit_code: int = command.run(args)
        sys.stdout.flush()
    except Trouble as trouble:
        print(clean(str(trouble), single_line=True), file=sys.stderr)
        return trouble.exit_code
    return exit_code


def build_parser() -> argparse.ArgumentParser:
    """Every option and command there is."""
    parser = argparse.ArgumentParser(
        prog="rp-tui",
        description="A roleplay engine for the terminal.",
        epilog=NO_SCREEN,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"rp-tui {__version__}")
    add_data_dir(parser, default=None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    commands.add_parser("verify", help="replay the log and compare it with what is shown")
    doctor = commands.add_parser("doctor", help="say where things live and whether all is well")
    doctor.add_argument("--json", action="store_true", help="the same as one JSON object")
    doctor.add_argument("--models", action="store_true", help="ask each model something small")
    trace = commands.add_parser("trace", help="the last calls of the models, or one of them whole")
    add_trace(trace)
    bench = commands.add_parser("bench", help="measure against floors of the same run")
    measured = bench.add_subparsers(dest="bench", metavar="WHAT", required=True)
    store = measured.add_parser("store", help="the log: writing, rewinding, searching, opening")
    store.add_argument("--json", action="store_true", help="the same as a list of rows")
    store.add_argument("--quick", action="store_true", help="small sizes, to see that it runs")
    # So that the option may stand on either side of the command.
    for command in (*commands.choices.values(), store):
        add_data_dir(command, default=argparse.SUPPRESS)
    return parser


def add_trace(trace: argparse.ArgumentParser) -> None:
    trace.add_argument("id", metavar="ID", nargs="?", type=count, help="this one, with its prompt")
    trace.add_argument("--last", metavar="N", type=count, default=20, help="how many (else 20)")
    trace.add_argument("--usage", action="store_true", help="the tokens of each day, chat and job")
    trace.add_argument("--json", action="store_true", help="the same as JSON")


def count(text: str) -> int:
    """A number that a database can hold."""
    number = int(text)
    if not 0 < number < 1 << 62:
        raise ValueError
    return number


def add_data_dir(parser: argparse.ArgumentParser, *, default: object) -> None:
    parser.add_argument(
        "--data-dir",
        metavar="DIR",
        default=default,
        help="where the stories are (else RP_TUI_DATA_DIR, else the usual place)",
    )
