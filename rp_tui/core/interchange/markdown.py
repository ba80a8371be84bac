"""Prose as Markdown that reads as it was said: actions in italics, and nothing else in effect.

Text becomes no heading, list, quote, link, table, code or HTML, whatever it is made of. Bold type
inside a line stays; at its beginning it could pass for the name of who speaks.
"""

import re
from collections.abc import Iterable, Iterator
from string import punctuation
from typing import NamedTuple

from rp_tui.core.domain.clean import clean
from rp_tui.core.domain.markers import Kind, Markers, Segment

HARD_BREAK = "  "  # at a line's end, where the next one is not to run on

SPECIAL = re.compile(
    r"[\\`*_\[\]<~|]"
    r"|&(?=[#\w])"
    r"|(?<=\w)(?::(?=//)|@(?=\w))|(?<=\bwww)\."  # what some readers make links of unasked
)
OPENING = re.compile(r"(?=[#>+=-]|:-)")  # of a heading, a quote, a list, a rule or a table
NUMBERED = re.compile(r"(\d{1,9})(?=[.)](?:\s|\Z))")
BOLD = re.compile(r"(?<=[ \"“(])\*\*(?P<core>[^\W_](?:[^*\n]*[^\W_])?)\*\*(?=[\s.,!?;:…\"”')]|\Z)")


class Run(NamedTuple):
    """Words of one kind on one line."""

    kind: Kind
    text: str


def paragraphs(read: Iterable[Segment], markers: Markers) -> list[str]:
    """The segments of a turn as paragraphs, each of one line or more."""
    found: list[list[str]] = [[]]
    for runs in lines(read, markers):
        if line := rendered(runs):
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [f"{HARD_BREAK}\n".join(together) for together in found if together]


def lines(read: Iterable[Segment], markers: Markers) -> Iterator[list[Run]]:
    line: list[Run] = []
    for segment in read:
        text = clean(segment.text)
        if segment.kind == "ooc":
            text = f"{markers.ooc_open}{text}{markers.ooc_close}"
        first, *rest = text.split("\n")
        line.append(Run(segment.kind, first))
        for piece in rest:
            yield line
            line = [Run(segment.kind, piece)]
    yield line


def rendered(runs: Iterable[Run]) -> str:
    """A line; asterisks take effect where a space or a mark stands on their outer side."""
    line = ""
    action = False
    for kind, words in runs:
        text = words if line else words.lstrip()  # so that what begins the line is known to
        core = text.strip() if kind == "action" else text
        if not core:
            line, action = line + text, action and not text
            continue
        if kind != "action":
            line += (" " if action and not quiet(core[0]) else "") + emboldened(core)
            action = False
            continue
        before, _, after = text.partition(core)
        line += before
        if line and (action or not quiet(line[-1])):
            line += " "
        line += f"*{emboldened(core)}*{after}"
        action = not after
    return guarded(line.rstrip())


def quiet(char: str) -> bool:
    """Whether an asterisk beside the character stays a sign."""
    return char.isspace() or (char in punctuation and char != "*")


def emboldened(text: str) -> str:
    """Text without effect but for what is bold."""
    found: list[str] = []
    start = 0
    for bold in BOLD.finditer(text):
        found += inert(text[start : bold.start()]), f"**{inert(bold['core'])}**"
        start = bold.end()
    return "".join((*found, inert(text[start:])))


def inert(text: str) -> str:
    """Text in which no sign has an effect inside a line."""
    return SPECIAL.sub(r"\\\g<0>", text)


def guarded(line: str) -> str:
    """A line that begins nothing."""
    if NUMBERED.match(line):
        return NUMBERED.sub(r"\1\\", line, count=1)
    return f"\\{line}" if OPENING.match(line) else line


def title(text: str) -> str:
    """Text on one line, safe behind the sign of a heading."""
    return inert(clean(text, single_line=True)).replace("#", r"\#")


def quote(paragraph: str) -> str:
    """A paragraph, or several, as a quotation."""
    return "\n".join(f"> {line}" if line else ">" for line in paragraph.split("\n"))
