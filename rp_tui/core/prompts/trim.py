"""Trimming: what leaves a prompt that is too long, and in which order."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.prompt import Block, Tier
from rp_tui.core.prompts import window
from rp_tui.core.prompts.window import Spoken, cost

DIALOGUE = ("nice", "dialogue")
OLDEST_FIRST = ("nice", "scene summary")

ROOMIER = "raise narrative.context or lower narrative.max_tokens in the settings"

# What may go, by tier and kind, in the order in which it goes; within a kind the last goes first.
ORDER: tuple[tuple[Tier, str], ...] = (
    ("nice", "recalled"),
    ("nice", "backstory"),
    ("nice", "dialogue"),
    ("nice", "scene summary"),
    ("should", "edge"),
    ("should", "group"),
    ("should", "items"),
    ("should", "recalled"),
    ("should", "older turns"),
    ("should", "pin"),
)


class Budget(Struct, frozen=True):
    """Tokens that a prompt may have, those at which trimming begins, and what would allow more."""

    hard: int = 8_000
    soft: int = 6_000
    remedy: str = "raise prompt.hard_tokens in the settings"

    def within(self, context: int, answer: int) -> "Budget":
        """The same where a model's context must hold the answer too; both limits give way alike."""
        hard = max(0, context - answer)
        if hard >= self.hard:
            return self
        return Budget(hard, self.soft * hard // self.hard, ROOMIER)

    def in_ours(self, ratio: float) -> "Budget":
        """A budget of a model's own tokens, in ours; the ratio is of its to one of ours."""
        return Budget(int(self.hard / ratio), int(self.soft / ratio), self.remedy)


class PromptTooLong(Trouble):
    """What no prompt can do without is longer than any prompt may be."""

    def __init__(self, tokens: int, budget: Budget, largest: Block) -> None:
        self.largest = largest.name
        super().__init__(
            f"The prompt needs {tokens:,} tokens and may have {budget.hard:,}; the most, "
            f"{largest.tokens:,}, go to the {largest.name}: shorten that, or {budget.remedy}."
        )


class Fitted(NamedTuple):
    """The blocks, of which some now say why they are empty, and where the window begins."""

    blocks: tuple[Block, ...]
    start: int
    note: str  # what of the dialogue was left out, and why


def fit(blocks: Sequence[Block], turns: Sequence[Spoken], more: bool, budget: Budget) -> Fitted:
    """Leave out one thing after the other, until the rest is as short as it should be."""
    soft = min(budget.soft, budget.hard)
    kept = list(blocks)
    first = start = window.untrimmed(turns, more)
    for going in departures(blocks):
        rest = sum(block.tokens for block in kept)
        if rest + cost(turns, start) <= soft:
            break
        if going is None and turns:
            start = window.trimmed(turns, first, soft - rest, soft)
        elif going is not None:
            kept[going] = without(kept[going], soft)
    needed = sum(block.tokens for block in kept) + cost(turns, start)
    if needed > budget.hard:
        last = Block("last turns", "must", "", cost(turns, start))
        raise PromptTooLong(needed, budget, max((*kept, last), key=lambda b: b.tokens))
    note = ""
    if start > first:
        note = left_out(f"{start - first} older turns", cost(turns[:start], first), soft)
    return Fitted(tuple(kept), start, note)


def departures(blocks: Sequence[Block]) -> Iterator[int | None]:
    """What goes, one after the other, by its place among the blocks; None is the dialogue."""
    for order in ORDER:
        if order == DIALOGUE:
            yield None
        places = [at for at, block in enumerate(blocks) if (block.tier, kind(block)) == order]
        yield from places if order == OLDEST_FIRST else reversed(places)


def kind(block: Block) -> str:
    """What a block is, without whom or what it is about."""
    return block.name.partition(":")[0]


def without(block: Block, soft: int) -> Block:
    why = left_out(block.text, block.tokens, soft)
    return replace(block, text="", tokens=0, trimmed=why)


def left_out(what: str, tokens: int, soft: int) -> str:
    return f"{tokens:,} tokens left out, to stay under {soft:,}: {what}"
