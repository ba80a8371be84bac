"""The command line: what was asked for is done; what answers is imported when it is asked."""

import os
import sys
from importlib import import_module

from rp_tui.arguments import build_parser, parsed

TYPE_CHECKING = False  # as typing has it, which is not loaded for this
if TYPE_CHECKING:
    from argparse import Namespace

INTERRUPTED = 130  # what a shell gives a program that Ctrl+C ended
SCREEN = "play"


def main(argv: list[str] | None = None) -> int:
    """Do what was asked, and answer with an exit code."""
    args = parsed(build_parser(), argv)
    args.command = args.command or SCREEN
    # Whatever the program writes is for its owner's eyes.
    os.umask(0o077)
    try:
        return dispatch(args)
    except KeyboardInterrupt:
        return INTERRUPTED


def dispatch(args: "Namespace") -> int:
    """Hand over to the command's own module; a trouble ends it with its one sentence."""
    from rp_tui.commands import output
    from rp_tui.core.domain.clean import clean
    from rp_tui.core.domain.errors import Trouble
    from rp_tui.core.domain.lazy import staying

    output.prepare()
    exit_code = 0
    try:
        with staying():
            command = import_module(f"rp_tui.commands.{args.command}")
        exit_code = command.run(args)
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
