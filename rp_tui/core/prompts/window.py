"""The dialogue window: how much of what was said a prompt holds.

It is trimmed in chunks, at turns whose numbers begin one, so that for many turns on end it begins
at the same turn and a server finds its beginning unchanged. This follows from the turns alone;
nothing of earlier prompts is remembered.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

LAST = 4  # turns that every prompt holds
CHUNKS = (10, 8, 6)  # turns
ONE_BY_ONE = 1  # where hardly more than the last turns fit
SHARE = 0.5  # of a prompt's tokens, that a chunk may take


class Spoken(NamedTuple):
    """A turn's number, what it costs, and what it costs more where a window begins with it."""

    number: int
    tokens: int
    opening: int = 0


def cost(turns: Sequence[Spoken], start: int) -> int:
    """What the window costs that begins there."""
    window = turns[start:]
    return sum(turn.tokens for turn in window) + (window[0].opening if window else 0)


def untrimmed(turns: Sequence[Spoken], more: int, soft: int) -> int:
    """Where the window begins when all fits: with the first turn, or with the first whole chunk."""
    return next(starts(turns, 0, widest(turns, soft)), 0) if more else 0


def trimmed(turns: Sequence[Spoken], first: int, room: int, soft: int) -> int:
    """Where the longest window begins that fits in the room; the last turns stay, fit or not."""
    costs = list(accumulate(turn.tokens for turn in reversed(turns)))[::-1]
    for chunk in (widest(turns, soft), ONE_BY_ONE):
        for at in (first, *starts(turns, first, chunk)):
            if costs[at] + turns[at].opening <= room:
                return at
    return max(first, len(turns) - LAST)


def starts(turns: Sequence[Spoken], first: int, chunk: int) -> Iterator[int]:
    """Where a window may begin after the first turn: where a chunk of the numbers does.

    A chunk of which the speaker was away for the better half is none: little would go with it.
    """
    last = len(turns) - LAST
    if chunk == ONE_BY_ONE:
        yield from range(first + 1, last + 1)
        return
    at = 0
    for _, run in groupby(turns, key=lambda turn: part(turn, chunk)):
        length = len(list(run))
        is_last = at + length == len(turns)
        if first < at <= last and (is_last or 2 * length > chunk):
            yield at
        at += length


def widest(turns: Sequence[Spoken], soft: int) -> int:
    """The widest chunk that takes no more than its share of a prompt.

    What room there is changes from turn to turn; how long turns are, with every chunk at most.
    """
    chunks = [list(run) for _, run in groupby(turns, key=lambda turn: part(turn, CHUNKS[0]))]
    whole = [turn for run in chunks[:-1] if len(run) == CHUNKS[0] for turn in run] or turns
    tokens = sum(turn.tokens for turn in whole)
    fits = (chunk for chunk in CHUNKS if chunk * tokens <= len(whole) * soft * SHARE)
    return next(fits, ONE_BY_ONE)


def part(turn: Spoken, chunk: int) -> int:
    return (turn.number - 1) // chunk
