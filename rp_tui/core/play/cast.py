"""Cast: what classifiers are told of who is there and what was said, by name and without ooc."""

from collections.abc import Iterable

from rp_tui.core.domain.markers import Segment, spoken
from rp_tui.core.prompts.jobs.shared.matter import Said
from rp_tui.core.storage.standing import Spoken

LINES_BEFORE = 6  # that a classifier is told of what went before


def lines(told: Iterable[Spoken]) -> tuple[Said, ...]:
    """Lines as matters hold them."""
    return tuple(Said(who, text) for who, text in told)


def said(who: str, read: Iterable[Segment]) -> Said:
    """What somebody says just now."""
    return Said(who, spoken(read))
