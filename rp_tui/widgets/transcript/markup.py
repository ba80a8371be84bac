"""The light mark-up of roleplay: actions, bold words, asides, and blocks of lines.

A mark switches at once, with no look ahead for the one that ends it: so a streamed `*she nods` is
an action from its first letter on, and what follows never changes what went before.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from rp_tui.core.domain.markers import MOST_GRAMMARS, Markers, Segment
from rp_tui.widgets.transcript.look import ACTION, NARRATED, OOC, QUOTE, STRONG

# What reading needs to know beside the look; both are bits of one state.
ITEM, ASIDE, READ, MORE, BLANK, MIDWAY = (1 << bit for bit in range(24, 30))

INDENTED = QUOTE | ITEM | ASIDE
INDENT = 2
LOOKS = ACTION | STRONG | OOC | QUOTE | NARRATED

# Controls that no clean text has stand for the ends of segments that are read already.
ACTS, ACTED, SAYS_ASIDE, SAID_ASIDE = "\x01", "\x02", "\x03", "\x04"

ENDS = ACTED + SAID_ASIDE
READ_AS = {ACTS: (ACTION, 0), ACTED: (0, ACTION), SAYS_ASIDE: (OOC, 0), SAID_ASIDE: (0, OOC)}

BLOCK = re.compile(r"(?P<quote>>(?: |(?=\n|\Z)))|(?P<item>[-+*•] )")
WITHIN_READ = re.compile(r"\*\*|[\x01-\x04]")


class Mark(NamedTuple):
    """From a position in the plain text on: how it looks, and how to read on from there."""

    position: int
    look: int
    at: int  # in the marked text
    state: int
    is_shown: bool = False  # what stands here is itself a mark, such as ((


@lru_cache(maxsize=MOST_GRAMMARS)
def within_prose(markers: Markers) -> re.Pattern[str]:
    opening, closing = re.escape(markers.ooc_open), re.escape(markers.ooc_close)
    return re.compile(rf"\*\*|\*|{opening}|{closing}")


def marked(segments: Iterable[Segment], markers: Markers) -> str:
    """Segments as one text that is read in the state READ."""
    told = ""
    for segment in segments:
        if segment.kind == "action":
            told += f"{ACTS}{segment.text}{ACTED}"
        elif segment.kind == "ooc":
            gap = " " if told and not told.rstrip(ENDS)[-1:].isspace() else ""
            aside = f"{markers.ooc_open}{segment.text}{markers.ooc_close}"
            told += f"{gap}{SAYS_ASIDE}{aside}{SAID_ASIDE}"
        else:
            told += segment.text
    return told


def block(text: str, start: int, stop: int, state: int, markers: Markers) -> tuple[int, int]:
    """Where the text of a line begins, and the state in which it is read."""
    if found := BLOCK.match(text, start, stop):
        return found.end(), state | (QUOTE if found["quote"] else ITEM)
    aside = SAYS_ASIDE if state & READ else markers.ooc_open
    return start, state | ASIDE if text.startswith(aside, start, stop) else state


def unmarked(
    text: str, start: int, stop: int, state: int, markers: Markers
) -> tuple[str, list[Mark]]:
    """A line without the marks that are not shown, and what they change in it."""
    signs = WITHIN_READ if state & READ else within_prose(markers)
    plain: list[str] = []
    size, at, marks = 0, start, [Mark(0, state & LOOKS, start, state)]
    for sign in signs.finditer(text, start, stop):
        after = switched(text, sign, state, markers)
        if after == state:
            continue
        plain.append(text[at : sign.start()])
        size += sign.start() - at
        at = sign.end()
        if not state & READ and (state ^ after) & OOC:  # looks like what it encloses
            marks.append(Mark(size, (state | after) & LOOKS, sign.start(), state, is_shown=True))
            plain.append(sign[0])
            size += len(sign[0])
        state = after
        marks.append(Mark(size, state & LOOKS, at, state))
    plain.append(text[at:stop])
    return "".join(plain), marks


def switched(text: str, sign: re.Match[str], state: int, markers: Markers) -> int:
    """The state behind a sign; the same where it marks nothing."""
    match sign[0]:
        case "**":
            return state if apart(text, sign, state & STRONG) else state ^ STRONG
        case "*":
            joins = not state & ACTION and text[max(0, sign.start() - 1) : sign.start()].isalnum()
            return state if joins or apart(text, sign, state & ACTION) else state ^ ACTION
        case str(mark) if mark in READ_AS:
            on, off = READ_AS[mark]
            return (state | on) & ~off
        case mark if state & OOC:
            return state & ~OOC if mark == markers.ooc_close else state
        case mark:
            return state | OOC if mark == markers.ooc_open else state


def apart(text: str, sign: re.Match[str], is_on: int) -> bool:
    """Whether white space parts an asterisk from what it would mark, as in 5 * 3."""
    edge = sign.start() - 1 if is_on else sign.end()
    return text[edge : edge + 1].isspace()


def behind(state: int, is_blank: bool) -> int:
    """The state in which the next line begins: a blank line ends an action, a line bold words."""
    kept = state & (READ | NARRATED | OOC | ACTION)
    return (kept if kept & READ or not is_blank else kept & ~ACTION) | (BLANK if is_blank else 0)
