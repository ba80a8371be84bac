"""The arguments: every command and option there is, and what each says of itself."""

import argparse

from rp_tui import __version__

TYPE_CHECKING = False  # as typing has it, which is not loaded for this
if TYPE_CHECKING:
    from typing import Any, NoReturn, TypeAlias

    Commands: TypeAlias = "argparse._SubParsersAction[Parser]"

PROSE_HINT = " (prose that begins with a dash stands behind --)"
ABOUT = (
    "Without a command the screen opens, on which is played; the commands play without one, and"
    " 'rp-tui COMMAND --help' tells of each. The answer is 0 where all is well and 1 where it is"
    " not, 2 at a mistake on the command line, and 3 when another process has the database open."
)
BESIDE = "It can be done beside a running player."
WHOSE = "whose chat it is; a name may be cut short where one bot alone is meant"
BENCHES = {
    "store": "the log: writing, rewinding, searching, opening",
    "prompt": "what a model is sent: how steady it is, what it takes, and its streams",
    "play": "a turn: sending, speaking, recall, and a long soak",
    "ui": "the screen: starting, keys, streams, long chats",
}


class Parser(argparse.ArgumentParser):
    """Says what is wrong with what was typed, without what was typed driving the terminal."""

    def __init__(self, **about: "Any") -> None:
        super().__init__(add_help=False, allow_abbrev=False, **about)
        self.add_argument("-h", "--help", action="help", help="tell what there is to type")

    def error(self, message: str) -> "NoReturn":
        """End with the usage and a sentence."""
        from rp_tui.core.domain.clean import clean

        super().error(clean(message))


def parsed(parser: argparse.ArgumentParser, argv: list[str] | None) -> argparse.Namespace:
    """What was typed; argparse alone knows no prose that stands behind an option."""
    args, left = parser.parse_known_args(argv)
    if len(left) == 1 and not left[0].startswith("-") and getattr(args, "prose", "") is None:
        args.prose = left.pop()
    if left:
        hint = PROSE_HINT if args.command == "say" else ""
        parser.error(f"unrecognized arguments: {' '.join(left)}{hint}")
    return args


def build_parser() -> argparse.ArgumentParser:
    """Every option and command there is."""
    parser = Parser(prog="rp-tui", description="A roleplay engine for the terminal.", epilog=ABOUT)
    parser.add_argument(
        "--version",
        action="version",
        version=f"rp-tui {__version__}",
        help="tell which version this is",
    )
    add_data_dir(parser, default=None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for add in (add_looking, add_new, add_say, add_reading, add_trace, add_copies, add_bench):
        add(commands)
    return parser


def add_looking(commands: "Commands") -> None:
    """The commands that say how things are."""
    command(
        commands,
        "verify",
        "replay the log and compare it with what is shown",
        "Replay the whole log into a scratch database, and compare that with what is stored. The"
        f" first row that differs is named, and the answer is 1. {BESIDE}",
    )
    doctor = command(
        commands,
        "doctor",
        "say where things live and whether all is well",
        "Say where things live, on what they stand, who has the database open, and what is wrong;"
        f" if anything is, the answer is 1. Nothing is changed. {BESIDE}",
    )
    doctor.add_argument("--json", action="store_true", help="write the same as one JSON object")
    doctor.add_argument(
        "--models",
        action="store_true",
        help="ask each model that is set something small, and find the servers of this machine",
    )


def add_new(commands: "Commands") -> None:
    new = command(
        commands,
        "new",
        "author a bot from a file, or take a sample",
        "Author a bot from a TOML file, or take one of those that ship, and open its chat.",
    )
    new.add_argument("file", metavar="FILE", nargs="?", help="a bot in TOML, as the samples are")
    new.add_argument(
        "--sample",
        metavar="NAME",
        nargs="?",
        const="",
        help="take this one of those that ship; without a name, list them",
    )
    new.add_argument("--name", metavar="NAME", help="call it so, in its prose as well")


def add_say(commands: "Commands") -> None:
    say = command(
        commands,
        "say",
        "play one turn, and print the reply as it streams",
        "Play one turn in a bot's chat, and print the reply as it streams; all else is told on the"
        " error stream. Without an option, a reply that was cut off before is kept first, and words"
        " that nobody answered are sent again, or give way to what you say.",
        "It answers 0 when all is said, 1 when nothing is, 4 when the reply broke off and stands as"
        " far as it came, and 130 after Ctrl+C, which keeps it as far as it came.",
    )
    say.add_argument("bot", metavar="BOT", help=WHOSE)
    say.add_argument(
        "prose",
        metavar="PROSE",
        nargs="?",
        help="what you say; - reads it from the input, and without any the bot speaks",
    )
    say.add_argument("--json", action="store_true", help="write a JSON object a line, by its type")
    say.add_argument(
        "--keep-trying",
        action="store_true",
        help="ask again and again while a model is cold or has no room",
    )
    other = say.add_mutually_exclusive_group()
    other.add_argument(
        "--go-on", action="store_true", help="let the last reply go on where it stopped"
    )
    other.add_argument("--retry", action="store_true", help="send again what was not answered")
    other.add_argument(
        "--keep", action="store_true", help="keep a reply that was cut off, as far as it came"
    )
    other.add_argument(
        "--discard", action="store_true", help="let it go; your words are printed, to be used anew"
    )


def add_reading(commands: "Commands") -> None:
    """The commands that tell a story as it stands."""
    show = command(
        commands,
        "show",
        "show the library, or a chat as it stands",
        f"Show the library, or a bot's chat as it stands, with its last turns. {BESIDE}",
    )
    show.add_argument("bot", metavar="BOT", nargs="?", help=f"{WHOSE}; else the library is shown")
    show.add_argument("--last", metavar="N", type=count, default=6, help="so many turns (else 6)")
    show.add_argument("--json", action="store_true", help="write the same as JSON")
    export = command(
        commands,
        "export",
        "write a chat's transcript",
        f"Write a chat's transcript, from its first turn to its last. {BESIDE}",
    )
    export.add_argument("bot", metavar="BOT", help=WHOSE)
    export.add_argument(
        "--format",
        choices=("markdown", "text", "json"),
        default="markdown",
        help="how it is written (else as markdown)",
    )
    export.add_argument(
        "--out", metavar="FILE", help="write it there, in the place of what is there; else print it"
    )


def add_trace(commands: "Commands") -> None:
    trace = command(
        commands,
        "trace",
        "tell of the last calls of the models",
        "List the last calls of the models, tell one of them with all that was sent, or sum up what"
        f" they have cost. {BESIDE}",
    )
    trace.add_argument(
        "id", metavar="ID", nargs="?", type=count, help="tell of this one, with its prompt"
    )
    trace.add_argument("--last", metavar="N", type=count, default=20, help="so many (else 20)")
    trace.add_argument(
        "--usage", action="store_true", help="sum up the tokens of each day, chat and job"
    )
    trace.add_argument("--json", action="store_true", help="write the same as JSON")


def add_copies(commands: "Commands") -> None:
    """The commands that keep the story safe."""
    backup = command(
        commands,
        "backup",
        "copy the story now, also beside who plays it",
        f"Copy the database into backups/ in the data folder; the newest are kept. {BESIDE}",
    )
    backup.add_argument(
        "--install",
        action="store_true",
        help="have the system do it every night instead, by launchd on a Mac, else by systemd",
    )
    restore = command(
        commands,
        "restore",
        "go back to a backup, a snapshot or a rewind",
        "Check a file from backups/ or snapshots/, say what it holds, ask, and let it be the story"
        " again. The database before it stays beside it, under another name. If you say no, the"
        " answer is 1.",
    )
    restore.add_argument(
        "file", metavar="FILE", help="a copy of the database, or what a rewind has removed"
    )
    restore.add_argument("--yes", action="store_true", help="do it without asking")


def add_bench(commands: "Commands") -> None:
    bench = command(
        commands,
        "bench",
        "measure against floors of the same run",
        "Measure the program beside the least that anything could take in the same run. It plays in"
        " a folder of its own that goes again; your stories are left alone.",
        "It answers 1 where a bound is missed, unless the sizes are small.",
    )
    measured = bench.add_subparsers(dest="bench", metavar="WHAT", required=True)
    for name, told in BENCHES.items():
        measure = command(measured, name, told, f"Measure {told}.")
        measure.add_argument(
            "--json", action="store_true", help="write all of it as a list of rows, in the end"
        )
        measure.add_argument("--quick", action="store_true", help="take small sizes, to see it run")


def command(commands: "Commands", name: str, told: str, about: str, ends: str = "") -> Parser:
    """A command by what a list says of it, what its own help says, and how it ends."""
    made = commands.add_parser(name, help=told, description=about, epilog=ends)
    # So that the option may stand on either side of the command.
    add_data_dir(made, default=argparse.SUPPRESS)
    return made


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
