"""An update: what one entity, from its own view, takes from an utterance.

A model proposes it in names and words. Code keeps what is possible: small steps, people who are
there, facts that are new, things that exist; the rest falls away without a word.
"""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import UNSET, Struct
from msgspec.structs import replace

from rp_tui.core.domain import activity, edge, item, mood
from rp_tui.core.domain.activity import Activity, ActivityChanged
from rp_tui.core.domain.edge import Edge
from rp_tui.core.domain.ids import YOU, compose
from rp_tui.core.domain.item import Item
from rp_tui.core.domain.mood import Mood
from rp_tui.core.domain.names import key
from rp_tui.core.domain.noun import Draft
from rp_tui.core.domain.witness import Presence

MOST_ITEMS = 3


class Shift(Struct, frozen=True):
    """How somebody now stands to another, who is called by name."""

    target: str
    affinity: int = 0
    trust: int = 0
    facts: tuple[str, ...] = ()


NO_SHIFT = Shift("")


class Update(Struct, frozen=True):
    """What a model proposes; what is None or empty stays as it was."""

    shifts: tuple[Shift, ...] = ()
    feeling: str | None = None
    goals: tuple[str, ...] | None = None
    status: str | None = None
    activity: ActivityChanged = ActivityChanged()
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


class Standpoint(Struct, frozen=True):
    """Who takes it in, and all of theirs that it may change."""

    who: int
    presence: Presence
    at: str
    names: Mapping[str, int]  # of everyone who is there
    edges: Mapping[int, Edge]
    mood: Mood
    activity: Activity
    items: Mapping[int, Item]


def decide(update: Update, seen: Standpoint) -> tuple[Draft, ...]:
    """The events that an update comes to; each edge to who is there is an interaction at least."""
    return (
        *shifts(update, seen),
        *moods(update, seen),
        *activities(update, seen),
        *things(update, seen),
    )


def shifts(update: Update, seen: Standpoint) -> Iterator[Draft]:
    names = {key(name): who for name, who in seen.names.items()}
    proposed: dict[int | None, Shift] = {}
    for one in update.shifts:
        proposed.setdefault(names.get(key(one.target)), one)
    for other in seen.presence.everyone:
        if other == seen.who:
            continue
        one = proposed.get(other, NO_SHIFT)
        held = seen.edges.get(other, Edge())
        made = edge.shift(held, seen.presence, seen.at, one.affinity, one.trust, one.facts)
        yield Draft("edge", made, compose(seen.who, other))


def moods(update: Update, seen: Standpoint) -> Iterator[Draft]:
    """Yours is your own affair."""
    made = mood.change(seen.mood, update.feeling, update.goals, update.status)
    if made and seen.who != YOU:
        yield Draft("mood", made, compose(seen.who))


def activities(update: Update, seen: Standpoint) -> Iterator[Draft]:
    """Nobody changes place by this; that is for scenes to say."""
    proposed = replace(update.activity, container=UNSET)
    made = activity.change(seen.activity, proposed, seen.at)
    if made:
        yield Draft("activity", made, compose(seen.who, seen.presence.chat))


def things(update: Update, seen: Standpoint) -> Iterator[Draft]:
    """Nobody gains what they have, or loses what they have not."""
    for name in names_of(update.gained):
        if item.held(name, seen.who, seen.items) is None:
            yield Draft("item", item.gain(seen.presence, seen.who, name))
    for name in names_of(update.lost):
        if (found := item.held(name, seen.who, seen.items)) is not None:
            yield Draft("item", item.ItemLost(), found)


def names_of(things: Iterable[str]) -> list[str]:
    """Each thing that is named, once."""
    named = {key(thing): thing for thing in things if key(thing)}
    return list(named.values())[:MOST_ITEMS]
