"""An edge: what one entity holds of another. From A to B is not from B to A."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from msgspec import Meta, Struct, field
from msgspec.structs import replace

from rp_tui.core.domain.edit import ManualEdit, edit, edited
from rp_tui.core.domain.ids import both_ends
from rp_tui.core.domain.names import key
from rp_tui.core.domain.noun import Entrances, Event, Noun, State
from rp_tui.core.domain.text import line, passage, told
from rp_tui.core.domain.witness import Presence, witnessed

LARGEST_STEP = 3
MIDDLE = 50
MOST_FACTS = 3  # of one utterance

Feeling = Annotated[int, Meta(ge=0, le=100)]
Source = Literal["seed", "seen", "hand"]


class Fact(Struct, frozen=True, gc=False, omit_defaults=True):
    """One thing that somebody knows of somebody, and if it was seen, who was there."""

    text: str
    chat: int = 0
    mask: int = 0
    guest: int | None = None
    source: Source = "hand"


class Edge(State, frozen=True):
    """Facts stand by an id made of their words, summaries by the chat that alone each is written
    from (0 is the seed's), moments, shared and private, by their scene.
    """

    affinity: Feeling = MIDDLE
    trust: Feeling = MIDDLE
    facts: dict[str, Fact] = field(default_factory=dict)
    summaries: dict[str, str] = field(default_factory=dict)
    moments: dict[str, str] = field(default_factory=dict)
    last_chat: int | None = None
    last_at: str = ""  # that chat's clock

    FIXED = frozenset({"last_chat", "last_at"})
    ENTRANCES: ClassVar[Entrances] = {"summaries": passage}


class Seed(NamedTuple):
    """What `seed` takes, in its order, once a person has confirmed it."""

    affinity: int = MIDDLE
    trust: int = MIDDLE
    summary: str = ""
    facts: tuple[str, ...] = ()


class EdgeSeeded(Event, frozen=True):
    """Where it all begins; seeded anew, the ground moves and what was built on it stays."""

    affinity: int = MIDDLE
    trust: int = MIDDLE
    summary: str = ""
    facts: dict[str, Fact] = field(default_factory=dict)


class EdgeShifted(Event, frozen=True):
    chat: int
    at: str
    affinity: int = 0
    trust: int = 0
    learned: dict[str, Fact] = field(default_factory=dict)
    forgotten: tuple[str, ...] = ()


class EdgeSummarised(Event, frozen=True):
    chat: int
    summary: str


class MomentShared(Event, frozen=True):
    scene: int
    text: str


def fold(edge: Edge | None, event: Any) -> Edge:
    edge = edge or Edge()
    match event:
        case EdgeShifted():
            return shifted(edge, event)
        case EdgeSummarised(chat, summary):
            return replace(edge, summaries={**edge.summaries, str(chat): summary})
        case MomentShared(scene, text):
            return replace(edge, moments={**edge.moments, str(scene): text})
        case EdgeSeeded():
            return seeded(edge, event)
        case ManualEdit():
            return edited(edge, event)
    return edge


def shifted(edge: Edge, event: EdgeShifted) -> Edge:
    facts = edge.facts
    if event.learned or event.forgotten:
        facts = {**facts, **event.learned}
        facts = {id: fact for id, fact in facts.items() if id not in event.forgotten}
    return Edge(
        bounded(edge.affinity + event.affinity),
        bounded(edge.trust + event.trust),
        facts,
        edge.summaries,
        edge.moments,
        event.chat,
        event.at,
    )


def seeded(edge: Edge, event: EdgeSeeded) -> Edge:
    learned = {id: fact for id, fact in edge.facts.items() if fact.source != "seed"}
    summaries = {chat: text for chat, text in edge.summaries.items() if chat != "0"}
    if event.summary:
        summaries = {"0": event.summary, **summaries}
    return replace(
        edge,
        affinity=bounded(event.affinity),
        trust=bounded(event.trust),
        facts={**event.facts, **learned},
        summaries=summaries,
    )


def seed(affinity: int, trust: int, summary: str, facts: Iterable[str]) -> EdgeSeeded:
    """What somebody holds of somebody before play, as the author has confirmed it."""
    known = {id: Fact(text, source="seed") for id, text in by_id(facts).items()}
    return EdgeSeeded(bounded(affinity), bounded(trust), passage(summary), known)


def shift(
    edge: Edge, presence: Presence, at: str, affinity: int, trust: int, facts: Iterable[str]
) -> EdgeShifted:
    """What a moment changes, in small steps; it is an interaction even where nothing else is."""
    here = presence.chat, presence.mask, presence.guest
    learned = {id: Fact(text, *here, source="seen") for id, text in unknown(edge, facts)}
    return EdgeShifted(presence.chat, at, small(affinity), small(trust), learned)


def jot(edge: Edge, text: str) -> ManualEdit | None:
    """A fact that a person writes down by hand; None where it is known."""
    for id, fact in unknown(edge, [text]):
        return edit(edge, f"facts.{id}", Fact(fact))
    return None


def summarise(chat: int, summary: str) -> EdgeSummarised:
    """What a chat has made of the edge so far."""
    return EdgeSummarised(chat, told(summary))


def share(scene: int, text: str) -> MomentShared:
    """A moment that is theirs alone."""
    return MomentShared(scene, line(told(text)))


def knows(source: int, fact: Fact) -> bool:
    """Whether an edge's source may know what stands on it: it was there, or a person says so."""
    return fact.source != "seen" or witnessed(source, fact.chat, fact.mask, fact.guest)


def unknown(edge: Edge, facts: Iterable[str]) -> list[tuple[str, str]]:
    """A few of the facts, by their ids, that the edge does not hold."""
    return [(id, text) for id, text in by_id(facts).items() if id not in edge.facts][:MOST_FACTS]


def by_id(facts: Iterable[str]) -> dict[str, str]:
    said = (fact for fact in map(line, facts) if any(char.isalnum() for char in fact))
    return {fact_id(fact): fact for fact in said}


def fact_id(text: str) -> str:
    """The same for the same words, whatever their case, spaces and stops: so facts come once."""
    words = "".join(char if char.isalnum() else " " for char in key(text)).split()
    return blake2b(" ".join(words).encode(), digest_size=5).hexdigest()


def small(step: int) -> int:
    return max(-LARGEST_STEP, min(LARGEST_STEP, step))


def bounded(feeling: int) -> int:
    return max(0, min(100, feeling))


NOUN = Noun(
    "edge",
    Edge,
    (EdgeSeeded, EdgeShifted, EdgeSummarised, MomentShared),
    fold,
    both_ends,
)
