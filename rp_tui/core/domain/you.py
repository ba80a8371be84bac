"""You: the player, one and the same in every chat."""

from collections.abc import Iterable
from typing import Any, ClassVar

from rp_tui.core.domain.edit import ManualEdit, edited
from rp_tui.core.domain.ids import nothing
from rp_tui.core.domain.names import key, named
from rp_tui.core.domain.noun import Entrances, Event, Noun, State
from rp_tui.core.domain.text import line, passage

DEFAULT_NAME = "You"


class You(State, frozen=True):
    name: str = DEFAULT_NAME
    pronouns: str = ""
    persona: str = ""

    FIXED = frozenset({"name"})
    ENTRANCES: ClassVar[Entrances] = {"persona": passage}


class YouDescribed(Event, frozen=True):
    name: str
    pronouns: str = ""
    persona: str = ""


def fold(you: You | None, event: Any) -> You:
    you = you or You()
    match event:
        case YouDescribed(name, pronouns, persona):
            return You(name, pronouns, persona)
        case ManualEdit():
            return edited(you, event)
    return you


def describe(
    name: str, pronouns: str = "", persona: str = "", taken: Iterable[str] = ()
) -> YouDescribed:
    """Who you are; a blank name is the one from before you were asked, `taken` are the bots'."""
    name = named(name if key(name) else DEFAULT_NAME, taken)
    return YouDescribed(name, line(pronouns), passage(persona))


NOUN = Noun("you", You, (YouDescribed,), fold, nothing)
