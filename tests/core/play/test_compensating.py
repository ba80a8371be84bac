"""Whatever came of some words, its compensation brings an entity to what it was without them."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rp_tui.core.domain.activity import Activity
from rp_tui.core.domain.edge import Edge, Fact
from rp_tui.core.domain.ids import compose
from rp_tui.core.domain.item import Item
from rp_tui.core.domain.memory import Memory
from rp_tui.core.domain.mood import Mood
from rp_tui.core.domain.nouns import NOUNS
from rp_tui.core.domain.turn import LOWEST, Turn, TurnScored
from rp_tui.core.play.compensating import compensation
from rp_tui.core.storage.preview import Difference

NOON = "2023-11-19T12:00:00Z"
words = st.sampled_from(["", "a", "b", "c"])
facts = st.dictionaries(st.sampled_from("abcd"), st.just(Fact("It is so.")), max_size=3)
edges = st.builds(
    Edge,
    affinity=st.integers(0, 100),
    trust=st.integers(0, 100),
    facts=facts,
    last_chat=st.just(1),
    last_at=st.sampled_from([NOON, "2023-11-20T12:00:00Z"]),
)
moods = st.builds(Mood, words, st.lists(words, max_size=2).map(tuple), words)
activities = st.builds(Activity, verb=words, posture=words, holding=st.just(("a",)), slot=words)
items = st.none() | st.just(Item(1, "key", "brass", 1, 3))
memories = st.none() | st.builds(
    Memory,
    chat=st.just(1),
    at=st.just(NOON),
    mask=st.just(7),
    guest=st.just(2),
    text=st.just("A ship."),
    quotes=st.just(("Ahoy.",)),
    pin=st.sampled_from(["auto", "manual", ""]),
)


def after(kind: str, now: Any, then: Any) -> Any:
    entity = compose(1, 7)
    for draft in compensation([Difference(kind, entity, now, then)], {}):
        assert (draft.kind, draft.entity) == (kind, entity)
        now = NOUNS[kind].fold(now, draft.event)
    return now


def told_apart(edge: Edge) -> Edge:
    """An edge but for the order in which its facts came."""
    return replace(edge, facts=dict(sorted(edge.facts.items())))


@given(edges, edges)
def test_an_edge_is_as_it_was(now: Edge, then: Edge) -> None:
    assert told_apart(after("edge", now, then)) == told_apart(then)


@given(edges)
def test_an_edge_that_only_these_words_told_of_stands_in_the_middle(now: Edge) -> None:
    assert replace(after("edge", now, None), last_chat=None, last_at="") == Edge()


@given(moods, moods | st.none())
def test_a_mood_is_as_it_was(now: Mood, then: Mood | None) -> None:
    assert after("mood", now, then) == (then or Mood())


@given(activities, activities | st.none())
def test_an_activity_is_as_it_was(now: Activity, then: Activity | None) -> None:
    assert after("activity", now, then) == (then or Activity())


@given(items, items)
def test_what_was_gained_is_given_back_and_what_was_lost_is_there_again(
    now: Item | None, then: Item | None
) -> None:
    assert now is then or after("item", now, then) == then


@given(memories, memories)
def test_a_memory_is_gone_or_is_there_again(now: Memory | None, then: Memory | None) -> None:
    assert now == then or (now and then) or after("memory", now, then) == then


def test_a_score_waits_to_be_given_anew() -> None:
    scored = Turn(1, 1, 0, "Hm.", (), NOON, 3, significance=3)
    plain = replace(scored, significance=None)
    (draft,) = compensation([], {5: scored, 6: plain})
    assert (draft.entity, draft.event) == (5, TurnScored(LOWEST))
