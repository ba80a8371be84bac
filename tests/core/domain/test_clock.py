import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rp_tui.core.domain.clock import (
    BadDay,
    BadMoment,
    ChatTime,
    OtherClock,
    OutOfTime,
    advance,
    ago,
    between,
    day_and_part,
    day_of,
    friendly,
    moment,
    parse,
)
from rp_tui.core.domain.errors import Trouble

TUESDAY = "2026-03-10T21:14:00Z"

times = st.datetimes(timezones=st.just(UTC))
moments = times.map(moment)
spans = st.integers(-400_000_000_000, 400_000_000_000)


@pytest.fixture(params=["Asia/Tokyo", "America/New_York"])
def elsewhere(request: pytest.FixtureRequest) -> Iterator[None]:
    """A machine that stands in another part of the world."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield
    time.tzset()


@given(times)
@example(datetime.min.replace(tzinfo=UTC))
@example(datetime.max.replace(tzinfo=UTC))
def test_a_moment_is_read_as_it_was_written(at: datetime) -> None:
    assert parse(moment(at)) == at.replace(microsecond=0)
    assert moment(parse(moment(at))) == moment(at)
    assert len(moment(at)) == len(TUESDAY)


@given(moments, moments)
def test_moments_sort_as_their_texts_do(one: str, other: str) -> None:
    assert (one < other) == (parse(one) < parse(other))


@given(st.text())
@example("2026-02-30T00:00:00Z")
@example("0000-01-01T00:00:00Z")
@example("0001-01-01T00:00:00+05:00")
@example("\ud800")
def test_any_text_is_a_time_or_a_trouble(text: str) -> None:
    try:
        at = parse(text)
    except (BadMoment, OutOfTime):
        return
    assert at.tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("2026-03-10T21:14:00Z", TUESDAY),
        ("2026-03-10T23:14:00+02:00", TUESDAY),
        ("2026-03-10T21:14:00", TUESDAY),
        (" 2026-03-10 21:14 ", TUESDAY),
        ("2026-03-10T21:14:00.999Z", TUESDAY),
        ("2026-03-10", "2026-03-10T00:00:00Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
    ],
)
def test_a_time_is_read_in_utc(text: str, stored: str) -> None:
    assert moment(parse(text)) == stored


@pytest.mark.parametrize("text", ["", "Tuesday", "2026-13-01", "21:14", "\x1b[2J" * 99])
def test_nonsense_is_named_in_one_printable_sentence(text: str) -> None:
    with pytest.raises(BadMoment, match=r"is no date and time; write one such as .*\.$") as caught:
        parse(text)
    assert isinstance(caught.value, Trouble)
    assert str(caught.value).isprintable()
    with pytest.raises(BadDay, match=r"is no date; write one such as .*\.$"):
        day_of(TUESDAY, text)


@pytest.mark.usefixtures("elsewhere")
def test_the_machines_zone_has_no_say() -> None:
    naive = datetime(2026, 3, 10, 21, 14)  # noqa: DTZ001
    assert moment(naive) == TUESDAY
    assert moment(parse("2026-03-10 21:14")) == TUESDAY
    assert friendly(TUESDAY, "2026-03-10") == "Tuesday evening, 9:14pm"
    assert advance("2026-03-08T06:59:59Z", seconds=1) == "2026-03-08T07:00:00Z"


def test_a_time_with_an_offset_is_stored_in_utc() -> None:
    berlin = timezone(timedelta(hours=2))
    assert moment(datetime(2026, 3, 10, 23, 14, tzinfo=berlin)) == TUESDAY


@pytest.mark.parametrize(
    ("first", "part"),
    [
        ("00:00", "small hours"),
        ("05:00", "early morning"),
        ("08:00", "morning"),
        ("10:30", "late morning"),
        ("12:00", "noon"),
        ("12:30", "afternoon"),
        ("16:00", "late afternoon"),
        ("18:00", "evening"),
        ("22:00", "night"),
    ],
)
def test_each_part_of_the_day_begins_on_its_minute(first: str, part: str) -> None:
    begins = f"2026-03-10T{first}:00Z"
    assert day_and_part(begins, "2026-03-08") == f"Day 3 — {part}"
    assert not day_and_part(advance(begins, seconds=-1), "2026-03-08").endswith(f"— {part}")


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-03-10T21:14:00Z", "Tuesday evening, 9:14pm"),
        ("2026-03-11T00:00:00Z", "Wednesday small hours, 12:00am"),
        ("2026-03-15T12:05:59Z", "Sunday noon, 12:05pm"),
        ("2026-03-16T11:59:59Z", "Monday late morning, 11:59am"),
        ("2026-03-16T13:00:00Z", "Monday afternoon, 1:00pm"),
    ],
)
def test_a_time_is_told_as_people_tell_it(at: str, words: str) -> None:
    assert friendly(at, "2026-03-10") == words


def test_days_are_counted_from_the_anchor() -> None:
    assert day_of("2026-03-08T00:00:00Z", "2026-03-08") == 1
    assert day_of("2026-03-08T23:59:59Z", "2026-03-08") == 1
    assert day_of("2026-03-09T00:00:00Z", "2026-03-08") == 2
    assert day_of("2026-03-07T23:59:59Z", "2026-03-08") == 0
    assert day_of("9999-12-31T00:00:00Z", "0001-01-01") == 3_652_059


@given(moments, spans)
def test_going_on_and_back_is_exact(at: str, seconds: int) -> None:
    try:
        there = advance(at, seconds=seconds)
    except OutOfTime:
        return
    assert advance(there, seconds=-seconds) == at
    assert between(ChatTime(1, at), ChatTime(1, there)) == timedelta(seconds=seconds)


def test_all_lengths_of_time_add_up() -> None:
    assert advance(TUESDAY, weeks=1, days=1, hours=1, minutes=1, seconds=1) == (
        "2026-03-18T22:15:01Z"
    )
    assert advance("2028-02-28T12:00:00Z", days=1) == "2028-02-29T12:00:00Z"
    assert advance(TUESDAY) == TUESDAY


@pytest.mark.parametrize("days", [3_000_000, -3_000_000, 10**12, -(10**400)])
def test_a_story_ends_with_the_calendar(days: int) -> None:
    with pytest.raises(OutOfTime, match=r"from year 1 to 9999"):
        advance(TUESDAY, days=days)


def test_two_clocks_are_never_compared() -> None:
    with pytest.raises(OtherClock, match="Two chats have two clocks"):
        between(ChatTime(1, TUESDAY), ChatTime(2, TUESDAY))
    with pytest.raises(OtherClock):
        ago(ChatTime(1, TUESDAY), ChatTime(2, TUESDAY))


@given(moments, moments)
def test_a_span_has_two_ends(one: str, other: str) -> None:
    here, there = ChatTime(1, one), ChatTime(1, other)
    assert between(here, there) == -between(there, here)
    assert ago(here, there).endswith(" ago") == ago(there, here).startswith("in ")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "just now"),
        (59, "just now"),
        (-59, "just now"),
        (60, "1 minute ago"),
        (20 * 60, "20 minutes ago"),
        (3599, "59 minutes ago"),
        (3600, "1 hour ago"),
        (-2 * 3600, "in 2 hours"),
        (3 * 86400, "3 days ago"),
        (7 * 86400, "1 week ago"),
        (30 * 86400, "1 month ago"),
        (364 * 86400, "12 months ago"),
        (365 * 86400, "1 year ago"),
        (-800 * 86400, "in 2 years"),
    ],
)
def test_how_long_ago_is_told_in_one_length(seconds: int, words: str) -> None:
    now = advance(TUESDAY, seconds=seconds)
    assert ago(ChatTime(1, TUESDAY), ChatTime(1, now)) == words
