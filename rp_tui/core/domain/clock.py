"""The clock of fiction: a chat's own time, in which no real clock and no time zone has a say."""

from bisect import bisect_right
from datetime import UTC, date, datetime, time, timedelta

from msgspec import Struct

from rp_tui.core.domain.errors import Trouble

Moment = str  # ISO 8601 in UTC to the second, such as 2026-03-10T21:14:00Z
Day = str  # ISO 8601, such as 2026-03-10

LONGEST_QUOTE = 40
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PARTS = (
    (time(0), "small hours"),
    (time(5), "early morning"),
    (time(8), "morning"),
    (time(10, 30), "late morning"),
    (time(12), "noon"),
    (time(12, 30), "afternoon"),
    (time(16), "late afternoon"),
    (time(18), "evening"),
    (time(22), "night"),
)
SPANS = (
    (timedelta(days=365), "year"),
    (timedelta(days=30), "month"),
    (timedelta(days=7), "week"),
    (timedelta(days=1), "day"),
    (timedelta(hours=1), "hour"),
    (timedelta(minutes=1), "minute"),
)


class BadMoment(Trouble):
    """A text that names no time."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"{text[:LONGEST_QUOTE]!r} is no date and time; write one such as 2026-03-10T21:14:00Z."
        )


class BadDay(Trouble):
    """A text that names no day."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text[:LONGEST_QUOTE]!r} is no date; write one such as 2026-03-10.")


class OutOfTime(Trouble):
    """A time before the first year or after the last."""

    def __init__(self) -> None:
        super().__init__("The clock of a story runs from year 1 to 9999; choose a shorter way.")


class OtherClock(Trouble):
    """Two times that no clock has in common."""

    def __init__(self) -> None:
        super().__init__("Two chats have two clocks; compare times within one chat alone.")


class ChatTime(Struct, frozen=True):
    """A moment on the clock of one chat."""

    chat: int
    at: Moment


def parse(text: str) -> datetime:
    """The time in UTC that a text names; one without an offset is in UTC."""
    try:
        return utc(datetime.fromisoformat(text.strip()))
    except ValueError:
        raise BadMoment(text) from None


def moment(at: datetime) -> Moment:
    """A time as it is stored, without the fractions of its second."""
    return utc(at).replace(tzinfo=None, microsecond=0).isoformat() + "Z"


def advance(
    at: Moment,
    *,
    weeks: int = 0,
    days: int = 0,
    hours: int = 0,
    minutes: int = 0,
    seconds: int = 0,
) -> Moment:
    """A moment so much later, or earlier."""
    start = parse(at)
    try:
        return moment(
            start + timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
        )
    except OverflowError:
        raise OutOfTime from None


def between(earlier: ChatTime, later: ChatTime) -> timedelta:
    """How much later the second is than the first, on the one clock of both."""
    if earlier.chat != later.chat:
        raise OtherClock
    return parse(later.at) - parse(earlier.at)


def ago(then: ChatTime, now: ChatTime) -> str:
    """How long it is since, or until: "just now", "3 days ago", "in 2 hours"."""
    passed = between(then, now)
    for span, name in SPANS:
        if count := abs(passed) // span:
            length = f"{count} {name}{'s' if count > 1 else ''}"
            return f"{length} ago" if passed > timedelta() else f"in {length}"
    return "just now"


def friendly(at: Moment, anchor: Day) -> str:
    """As "Tuesday evening, 9:14pm"; the anchor is there to be called as day_and_part is."""
    when = parse(at)
    half = "am" if when.hour < 12 else "pm"
    hour = when.hour % 12 or 12
    return f"{WEEKDAYS[when.weekday()]} {part_of(when)}, {hour}:{when.minute:02}{half}"


def day_and_part(at: Moment, anchor: Day) -> str:
    """As "Day 3 — late afternoon"."""
    return f"Day {day_of(at, anchor)} — {part_of(parse(at))}"


def day_of(at: Moment, anchor: Day) -> int:
    """The number of a day in the story; the anchor is Day 1, and the day before it Day 0."""
    try:
        first = date.fromisoformat(anchor.strip())
    except ValueError:
        raise BadDay(anchor) from None
    return (parse(at).date() - first).days + 1


def part_of(when: datetime) -> str:
    """What people call such an hour."""
    starts = [start for start, _ in PARTS]
    return PARTS[bisect_right(starts, when.time()) - 1][1]


def utc(at: datetime) -> datetime:
    # A time without a zone would be read as the machine's, and no machine is in the story.
    if at.utcoffset() is None:
        return at.replace(tzinfo=UTC)
    try:
        return at.astimezone(UTC)
    except OverflowError:
        raise OutOfTime from None
