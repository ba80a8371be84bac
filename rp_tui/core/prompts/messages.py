"""From blocks to messages: the roles alternate, and what changes stands in the last of them.

A prompt begins as the one before it did, but for what was trimmed: so a server that keeps what it
has read once need not read it again.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, takewhile
from operator import attrgetter

from rp_tui.core.domain.prompt import Message
from rp_tui.core.domain.view import Line, View
from rp_tui.core.prompts.plain import called, everybody, label, unlabelled

BREAK = "\n\n"
UNDER_WAY = "[The story is under way.]"  # before a speaker's own turn where none went before
LATER = "[Some time later.]"
GAP = 6  # in the numbers of turns, at which the speaker must have been away

Utterance = tuple[Message, ...]


def utterances(view: View) -> list[Utterance]:
    """What each line of the window says: the speaker's own as it is, others' with their name."""
    labels = label(everybody(view))
    said: list[Utterance] = []
    before = view.lines[0].number if view.lines else 0
    for line in view.lines:
        away = (Message("user", LATER),) if line.number - before > GAP else ()
        said.append((*away, utterance(view, line, labels)))
        before = line.number
    return said


def utterance(view: View, line: Line, labels: re.Pattern[str]) -> Message:
    text = unlabelled(line.text, labels)
    if line.speaker == view.speaker:
        return Message("assistant", text)
    return Message("user", f"{called(view, line.speaker)}: {text}")


def messages(system: str, said: Sequence[Utterance], changing: str) -> tuple[Message, ...]:
    """The system message, the window, and last what changes, with the turns that are unanswered."""
    voices = [voice for utterance in said for voice in utterance]
    latest = list(takewhile(lambda voice: voice.role == "user", reversed(voices)))[::-1]
    window = list(merged(voices[: len(voices) - len(latest)]))
    if window and window[0].role == "assistant":
        window.insert(0, Message("user", UNDER_WAY))
    last = BREAK.join((changing, *(voice.text for voice in latest)))
    return Message("system", system), *window, Message("user", last)


def merged(voices: Iterable[Message]) -> Iterator[Message]:
    """What one role says on end is one message."""
    for role, run in groupby(voices, key=attrgetter("role")):
        yield Message(role, BREAK.join(voice.text for voice in run))
