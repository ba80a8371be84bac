"""Edits by hand: every noun, every field, there and back."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import json

from rp_tui.core.domain.activity import Activity
from rp_tui.core.domain.bot import Bot
from rp_tui.core.domain.chat import Chat
from rp_tui.core.domain.clock import BadDay, BadMoment
from rp_tui.core.domain.container import Container, PlaceUnnamed
from rp_tui.core.domain.edge import Edge, Fact
from rp_tui.core.domain.edit import (
    DoesNotFit,
    ManualEdit,
    NoSuchField,
    NotEditable,
    edit,
    edited,
    inverse,
    kinds,
)
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.item import Item, ThingUnnamed
from rp_tui.core.domain.memory import Memory
from rp_tui.core.domain.mood import Mood
from rp_tui.core.domain.noun import Noun, State
from rp_tui.core.domain.nouns import NOUNS
from rp_tui.core.domain.text import LONGEST_PASSAGE, NothingTold, TooLong
from rp_tui.core.domain.turn import Turn
from tests.core.domain.strategies import edits, nouns, of, states, texts
from tests.core.domain.troubles import refused

AT = "2026-03-10T21:14:00Z"
MEMORY = Memory(1, AT, 3, None, "It rained.")
ITEM = Item(1, "knife", "blunt", 1, 3)
TURN = Turn(1, 1, 0, "Hi.", (), AT, 3)


@st.composite
def mendings(draw: st.DrawFn) -> tuple[State, str, Any]:
    """A state, a field of it or an entry of one, and what its type allows there."""
    noun: Noun = draw(nouns)
    state = draw(of(noun.state))
    field, kind = draw(st.sampled_from(sorted(kinds(noun.state).items(), key=str)))
    found = getattr(state, field)
    if isinstance(found, dict) and draw(st.booleans()):
        key = draw(st.sampled_from(["a", "0", *found]))
        return state, f"{field}.{key}", draw(st.none() | texts.map(Fact) | texts)
    return state, field, draw(of(kind))


@settings(max_examples=150)
@given(mendings())
def test_an_edit_and_its_inverse_leave_the_state_as_it_was(told: tuple[State, str, Any]) -> None:
    state, field, after = told
    try:
        made = edit(state, field, after)
    except Trouble:
        return
    assert edited(edited(state, made), inverse(made)) == state


@given(mendings())
def test_an_edit_that_is_made_holds_when_it_is_written_down(told: tuple[State, str, Any]) -> None:
    state, field, after = told
    try:
        made = edit(state, field, after)
    except Trouble:
        return
    assert json.decode(json.encode(made), type=ManualEdit) == made


@given(states, edits)
def test_an_edit_that_does_not_fit_sets_nothing(state: State, made: ManualEdit) -> None:
    try:
        edit(state, made.field, made.after)
    except (NoSuchField, NotEditable):
        assert edited(state, made) == state
    except Trouble:
        pass


@pytest.mark.parametrize("noun", NOUNS.values(), ids=list(NOUNS))
def test_a_noun_has_something_that_a_hand_may_edit(noun: Noun) -> None:
    assert kinds(noun.state)


@pytest.mark.parametrize(
    ("state", "field"),
    [
        (Bot("Ann"), "name"),
        (Bot("Ann"), "deleted"),
        (Chat(), "guest"),
        (Container(1, "attic"), "chat"),
        (Container(1, "attic"), "parent"),
        (Activity(), "container"),
        (Edge(), "last_chat"),
        (MEMORY, "mask"),
        (MEMORY, "chat"),
        (ITEM, "guest"),
        (TURN, "prose"),
        (TURN, "mask"),
        (TURN, "mask.x"),
    ],
)
def test_where_a_thing_comes_from_is_not_edited(state: State, field: str) -> None:
    with refused(NotEditable):
        edit(state, field, None)
    assert edited(state, ManualEdit(field, None, 1)) == state


@pytest.mark.parametrize(
    "field", ["", ".", "feelings", "feeling.x", "feeling.", "goals.0", "__class__", "id"]
)
def test_a_field_that_is_not_there_is_refused(field: str) -> None:
    with refused(NoSuchField):
        edit(Mood(), field, "calm")


def test_an_entry_without_a_key_is_refused() -> None:
    with refused(NoSuchField):
        edit(Edge(), "facts.", None)


@pytest.mark.parametrize(
    ("state", "field", "after"),
    [
        (Edge(), "affinity", 101),
        (Edge(), "affinity", -1),
        (Edge(), "trust", "high"),
        (Edge(), "trust", None),
        (Edge(), "trust", True),
        (Edge(), "trust", 2**70),
        (Edge(), "facts", ["he lies"]),
        (Edge(), "facts.x", "he lies"),
        (Edge(), "facts.x", {"chat": 1}),
        (Edge(), "summaries.1", 7),
        (Mood(), "goals", "one"),
        (Mood(), "feeling", object()),
        (Activity(), "required_attention", "total"),
        (MEMORY, "significance", 4),
        (MEMORY, "reliability", 101),
        (MEMORY, "pin", "often"),
        (Bot("Ann"), "voice", ["a", "b", "c", "d"]),
        (Bot("Ann"), "persona", None),
    ],
)
def test_what_does_not_fit_is_refused(state: State, field: str, after: Any) -> None:
    with refused(DoesNotFit):
        edit(state, field, after)


@pytest.mark.parametrize(
    ("state", "field", "after", "trouble"),
    [
        (Chat(AT, "2026-03-10"), "clock", "yesterday", BadMoment),
        (Chat(AT, "2026-03-10"), "clock", "", BadMoment),
        (Chat(AT, "2026-03-10"), "clock", "2026-02-30T10:00:00Z", BadMoment),
        (Chat(AT, "2026-03-10"), "anchor", "Day 1", BadDay),
        (TURN, "at", "later", BadMoment),
        (MEMORY, "at", "once", BadMoment),
        (MEMORY, "text", " \x00 ", NothingTold),
        (MEMORY, "text", "a" * (LONGEST_PASSAGE + 1), TooLong),
        (ITEM, "name", "\u200b", ThingUnnamed),
        (Container(1, "attic"), "name", "", PlaceUnnamed),
    ],
)
def test_what_makes_no_sense_in_its_field_is_refused(
    state: State, field: str, after: Any, trouble: type[Trouble]
) -> None:
    with refused(trouble):
        edit(state, field, after)


def test_a_clock_is_stored_in_one_form() -> None:
    assert edit(Chat(), "clock", "2026-03-10 22:14+01:00").after == AT


def test_text_is_clean_when_it_comes_in() -> None:
    assert edit(Mood(), "feeling", "\x1b[31mtorn\n apart").after == "torn apart"
    assert edit(Mood(), "goals", ["\x07rest", "", " \n"]).after == ["rest"]
    assert edit(MEMORY, "text", "It\x1b[2J rained.\n\nHard. ").after == "It rained.\n\nHard."
    assert edit(Activity(), "status", {"w\x00et": "so\x1b]0;x\x07aked"}).after == {"wet": "soaked"}
    fact = edit(Edge(), "facts.a", {"text": "He\nlies\x9b2J"}).after
    assert fact == {"text": "He lies"}
    assert edit(Edge(), "facts.\x1b[2Ja", None).field == "facts.a"


def test_an_entry_comes_and_goes_alone() -> None:
    edge = Edge(facts={"a": Fact("He lies."), "b": Fact("He sings.")})
    gone = edited(edge, edit(edge, "facts.a", None))
    assert gone.facts == {"b": Fact("He sings.")}
    mended = edited(edge, edit(edge, "facts.a", {"text": "He lied once."}))
    assert mended.facts == {"a": Fact("He lied once."), "b": Fact("He sings.")}


def test_what_stood_there_before_is_in_the_edit() -> None:
    edge = Edge(affinity=40, facts={"a": Fact("He lies.", 1, 3, source="seen")})
    assert edit(edge, "affinity", 60).before == 40
    before = {"text": "He lies.", "chat": 1, "mask": 3, "source": "seen"}
    assert edit(edge, "facts.a", None).before == before
