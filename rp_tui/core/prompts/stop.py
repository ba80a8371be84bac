"""Keeps others' lines out of a reply: where a model should stop, and what is kept if it did not."""

import re

from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.names import NARRATION
from rp_tui.core.domain.view import View
from rp_tui.core.prompts.plain import COLON, called, label

# What only a prompt holds: a label of ours, or a server's mark between turns.
LEAKED = re.compile(
    r"""^[ \t]*\[(?:Time|Place|Scene|Here|Doing|Inside|Things|Next|Memory|Past\ scene|Earlier
        |Never\ forgotten|All\ three|Some\ time\ later|The\ story\ is|Character|Writing|Player
        |Backstory|[^\]\n]{1,120}\ to\ [^\]\n]{1,120}\][ ][^\n]*\(affinity)
    |</?s>|<\|[^\s|]{1,40}\|?>|\[/?(?:INST|SYSTEM_PROMPT)\]|^\#{2,}[ ](?:Instruction|Response)""",
    re.MULTILINE | re.VERBOSE,
)

SHORTEST_REPEATED, LONGEST_REPEATED = (
    8,
    1_000,
)  # characters of a turn that its going on may begin with


def stops(view: View) -> tuple[str, ...]:
    """What ends a reply: the beginning of another's line. Some servers take four at most."""
    others = (who for who in view.presence.everyone if who != view.speaker)
    return (*(f"\n{called(view, who)}:" for who in others), f"\n{NARRATION}:")


def kept(reply: str, view: View) -> str:
    """A reply up to where it speaks for somebody else, without the speaker's own name before it."""
    text = own(reply, view)
    return text[: min(ends(text, view), default=len(text))].strip()


def unrepeated(more: str, before: str) -> str:
    """What a turn is gone on with, without the words of it that the model said again first."""
    for size in range(min(len(more), len(before), LONGEST_REPEATED), SHORTEST_REPEATED - 1, -1):
        if more.startswith(before[-size:]):
            return more[size:].lstrip()
    return more


def strays(reply: str, view: View) -> bool:
    """Whether a reply has begun to speak for somebody else: nothing more is wanted of it."""
    return bool(ends(own(reply, view), view))


def own(reply: str, view: View) -> str:
    """The reply without the speaker's own name before it."""
    return label_of(called(view, view.speaker)).sub("", reply)


def ends(text: str, view: View) -> list[int]:
    """Where somebody else's words begin, or what only a prompt holds."""
    others = [called(view, who) for who in (YOU, *view.names) if who != view.speaker]
    return [found.start() for at in (label(others), LEAKED) if (found := at.search(text))]


def label_of(name: str) -> re.Pattern[str]:
    """A name with its colon at the beginning of a line, bold or not."""
    return re.compile(
        rf"^[ \t]*(\*\*|__|){re.escape(name)}(?:\1{COLON}|{COLON}\1)[ \t]*", re.MULTILINE
    )
