"""Why something was recalled, in a sentence that a player can read."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from rp_tui.core.domain.view import Kind
from rp_tui.core.recall.query import Query

MOST_WORDS = 3  # that a reason gives

CALLED = {"memory": "Memory", "turn": "Line"}
AGO = ("just now", "a line ago")

Said = tuple[int, str]  # how many lines ago, and a word


def why(kind: Kind, rank: int, of: int, own: Sequence[Said], beside: Sequence[Said]) -> str:
    """As 'Memory 1 of 4: "lighthouse" and "key" were named just now.'"""
    reason = reasons(own) if own else f"of what is told beside it, {reasons(beside)}"
    return f"{CALLED[kind]} {rank} of {of}: {reason}."


def said(
    queries: Iterable[Query], held: Iterable[str], names: Iterable[str] = ()
) -> tuple[Said, ...]:
    """The words that were looked for and are there, each when it was last said; newest first."""
    known = {*held}
    found = [(query.back, word) for query in queries for word in query.words if word in known]
    found += [(0, name) for name in sorted(names)]
    once: dict[str, Said] = {}
    for back, word in sorted(found, key=lambda one: one[0]):
        once.setdefault(word.casefold(), (back, word))
    return tuple(once.values())


def reasons(words: Sequence[Said]) -> str:
    groups = groupby(words[:MOST_WORDS], key=lambda one: one[0])
    (back, first), *rest = ((back, [f'"{word}"' for _, word in group]) for back, group in groups)
    verb = "was" if len(first) == 1 else "were"
    older = (f"{together(named)} {ago(back)}" for back, named in rest)
    return ", and ".join((f"{together(first)} {verb} named {ago(back)}", *older))


def ago(back: int) -> str:
    return AGO[back] if back < len(AGO) else f"{back} lines ago"


def together(words: Sequence[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
