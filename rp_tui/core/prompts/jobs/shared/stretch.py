"""A long stretch of dialogue, told in one prompt, or in pieces that are joined afterwards."""

from collections.abc import Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from rp_tui.core.prompts.jobs.shared.matter import (
    MOST_TOLD,
    Said,
    clipped,
    dialogue,
    newest,
)
from rp_tui.core.prompts.jobs.shared.pieces import Count, cut

BUDGET = 1_500  # tokens of dialogue in one prompt
MOST_OF_PART = 250  # tokens


class Stretch(Struct, frozen=True):
    """What was said and done, or in its place what its pieces came to, in their order."""

    names: tuple[str, ...]  # of all who are there, the player first
    lines: tuple[Said, ...] = ()
    parts: tuple[str, ...] = ()


S = TypeVar("S", bound=Stretch)


def pieces(matter: S, count: Count, budget: int = BUDGET) -> tuple[S, ...]:
    """The matter in pieces that each fit a prompt; one piece, if it fits as it is.

    Ask of each, join the answers, and cut again: a joined matter that is still too long comes in
    pieces too, of at least two parts each, until one is left.
    """
    if matter.lines:
        return tuple(
            replace(matter, lines=part, parts=()) for part in cut(matter.lines, count, budget)
        )
    if sum(map(count, matter.parts)) <= budget or len(matter.parts) <= 2:
        return (matter,)
    groups = cut([Said("", part) for part in matter.parts], count, budget)
    texts = [[one.text for one in group] for group in groups]
    if all(len(group) == 1 for group in texts):
        flat = [text for group in texts for text in group]
        texts = [flat[at : at + 2] for at in range(0, len(flat), 2)]
    return tuple(replace(matter, lines=(), parts=tuple(group)) for group in texts)


def joined(matter: S, parts: Sequence[str]) -> S:
    """The matter of which the pieces came to these."""
    kept = tuple(clipped(part, MOST_OF_PART) for part in parts if part.strip())
    return replace(matter, lines=(), parts=kept)


def stretch(label: str, matter: Stretch) -> str:
    """The stretch as it is told: its dialogue, or what its parts came to."""
    if matter.lines:
        return dialogue(label, matter.lines, BUDGET)
    told = newest([Said(f"Part {at}", part) for at, part in enumerate(matter.parts, 1)], MOST_TOLD)
    return "\n".join((f"{label}, in parts:", *told)) if told else ""
