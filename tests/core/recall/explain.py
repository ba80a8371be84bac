"""Why a window found what it found: the reader of a failing case sees the words and the scores."""

from collections.abc import Iterator, Mapping
from sqlite3 import Connection

from rp_tui.core.recall.lookups import Lookups
from rp_tui.core.recall.query import LINES, words_of
from rp_tui.core.recall.rank import Candidate
from rp_tui.core.recall.recall import K
from rp_tui.core.recall.weigh import Weighed, memories
from rp_tui.core.storage.search import holders
from tests.core.recall.lives import Life, Window

SHOWN = 10


def weighed(db: Connection, said: Window) -> Weighed:
    """What the ranking makes of a window."""
    known = Lookups().now(db)
    return memories(db, known, said.owner, [words_of(line) for line in said.lines[-LINES:]], ())


def explained(db: Connection, life: Life, said: Window, numbers: Mapping[int, int]) -> str:
    """The window, its queries, the best that were found, and what is missing."""
    found = weighed(db, said)
    held = holders(db, "memory", [one.id for one in found.candidates], found.words)
    texts = {told.number: told.text for told in life.memories}
    report = [*said.lines]
    report += [f"  query {q.weight:.2f}: {', '.join(q.words)}" for q in found.queries]
    for rank, one in enumerate(found.candidates, 1):
        number = numbers[one.id]
        if rank <= SHOWN or number in said.right:
            right = "right" if number in said.right else "     "
            report.append(f"  {rank:>2} {right} {figures(one, held[one.id])} | {texts[number]}")
    there = {numbers[one.id] for one in found.candidates}
    report += [f"  not found at all | {texts[number]}" for number in sorted(said.right - there)]
    return "\n".join(report)


def figures(one: Candidate, held: set[str]) -> str:
    """As 1.23 = fit 1.00, 12 newer, significance 1, names Ann; has key, lamp."""
    named = f", names {', '.join(sorted(one.named))}" if one.named else ""
    words = ", ".join(sorted(held)) or "a neighbour's words alone"
    return (
        f"{one.score:.2f} = fit {one.fit:.2f}, {one.newer} newer, "
        f"significance {one.significance}{named}; has {words}"
    )


def misses(
    db: Connection, life: Life, numbers: Mapping[int, int], k: int = K
) -> Iterator[tuple[Window, str]]:
    """The windows that do not find all that is right, with the reason."""
    for said in life.windows:
        found = {numbers[one.id] for one in weighed(db, said).candidates[:k]}
        if said.right - found:
            yield said, explained(db, life, said, numbers)
