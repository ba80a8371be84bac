"""When a periodic snapshot is due, and what it is due for."""

from pathlib import Path

import pytest

from rp_tui.core.storage.log import Log
from rp_tui.core.storage.snapshots import ACTIVITY_S, EVENTS, KEPT, Played, due, played, snapshot
from tests.core.storage.stories import feels, speak

NOW = 1_800_000_000


@pytest.mark.parametrize(
    ("events", "last_at", "active_since", "is_due"),
    [
        (0, None, None, False),
        (EVENTS - 1, NOW, NOW, False),
        (EVENTS, NOW, NOW, True),
        (EVENTS, None, None, True),
        (1, None, NOW - ACTIVITY_S + 1, False),
        (1, None, NOW - ACTIVITY_S, True),
        (1, NOW - 9 * ACTIVITY_S, NOW - 60, False),
        (1, NOW - 60, NOW - 9 * ACTIVITY_S, False),
        (1, NOW - ACTIVITY_S, NOW - 9 * ACTIVITY_S, True),
        (0, NOW - 9 * ACTIVITY_S, None, False),
        (1, NOW + 9 * ACTIVITY_S, NOW, True),
        (1, None, NOW + 9 * ACTIVITY_S, True),
        (0, NOW + 9 * ACTIVITY_S, None, False),
    ],
)
def test_it_is_due_after_a_hundred_events_or_half_an_hour_of_activity(
    events: int, last_at: float | None, active_since: float | None, is_due: bool
) -> None:
    assert due(events, last_at, active_since, NOW) is is_due


def test_what_was_played_is_counted_from_the_newest_snapshot(
    log: Log, path: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "periodic"
    log.clock = lambda: NOW
    events = speak(log, 1, [feels(1, "calm")]).steps[0]
    first = log.db.execute("SELECT at FROM batch ORDER BY id").fetchone()[0]
    assert played(path, folder) == Played(events, None, first)
    snapshot(path, folder, NOW)
    assert played(path, folder) == Played(0, NOW, None)
    log.clock = lambda: NOW + 60
    speak(log, 1, [feels(1, "torn"), feels(2, "torn")])
    log.clock = lambda: NOW + 90
    speak(log, 1, [feels(1, "glad")])
    assert played(path, folder) == Played(3, NOW, NOW + 60)


def test_a_snapshot_of_a_story_that_was_set_aside_counts_for_nothing(
    log: Log, path: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "periodic"
    earlier = snapshot(path, tmp_path / "earlier", NOW)
    for _ in range(3):
        speak(log, 1, [feels(1, "calm")])
    snapshot(path, folder, NOW)
    restored = earlier.rename(tmp_path / "earlier" / path.name)
    found = played(restored, folder)
    assert found.last_at is None
    assert found.events > 0


def test_a_snapshot_that_cannot_be_read_is_as_good_as_none(
    log: Log, path: Path, tmp_path: Path
) -> None:
    made = snapshot(path, tmp_path / "periodic", NOW)
    made.write_bytes(b"no database at all, by now" * 99)
    assert played(path, tmp_path / "periodic").events > 0


def test_five_are_kept(log: Log, path: Path, tmp_path: Path) -> None:
    made = [snapshot(path, tmp_path / "periodic", NOW + number) for number in range(KEPT + 2)]
    assert KEPT == 5
    assert sorted((tmp_path / "periodic").iterdir()) == made[2:]
