"""Cuts a long stretch of dialogue into pieces that a prompt can hold, in their order."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from rp_tui.core.llm.understudy.english import SENTENCE
from rp_tui.core.prompts.jobs.shared.matter import Said, called

Count = Callable[[str], int]

SHORTEST = 16  # characters below which no text is cut further


def cut(lines: Sequence[Said], count: Count, budget: int) -> tuple[tuple[Said, ...], ...]:
    """The lines in pieces of at most so many tokens; a line that is longer alone is cut too."""
    made: list[tuple[Said, ...]] = []
    piece: list[Said] = []
    used = 0
    for one in fitting(lines, count, budget):
        tokens = count(written(one))
        if piece and used + tokens > budget:
            made.append(tuple(piece))
            piece, used = [], 0
        piece.append(one)
        used += tokens
    return (*made, tuple(piece)) if piece else tuple(made)


def written(one: Said) -> str:
    return f"{called(one.who)}: {one.text}\n"


def fitting(lines: Iterable[Said], count: Count, budget: int) -> Iterator[Said]:
    """The lines, those that alone are too long in halves of halves."""
    for one in lines:
        if count(written(one)) <= budget or len(one.text) < SHORTEST:
            yield one
        else:
            yield from fitting(halves(one), count, budget)


def halves(one: Said) -> tuple[Said, Said]:
    """A line in two, where a sentence ends near its middle, or else a word."""
    text, middle = one.text, len(one.text) // 2
    ends = [end for found in SENTENCE.finditer(text) if (end := found.end()) < len(text)]
    at = min(ends, key=lambda end: abs(end - middle), default=0)
    if not middle // 2 < at < middle + middle // 2:
        at = text.rfind(" ", middle // 2, middle) + 1 or middle
    return Said(one.who, text[:at].rstrip()), Said(one.who, text[at:].lstrip())
