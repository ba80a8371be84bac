"""The guide to the keys, made from the declarations: for the help screen, and for the README."""

from collections.abc import Iterable
from typing import NamedTuple

from rp_tui.ui import keys as spelling
from rp_tui.ui.action import Action, Group, Place
from rp_tui.ui.actions import ACTIONS, BY_ID
from rp_tui.ui.keymap import Keymap, best

CALLED = {
    Place.COMPOSER: "text",
    Place.TRANSCRIPT: "story",
    Place.RAIL: "rail",
    Place.BANNER: "banner",
    Place.EVERYWHERE: "outside dialogues",
    Place.MODAL: "dialogue",
}
# The places in the order in which a player meets them, as a help that is read names them.
PLACES = {
    Place.EVERYWHERE: "Outside dialogues",
    Place.COMPOSER: "Where you write",
    Place.TRANSCRIPT: "In the story",
    Place.RAIL: "In the rail",
    Place.BANNER: "In a banner",
    Place.MODAL: "In a dialogue",
}
ANYWHERE = "everywhere"
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
    """What is said of what belongs together."""

    title: str
    lines: tuple[Line, ...]


def sections(keymap: Keymap) -> list[Section]:
    """All there is, a section a group."""
    return [
        Section(group.label, tuple(line(keymap, each) for each in ACTIONS if each.group is group))
        for group in Group
    ]


def by_place(keymap: Keymap) -> list[Section]:
    """All there is, a section a place: what works in several is told in each, with its keys there;
    what works everywhere is told once.
    """
    return [
        Section(title, tuple(line(keymap, each, place) for each in ACTIONS if place in each.where))
        for place, title in PLACES.items()
    ]


def line(keymap: Keymap, action: Action, place: Place = Place.EVERYWHERE) -> Line:
    """What is said of an action, of all its keys or of those that mean it in a place."""
    anywhere = place is Place.EVERYWHERE
    keys = keymap.keys(action) if anywhere else keymap.keys_in(action, place)
    leader = f"{action.group.letter} {action.letter}" if action.letter else ""
    return Line(spelt(keys), leader, placed(action), action.label, action.hint, action.id)


def placed(action: Action) -> str:
    """Where it works."""
    if {Place.EVERYWHERE, Place.MODAL} <= {*action.where}:
        return ANYWHERE
    return ", ".join(CALLED[place] for place in action.where)


def leader_key(keymap: Keymap) -> str:
    """The key behind which the letters are pressed; nothing if there is none."""
    keys = keymap.keys_in(BY_ID["leader"], Place.COMPOSER)
    return spelling.shown(best(keys)) if keys else ""


def spelt(keys: Iterable[str]) -> str:
    return " ".join(map(spelling.shown, keys))


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
