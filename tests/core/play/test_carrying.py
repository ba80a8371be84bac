"""What people take along to the next scene."""

from rp_tui.core.domain import activity
from rp_tui.core.domain.activity import Activity
from rp_tui.core.play.carrying import arriving, carried, gone

READING = Activity(
    "reading",
    interruptible=False,
    required_attention="high",
    expected_duration="an hour",
    started_at="2026-03-10T21:14:00Z",
    posture="sitting",
    container=7,
    slot="dryer",
    holding=("a book",),
    attention="the page",
    status={"sober": "no"},
)


def test_what_was_done_in_a_place_stays_there() -> None:
    after = activity.fold(READING, carried(READING, 9, ()))
    assert after == Activity(container=9, holding=("a book",), status={"sober": "no"})


def test_what_was_said_on_the_way_holds_at_its_end() -> None:
    after = activity.fold(READING, carried(READING, 9, {"verb", "posture"}))
    assert (after.verb, after.posture, after.slot, after.attention) == (
        "reading",
        "sitting",
        "",
        "",
    )
    assert after.started_at == READING.started_at


def test_a_guest_arrives_with_empty_hands_wherever_it_was_last() -> None:
    after = activity.fold(READING, arriving(3, "2026-03-11T10:00:00Z"))
    assert after == Activity(
        "arriving",
        started_at="2026-03-11T10:00:00Z",
        container=3,
        status={"sober": "no"},
    )


def test_who_has_left_is_in_no_place() -> None:
    left = gone(READING)
    assert left is not None
    after = activity.fold(READING, left)
    assert (after.container, after.slot) == (None, "")
    assert gone(after) is None
