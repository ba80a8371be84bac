"""Impact: what a move of a chat's head would take out of the story, counted for people."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from rp_tui.core.domain.chat import GuestJoined, GuestLeft
from rp_tui.core.domain.edge import Edge
from rp_tui.core.domain.edit import ManualEdit
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.ids import YOU, owner_of, part_of
from rp_tui.core.domain.item import Item
from rp_tui.core.domain.memory import MemoryErased, MemoryPinned
from rp_tui.core.domain.noun import State
from rp_tui.core.domain.pair import Pair
from rp_tui.core.domain.scene import Scene
from rp_tui.core.domain.turn import Turn, TurnHidden, TurnReworded
from rp_tui.core.storage.history import Told
from rp_tui.core.storage.preview import Preview

SOMEBODY = "somebody"
BY_PEOPLE = ("by hand", "the guest left")  # why a scene ends where the next one begins
MOST_NAMED = 4  # in the brackets of one line


class Impact(Struct, frozen=True):
    """What leaves the story and what comes back, in lines; where the chat would stand."""

    step: int
    steps: int = 0  # that leave
    turns: tuple[int, ...] = ()  # their numbers
    edits: int = 0
    gone: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    reworded: frozenset[int] = frozenset()  # the turns that stay, with other words


class MoreWouldGo(Trouble):
    """Something was said or mended since, and would leave the story too."""

    def __init__(self, impact: Impact) -> None:
        self.impact = impact
        super().__init__(
            f"This would also remove {', '.join(impact.gone)}; confirm it, or leave it as it is."
        )


class Known(NamedTuple):
    """What people and places are called; what was edited and who came, of what leaves."""

    names: dict[int, str]
    places: dict[int, str]
    told: Sequence[Told] = ()


class Change(NamedTuple):
    """An entity that leaves, comes or changes."""

    kind: str
    entity: int
    had: State | None
    has: State | None


def impact(step: int, preview: Preview, known: Known) -> Impact:
    """What a preview comes to."""
    gone = [Change(*one) for one in preview.differences]
    back = [Change(kind, entity, then, now) for kind, entity, now, then in gone]
    edits = [one for one in known.told if not is_guests(one)]
    return Impact(
        step,
        preview.steps_gone,
        numbers(gone),
        len(edits),
        tuple(leaving(gone, edits, known)) if preview.steps_gone else (),
        tuple(lines(back, known)),
        frozenset(one.entity for one in gone if is_reworded(one)),
    )


def leaving(changes: Sequence[Change], edits: Sequence[Told], known: Known) -> Iterator[str]:
    yield from lines(changes, known)
    yield from changed(changes, known)
    yield from visits(known)
    yield from by_hand(edits, known)


def numbers(changes: Iterable[Change]) -> tuple[int, ...]:
    """Of the turns that leave."""
    left = (one.had for one in changes if one.has is None)
    return tuple(sorted(turn.number for turn in left if isinstance(turn, Turn)))


def is_reworded(one: Change) -> bool:
    had, has = one.had, one.has
    return isinstance(had, Turn) and isinstance(has, Turn) and had.prose != has.prose


def lines(changes: Sequence[Change], known: Known) -> Iterator[str]:
    """A line for each sort of thing that leaves."""
    if told := numbers(changes):
        upto = f"s {told[0]}–{told[-1]}" if len(told) > 1 else f" {told[0]}"
        yield f"{count(len(told), 'message')} (turn{upto})"
    yield from transitions(changes, known)
    owners: dict[int, int] = defaultdict(int)
    things: dict[int, list[str]] = defaultdict(list)
    for one in changes:
        if one.kind == "memory" and one.has is None:
            owners[owner_of(one.entity)] += 1
        if isinstance(one.had, Item) and one.has is None:
            things[one.had.holder].append(one.had.name)
    for owner, many in owners.items():
        who = known.names.get(owner, SOMEBODY)
        theirs = f"{'1 memory' if many == 1 else f'{many} memories'} from {who}'s store"
        yield f"{many} of your memories" if owner == YOU else theirs
    for holder, named in things.items():
        has = "you have" if holder == YOU else f"{known.names.get(holder, SOMEBODY)} has"
        yield f"{count(len(named), 'item')} that {has}{bracketed(named)}"
    for one in changes:
        if isinstance(one.had, Pair) and one.had.met is not None and not met(one.has):
            yield f"your answer whether {both(one.entity, known)} have met"


def transitions(changes: Sequence[Change], known: Known) -> Iterator[str]:
    """The scenes that begin elsewhere, and those that a person ended where they were."""
    begun = [one.had for one in changes if isinstance(one.had, Scene) and one.has is None]
    ended = [one.had.reason for one in changes if isinstance(one.had, Scene) and has_ended(one)]
    # Of two that begin and two that end, in their order, each begins where the other ends.
    reasons = [*[""] * (len(begun) - len(ended)), *ended[: len(begun)]]
    moved = [scene for scene, why in zip(begun, reasons, strict=True) if why not in BY_PEOPLE]
    if moved:
        places = (known.places.get(scene.container or 0) for scene in moved)
        yield count(len(moved), "scene transition") + bracketed([f"to {it}" for it in places if it])
    if closed := reasons.count("by hand"):
        yield count(closed, "scene close") + " by hand"


def has_ended(one: Change) -> bool:
    had, has = one.had, one.has
    was_open = has is None or (isinstance(has, Scene) and has.is_open)
    return isinstance(had, Scene) and not had.is_open and was_open


def met(pair: State | None) -> bool:
    return isinstance(pair, Pair) and pair.met is not None


def both(pair: int, known: Known) -> str:
    one, other = (known.names.get(who, SOMEBODY) for who in (owner_of(pair), part_of(pair)))
    return f"{one} and {other}"


def changed(changes: Iterable[Change], known: Known) -> Iterator[str]:
    """How people stand to each other, which is otherwise then; when they last met is no news."""
    pairs = [
        "Group" if one.kind == "group" else pair(one.entity, known)
        for one in changes
        if one.kind == "group" or (one.kind == "edge" and bond(one.had) != bond(one.has))
    ]
    if pairs:
        yield count(len(pairs), "edge update") + bracketed(pairs)


def bond(held: State | None) -> Edge:
    edge = held if isinstance(held, Edge) else Edge()
    return replace(edge, last_chat=None, last_at="")


def pair(edge: int, known: Known) -> str:
    source, target = (known.names.get(who, SOMEBODY) for who in (owner_of(edge), part_of(edge)))
    return f"{source} → {target}"


def visits(known: Known) -> Iterator[str]:
    """Who came or went."""
    for one in known.told:
        match one.event:
            case GuestJoined(guest):
                yield f"{known.names.get(guest, SOMEBODY)}'s arrival"
            case GuestLeft(guest):
                yield f"{known.names.get(guest, SOMEBODY)}'s leaving"


def is_guests(one: Told) -> bool:
    return isinstance(one.event, GuestJoined | GuestLeft)


def by_hand(edits: Sequence[Told], known: Known) -> Iterator[str]:
    if edits:
        named = list(dict.fromkeys(edited(one, known) for one in edits))
        yield count(len(edits), "manual edit") + bracketed(named)


def edited(one: Told, known: Known) -> str:
    """What was mended, as: Mara → You affinity."""
    match one.event:
        case ManualEdit(field):
            return f"{whose(one, known)} {field.partition('.')[0]}"
        case TurnReworded():
            return "a turn's words"
        case TurnHidden():
            return "a turn hidden or shown"
        case MemoryPinned():
            return f"{whose(one, known)} pin"
        case MemoryErased():
            return f"{whose(one, known)} forgotten"
    return one.kind


def whose(one: Told, known: Known) -> str:
    match one.kind:
        case "edge":
            return pair(one.entity, known)
        case "memory" | "mood" | "activity" | "item":
            owner = owner_of(one.entity)
            who = "your" if owner == YOU else f"{known.names.get(owner, SOMEBODY)}'s"
            return f"{who} {one.kind}"
    return f"the {one.kind}"


def count(many: int, what: str) -> str:
    return f"{many} {what}{'' if many == 1 else 's'}"


def bracketed(named: Sequence[str]) -> str:
    if not named:
        return ""
    more = [f"{len(named) - MOST_NAMED} more"] if len(named) > MOST_NAMED else []
    return f" ({', '.join([*named[:MOST_NAMED], *more])})"
