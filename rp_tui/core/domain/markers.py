"""Markers: how prose tells speech from action, and both from what is out of character (ooc).

In doubt a word is ooc: a bot that misses a word is a smaller harm than one that hears an aside.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from msgspec import Struct

from rp_tui.core.domain.errors import Trouble

Kind = Literal["dialogue", "action", "ooc"]

LONGEST_MARKER = 16
MOST_GRAMMARS = 8
MOST_JOINED = 1_024  # turns whose spoken prose is known; a prompt has some eighty
RESERVED = frozenset("*\"'“”‘’")  # what actions and speech are written with


class BadMarkers(Trouble, ValueError):
    """What was set cannot mark the beginning and the end of ooc."""

    def __init__(self, setting: str) -> None:
        super().__init__(
            f"{setting[: 2 * LONGEST_MARKER]!r} cannot mark what is out of character; "
            "give an opening and a closing mark with a space between, such as (( ))."
        )


def fit(mark: str) -> bool:
    return (
        0 < len(mark) <= LONGEST_MARKER
        and mark.isprintable()
        and " " not in mark
        and not mark.isalnum()
        and RESERVED.isdisjoint(mark)
    )


class Markers(Struct, frozen=True):
    """What stands before and after ooc."""

    ooc_open: str = "(("
    ooc_close: str = "))"

    def __post_init__(self) -> None:
        first, last = self.ooc_open, self.ooc_close
        nested = first != last and (first in last or last in first)
        if nested or not (fit(first) and fit(last)):
            raise BadMarkers(f"{first} {last}")

    @classmethod
    def parse(cls, setting: str) -> "Markers":
        """The markers of a setting such as "(( ))" or "[[ ]]"."""
        match setting.split():
            case [first, last]:
                return cls(first, last)
        raise BadMarkers(setting)


DEFAULT = Markers()


class Segment(Struct, frozen=True):
    """A piece of prose without its markers; white space between two stays with one of them."""

    kind: Kind
    text: str


def segments(prose: str, markers: Markers = DEFAULT) -> tuple[Segment, ...]:
    """The pieces of a turn, none of them blank but an empty ooc."""
    found: list[Segment] = []
    gap = ""
    for kind, text in pieces(prose, markers):
        if kind == "ooc":
            found.append(Segment(kind, text.strip()))
        elif not text or text.isspace():
            gap += text
        else:
            found.append(Segment(kind, gap + text))
            gap = ""
    return tuple(found)


def spoken(read: Iterable[Segment]) -> str:
    """The prose that a bot may see: no ooc, and actions in asterisks."""
    return joined(tuple(read))


@lru_cache(maxsize=MOST_JOINED)
def joined(read: tuple[Segment, ...]) -> str:
    told: list[str] = []
    for segment in read:
        if segment.kind == "ooc":
            continue
        text = dressed(segment)
        if told:
            told[-1], gap, text = seam(told[-1], text)
            told.append(gap)
        told.append(text)
    return "".join(told).strip()


def ooc_only(read: Sequence[Segment]) -> bool:
    """Whether there is ooc and nothing else, so that no bot need answer."""
    return bool(read) and all(segment.kind == "ooc" for segment in read)


class Grammar(NamedTuple):
    """What to look for in prose, and within ooc."""

    signs: re.Pattern[str]
    brackets: re.Pattern[str]
    closing: str  # one bracket
    depth: int  # brackets in a marker


@lru_cache(maxsize=MOST_GRAMMARS)
def grammar(markers: Markers) -> Grammar:
    """To (( single brackets count, as they nest in it; of <ooc> only the whole is a bracket."""
    first, last = markers.ooc_open, markers.ooc_close
    depth = len(first)
    if depth == len(last) and first == first[0] * depth and last == last[0] * depth:
        first, last = first[0], last[0]
    else:
        depth = 1
    opening, closing = re.escape(first), re.escape(last)
    brackets = f"(?P<close>(?:{closing})+)"
    if first != last:
        brackets += f"|(?P<open>{opening})"
    if len(first) == 1:
        brackets = rf"(?<!\w)[:;=]['-]?{opening}(?=\s|{closing}|\Z)|{brackets}"  # sad, not open
    signs = rf"(?P<ooc>{re.escape(markers.ooc_open)})|(?P<pause>\n[^\S\n]*\n)|(?P<stars>\*+)"
    return Grammar(re.compile(signs), re.compile(brackets), last, depth)


def pieces(prose: str, markers: Markers) -> Iterator[tuple[Kind, str]]:
    """Prose cut at its markers, blanks and all; an action that ooc splits goes on behind it."""
    rules = grammar(markers)
    kind: Kind = "dialogue"
    start = at = 0
    while sign := rules.signs.search(prose, at):
        at = sign.end()
        if sign["ooc"]:
            yield kind, prose[start : sign.start()]
            end, start = close_of(prose, at, rules)
            yield "ooc", prose[at:end]
            at = start
        elif sign["pause"] and kind == "action":
            yield kind, prose[start : sign.start()]
            kind, start = "dialogue", sign.start()
        elif sign["stars"] and turns(prose, sign, kind):
            yield kind, prose[start : at - 1]
            kind, start = ("dialogue" if kind == "action" else "action"), at
    yield kind, prose[start:]


def close_of(prose: str, start: int, rules: Grammar) -> tuple[int, int]:
    """Where the ooc that begins at start ends, and where the marker behind it does.

    While a bracket is open within, nothing closes; and brackets too many go with the marker. So a
    badly nested aside may take prose with it, but leaves nothing of itself behind.
    """
    depth = rules.depth
    for bracket in rules.brackets.finditer(prose, start):
        if bracket.lastgroup == "open":
            depth += 1
        elif bracket.lastgroup == "close":
            depth -= len(bracket[0]) // len(rules.closing)
            if depth <= 0:
                return bracket.end() - rules.depth * len(rules.closing), bracket.end()
            depth = max(rules.depth, depth)
    return len(prose), len(prose)


def turns(prose: str, stars: re.Match[str], kind: Kind) -> bool:
    """Whether asterisks end the action that they stand in, or begin one.

    Two are bold type; the last of three ends an action that closes with bold type. One behind a
    letter or a digit (5*3, f*ck) or before white space (5 * 3, a list) begins nothing.
    """
    before = prose[stars.start() - 1 : stars.start()]
    after = prose[stars.end() : stars.end() + 1]
    count = len(stars[0])
    if kind == "action":
        return count % 2 == 1 and not before.isspace()
    return count == 1 and after != "" and not after.isspace() and not before.isalnum()


def dressed(segment: Segment) -> str:
    core = segment.text.strip()
    if segment.kind == "action" and core:
        return segment.text.replace(core, f"*{core}*")
    return segment.text


def seam(before: str, after: str) -> tuple[str, str, str]:
    """Two texts, and between them the wider of their gaps; or a space, where they would run on."""
    head, tail = before.rstrip(), after.lstrip()
    gaps = before[len(head) :], after[: len(after) - len(tail)]
    gap = max(gaps, key=lambda space: (space.count("\n"), len(space)))
    if not gap and inky(head[-1:]) and inky(tail[:1]):
        gap = " "
    return head, gap, tail


def inky(char: str) -> bool:
    return char == "*" or char.isalnum()
