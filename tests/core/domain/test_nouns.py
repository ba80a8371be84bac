"""What holds of all nouns alike."""

import sqlite3
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import json

from rp_tui.core.domain.edit import ManualEdit
from rp_tui.core.domain.ids import LAST_BOT, LOW, compose, owner_of, part_of
from rp_tui.core.domain.noun import Birth, Event, Noun, State
from rp_tui.core.domain.nouns import EVENTS, NOUNS
from rp_tui.core.storage import schema
from tests.core.domain.strategies import events, nouns, of, states

BOOKKEEPING = ["id", "step", "seq", "folded"]

every_noun = pytest.mark.parametrize("noun", NOUNS.values(), ids=list(NOUNS))


@st.composite
def own_histories(draw: st.DrawFn) -> tuple[Noun, State | None, list[Event]]:
    """A noun, a state to begin with, and events that are mostly its own."""
    noun = draw(nouns)
    own = st.one_of(*map(of, noun.events))
    return noun, draw(st.none() | of(noun.state)), draw(st.lists(own | events, max_size=5))


def same(kind: Any, value: Any) -> Any:
    return json.decode(json.encode(value), type=kind)


@settings(max_examples=20)
@given(st.tuples(*map(of, EVENTS)), st.tuples(*(of(noun.state) for noun in NOUNS.values())))
def test_a_fold_takes_any_event_of_any_noun_on_nothing_and_on_any_state(
    told: tuple[Event, ...], states: tuple[State, ...]
) -> None:
    for noun, state in zip(NOUNS.values(), states, strict=True):
        for event in told:
            for after in (noun.fold(None, event), noun.fold(state, event)):
                assert after is None or type(after) is noun.state


@given(own_histories())
def test_what_a_fold_gives_can_be_kept_as_a_checkpoint(
    told: tuple[Noun, State | None, list[Event]],
) -> None:
    noun, state, history = told
    for event in history:
        state = noun.fold(state, event)
    assert same(noun.state | None, state) == state


@given(own_histories())
def test_a_fold_leaves_states_and_events_as_they_were(
    told: tuple[Noun, State | None, list[Event]],
) -> None:
    noun, state, history = told
    for event in history:
        before = json.encode(state), json.encode(event)
        after = noun.fold(state, event)
        assert (json.encode(state), json.encode(event)) == before
        state = after


@given(events)
def test_events_survive_being_written_down(event: Event) -> None:
    assert same(type(event), event) == event


@given(states)
def test_states_survive_being_written_down(state: State) -> None:
    assert same(type(state), state) == state


@every_noun
def test_what_is_born_is_nothing_before_and_what_has_ends_is_never_absent(noun: Noun) -> None:
    assert (noun.fold(None, ManualEdit("", None, None)) is None) == (noun.birth is not Birth.NEVER)


def test_no_two_events_bear_one_name() -> None:
    assert len({event.__name__ for event in EVENTS}) == len(EVENTS)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_every_event_can_be_read_in_each_of_its_versions(event: type[Event]) -> None:
    assert sorted(event.UPCASTS) == list(range(1, event.VERSION))


@every_noun
def test_a_noun_has_a_table_whose_columns_are_its_fields(noun: Noun) -> None:
    db = sqlite3.connect(":memory:")
    db.executescript(schema.schema())
    columns = db.execute(f'PRAGMA table_xinfo("{noun.name}")').fetchall()
    db.close()
    stored = [name for _, name, *_, hidden in columns if not hidden]
    assert stored == [*BOOKKEEPING, *noun.state.__struct_fields__]


@every_noun
def test_what_no_hand_may_edit_and_what_text_passes_are_fields(noun: Noun) -> None:
    fields = set(noun.state.__struct_fields__)
    assert fields >= noun.state.FIXED
    assert fields - noun.state.FIXED >= noun.state.ENTRANCES.keys()


@every_noun
def test_the_owner_of_what_is_born_stands_in_its_id(noun: Noun) -> None:
    if noun.birth is Birth.OWNED:
        first = noun.events[0]
        assert noun.owner in first.__struct_fields__
    if noun.birth is Birth.NEVER:
        with pytest.raises(ValueError, match=noun.name):
            noun.born(ManualEdit("", None, None), 1)


@given(st.integers(0, LAST_BOT), st.integers(0, LOW))
def test_an_id_gives_back_what_it_was_made_of(owner: int, part: int) -> None:
    assert (owner_of(compose(owner, part)), part_of(compose(owner, part))) == (owner, part)
    assert compose(owner, part) < 2**63
