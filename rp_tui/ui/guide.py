"""The guide to the keys, made from the declarations: for the help screen, and for the README."""

from typing import NamedTuple

from rp_tui.ui import keys as spelling
from rp_tui.ui.action import Action, Group, Place
from rp_tui.ui.actions import ACTIONS
from rp_tui.ui.keymap import Keymap

CALLED = {
    Place.COMPOSER: "text",
    Place.TRANSCRIPT: "story",
    Place.RAIL: "rail",
    Place.BANNER: "banner",
    Place.EVERYWHERE: "everywhere",
    Place.MODAL: "dialogue",
}
HEAD = "| keys | leader | where | what | `[keys]` |\n|---|---|---|---|---|"


class Line(NamedTuple):
    """What is said of one action."""

    keys: str
    leader: str
    where: str
    label: str
    hint: str
    id: str


class Section(NamedTuple):
    """What is said of one group."""

    title: str
    lines: tuple[Line, ...]


def sections(keymap: Keymap) -> list[Section]:
    """All there is, a section a group."""
    return [
        Section(group.label, tuple(line(keymap, each) for each in ACTIONS if each.group is group))
        for group in Group
    ]


def line(keymap: Keymap, action: Action) -> Line:
    """What is said of an action."""
    keys = " ".join(map(spelling.shown, keymap.keys(action)))
    leader = f"{action.group.letter} {action.letter}" if action.letter else ""
    where = ", ".join(CALLED[place] for place in action.where)
    return Line(keys, leader, where, action.label, action.hint, action.id)


def markdown() -> str:
    """The README's table of the declared keys."""
    rows = [row(each) for section in sections(Keymap()) for each in section.lines]
    return "\n".join([HEAD, *rows])


def row(said: Line) -> str:
    keys = " ".join(coded(key) for key in said.keys.split(" ") if key)
    leader = coded(said.leader) if said.leader else ""
    cells = (keys, leader, said.where, said.hint, f"`{said.id}`")
    return f"| {' | '.join(cells)} |"


def coded(text: str) -> str:
    # A table takes a bar for its own, even in code.
    return f"`{text}`".replace("|", r"\|")
