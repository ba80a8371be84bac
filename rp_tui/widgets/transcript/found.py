"""Where in a turn's rows a text stands that is looked for, though a row may end within it."""

import re
from collections.abc import Sequence
from typing import TypeAlias

from rp_tui.core.domain.text import LONGEST_LINE
from rp_tui.widgets.transcript.wrap import Row

Span: TypeAlias = tuple[int, int]


def pattern(text: str) -> re.Pattern[str] | None:
    """What matches a text in any case, and with any white space between its words."""
    words = [re.escape(word) for word in text[:LONGEST_LINE].split()]
    return re.compile(r"\s+".join(words), re.IGNORECASE) if words else None


def matches(rows: Sequence[Row], wanted: re.Pattern[str]) -> dict[int, tuple[Span, ...]]:
    """Of every row in which there is some of a match, where in its text."""
    texts = ["" if row.at < 0 else row.text for row in rows]
    found: dict[int, tuple[Span, ...]] = {}
    starts: list[int] = []
    size = 0
    for text in texts:
        starts.append(size)
        size += len(text) + 1
    row = 0
    for match in wanted.finditer(" ".join(texts)):
        while row + 1 < len(rows) and starts[row + 1] <= match.start():
            row += 1
        reached = row
        while reached < len(rows) and starts[reached] < match.end():
            first = max(0, match.start() - starts[reached])
            last = min(len(texts[reached]), match.end() - starts[reached])
            if first < last:
                found[reached] = (*found.get(reached, ()), (first, last))
            reached += 1
    return found
