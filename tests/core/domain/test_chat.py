import pytest

from rp_tui.core.domain.chat import (
    Chat,
    ChatOpened,
    ClockSet,
    GuestIsHost,
    GuestJoined,
    GuestLeft,
    NoGuest,
    SceneIsFull,
    WeatherChanged,
    fold,
    presence,
    see_off,
    set_clock,
    start,
    welcome,
)
from rp_tui.core.domain.clock import BadMoment
from rp_tui.core.domain.witness import Presence
from tests.core.domain.troubles import refused

HOST, GUEST, OTHER = 1, 2, 3


def test_a_chat_begins_on_its_first_day() -> None:
    made = start("2026-03-10T23:30:00-02:00", " rain\n\x1b[2J")
    assert made == ChatOpened("2026-03-11T01:30:00Z", "2026-03-11", "rain")
    assert fold(None, made) == Chat("2026-03-11T01:30:00Z", "2026-03-11", "rain")


@pytest.mark.parametrize("clock", ["", "evening", "2026-13-01T00:00:00Z"])
def test_a_clock_that_says_no_time_is_refused(clock: str) -> None:
    with refused(BadMoment):
        start(clock)
    with refused(BadMoment):
        set_clock(clock)


def test_a_clock_and_the_weather_change_alone() -> None:
    chat = Chat("2026-03-10T21:14:00Z", "2026-03-10", "rain", GUEST)
    later = "2026-03-11T08:00:00Z"
    assert fold(chat, set_clock(later)) == Chat(later, "2026-03-10", "rain", GUEST)
    assert fold(chat, WeatherChanged("sun")).weather == "sun"
    assert fold(None, ClockSet(later)) == Chat(later)


def test_a_guest_comes_and_goes() -> None:
    came = fold(Chat(), welcome(HOST, Chat(), GUEST))
    assert presence(HOST, came) == Presence(HOST, GUEST)
    assert fold(came, see_off(came)) == Chat()
    assert presence(HOST, Chat()) == Presence(HOST)


def test_the_host_is_no_guest() -> None:
    with refused(GuestIsHost):
        welcome(HOST, Chat(), HOST)


@pytest.mark.parametrize("guest", [GUEST, OTHER])
def test_a_scene_holds_two_bots(guest: int) -> None:
    with refused(SceneIsFull):
        welcome(HOST, Chat(guest=GUEST), guest)


def test_nobody_leaves_where_nobody_is() -> None:
    with refused(NoGuest):
        see_off(Chat())


def test_a_late_leaving_of_one_guest_does_not_send_the_next_away() -> None:
    chat = fold(Chat(guest=GUEST), GuestJoined(OTHER))
    assert fold(chat, GuestLeft(GUEST)).guest == OTHER
