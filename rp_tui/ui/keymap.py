"""The keymap: the declared keys with those that the settings put in their place."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache

from textual.binding import Binding
from textual.widgets import TextArea

from rp_tui.core.domain.clean import clean
from rp_tui.core.domain.errors import Trouble
from rp_tui.ui import keys as spelling
from rp_tui.ui.action import UNRANKED, Action, Place
from rp_tui.ui.actions import ACTIONS, BY_ID

LIKE = 0.6  # how alike an id must be for us to ask whether it was meant
LONGEST_QUOTE = 40
LEADER, AT_ONCE = "leader", "leader-at-once"
CANCEL = "cancel"
TO_PARTS = frozenset({"to-composer", "to-transcript"})  # the next key is for where they lead
FOCUSED = (Place.COMPOSER, Place.TRANSCRIPT, Place.RAIL, Place.BANNER, Place.MODAL)
CALLED = {
    Place.COMPOSER: "where you write",
    Place.TRANSCRIPT: "in the story",
    Place.RAIL: "in the rail",
    Place.BANNER: "in a banner",
    Place.MODAL: "in a dialogue",
}


class KeyTrouble(Trouble):
    """The settings give a key that cannot be."""


class UnknownAction(KeyTrouble):
    """No action is called so."""

    def __init__(self, id: str) -> None:
        near = get_close_matches(id, BY_ID, n=1, cutoff=LIKE)
        question = f"did you mean {near[0]}?" if near else "the README's table names them all."
        super().__init__(f"keys.{quoted(id)} is no action; {question}")


class NoSuchKey(KeyTrouble):
    """No key is called so."""

    def __init__(self, id: str, key: str) -> None:
        super().__init__(
            f"keys.{id} names {quoted(key)}, which is no key; write one such as ctrl+g, f2 or ?."
        )


class Unbindable(KeyTrouble):
    """A terminal sends another key in its place."""

    def __init__(self, id: str, key: str, instead: str) -> None:
        super().__init__(
            f"keys.{id} names {key}, which a terminal sends as {instead}; choose another key."
        )


class OnlyTyped(KeyTrouble):
    """An action that is needed while writing has no key but such as write."""

    def __init__(self, id: str) -> None:
        super().__init__(
            f"keys.{id} needs a key that writes no character; add one such as ctrl+g to it."
        )


class KeysClash(KeyTrouble):
    """One key would mean two things in one place."""

    def __init__(self, key: str, one: str, other: str, place: Place) -> None:
        super().__init__(
            f"{spelling.shown(key)} would mean both {one} and {other} {CALLED[place]};"
            " give one of them another key in [keys]."
        )


class Keymap:
    """Which keys do what, and how a person is told."""

    def __init__(self, changed: Mapping[str, Iterable[str]] | None = None) -> None:
        self._changed = {id: tuple(taken(id, keys)) for id, keys in (changed or {}).items()}
        for place in FOCUSED:
            self._must_be_clear(place)

    def keys(self, action: Action) -> tuple[str, ...]:
        """Its keys, as Textual spells them."""
        found = self._changed.get(action.id)
        return declared(action) if found is None else found

    def keys_in(self, action: Action, place: Place) -> tuple[str, ...]:
        """Those of its keys that mean it in a place; where text is written, letters are text."""
        if not action.works_in(place):
            return ()
        keys = self.keys(action)
        writing = place is Place.COMPOSER
        return tuple(key for key in keys if not (writing and spelling.typed(key)))

    def way(self, id: str, place: Place = Place.EVERYWHERE) -> str:
        """How a person does it from a place, as it is shown: by a key, or behind the leader."""
        action = BY_ID[id]
        anywhere = place is Place.EVERYWHERE
        keys = self.keys(action) if anywhere else self.keys_in(action, place)
        if keys:
            return spelling.shown(keys[0] if anywhere else best(keys))
        return self.path(action, Place.COMPOSER if anywhere else place)

    def path(self, action: Action, place: Place = Place.COMPOSER) -> str:
        """Its way behind the leader; nothing if it has none."""
        leader = self.keys_in(BY_ID["leader"], place)
        if not action.letter or not leader:
            return ""
        return f"{spelling.shown(leader[-1])} {action.group.letter} {action.letter}"

    def entries(self, place: Place) -> list[tuple[str, Action]]:
        """What the footer tells of a place, first what matters most: the key and the action."""
        ranked = sorted((each for each in ACTIONS if each.rank < UNRANKED), key=lambda it: it.rank)
        found = ((self.keys_in(action, place), action) for action in ranked)
        return [(spelling.shown(best(keys)), action) for keys, action in found if keys]

    def changed(self) -> dict[str, str]:
        """What the settings changed, as Textual's `App.set_keymap` takes it."""
        found = {id: ",".join(keys) for id, keys in self._changed.items()}
        if LEADER in found:
            found[AT_ONCE] = ",".join(self.keys_in(BY_ID[LEADER], Place.COMPOSER))
        return found

    def _must_be_clear(self, place: Place) -> None:
        used: dict[str, str] = dict(written_with()) if place is Place.COMPOSER else {}
        for action in ACTIONS:
            keys = self.keys_in(action, place)
            if place is Place.COMPOSER and self._needs_one(action) and not keys:
                raise OnlyTyped(action.id)
            if place is Place.MODAL and action.id == CANCEL and all(map(spelling.typed, keys)):
                raise OnlyTyped(action.id)  # a dialogue in which one writes could not be left
            for key in keys:
                overrides = used.get(key) == EDITING and Place.COMPOSER in action.where
                if key in used and not overrides:
                    raise KeysClash(key, used[key], action.id, place)
                used[key] = action.id

    def _needs_one(self, action: Action) -> bool:
        return action.works_in(Place.COMPOSER) and bool(self.keys(action))


def declared(action: Action) -> tuple[str, ...]:
    return tuple(spelling.spelt(key) for key in action.keys)


def best(keys: tuple[str, ...]) -> str:
    """The key to show: the first that is pressed alone, such as a letter outside the text."""
    alone = (key for key in keys if "+" not in key and not spelling.frail(key))
    return next(alone, keys[0])


@cache
def as_declared() -> Keymap:
    """The keymap that no settings have changed, by which every widget is bound."""
    return Keymap()


def bindings(place: Place) -> list[Binding]:
    """What a widget or screen of a place binds, with the declared keys; the app has the keymap."""
    keymap = as_declared()
    found = (action for action in ACTIONS if place in action.where)
    return [bound(action, keys) for action in found if (keys := keymap.keys_in(action, place))]


def bindings_of_app() -> list[Binding]:
    """What the app itself binds, under every screen."""
    return [each for each in bindings(Place.EVERYWHERE) if each.action.startswith("app.")]


def bindings_of_screen() -> list[Binding]:
    """What a screen that is played on binds everywhere on it."""
    found = [each for each in bindings(Place.EVERYWHERE) if not each.action.startswith("app.")]
    return [*found, at_once(BY_ID[LEADER])]


def at_once(leader: Action) -> Binding:
    """The leader's keys that write nothing: a letter that is read with one already is its own."""
    keys = ",".join(as_declared().keys_in(leader, Place.COMPOSER))
    return Binding(keys, f"{leader.doer}.{leader.method}", id=AT_ONCE, priority=True)


def bound(action: Action, keys: tuple[str, ...]) -> Binding:
    above = "" if action.doer == "widget" else f"{action.doer}."
    method = f"{above}{action.method}"
    return Binding(
        ",".join(keys),
        method,
        action.label,
        id=action.id,
        tooltip=action.hint,
        priority=action.id in TO_PARTS,
    )


def taken(id: str, keys: Iterable[str]) -> Iterator[str]:
    """The keys that the settings give an action, if they can be."""
    if id not in BY_ID:
        raise UnknownAction(id)
    for key in keys:
        known = spelling.spelt(key)
        if not known:
            raise NoSuchKey(id, key)
        if known in spelling.SENT_AS:
            raise Unbindable(id, key, spelling.SENT_AS[known])
        yield known


EDITING = "editing text"


@cache
def written_with() -> Mapping[str, str]:
    """The keys that text is edited with, which an action that works everywhere must not take."""
    return {each.key: EDITING for each in Binding.make_bindings(TextArea.BINDINGS)}


def quoted(name: str) -> str:
    return clean(name, single_line=True)[:LONGEST_QUOTE]
