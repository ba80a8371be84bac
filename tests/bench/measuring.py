"""A bench on small sizes, run as the command runs it, and what is so of all of its rows."""

from argparse import Namespace

import msgspec
import pytest

from rp_tui.bench.rows import Row
from rp_tui.commands.bench import run


def measured(bench: str, capsys: pytest.CaptureFixture[str]) -> list[Row]:
    """The rows that it printed, each of them measured beside its floor."""
    assert run(Namespace(bench=bench, quick=True, json=True)) == 0
    rows = msgspec.json.decode(capsys.readouterr().out, type=list[Row])
    for row in rows:
        assert row.value > 0
        assert row.floor > 0
        assert row.ratio == pytest.approx(row.value / row.floor)
    return rows


def bounds(rows: list[Row]) -> dict[str, tuple[str, float]]:
    """What is judged of each row that has a bound, and the bound."""
    return {row.name: (row.of, row.bound) for row in rows if row.bound is not None}


def unbounded(rows: list[Row]) -> set[str]:
    """The names of those that are only told."""
    return {row.name for row in rows if row.bound is None}
