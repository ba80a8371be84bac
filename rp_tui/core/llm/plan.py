"""A plan: what a provider lets us run, and what a model costs of it, by the size in its name."""

import re
from collections.abc import Mapping
from math import isfinite

from msgspec import Struct

from rp_tui.core.domain.clean import clean
from rp_tui.core.domain.errors import Trouble

# A size stands alone in a name, as in 8b, 24B, 8x7B or 0.5B; the active part of 30B-A3B does not.
SIZE = re.compile(
    r"(?<![a-z0-9.])(?:(?P<experts>\d{1,3})x)?(?P<size>\d{1,4}(?:\.\d{1,3})?)(?P<unit>[bm])(?![a-z0-9])"
)
VAST = re.compile(r"deepseek|kimi")  # families that need no size to be known as large
UNITS = ((15.0, 1), (34.0, 2))  # up to so many billions of parameters
MOST_UNITS_A_MODEL = 4
UNITS_IF_UNSAID = 1  # a guess must refuse nothing; too many at once is the server's to say

MOST_UNITS = 10_000
MOST_CONTEXT = 100_000_000
LARGEST_SIZE = 100_000.0  # billions; what is beyond counts single parameters
LONGEST_NAME = 80


class PlanTrouble(Trouble):
    """The plan does not allow what was asked."""


class TooLarge(PlanTrouble):
    """The model is larger than any that the plan runs."""

    def __init__(self, model: str, size: float, largest: float) -> None:
        super().__init__(
            f"Your plan runs models of up to {largest:g}B and {short(model)} has {size:g}B;"
            " choose a smaller model or another plan."
        )


class TooHeavy(PlanTrouble):
    """One call needs more units than there are in all, by the plan or else by the settings."""

    def __init__(self, needed: int, limit: int, model: str, *, planned: bool = True) -> None:
        whose = "Your plan runs" if planned else "The settings let run"
        plural = "" if limit == 1 else "s"
        remedy = (
            "choose a smaller model or another plan"
            if planned
            else "raise concurrency in the settings, or choose a smaller model"
        )
        super().__init__(
            f"{whose} {limit} unit{plural} at once and {short(model)} needs {needed}; {remedy}."
        )


class Plan(Struct, frozen=True):
    """What a provider's plan allows; what is None it does not limit, or did not say."""

    name: str = ""
    max_context: int | None = None  # tokens of prompt and reply together
    max_size: float | None = None  # billions of parameters
    units: int | None = None  # at once

    @classmethod
    def read(cls, answer: object) -> "Plan":
        """The plan in whatever the endpoint answered; a field that makes no sense says nothing."""
        if not isinstance(answer, Mapping):
            return cls()
        name = answer.get("name")
        context = number(answer.get("max_context_length"), MOST_CONTEXT)
        units = number(answer.get("concurrency"), MOST_UNITS)
        return cls(
            name=short(name) if isinstance(name, str) else "",
            max_context=int(context) if context and context >= 1 else None,
            max_size=billions(answer.get("max_model_size")),
            units=int(units) if units and units >= 1 else None,
        )

    def runs(self, model: str) -> Trouble | None:
        """Why the plan cannot run a model; nothing if it can, or if that cannot be told."""
        size, units = size_of(model), units_of(model)
        if size is not None and self.max_size is not None and size > self.max_size:
            return TooLarge(model, size, self.max_size)
        if self.units is not None and units > self.units:
            return TooHeavy(units, self.units, model)
        return None


def size_of(model: str) -> float | None:
    """The billions of parameters that a model's name speaks of; of several, the most."""
    sizes = [
        int(found["experts"] or 1) * float(found["size"]) / (1000 if found["unit"] == "m" else 1)
        for found in SIZE.finditer(model.lower().replace("_", "-"))
    ]
    return max(sizes, default=None)


def units_of(model: str) -> int:
    """How many units a call of a model takes, as Featherless counts them."""
    size = size_of(model)
    if size is None:
        return MOST_UNITS_A_MODEL if VAST.search(model.lower()) else UNITS_IF_UNSAID
    return next((units for largest, units in UNITS if size <= largest), MOST_UNITS_A_MODEL)


def billions(value: object) -> float | None:
    """A size in billions, whether it came as 15, as "15B" or as a count of parameters."""
    if isinstance(value, str) and (named := size_of(value.strip())):
        return named
    size = number(value, LARGEST_SIZE * 1e9)
    return size / 1e9 if size and size > LARGEST_SIZE else size


def number(value: object, most: float) -> float | None:
    """A number above nought that an answer holds, perhaps as text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if isfinite(found) and 0 < found <= most else None


def short(name: str) -> str:
    """A name that can stand in a sentence."""
    name = clean(name, single_line=True)
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
