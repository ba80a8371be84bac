"""What is looked for is found though a row ends within it."""

import pytest

from rp_tui.widgets.transcript.found import matches, pattern
from rp_tui.widgets.transcript.hits import Hits
from rp_tui.widgets.transcript.wrap import rows


def lit(text: str, wanted: str, width: int = 60) -> list[str]:
    laid = list(rows(text, width))
    found = pattern(wanted)
    assert found
    return [
        laid[row].text[first:last]
        for row, spans in matches(laid, found).items()
        for first, last in spans
    ]


def test_every_place_is_found_in_any_case() -> None:
    assert lit("The red Lantern, a lantern", "LANTERN") == ["Lantern", "lantern"]


def test_a_match_goes_on_in_the_next_row() -> None:
    assert lit("the red lantern hangs", "red lantern", 8) == ["red", "lantern"]
    assert lit("> the red lantern", "red  lantern", 10) == ["red", "lantern"]


def test_a_match_goes_on_behind_a_mark() -> None:
    assert lit("a *red* lantern", "a red") == ["a red"]


def test_what_is_looked_for_is_no_pattern() -> None:
    assert lit("(a.b) axb", "(a.b)") == ["(a.b)"]
    assert pattern("  ") is None


@pytest.mark.parametrize(
    ("id", "last", "after", "before"), [(0, 0, 0, 2), (20, 0, 1, 2), (25, 0, 1, 0), (60, 2, 0, 1)]
)
def test_hits_go_round(id: int, last: int, after: int, before: int) -> None:
    hits = Hits("a", [60, 20, 40])
    assert (hits.last(id), hits.after(id), hits.before(id)) == (last, after, before)
