"""The palette: every action that has a name, found by its label or what it does."""

from collections.abc import Iterator
from functools import partial
from typing import Protocol, runtime_checkable

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from rp_tui.ui.action import Action, Place
from rp_tui.ui.actions import ACTIONS
from rp_tui.ui.keymap import Keymap

LISTED = ("leader", "command-palette")  # what only opens a list of actions, this one too
HINT_WEIGHT = 0.5  # a word in a hint counts less than one in a label


@runtime_checkable
class Performer(Protocol):
    """A screen on which actions can be done by their ids."""

    @property
    def keymap(self) -> Keymap:
        """The keys that are told beside the actions."""
        ...

    @property
    def able(self) -> frozenset[str]:
        """The ids of what can be done now."""
        ...

    def perform(self, id: str) -> None:
        """Do it, as its key would."""
        ...


class Actions(Provider):
    """Offers what can be done now on the screen below."""

    async def discover(self) -> Hits:
        """All of it, in the order in which it is declared."""
        for performer, action in self._offered():
            yield DiscoveryHit(
                self._line(performer, Content(action.label), action),
                partial(performer.perform, action.id),
                text=action.label,
                help=action.hint,
            )

    async def search(self, query: str) -> Hits:
        """What matches; a hint that matches counts less than a label."""
        matcher = self.matcher(query)
        for performer, action in self._offered():
            label, hint = matcher.match(action.label), matcher.match(action.hint) * HINT_WEIGHT
            if score := max(label, hint):
                shown = matcher.highlight(action.label) if label else Content(action.label)
                yield Hit(
                    score,
                    self._line(performer, shown, action),
                    partial(performer.perform, action.id),
                    text=action.label,
                    help=action.hint,
                )

    def _offered(self) -> Iterator[tuple[Performer, Action]]:
        screen = self.screen
        if isinstance(screen, Performer):
            for action in ACTIONS:
                if action.id in screen.able and action.id not in LISTED:
                    yield screen, action

    def _line(self, performer: Performer, label: Content, action: Action) -> Content:
        way = performer.keymap.way(action.id, Place.EVERYWHERE)
        return Content.assemble(label, "  ", (way, "dim")) if way else label
