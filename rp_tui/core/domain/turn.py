"""A turn: one utterance, as it was said and who heard it."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Annotated, Any, ClassVar

from msgspec import Meta
from msgspec.structs import replace

from rp_tui.core.domain.edit import ManualEdit, edited
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.ids import NARRATOR, nothing
from rp_tui.core.domain.markers import DEFAULT, Kind, Markers, Segment, segments
from rp_tui.core.domain.noun import Birth, Entrances, Event, Noun, State
from rp_tui.core.domain.text import passage, time
from rp_tui.core.domain.witness import Presence

LOWEST, NOTABLE, SIGNIFICANT, HIGHEST = range(4)  # routine … pivotal

WORD = re.compile(r"\w+")
PIECE = re.compile(r"\W*\w+[^\w\s]*(?:\W+\Z)?")  # a word with the marks and the space around it

Significance = Annotated[int, Meta(ge=LOWEST, le=HIGHEST)]


class Turn(State, frozen=True):
    chat: int
    number: int
    speaker: int
    prose: str
    segments: tuple[Segment, ...]
    at: str  # the chat's clock
    mask: int
    guest: int | None = None
    addressee: int | None = None
    significance: Significance | None = None
    truncated: bool = False
    hidden: bool = False

    FIXED = frozenset(
        {"chat", "number", "speaker", "prose", "segments", "mask", "guest", "addressee"}
    )
    ENTRANCES: ClassVar[Entrances] = {"at": time}


class TurnSpoken(Event, frozen=True):
    chat: int
    number: int
    speaker: int
    prose: str
    segments: tuple[Segment, ...]
    at: str
    mask: int
    guest: int | None = None
    addressee: int | None = None
    truncated: bool = False


class TurnReworded(Event, frozen=True):
    """By an edit, by going on with a cut reply, or by a finer reading of its segments."""

    prose: str
    segments: tuple[Segment, ...]
    truncated: bool = False
    goes_on: bool = False  # the words before it stand, and more were added


class TurnScored(Event, frozen=True):
    significance: Significance


class TurnHidden(Event, frozen=True):
    hidden: bool


class NothingSaid(Trouble):
    """The prose is blank."""


class SegmentsDisagree(Trouble):
    """Segments that are not a reading of the turn's own prose."""


def fold(turn: Turn | None, event: Any) -> Turn | None:
    match event:
        case TurnSpoken():
            return Turn(
                event.chat,
                event.number,
                event.speaker,
                event.prose,
                event.segments,
                event.at,
                event.mask,
                event.guest,
                event.addressee,
                truncated=event.truncated,
            )
        case TurnScored(significance) if turn:
            return replace(turn, significance=significance)
        case TurnReworded(prose, read, truncated) if turn:
            return replace(turn, prose=prose, segments=read, truncated=truncated)
        case TurnHidden(hidden) if turn:
            return replace(turn, hidden=hidden)
        case ManualEdit() if turn:
            return edited(turn, event)
    return turn


def speak(
    presence: Presence,
    number: int,
    speaker: int,
    prose: str,
    at: str,
    *,
    addressee: int | None = None,
    truncated: bool = False,
    markers: Markers = DEFAULT,
) -> TurnSpoken:
    """What somebody who is there, or the narrator, says before everyone who is there."""
    prose = sayable(prose)
    return TurnSpoken(
        presence.chat,
        number,
        NARRATOR if speaker == NARRATOR else presence.expect(speaker),
        prose,
        segments(prose, markers),
        at,
        presence.mask,
        presence.guest,
        None if addressee is None else presence.expect(addressee),
        truncated,
    )


def reword(
    prose: str, *, truncated: bool = False, goes_on: bool = False, markers: Markers = DEFAULT
) -> TurnReworded:
    """Other words for a turn, or more of them."""
    prose = sayable(prose)
    return TurnReworded(prose, segments(prose, markers), truncated, goes_on)


def refine(turn: Turn, read: Iterable[Segment]) -> TurnReworded | None:
    """A model's reading of a turn's prose; None where it says what code said.

    Of it only the kind of each word is used, and of ooc nothing: so no word can be lost and no
    aside come out.
    """
    told = [segment for segment in read if segment.kind != "ooc"]
    heard = [segment for segment in turn.segments if segment.kind != "ooc"]
    if words_of(told) != words_of(heard):
        raise SegmentsDisagree("The reading leaves out or adds words, so it is not used.")
    kinds = iter([segment.kind for segment in told for _ in WORD.findall(segment.text)])
    cut = tuple(piece for segment in turn.segments for piece in recut(segment, kinds))
    return None if cut == turn.segments else TurnReworded(turn.prose, cut, turn.truncated)


def recut(segment: Segment, kinds: Iterator[Kind]) -> Iterator[Segment]:
    """The segment in pieces, each of the kind that its words are said to be of."""
    if segment.kind == "ooc" or not WORD.search(segment.text):
        yield segment
        return
    for kind, run in groupby(PIECE.findall(segment.text), key=lambda _: next(kinds)):
        yield Segment(kind, "".join(run))


def score(significance: int) -> TurnScored:
    """How much a turn matters, within the rubric."""
    return TurnScored(max(LOWEST, min(HIGHEST, significance)))


def sayable(prose: str) -> str:
    prose = passage(prose)
    if not prose:
        raise NothingSaid("There is nothing to say; write some prose first.")
    return prose


def words_of(read: Iterable[Segment]) -> list[str]:
    return [word for segment in read for word in WORD.findall(segment.text)]


NOUN = Noun(
    "turn",
    Turn,
    (TurnSpoken, TurnReworded, TurnScored, TurnHidden),
    fold,
    nothing,
    Birth.OWNED,
    "chat",
)
