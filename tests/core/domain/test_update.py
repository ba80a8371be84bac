from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET, json

from rp_tui.core.domain.activity import Activity, ActivityChanged
from rp_tui.core.domain.edge import Edge, EdgeShifted, fold, shift
from rp_tui.core.domain.ids import YOU, compose
from rp_tui.core.domain.item import Item, ItemGained, ItemLost
from rp_tui.core.domain.mood import Mood, MoodChanged
from rp_tui.core.domain.noun import Draft
from rp_tui.core.domain.nouns import NOUNS
from rp_tui.core.domain.update import MOST_ITEMS, Shift, Standpoint, Update, decide
from rp_tui.core.domain.witness import EVERYONE, Presence
from tests.core.domain.strategies import of

AT = "2026-03-10T21:14:00Z"
HOST, GUEST = 1, 2
HERE = Presence(HOST, GUEST)
NAMES = {"Robin": YOU, "Ann": HOST, "Ben": GUEST}
KNIFE = Item(HOST, "knife", "", HOST, EVERYONE, GUEST)
KEY = Item(YOU, "key", "", HOST, EVERYONE, GUEST)


def seen_by(
    who: int = HOST, presence: Presence = HERE, edges: Mapping[int, Edge] | None = None
) -> Standpoint:
    items = {5: KNIFE, 6: KEY}
    mood, doing = Mood("calm"), Activity("waits", container=7)
    return Standpoint(who, presence, AT, NAMES, edges or {}, mood, doing, items)


def of_kind(kind: str, drafts: tuple[Draft, ...]) -> list[Draft]:
    return [draft for draft in drafts if draft.kind == kind]


def edges(drafts: tuple[Draft, ...]) -> dict[int | None, EdgeShifted]:
    found = of_kind("edge", drafts)
    return {d.entity: d.event for d in found if isinstance(d.event, EdgeShifted)}


@pytest.mark.parametrize("who", [YOU, HOST, GUEST])
def test_whatever_is_said_every_other_who_is_there_was_met(who: int) -> None:
    made = decide(Update(), seen_by(who))
    others = {YOU, HOST, GUEST} - {who}
    assert edges(made) == {compose(who, other): EdgeShifted(HOST, AT) for other in others}
    assert len(made) == 2
    alone = edges(decide(Update(), seen_by(HOST, Presence(HOST))))
    assert list(alone) == [compose(HOST, YOU)]


def test_a_shift_is_small_and_goes_to_whom_it_names() -> None:
    made = edges(decide(Update((Shift(" ROBIN\n", 9, -9, ("Robin lies.",)),)), seen_by()))
    toward = made[compose(HOST, YOU)]
    assert (toward.affinity, toward.trust) == (3, -3)
    assert [fact.text for fact in toward.learned.values()] == ["Robin lies."]
    assert made[compose(HOST, GUEST)] == EdgeShifted(HOST, AT)


@pytest.mark.parametrize("target", ["", "Nobody", "Ann", "Rob", "\x00", "0"])
def test_shifts_to_strangers_and_to_oneself_fall_away(target: str) -> None:
    made = decide(Update((Shift(target, 3, 3, ("Robin lies.",)),)), seen_by())
    assert made == decide(Update(), seen_by())


def test_who_is_absent_is_a_stranger() -> None:
    seen = seen_by(HOST, Presence(HOST))
    assert decide(Update((Shift("Ben", 3),)), seen) == decide(Update(), seen)


def test_of_two_shifts_to_one_the_first_counts() -> None:
    made = edges(decide(Update((Shift("Ben", 1), Shift("ben", 3))), seen_by()))
    assert made[compose(HOST, GUEST)].affinity == 1


def test_a_fact_that_is_known_falls_away() -> None:
    known = fold(None, shift(Edge(), HERE, AT, 0, 0, ["Robin lies."]))
    update = Update((Shift("Robin", facts=("robin LIES", "Robin sings.", "Robin sings!")),))
    made = edges(decide(update, seen_by(edges={YOU: known})))
    assert [f.text for f in made[compose(HOST, YOU)].learned.values()] == ["Robin sings!"]


def test_a_mood_is_a_bots_alone() -> None:
    update = Update(feeling="torn", goals=("leave",), status="tired")
    (draft,) = of_kind("mood", decide(update, seen_by()))
    assert draft == Draft("mood", MoodChanged("torn", ("leave",), "tired"), compose(HOST))
    assert of_kind("mood", decide(update, seen_by(YOU))) == []
    assert of_kind("mood", decide(Update(feeling="calm"), seen_by())) == []


def test_an_activity_belongs_to_the_chat_and_no_model_moves_anybody() -> None:
    update = Update(activity=ActivityChanged(posture="sitting", container=99))
    (draft,) = of_kind("activity", decide(update, seen_by(GUEST)))
    assert draft == Draft("activity", ActivityChanged(posture="sitting"), compose(GUEST, HOST))
    assert (
        of_kind("activity", decide(Update(activity=ActivityChanged(container=9)), seen_by())) == []
    )


def test_nobody_gains_what_they_have_or_loses_what_they_have_not() -> None:
    update = Update(gained=("KNIFE", "rope", " Rope", ""), lost=("key", "lamp", "\x00"))
    (draft,) = of_kind("item", decide(update, seen_by()))
    assert draft == Draft("item", ItemGained(HOST, "Rope", "", HOST, EVERYONE, GUEST))


def test_a_thing_is_lost_once() -> None:
    drafts = of_kind("item", decide(Update(lost=("Knife", "knife ")), seen_by()))
    assert drafts == [Draft("item", ItemLost(), 5)]


def test_things_are_few() -> None:
    update = Update(gained=tuple(f"thing {n}" for n in range(9)))
    assert len(of_kind("item", decide(update, seen_by()))) == MOST_ITEMS


@given(of(Update), st.sampled_from((YOU, HOST, GUEST)), st.sampled_from((HERE, Presence(HOST))))
def test_whatever_is_proposed_what_is_decided_can_be_told(
    update: Update, who: int, presence: Presence
) -> None:
    if who not in presence.everyone:
        return
    for draft in decide(update, seen_by(who, presence)):
        noun = NOUNS[draft.kind]
        assert type(draft.event) in noun.events
        assert json.decode(json.encode(draft.event), type=type(draft.event)) == draft.event
        assert moved_by(draft.event) <= 3
        assert getattr(draft.event, "container", UNSET) is UNSET


def moved_by(event: Any) -> int:
    if not isinstance(event, EdgeShifted):
        return 0
    return max(abs(event.affinity), abs(event.trust))
