from typing import Any

import pytest
from msgspec import UNSET

from rp_tui.core.domain.activity import MOST_HELD, Activity, ActivityChanged, change, fold

AT, LATER = "2026-03-10T21:14:00Z", "2026-03-10T22:00:00Z"
DRIVING = Activity(
    "driving", False, "high", "an hour", AT, "sitting", 7, "wheel", ("keys",), "the road",
    {"sober": "yes"},
)  # fmt: skip


def changed(**proposed: Any) -> ActivityChanged | None:
    return change(DRIVING, ActivityChanged(**proposed), LATER)


def test_what_is_unset_stays_as_it_was() -> None:
    assert fold(DRIVING, ActivityChanged(posture="slumped")).verb == "driving"
    assert fold(DRIVING, ActivityChanged()) == DRIVING
    assert fold(None, ActivityChanged()) == Activity()


def test_only_what_is_new_is_a_change() -> None:
    assert changed() is None
    assert changed(verb=" driving\n", posture="sitting", holding=("keys", "")) is None
    assert changed(posture="sl\x1b[2Jumped") == ActivityChanged(posture="slumped")


def test_a_new_verb_begins_now_and_nothing_is_left_of_the_old_one() -> None:
    made = changed(verb="waiting", started_at="1999-01-01T00:00:00Z")
    assert made == ActivityChanged(
        verb="waiting",
        interruptible=True,
        required_attention="low",
        expected_duration="",
        started_at=LATER,
    )
    assert fold(DRIVING, made).attention == "the road"


def test_what_is_said_of_a_new_verb_holds() -> None:
    made = changed(verb="waiting", interruptible=False, expected_duration="a while")
    assert made is not None
    assert fold(DRIVING, made).interruptible is False
    assert fold(DRIVING, made).expected_duration == "a while"


def test_an_old_verb_goes_on_from_when_it_began() -> None:
    assert changed(verb="driving", started_at=LATER, interruptible=True) == ActivityChanged(
        interruptible=True
    )


@pytest.mark.parametrize("verb", ["", " ", "\x00"])
def test_nobody_does_nothing(verb: str) -> None:
    assert changed(verb=verb) is None


def test_attention_of_no_known_kind_is_dropped() -> None:
    assert changed(required_attention="total") is None
    assert changed(required_attention="medium") == ActivityChanged(required_attention="medium")


def test_attention_can_pass() -> None:
    assert changed(attention="") == ActivityChanged(attention="")


def test_another_place_has_other_slots() -> None:
    assert changed(container=8) == ActivityChanged(container=8, slot="")
    assert changed(container=None) == ActivityChanged(container=None, slot="")
    moved = changed(container=8, slot="wheel")
    assert moved == ActivityChanged(container=8)
    assert fold(DRIVING, moved).slot == "wheel"
    assert changed(container=7) is None


def test_a_status_comes_beside_the_others_and_passes_when_it_is_blank() -> None:
    made = changed(status={"in\njured": "a\x00rm"})
    assert made == ActivityChanged(status={"sober": "yes", "in jured": "arm"})
    assert changed(status={"sober": ""}) == ActivityChanged(status={})
    assert changed(status={"sober": "yes", "": "x"}) is None


def test_what_is_held_and_how_somebody_is_have_an_end() -> None:
    many = tuple(f"thing {n}" for n in range(99))
    made = change(Activity(), ActivityChanged(holding=many, status=dict.fromkeys(many, "yes")), AT)
    assert made is not None
    assert made.holding == many[:MOST_HELD]
    assert isinstance(made.status, dict)
    assert list(made.status) == list(many[:MOST_HELD])
    assert made.verb is UNSET
