"""`rp-tui bench store`, on small sizes; how long things take is nobody's business here."""

import pytest

from tests.bench.measuring import bounds, measured, unbounded

BOUNDED = {
    "append 12 events, against an executemany of them": ("ratio", 8),
    "rebuild 8,000 events, against scan and decode": ("ratio", 8),
    "rewind 10 of 1,000 turns, against a rebuild": ("ratio", 0.01),
    "rewind 500 of 1,000 turns, against a rebuild": ("ratio", 1.2),
    "  its undo, against the rewind": ("ratio", 1.5),
    "rewind 1 turn under 100 regenerates, against none": ("value", 15),
    "open 40,000 events, against none": ("value", 50),
    "last 50 turns of 40,000 events, against raw rows": ("value", 2),
    "find 4 of 4,000 memories, against no gate": ("value", 25),
    "rp-tui --help, against python -c pass": ("ratio", 4),
    "event loop held by all of it at p99, against rest": ("value", 20),
}
UNBOUNDED = {
    "reset 1,000 turns, against a rebuild",
    "  its undo, against the reset",
    "late work 100 turns back, against at the head",
    "preview a rewind of 10 turns, against rewinding",
    "prune where nothing is old, against counting events",
    "room on the disk a turn, against its prose",
    "verify 10,000 events, against a rebuild",
}


def test_every_promise_of_the_store_is_measured_beside_its_floor(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = measured("store", capsys)
    assert bounds(rows) == BOUNDED
    assert unbounded(rows) == UNBOUNDED
    assert {row.sense for row in rows} == {"max"}
