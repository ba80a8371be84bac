"""The output: it takes any text in any locale, and may go away at any time."""

import codecs
import json
import os
import re
import sys

PLAINER = "rp-tui.plainer"  # what stands in for a character that the locale has not
LIKE = {
    "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "--",
    "\u2026": "...", "\u00b7": ".", "\u2022": "*", "\u2605": "*", "\u2192": "->", "\u00a0": " ",
}  # fmt: skip

BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def prepare() -> None:
    """Let no character and no closed stream be an error."""
    codecs.register_error(PLAINER, plainer)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # it was closed before the program began
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=PLAINER)


def plainer(error: UnicodeError) -> tuple[str, int]:
    """The nearest that everybody has, or a question mark."""
    assert isinstance(error, UnicodeEncodeError)
    wanting = error.object[error.start : error.end]
    return "".join(LIKE.get(char, "?") for char in wanting), error.end


def escaped(text: str) -> str:
    """JSON as it is where the output takes UTF-8, else with the rest of the world as escapes."""
    if codecs.lookup(sys.stdout.encoding or "ascii").name == "utf-8":
        return text
    return BEYOND_ASCII.sub(lambda found: json.dumps(found[0])[1:-1], text)


def complain(told: str) -> None:
    """A sentence on the error stream, if anybody reads it."""
    try:
        print(told, file=sys.stderr, flush=True)
    except OSError:
        give_up("stderr")


def give_up(name: str = "stdout") -> None:
    """Write nowhere from here on: what is left to say has no reader, nor has a complaint of it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), getattr(sys, name).fileno())
