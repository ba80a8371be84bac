"""Sees a model repeat itself: runs of words that its last replies had already."""

import re
from collections.abc import Iterable, Iterator

RUN = 5  # words on end that nobody repeats by chance

WORD = re.compile(r"\w+(?:['’]\w+)*")


def repeated(reply: str, before: Iterable[str]) -> tuple[str, ...]:
    """The longest stretches of a reply that stand in one of the replies before, in their order."""
    known = {run for text in before for run in runs(words_of(text))}
    words = words_of(reply)
    hits = [run in known for run in runs(words)]
    found: list[str] = []
    start = None
    for at, hit in enumerate((*hits, False)):
        if hit and start is None:
            start = at
        elif not hit and start is not None:
            found.append(" ".join(words[start : at + RUN - 1]))
            start = None
    return tuple(dict.fromkeys(found))


def share(reply: str, before: Iterable[str]) -> float:
    """How much of a reply's runs stood in replies before: 0 is none of them, 1 is all."""
    known = {run for text in before for run in runs(words_of(text))}
    own = list(runs(words_of(reply)))
    return sum(run in known for run in own) / len(own) if own else 0.0


def runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[at:] for at in range(RUN)), strict=False)


def words_of(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]
