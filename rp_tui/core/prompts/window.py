"""The dialogue window: how much of what was said a prompt holds.

It begins where a part of the chat begins, so that for many turns on end it begins at the same turn
and a server finds its beginning unchanged. Parts are cut by what was said up to their end and by
nothing else: nothing of earlier prompts is remembered, and a part once cut stays as it is.

So a trim takes a part at least: six turns, and a quarter of a prompt in tokens. The next comes when
as much was said again, or has come into the prompt besides: so never within six turns, but where
six on end cost more than that quarter. Then the prompt stays as short as it should be all the same.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

LAST = 4  # turns that every prompt holds
FEWEST = 6  # turns of a part
SHARE = 4  # a part takes no less of a prompt's tokens than one in so many
RUN = 40  # turns by their numbers, at which parts are cut anew, whatever was before


class Spoken(NamedTuple):
    """A turn's number, what it costs, and what it costs more where a window begins with it."""

    number: int
    tokens: int
    opening: int = 0


def cost(turns: Sequence[Spoken], start: int) -> int:
    """What the window costs that begins there."""
    window = turns[start:]
    return sum(turn.tokens for turn in window) + (window[0].opening if window else 0)


def untrimmed(turns: Sequence[Spoken], more: bool) -> int:
    """Where the window begins when all fits: with the first turn, or with the first whole run."""
    whole = (at for at in range(1, len(turns)) if begins_run(turns, at)) if more else iter(())
    return min(next(whole, 0), max(0, len(turns) - LAST))


def trimmed(turns: Sequence[Spoken], first: int, room: int, soft: int) -> int:
    """Where the longest window begins that fits in the room; the last turns stay, fit or not.

    Where no part's beginning leaves a window that fits, turns go one by one.
    """
    last = max(first, len(turns) - LAST)
    costs = list(accumulate(turn.tokens for turn in reversed(turns)))[::-1]
    candidates = (first, *parts(turns, first, soft // SHARE), *range(first + 1, last + 1))
    fits = (at for at in candidates if at <= last and costs[at] + turns[at].opening <= room)
    return next(fits, last)


def parts(turns: Sequence[Spoken], first: int, least: int) -> Iterator[int]:
    """Where parts begin after the first turn: when enough was said in the one before.

    What is left of a run, too little for a part of its own, goes with the next.
    """
    length = tokens = 0
    for at in range(first, len(turns)):
        if length >= FEWEST and tokens >= least:
            yield at
            length = tokens = 0
        elif begins_run(turns, at):
            length = tokens = 0
        length += 1
        tokens += turns[at].tokens


def begins_run(turns: Sequence[Spoken], at: int) -> bool:
    run, before = (turns[max(0, one)].number - 1 for one in (at, at - 1))
    return run // RUN > before // RUN
