"""Mood: how a bot is now, and what it wants."""

from typing import Any, TypeVar

from msgspec import UNSET, UnsetType

from rp_tui.core.domain.edit import ManualEdit, edited
from rp_tui.core.domain.ids import first_end
from rp_tui.core.domain.noun import Event, Noun, State
from rp_tui.core.domain.text import line, lines

GOALS = 5

T = TypeVar("T")


class Mood(State, frozen=True):
    feeling: str = ""
    goals: tuple[str, ...] = ()
    status: str = ""


class MoodChanged(Event, frozen=True):
    """What is unset stays as it was."""

    feeling: str | UnsetType = UNSET
    goals: tuple[str, ...] | UnsetType = UNSET
    status: str | UnsetType = UNSET


def fold(mood: Mood | None, event: Any) -> Mood:
    mood = mood or Mood()
    match event:
        case MoodChanged(feeling, goals, status):
            return Mood(
                mood.feeling if feeling is UNSET else feeling,
                mood.goals if goals is UNSET else goals,
                mood.status if status is UNSET else status,
            )
        case ManualEdit():
            return edited(mood, event)
    return mood


def change(
    mood: Mood,
    feeling: str | None = None,
    goals: tuple[str, ...] | None = None,
    status: str | None = None,
) -> MoodChanged | None:
    """What is new in a proposed mood; None where nothing is."""
    made = MoodChanged(
        new(line(feeling or ""), mood.feeling),
        new(lines(goals or ())[:GOALS], mood.goals),
        new(line(status or ""), mood.status),
    )
    return None if made == MoodChanged() else made


def new(after: T, before: T) -> T | UnsetType:
    return after if after and after != before else UNSET


NOUN = Noun("mood", Mood, (MoodChanged,), fold, first_end)
