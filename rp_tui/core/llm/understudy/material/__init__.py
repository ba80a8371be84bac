"""The understudy's stock: fragments of prose by section, each with what must hold to use it.

A line is "tags | fragment". In a fragment {I} is the speaker, [lean] a verb of the speaker's and
<tick> one of a single thing's, {you} who is answered; other braces are filled from the cue.
"""

import re
from collections.abc import Iterable
from functools import cache
from importlib import import_module

from msgspec import Struct

# What words take for granted: that one is indoors, that nobody is on the way, that it is late, and
# that things hum as they do today.
GRANTED = {
    "in": re.compile(
        r"\b(?:room|ceiling|door|doors|hall|stairs|walls?|floor(?:board)?|window|pipes?|radiator"
        r"|draught|shutters?)\b"
    ),
    "still": re.compile(
        r"\b(?:sit(?: down)?|sat down|seat|steps? nearer|come (?:in|here)|closer|move like"
        r"|room beside|out of here|turn round|this place|place warm|space here"
        r"|own feet|heels|pockets)\b"
        r"|\{I\} \[(?:pace|step|move|settle|lean)\]",
        re.IGNORECASE,
    ),
    "today": re.compile(
        r"\b(?:printers?|phones?|screens?|headlights?|neon|radio|fridge|traffic|windscreen)\b",
        re.IGNORECASE,
    ),
    "late": re.compile(r"\b(?:tonight|good night|lights on|dark at|when I wake)\b", re.IGNORECASE),
}

ROOMS = ("deeds", "answers", "meetings", "storms", "places", "selves", "moments", "terse")


class Fragment(Struct, frozen=True):
    """A piece of prose, and the tags that must all hold."""

    text: str
    tags: frozenset[str] = frozenset()


@cache
def stock() -> dict[str, tuple[Fragment, ...]]:
    """All sections by name."""
    found: dict[str, tuple[Fragment, ...]] = {}
    for room in ROOMS:
        for name, text in sections(import_module(f"{__name__}.{room}").TEXT):
            found[name] = (*found.get(name, ()), *fragments(text))
    return found


def sections(text: str) -> Iterable[tuple[str, str]]:
    """The parts of a room: "== name" and the lines behind it."""
    for part in text.split("\n== ")[1:]:
        name, _, lines = part.partition("\n")
        yield name.strip(), lines


def fragments(text: str) -> Iterable[Fragment]:
    for whole in text.splitlines():
        tags, bar, line = whole.partition(" | ")
        if bar:
            yield fragment(line.strip(), *tags.split())


def fragment(text: str, *tags: str) -> Fragment:
    """A fragment with its own tags, and with those that its words take for granted."""
    granted = {tag for tag, words in GRANTED.items() if words.search(text)}
    return Fragment(text, frozenset({*tags, *granted}) - {"any"})


def of(section: str) -> tuple[Fragment, ...]:
    """A section's fragments; none where there is no such section."""
    return stock().get(section, ())
