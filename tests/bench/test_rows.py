"""The rows of a bench: judged, printed, and as JSON."""

import msgspec
import pytest

from rp_tui.bench.rows import Row, as_json, header, line, row, summary

WIDTH = 100


def test_a_bound_of_the_ratio_is_met_at_the_bound_and_missed_above() -> None:
    assert row("append", 8.0, "ms", 1.0, bound=8).met
    assert not row("append", 8.1, "ms", 1.0, bound=8).met


def test_a_bound_of_the_value_does_not_look_at_the_floor() -> None:
    assert row("search", 25.0, "ms", 0.1, of="value", bound=25).met
    assert not row("search", 25.1, "ms", 25.0, of="value", bound=25).met


def test_a_bound_can_be_the_least_that_is_wanted() -> None:
    assert row("speed", 2.0, "×", 1.0, sense="min", bound=2).met
    assert not row("speed", 1.9, "×", 1.0, sense="min", bound=2).met


def test_what_has_no_bound_misses_none() -> None:
    assert row("prune", 1e9, "ms", 1.0).met
    assert "missed" not in summary([row("prune", 1e9, "ms", 1.0)])


def test_a_line_says_in_words_whether_the_bound_is_met() -> None:
    assert line(row("append", 7.0, "ms", 1.0, bound=8)).endswith("≤ 8× ✓ met")
    assert line(row("append", 9.0, "ms", 1.0, bound=8)).endswith("≤ 8× ✗ missed")


@pytest.mark.parametrize("value", [0.00123, 0.5, 7.0, 99.9, 123_456.0])
def test_a_line_fits_a_hundred_columns(value: float) -> None:
    measured = row("a" * 51, value, "ms", 1.0, of="value", bound=100)
    assert len(line(measured)) <= WIDTH
    assert len(header()) <= WIDTH


def test_the_summary_counts_what_is_missed() -> None:
    rows = [row("a", 2.0, "ms", 1.0, bound=1), row("b", 1.0, "ms", 1.0, bound=1)]
    assert summary(rows) == "1 of 2 bounds missed."
    assert summary(rows[1:]) == "All bounds are met."


def test_json_holds_every_field_of_every_row() -> None:
    rows = [row("a", 2.0, "ms", 1.0, bound=8), row("b", 3.0, "s", 1.5)]
    assert msgspec.json.decode(as_json(rows), type=list[Row]) == rows
    assert set(msgspec.json.decode(as_json(rows))[1]) == set(Row.__struct_fields__)
