"""What a number from 0 to 100 on an edge is called."""

from bisect import bisect_right

FROM = (0, 10, 25, 40, 60, 75, 90)
AFFINITY = (
    "hates {0}",
    "dislikes {0}",
    "is cool towards {0}",
    "is neither warm nor cold towards {0}",
    "likes {0}",
    "is very fond of {0}",
    "adores {0}",
)
TRUST = (
    "does not trust {0} at all",
    "distrusts {0}",
    "is wary of {0}",
    "neither trusts nor distrusts {0}",
    "trusts {0}",
    "trusts {0} deeply",
    "would trust {0} with anything",
)


def affinity(feeling: int, name: str) -> str:
    """How much somebody likes another."""
    return f"{said(AFFINITY, feeling, name)} (affinity {feeling}/100)"


def trust(feeling: int, name: str) -> str:
    """How far somebody trusts another."""
    return f"{said(TRUST, feeling, name)} (trust {feeling}/100)"


def said(words: tuple[str, ...], feeling: int, name: str) -> str:
    return words[bisect_right(FROM, feeling) - 1].format(name)
