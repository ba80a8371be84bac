"""Random things to tell on a step of a chat: likely ones, late ones, and odd ones."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from rp_tui.core.domain import edge, group, item, memory, pair, turn
from rp_tui.core.domain.activity import ActivityChanged
from rp_tui.core.domain.chat import Chat, WeatherChanged, presence, set_clock
from rp_tui.core.domain.clock import advance
from rp_tui.core.domain.container import ContainerFounded
from rp_tui.core.domain.edge import EdgeShifted, Fact, fact_id
from rp_tui.core.domain.edit import ManualEdit, edit
from rp_tui.core.domain.ids import YOU, compose, owner_of
from rp_tui.core.domain.item import ItemLost
from rp_tui.core.domain.memory import MemoryErased, MemoryPinned
from rp_tui.core.domain.mood import MoodChanged
from rp_tui.core.domain.noun import Draft, Event
from rp_tui.core.domain.scene import SceneSummarised
from rp_tui.core.domain.turn import TurnHidden
from rp_tui.core.domain.witness import Presence
from tests.core.storage.oracle import Oracle
from tests.core.storage.stories import BOTS, MORNING

WORDS = ("lantern", "river", "promise", "knife", "orchard", "ship", "letter", "winter")

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
times = st.integers(0, 6).map(lambda days: advance(MORNING, days=days))
small = st.integers(-3, 3)
bots = st.sampled_from(BOTS)
anyone = st.sampled_from((YOU, *BOTS))
pins = st.sampled_from(("", "auto", "manual"))
# Few, so that much is told of each.
ends = st.sampled_from([compose(*two) for two in ((1, YOU), (2, YOU), (1, 2), (2, 1), (YOU, 3))])

# What a hand may have set, by noun: most of it as `edit` allows, which refuses what does not fit.
EDITS: dict[str, SearchStrategy[tuple[str, Any]]] = {
    "edge": st.one_of(
        st.tuples(st.sampled_from(("affinity", "trust")), st.integers(0, 100)),
        st.tuples(texts.map(lambda text: f"facts.{fact_id(text)}"), texts.map(Fact) | st.none()),
        st.tuples(st.sampled_from(("summaries.1", "moments.9")), texts | st.none()),
    ),
    "mood": st.tuples(st.just("feeling"), texts) | st.tuples(st.just("goals"), st.tuples(texts)),
    "activity": st.tuples(st.just("posture"), texts) | st.tuples(st.just("status.wet"), texts),
    "memory": st.one_of(
        st.tuples(st.just("text"), texts),
        st.tuples(st.just("at"), times),
        st.tuples(st.just("pin"), pins),
    ),
    "item": st.tuples(st.just("note"), texts),
    "turn": st.tuples(st.just("hidden"), st.booleans()) | st.tuples(st.just("at"), times),
    "container": st.tuples(st.just("name"), texts),
    "scene": st.tuples(st.just("description"), texts),
    "group": st.tuples(st.just("summary"), texts),
    "pair": st.tuples(st.just("met"), st.booleans() | st.none()),
}
ODD_FIELDS = ("", "id", "affinity", "affinity.x", "facts.", "facts.x", "posture", "goals", "text")
ODD_VALUES = (None, -9, 120, "", "winter", ["winter"], {"winter": 1}, True)
ODD_EDITS = st.builds(
    ManualEdit, st.sampled_from(ODD_FIELDS), st.none(), st.sampled_from(ODD_VALUES)
)


@dataclass
class Teller:
    """Draws what is told on a step of a chat: of the chat's own things, and of what all share."""

    draw: Callable[[SearchStrategy[Any]], Any]
    oracle: Oracle
    chat: int

    @property
    def here(self) -> Chat:
        """The chat as it is."""
        found = self.oracle.now().get(("chat", self.chat))
        return found.state if found and isinstance(found.state, Chat) else Chat()

    @property
    def presence(self) -> Presence:
        return presence(self.chat, self.here)

    def utterance(self, speaker: int) -> Draft:
        own = [id for kind, id in self.oracle.now() if kind == "turn" and owner_of(id) == self.chat]
        at = self.here.clock or MORNING
        text = self.draw(texts)
        return Draft("turn", turn.speak(self.presence, len(own) + 1, speaker, text, at))

    def consequences(self) -> list[Draft]:
        """What a reply, an edit or late work may carry; one thing at least."""
        told = [tell(self) for tell in self.draw(SOME)]
        return [draft for draft in told if draft] or [mood(self)]

    def known(self, kind: str) -> list[int]:
        """What was ever born in this chat, or owned by anyone if it goes from chat to chat."""
        return sorted(
            {
                told.key[1]
                for told in self.oracle.events
                if told.key[0] == kind
                and (kind == "item" or getattr(told.event, "chat", 0) == self.chat)
            }
        )

    def of_known(self, kind: str, event: Event) -> Draft | None:
        known = self.known(kind)
        return Draft(kind, event, self.draw(st.sampled_from(known))) if known else None


def mood(by: Teller) -> Draft:
    feeling, goal = by.draw(texts), by.draw(texts)
    return Draft("mood", MoodChanged(feeling, (goal,)), compose(by.draw(bots)))


def shift(by: Teller) -> Draft:
    text, knows = by.draw(texts), by.draw(st.booleans())
    made = EdgeShifted(
        by.chat,
        by.draw(times),
        by.draw(small),
        by.draw(small),
        {fact_id(text): Fact(text, by.chat)} if knows else {},
        () if knows else (fact_id(text),),
    )
    return Draft("edge", made, by.draw(ends))


def summary(by: Teller) -> Draft:
    return Draft("edge", edge.summarise(by.chat, by.draw(texts)), by.draw(ends))


def moment(by: Teller) -> Draft:
    return Draft("edge", edge.share(by.draw(small), by.draw(texts)), by.draw(ends))


def activity(by: Teller) -> Draft:
    changed = ActivityChanged(posture=by.draw(texts), holding=(by.draw(texts),))
    return Draft("activity", changed, compose(by.draw(anyone), by.chat))


def remembered(by: Teller) -> Draft:
    owner = by.draw(st.sampled_from(by.presence.everyone))
    at, text, significance = by.draw(times), by.draw(texts), by.draw(st.integers(0, 3))
    return Draft("memory", memory.form(owner, by.presence, at, text, significance))


def pinned(by: Teller) -> Draft | None:
    return by.of_known("memory", MemoryPinned(by.draw(pins)))


def erased(by: Teller) -> Draft | None:
    return by.of_known("memory", MemoryErased())


def scored(by: Teller) -> Draft | None:
    return by.of_known("turn", turn.score(by.draw(st.integers(0, 3))))


def hidden(by: Teller) -> Draft | None:
    return by.of_known("turn", TurnHidden(by.draw(st.booleans())))


def reworded(by: Teller) -> Draft | None:
    return by.of_known("turn", turn.reword(by.draw(texts)))


def gained(by: Teller) -> Draft:
    holder = by.draw(st.sampled_from(by.presence.everyone))
    return Draft("item", item.gain(by.presence, holder, by.draw(texts)))


def lost(by: Teller) -> Draft | None:
    return by.of_known("item", ItemLost())


def founded(by: Teller) -> Draft:
    return Draft("container", ContainerFounded(by.chat, by.draw(texts), slots=("window",)))


def summarised(by: Teller) -> Draft | None:
    return by.of_known("scene", SceneSummarised())


def clock(by: Teller) -> Draft:
    return Draft("chat", set_clock(by.draw(times)), by.chat)


def weather(by: Teller) -> Draft:
    return Draft("chat", WeatherChanged(by.draw(texts)), by.chat)


def met(by: Teller) -> Draft | None:
    one, other = by.draw(st.permutations(BOTS))[:2]
    return Draft("pair", pair.introduce(by.draw(st.booleans())), pair.pair_of(one, other))


def grouped(by: Teller) -> Draft | None:
    guest = by.here.guest
    if guest is None:
        return None
    return Draft("group", group.summarise(by.draw(texts)), compose(by.chat, guest))


def by_hand(by: Teller) -> Draft | None:
    """An edit of what is there as it is allowed; of what is not, as it comes; and some odd ones."""
    kind = by.draw(st.sampled_from(tuple(EDITS)))
    entity = entity_to_edit(by, kind)
    if entity is None:
        return None
    found = by.oracle.now().get((kind, entity))
    if by.draw(st.integers(0, 4)) == 0:
        return Draft(kind, by.draw(ODD_EDITS), entity)
    field, after = by.draw(EDITS[kind])
    if found is None or found.state is None:
        return Draft(kind, ManualEdit(field, None, after), entity)
    return Draft(kind, edit(found.state, field, after), entity)


def entity_to_edit(by: Teller, kind: str) -> int | None:
    match kind:
        case "edge":
            return int(by.draw(ends))
        case "mood":
            return compose(by.draw(bots))
        case "activity":
            return compose(by.draw(anyone), by.chat)
        case "pair":
            one, other = by.draw(st.permutations(BOTS))[:2]
            return pair.pair_of(one, other)
        case "group":
            return compose(by.chat, by.draw(bots.filter(lambda bot: bot != by.chat)))
    known = by.known(kind)
    return int(by.draw(st.sampled_from(known))) if known else None


TELLERS: tuple[Callable[[Teller], Draft | None], ...] = (
    mood,
    shift,
    shift,
    summary,
    moment,
    activity,
    remembered,
    remembered,
    pinned,
    erased,
    scored,
    hidden,
    reworded,
    gained,
    lost,
    founded,
    summarised,
    clock,
    weather,
    met,
    grouped,
    by_hand,
    by_hand,
    by_hand,
)
SOME = st.lists(st.sampled_from(TELLERS), min_size=1, max_size=6)
