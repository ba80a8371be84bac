"""The command line: what can be asked for; what answers is imported when it is asked."""

import argparse
import os
import sys
from importlib import import_module

from rp_tui import __version__

TYPE_CHECKING = False  # as typing has it, which is not loaded for this
if TYPE_CHECKING:
    from typing import NoReturn

INTERRUPTED = 130  # what a shell gives a program that Ctrl+C ended
PROSE_HINT = " (prose that begins with a dash stands behind --)"
ABOUT = "Without a command the screen opens, on which is played; the commands play without one."
SCREEN = "play"


class Parser(argparse.ArgumentParser):
    """Says what is wrong with what was typed, without what was typed driving the terminal."""

    def error(self, message: str) -> "NoReturn":
        """End with the usage and a sentence."""
        from rp_tui.core.domain.clean import clean

        super().error(clean(message))


def main(argv: list[str] | None = None) -> int:
    """Do what was asked, and answer with an exit code."""
    parser = build_parser()
    args = parsed(parser, argv)
    args.command = args.command or SCREEN
    # Whatever the program writes is for its owner's eyes.
    os.umask(0o077)
    try:
        return dispatch(args)
    except KeyboardInterrupt:
        return INTERRUPTED


def parsed(parser: argparse.ArgumentParser, argv: list[str] | None) -> argparse.Namespace:
    """What was typed; argparse alone knows no prose that stands behind an option."""
    args, left = parser.parse_known_args(argv)
    if len(left) == 1 and not left[0].startswith("-") and getattr(args, "prose", "") is None:
        args.prose = left.pop()
    if left:
        hint = PROSE_HINT if args.command == "say" else ""
        parser.error(f"unrecognized arguments: {' '.join(left)}{hint}")
    return args


def dispatch(args: argparse.Namespace) -> int:
    """Hand over to the command's own module; a trouble ends it with its one sentence."""
    from rp_tui.commands import output
    from rp_tui.core.domain.clean import clean
    from rp_tui.core.domain.errors import Trouble

    output.prepare()
    exit_code = 0
    try:
        exit_code = import_module(f"rp_tui.commands.{args.command}").run(args)
        sys.stdout.flush()
    except Trouble as trouble:
        exit_code = trouble.exit_code
        output.complain(clean(str(trouble), single_line=True))
    except BrokenPipeError:  # what was left to say has no reader
        output.give_up()
    except OSError as error:  # the output's: a command's own are troubles
        output.give_up()
        exit_code = exit_code or 1
        output.complain(f"The output cannot be written ({error.strerror or error}).")
    return exit_code


def build_parser() -> argparse.ArgumentParser:
    """Every option and command there is."""
    parser = Parser(
        prog="rp-tui",
        description="A roleplay engine for the terminal.",
        epilog=ABOUT,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"rp-tui {__version__}")
    add_data_dir(parser, default=None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    commands.add_parser("verify", help="replay the log and compare it with what is shown")
    doctor = commands.add_parser("doctor", help="say where things live and whether all is well")
    doctor.add_argument("--json", action="store_true", help="the same as one JSON object")
    doctor.add_argument("--models", action="store_true", help="ask each model something small")
    add_play(commands)
    trace = commands.add_parser("trace", help="the last calls of the models, or one of them whole")
    add_trace(trace)
    backup = commands.add_parser("backup", help="copy the story now, also beside who plays it")
    backup.add_argument("--install", action="store_true", help="have it done every night instead")
    restore = commands.add_parser("restore", help="go back to a backup, a snapshot or a rewind")
    restore.add_argument("file", metavar="FILE", help="from backups/ or snapshots/")
    restore.add_argument("--yes", action="store_true", help="without asking")
    bench = commands.add_parser("bench", help="measure against floors of the same run")
    measured = bench.add_subparsers(dest="bench", metavar="WHAT", required=True)
    store = measured.add_parser("store", help="the log: writing, rewinding, searching, opening")
    prompt = measured.add_parser("prompt", help="what a model is sent: steadiness, time, streams")
    play = measured.add_parser("play", help="a turn: sending, speaking, recall, a long soak")
    screen = measured.add_parser("ui", help="the screen: starting, keys, streams, long chats")
    for measure in (store, prompt, play, screen):
        measure.add_argument("--json", action="store_true", help="the same as a list of rows")
        measure.add_argument("--quick", action="store_true", help="small sizes, to see it run")
    # So that the option may stand on either side of the command.
    for command in (*commands.choices.values(), store, prompt, play, screen):
        add_data_dir(command, default=argparse.SUPPRESS)
    return parser


def add_play(commands: "argparse._SubParsersAction[Parser]") -> None:
    """The commands that play without a screen."""
    new = commands.add_parser("new", help="author a bot from a file, or take a sample")
    new.add_argument("file", metavar="FILE", nargs="?", help="a bot in TOML")
    new.add_argument(
        "--sample", metavar="NAME", nargs="?", const="", help="one that ships; no name lists them"
    )
    new.add_argument("--name", metavar="NAME", help="call it so, in its prose as well")
    say = commands.add_parser("say", help="play one turn, and print the reply as it streams")
    add_say(say)
    show = commands.add_parser("show", help="the library, or a chat as it stands")
    show.add_argument("bot", metavar="BOT", nargs="?")
    show.add_argument("--last", metavar="N", type=count, default=6, help="turns (else 6)")
    show.add_argument("--json", action="store_true", help="the same as JSON")
    export = commands.add_parser("export", help="write a chat's transcript")
    export.add_argument("bot", metavar="BOT")
    export.add_argument("--format", choices=("markdown", "text", "json"), default="markdown")
    export.add_argument("--out", metavar="FILE", help="else it is printed")


def add_say(say: argparse.ArgumentParser) -> None:
    say.add_argument("bot", metavar="BOT")
    say.add_argument(
        "prose", metavar="PROSE", nargs="?", help="- reads it; none lets the bot speak"
    )
    say.add_argument("--json", action="store_true", help="one JSON object a line")
    say.add_argument(
        "--keep-trying", action="store_true", help="while a model is cold or has no room"
    )
    other = say.add_mutually_exclusive_group()
    other.add_argument("--go-on", action="store_true", help="let the last reply go on")
    other.add_argument("--retry", action="store_true", help="send again what was not answered")
    other.add_argument("--keep", action="store_true", help="keep a reply that was cut off")
    other.add_argument("--drop", action="store_true", help="let go of it, and of your words")


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
