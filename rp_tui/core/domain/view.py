"""A view: all that one speaker may know at a moment of a chat, and nothing that it may not."""

import re
from typing import Literal

from msgspec import Struct

from rp_tui.core.domain.activity import Activity
from rp_tui.core.domain.bot import Bot
from rp_tui.core.domain.chat import Chat
from rp_tui.core.domain.container import Container
from rp_tui.core.domain.edge import Edge
from rp_tui.core.domain.item import Item
from rp_tui.core.domain.memory import Memory
from rp_tui.core.domain.mood import Mood
from rp_tui.core.domain.scene import Scene
from rp_tui.core.domain.witness import Presence
from rp_tui.core.domain.you import You

Person = Literal["first", "second", "third"]
Tense = Literal["past", "present"]
Kind = Literal["memory", "turn"]

QUOTED = re.compile(r'"[^"]*"|“[^”]*”')
FIRST = re.compile(r"\b(?:i|me|my|mine|myself)\b")
SECOND = re.compile(r"\b(?:you|your|yours|yourself)\b")
SHORT_IS = re.compile(r"\b(he|she|it|you|they|we|i)'(?:s|re|m)\b")
NO_VERB = r"(?:was|always|perhaps|sometimes|has been)\b"
NOW = re.compile(rf"\b(?:is|are|am|does)\b|\b(?:he|she|it) (?!{NO_VERB})(?:\w+ly )?\w+s\b")
THEN = re.compile(
    r"\b(?:was|were|had|did|stood|sat|lay|came|went|said|saw|held|kept|took|made|felt|knew)\b"
    r"|\b(?:he|she|it|they|we|you|i) (?:\w+ly )?\w+ed\b"
)


class Style(Struct, frozen=True):
    """How a chat is told: of the bot as "I", or of the bot by name and of the player as "you"."""

    person: Person = "third"
    tense: Tense = "present"


class Line(Struct, frozen=True, gc=False):
    """A turn as it was heard: without ooc."""

    id: int
    number: int
    speaker: int
    text: str
    truncated: bool = False


class Pick(Struct, frozen=True):
    """What recall would bring back, and why; the gate says whether it may."""

    kind: Kind
    id: int
    why: str = ""


class Recalled(Struct, frozen=True):
    """What came back: a memory, or a line of old, and why it was chosen."""

    what: Memory | Line
    why: str
    at: str = ""  # the clock of the chat that it comes from
    chat: int = 0


class View(Struct, frozen=True):
    """What the gate has read on behalf of a speaker."""

    speaker: int
    presence: Presence
    addressee: int  # whom the speaker answers
    names: dict[int, str]  # of everyone who is there or has spoken in the window
    bot: Bot  # the speaker; where that is you, your name and persona alone
    mood: Mood
    you: You
    chat: Chat
    style: Style
    scene: Scene | None = None
    places: dict[int, Container] = {}  # the scene's, those around it, and where people are
    activities: dict[int, Activity] = {}
    edges: dict[int, Edge] = {}  # the speaker's, to those who are there
    group: str = ""
    items: dict[int, tuple[Item, ...]] = {}
    lines: tuple[Line, ...] = ()  # the window, oldest first
    more: bool = False  # whether the speaker heard something before these lines
    pins: tuple[Memory, ...] = ()
    scenes: tuple[Memory, ...] = ()  # the speaker's summaries of this chat's last scenes
    recalled: tuple[Recalled, ...] = ()  # the best first
    older: str = ""  # what went before the window, in a line


def style_of(kickoff: str, name: str) -> Style:
    """The person and the tense in which the prose that opens a host's chat is told.

    An "I" in prose that also calls the host by name is the player's, who wrote it: so it does not
    make the host's own prose one in the first person.
    """
    called = re.compile(rf"\b{re.escape(name.lower())}\b")
    told = " ".join(QUOTED.sub(" ", kickoff.replace("’", "'")).lower().split())
    own = FIRST.search(told) and not called.search(told)
    person: Person = "first" if own else "second" if SECOND.search(told) else "third"
    prose = SHORT_IS.sub(r"\1 is", called.sub("she", told))
    past = len(THEN.findall(prose)) > len(NOW.findall(prose))
    return Style(person, "past" if past else "present")
