"""The palette: every action that one may look for, found by its label or by what it does."""

import re
from collections.abc import Callable, Container
from typing import NamedTuple

from rp_tui.ui.action import Action, Place
from rp_tui.ui.actions import ACTIONS

LISTED = ("leader", "command-palette")  # what only opens a list of actions, this one too
WORD = re.compile(r"\w+")


class Found(NamedTuple):
    """An action, and whether it can be done now."""

    action: Action
    able: bool


OFFERED = tuple(
    action for action in ACTIONS if action.id not in LISTED and action.where != (Place.MODAL,)
)
# What has a letter behind the leader is looked for; what has none only moves, or is typed.
SOUGHT = sorted(OFFERED, key=lambda action: (not action.letter, action.rank))


def found(text: str, able: Container[str]) -> list[Found]:
    """What fits a text: by words of labels, then of hints too, else by letters in their order.

    Of what fits alike that comes first which can be done now.
    """
    words = words_of(text)
    if not words:
        return ordered(lambda _: True, able)
    named = ordered(lambda action: begun(words, action.label), able)
    known = {each.action.id for each in named}
    told = ordered(
        lambda action: action.id not in known and begun(words, f"{action.label} {action.hint}"),
        able,
    )
    letters = "".join(words)
    return [*named, *told] or ordered(lambda action: scattered(letters, action.label), able)


def ordered(fits: Callable[[Action], bool], able: Container[str]) -> list[Found]:
    fitting = [Found(action, action.id in able) for action in SOUGHT if fits(action)]
    return sorted(fitting, key=lambda each: not each.able)


def begun(words: list[str], text: str) -> bool:
    """Whether each of the words begins one of the text."""
    known = words_of(text)
    return all(any(one.startswith(word) for one in known) for word in words)


def scattered(letters: str, text: str) -> bool:
    """Whether the letters stand in the text, in their order."""
    left = iter(text.casefold())
    return all(letter in left for letter in letters)


def words_of(text: str) -> list[str]:
    return WORD.findall(text.casefold())
