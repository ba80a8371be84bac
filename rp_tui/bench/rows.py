"""What was measured, a row each: as a line for people, or as JSON."""

from collections.abc import Iterable
from typing import Literal

import msgspec

Of = Literal["value", "ratio"]
Sense = Literal["max", "min"]

HEADER = ("measured, against its floor", "value", "", "floor", "ratio", "bound", "")


class Row(msgspec.Struct, frozen=True):
    """A figure beside its floor; the bound, if there is one, is of the value or of the ratio."""

    name: str
    value: float
    unit: str
    floor: float
    ratio: float
    of: Of
    sense: Sense
    bound: float | None
    met: bool


def row(
    name: str,
    value: float,
    unit: str,
    floor: float,
    *,
    of: Of = "ratio",
    sense: Sense = "max",
    bound: float | None = None,
) -> Row:
    """The figure judged; without a bound there is nothing to miss."""
    ratio = value / floor
    judged = value if of == "value" else ratio
    met = bound is None or (judged <= bound if sense == "max" else judged >= bound)
    return Row(name, value, unit, floor, ratio, of, sense, bound, met)


def header() -> str:
    """The line above the rows."""
    return columns(*HEADER)


def line(row: Row) -> str:
    """A row of the table, under a hundred columns wide."""
    verdict = "-" if row.bound is None else "✓ met" if row.met else "✗ missed"
    ratio = f"{number(row.ratio)}×"
    return columns(
        row.name, number(row.value), row.unit, number(row.floor), ratio, bound_of(row), verdict
    )


def summary(rows: Iterable[Row]) -> str:
    """The line below the rows."""
    bounds = [row.met for row in rows if row.bound is not None]
    missed = bounds.count(False)
    return f"{missed} of {len(bounds)} bounds missed." if missed else "All bounds are met."


def as_json(rows: Iterable[Row]) -> str:
    """The rows as a list of objects."""
    return msgspec.json.format(msgspec.json.encode(list(rows))).decode()


def columns(
    name: str, value: str, unit: str, floor: str, ratio: str, bound: str, verdict: str
) -> str:
    return f"{name:<51} {value:>7} {unit:<2} {floor:>8} {ratio:>8} {bound:>8} {verdict}".rstrip()


def bound_of(row: Row) -> str:
    if row.bound is None:
        return ""
    unit = "×" if row.of == "ratio" else f" {row.unit}"
    return f"{'≤' if row.sense == 'max' else '≥'} {row.bound:g}{unit}"


def number(value: float) -> str:
    """Three figures, without a power of ten."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.4f}"
