"""A chat: a bot's one chat with you, with its clock, its weather and its guest."""

from typing import Any, ClassVar

from msgspec.structs import replace

from rp_tui.core.domain.edit import ManualEdit, edited
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.ids import itself
from rp_tui.core.domain.noun import Entrances, Event, Noun, State
from rp_tui.core.domain.text import day, line, time
from rp_tui.core.domain.witness import Presence


class Chat(State, frozen=True):
    clock: str = ""  # in the fiction: ISO 8601, UTC
    anchor: str = ""  # the date of Day 1
    weather: str = ""
    guest: int | None = None

    FIXED = frozenset({"guest"})
    ENTRANCES: ClassVar[Entrances] = {"clock": time, "anchor": day}


class ChatOpened(Event, frozen=True):
    clock: str
    anchor: str
    weather: str = ""


class ClockSet(Event, frozen=True):
    clock: str


class WeatherChanged(Event, frozen=True):
    weather: str


class GuestJoined(Event, frozen=True):
    guest: int


class GuestLeft(Event, frozen=True):
    guest: int


class GuestIsHost(Trouble):
    """The host is there already."""


class SceneIsFull(Trouble):
    """A scene holds you and two bots."""


class NoGuest(Trouble):
    """There is nobody to leave."""


def fold(chat: Chat | None, event: Any) -> Chat:
    chat = chat or Chat()
    match event:
        case ClockSet(clock):
            return replace(chat, clock=clock)
        case WeatherChanged(weather):
            return replace(chat, weather=weather)
        case GuestJoined(guest):
            return replace(chat, guest=guest)
        case GuestLeft(guest) if chat.guest == guest:
            return replace(chat, guest=None)
        case ChatOpened(clock, anchor, weather):
            return Chat(clock, anchor, weather)
        case ManualEdit():
            return edited(chat, event)
    return chat


def start(clock: str, weather: str = "") -> ChatOpened:
    """A chat whose first day is the day of its clock."""
    at = time(clock)
    return ChatOpened(at, at.partition("T")[0], line(weather))


def set_clock(clock: str) -> ClockSet:
    """The chat's clock at another time."""
    return ClockSet(time(clock))


def welcome(host: int, chat: Chat, guest: int) -> GuestJoined:
    """Let one other bot in."""
    other_than(host, guest)
    if chat.guest is not None:
        raise SceneIsFull("A scene holds two bots; let the guest leave before another comes.")
    return GuestJoined(guest)


def other_than(host: int, guest: int) -> None:
    """Refuse the host as its own guest."""
    if guest == host:
        raise GuestIsHost("The host of a chat cannot be its guest; choose another bot.")


def see_off(chat: Chat) -> GuestLeft:
    """Let the guest go."""
    if chat.guest is None:
        raise NoGuest("There is no guest in this chat, so nobody can leave.")
    return GuestLeft(chat.guest)


def presence(host: int, chat: Chat) -> Presence:
    """Who is there now."""
    return Presence(host, chat.guest)


NOUN = Noun(
    "chat",
    Chat,
    (ChatOpened, ClockSet, WeatherChanged, GuestJoined, GuestLeft),
    fold,
    itself,
)
