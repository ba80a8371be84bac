"""Patterns that find somebody's name in a text, whole or by its first word."""

import re
from functools import lru_cache

from rp_tui.core.prompts.jobs.shared.matter import MOST_NAMES, called

# Names that are words too: they are names only where they are written as one.
COMMON = frozenset(
    """will may mark rose grace hope faith joy bill jack frank rich rob sue pat art dawn june
    april summer autumn winter sky star angel honey king duke prince captain doctor mother
    father ash ivy iris lily daisy violet ruby pearl amber jade olive ginger sage rusty
    chase drew""".split()
)
TITLES = frozenset(
    "mr mrs ms dr prof sir lady lord the captain doctor professor aunt uncle".split()
)


@lru_cache(maxsize=MOST_NAMES)
def patterns(name: str) -> tuple[str, ...]:
    """A pattern for each way to write a name; none of them finds it within a longer word."""
    whole = called(name)
    first, *more = whole.split()
    short = () if more and first.lower().rstrip(".") in TITLES else (first,)
    return tuple(map(pattern, dict.fromkeys((whole, *short))))


def pattern(name: str) -> str:
    """A name in any case; one that is a word too only in mid-sentence with a capital, or where a
    mark or a possessive follows: not in "Will you marry me?".
    """
    found = rf"(?<!\w){re.escape(name)}(?!\w)"
    if name.lower() not in COMMON:
        return f"(?i:{found})"
    name = re.escape(name[:1].upper() + name[1:])
    return rf"(?:(?<=[\w,;:] ){name}(?!\w)|(?<!\w){name}(?=\s*[,!?.…—–]|['’]s|\s*\Z))"


def names_one(name: str, text: str) -> bool:
    """Whether a text names somebody."""
    return any(re.search(form, text) for form in patterns(name))
