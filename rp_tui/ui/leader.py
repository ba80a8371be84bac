"""The leader: behind one key a letter names a group, and a second one an action of it."""

from collections.abc import Iterable
from typing import NamedTuple

from rp_tui.ui.action import Action, Group
from rp_tui.ui.actions import ACTIONS


class Choice(NamedTuple):
    """What one more letter does: it opens a group, or it is an action's last."""

    letter: str
    label: str
    leads_to: Group | Action
    able: bool = True


def groups(able: Iterable[str]) -> list[Choice]:
    """The groups behind the leader; one of which nothing can be done now is not able."""
    now = set(able)
    return [
        Choice(group.letter, group.label, group, any(each.id in now for each in members(group)))
        for group in Group
        if members(group)
    ]


def choices(group: Group, able: Iterable[str]) -> list[Choice]:
    """The actions of a group."""
    now = set(able)
    return [Choice(each.letter, each.label, each, each.id in now) for each in members(group)]


def members(group: Group) -> list[Action]:
    return [action for action in ACTIONS if action.group is group and action.letter]
