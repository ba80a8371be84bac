"""Three lives that were written before the ranking was: memories, and windows of dialogue.

Each window says which memories ought to come to mind. A memory is `number text` below the day it
is of, with `*` behind the number where it is significant and `-` where it is routine; a window is
`?` with the right numbers, and then its lines.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rp_tui.core.domain import memory
from rp_tui.core.domain.ids import YOU, owner_of
from rp_tui.core.domain.noun import Draft
from rp_tui.core.domain.view import Line
from rp_tui.core.domain.witness import Presence
from rp_tui.core.storage.log import Log
from tests.core.storage.stories import speak

FOLDER = Path(__file__).with_name("lives")
NAMES = ("ines", "tobias", "wren")
SIGNIFICANCE = {"-": 0, "": 1, "*": 2}

DAY = re.compile(r"@ (\S+)")
TOLD = re.compile(r"(\d+)([-*]?) (.+)")
SAID = re.compile(r"([^:]+): (.+)")


class Told(NamedTuple):
    """A memory as it was written down."""

    number: int
    day: str
    significance: int
    text: str


class Window(NamedTuple):
    """Four lines of dialogue, and the numbers of the memories that belong to them."""

    owner: int
    right: frozenset[int]
    lines: tuple[str, ...]


class Life(NamedTuple):
    """What a bot remembers, and when it ought to come to mind."""

    owner: int
    memories: tuple[Told, ...]
    windows: tuple[Window, ...]


def lives() -> list[Life]:
    """All three, the bots numbered from one."""
    return [life(owner, name) for owner, name in enumerate(NAMES, 1)]


def life(owner: int, name: str) -> Life:
    text = (FOLDER / f"{name}.txt").read_text("utf-8")
    past, *windows = re.split(r"^\? ", text, flags=re.MULTILINE)
    return Life(owner, tuple(memories(past)), tuple(window(owner, one) for one in windows))


def memories(past: str) -> Iterator[Told]:
    day = ""
    for row in past.splitlines():
        if found := DAY.fullmatch(row):
            day = found[1]
        elif found := TOLD.fullmatch(row):
            yield Told(int(found[1]), day, SIGNIFICANCE[found[2]], found[3])


def window(owner: int, text: str) -> Window:
    numbers, *said = text.strip().splitlines()
    lines = [found[2] for row in said if (found := SAID.fullmatch(row))]
    return Window(owner, frozenset(map(int, numbers.split())), tuple(lines))


def lived(log: Log, told: Life) -> dict[int, int]:
    """Let a bot remember its life; the number of each of its memories, by id."""
    drafts = [remembered(told.owner, one) for one in told.memories]
    written = speak(log, told.owner, drafts)
    ids = sorted(id for kind, id in written.entities if kind == "memory")
    assert all(owner_of(id) == told.owner for id in ids)
    return dict(zip(ids, (one.number for one in told.memories), strict=True))


def remembered(owner: int, one: Told) -> Draft:
    at = f"{one.day}T20:00:00Z"
    return Draft("memory", memory.form(owner, Presence(owner), at, one.text, one.significance))


def lines_of(said: Window) -> list[Line]:
    """The window as a prompt's view has it."""
    return [Line(n, n, YOU if n % 2 else said.owner, text) for n, text in enumerate(said.lines, 1)]
