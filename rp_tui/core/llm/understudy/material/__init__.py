"""The understudy's stock: fragments of prose by section, each with what must hold to use it.

A line is "tags | fragment". In a fragment {I} is the speaker, [lean] a verb of the speaker's and
<tick> one of a single thing's, {you} who is answered; other braces are filled from the cue.
"""

from collections.abc import Iterable
from functools import cache
from importlib import import_module

from msgspec import Struct

ROOMS = ("deeds", "answers", "meetings", "storms", "places", "selves")


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
    for line in text.splitlines():
        tags, bar, fragment = line.partition(" | ")
        if bar:
            yield Fragment(fragment.strip(), frozenset(tags.split()) - {"any"})


def of(section: str) -> tuple[Fragment, ...]:
    """A section's fragments; none where there is no such section."""
    return stock().get(section, ())
