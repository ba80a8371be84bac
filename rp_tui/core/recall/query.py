"""What to look for: a query for each of the last lines of dialogue, of its rarest words."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple
from unicodedata import normalize

from rp_tui.core.recall.stops import STOPS
from rp_tui.core.storage.search import OFTEN

LINES = 4  # of dialogue that are asked about
DECAY = 0.3  # of a line's weight, that the line before it has less
RAREST = 5  # words of a line; all of them would drown what it is about
FEWEST = 3  # of them, whatever they have; more, until as many have one as are ever looked at
ENOUGH = 100
LONGEST_LINE = 2_000  # characters, from its end, where it says what is answered
MOST_WORDS = 24  # of a line, likewise the last; each is looked up
LONGEST_WORD = 64  # as in a search

WORD = re.compile(r"[^\W_]+")


class Query(NamedTuple):
    """The words to look for, rarest first, and how much they count."""

    words: tuple[str, ...]
    weight: float
    back: int  # how many lines before the newest


def words_of(text: str) -> tuple[str, ...]:
    """The words of a line that say what it is about, each once and as it stands there."""
    found = WORD.findall(normalize("NFC", text[-LONGEST_LINE:]))
    telling = [word[:LONGEST_WORD] for word in found if is_telling(word)]
    return tuple({word.casefold(): word for word in telling[-MOST_WORDS:]}.values())


def names_in(words: Iterable[str]) -> frozenset[str]:
    """Those of some words that have a capital and may be a name."""
    return frozenset(word for word in words if word[0].isupper())


def those_in(text: str, names: frozenset[str]) -> frozenset[str]:
    """Those of some names that a text has."""
    composed = normalize("NFC", text)
    maybe = frozenset(name for name in names if name in composed)  # most texts have none
    return maybe.intersection(WORD.findall(composed)) if maybe else maybe


def is_telling(word: str) -> bool:
    return (len(word) > 1 or not word.isascii()) and word.casefold() not in STOPS


def plan(lines: Sequence[Sequence[str]], rarity: Mapping[str, int]) -> tuple[Query, ...]:
    """A query a line, newest first, of what is there to be found; rarity says how often it is."""
    return tuple(query for query in planned(lines, rarity) if query.words)


def planned(lines: Sequence[Sequence[str]], rarity: Mapping[str, int]) -> Iterator[Query]:
    for back, words in enumerate(reversed(lines)):
        known = [word for word in words if rarity.get(word)]
        # What is everywhere is asked for only where a line has nothing else.
        there = [word for word in known if rarity[word] < OFTEN] or known
        # Of two that are as rare, as far as was counted, the longer one is likely to say more.
        rarest = sorted(there, key=lambda word: (rarity[word], -len(word), word))[:RAREST]
        yield Query(tuple(rarest[: enough(rarest, rarity)]), (1 - DECAY) ** back, back)


def enough(rarest: Sequence[str], rarity: Mapping[str, int]) -> int:
    """How many of the words are asked for: each that has one of them must be looked at."""
    found = accumulate(rarity[word] for word in rarest)
    return max(FEWEST, bisect_right(list(found), ENOUGH))
