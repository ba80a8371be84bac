"""A file is held against its own log, and whatever is wrong with it is named."""

from pathlib import Path

import pytest

from rp_tui.core.domain.ids import YOU, compose
from rp_tui.core.storage import projector
from rp_tui.core.storage.errors import (
    DamagedEvent,
    DamagedFile,
    NewerSchema,
    NoDatabase,
    NotADatabase,
)
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.verify import verify
from tests.core.storage.checks import LOG, PROJECTIONS, another, dump
from tests.core.storage.stories import feels, remembers, says, shifts, speak

MOOD = compose(1)


@pytest.fixture
def told(story: Log, monkeypatch: pytest.MonkeyPatch) -> Log:
    """A story with something in every table that a test here breaks."""
    monkeypatch.setattr(projector, "CHECKPOINT_EVERY", 3)
    yours, _ = speak(story, 1, [says(YOU, "Well?")], [says(1, "One."), feels(1, "torn")]).steps
    story.move("regenerate", yours)
    speak(story, 1, [says(1, "Two."), feels(1, "calm"), remembers(1, "a lantern")])
    for _ in range(3):
        speak(story, 1, [shifts(1, YOU, -1)])
    return story


def broken_by(path: Path, *statements: str) -> str:
    """What verify says once these were done to a file."""
    assert verify(path).fault is None
    with another(path) as db:
        for statement in statements:
            db.execute(statement)
    fault = verify(path).fault
    assert fault is not None
    return fault


def test_a_file_that_follows_from_its_log_is_equal(told: Log, path: Path) -> None:
    (events,) = told.db.execute("SELECT count(*) FROM event").fetchone()
    verdict = verify(path)
    assert verdict.fault is None
    assert verdict.events == events
    assert verdict.rows == sum(len(rows) for rows in dump(told.db).values())


def test_verify_writes_nothing_and_leaves_nothing_behind(told: Log, path: Path) -> None:
    before = dump(told.db, (*LOG, *PROJECTIONS))
    broken_by(path, "DELETE FROM mood")
    with another(path) as db:
        assert db.execute("SELECT count(*) FROM mood").fetchone() == (0,)
    told.rebuild()
    assert dump(told.db, (*LOG, *PROJECTIONS)) == before
    assert {file.name.removeprefix(path.name) for file in path.parent.iterdir()} <= {
        "",
        "-wal",
        "-shm",
    }


def test_a_row_that_was_changed_is_named_with_both_values(told: Log, path: Path) -> None:
    fault = broken_by(path, "UPDATE mood SET feeling = 'glad'")
    assert fault == f"mood id {MOOD} is stored with feeling 'glad', but the log says 'calm'"


def test_a_turn_whose_words_were_changed_is_named_before_its_index(told: Log, path: Path) -> None:
    fault = broken_by(path, "UPDATE turn SET prose = 'Three.' WHERE prose = 'Two.'")
    assert fault.startswith("turn id ")
    assert fault.endswith("is stored with prose 'Three.', but the log says 'Two.'")


def test_a_seq_that_would_be_given_again_is_named(told: Log, path: Path) -> None:
    fault = broken_by(path, "UPDATE sqlite_sequence SET seq = 5 WHERE name = 'event'")
    assert fault == "event 6 has a seq that would be given again"


def test_a_file_that_lacks_a_table_is_damaged(told: Log, path: Path) -> None:
    with another(path) as db:
        db.execute("DROP TABLE item")
    with pytest.raises(DamagedFile, match="it has no item"):
        verify(path)


def test_a_row_s_bookkeeping_is_held_against_the_log_too(told: Log, path: Path) -> None:
    fault = broken_by(path, "UPDATE mood SET folded = 7")
    assert fault == f"mood id {MOOD} is stored with folded 7, but the log says 1"


def test_a_row_that_is_missing_is_named(told: Log, path: Path) -> None:
    fault = broken_by(path, "DELETE FROM mood")
    assert fault == f"mood id {MOOD} follows from the log, but is not stored"


def test_a_row_too_many_is_named(told: Log, path: Path) -> None:
    fault = broken_by(path, f"INSERT INTO mood VALUES ({compose(2)}, 1, 1, 1, 'glad', '[]', '')")
    assert fault == f"mood id {compose(2)} is stored, but does not follow from the log"


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("UPDATE live_span SET upto = upto - 1 WHERE chat = 1", "live_span branch"),
        ("DELETE FROM live_span WHERE chat = 2", "live_span branch"),
        ("UPDATE horizon SET step = 5 WHERE bot = 1", "horizon bot 1"),
        ("DELETE FROM horizon WHERE bot = 3", "horizon bot 3"),
        ("UPDATE checkpoint SET folded = folded + 1", "checkpoint kind edge, entity"),
        ("DELETE FROM checkpoint", "checkpoint kind edge, entity"),
    ],
)
def test_what_says_which_steps_are_live_is_held_against_the_heads(
    told: Log, path: Path, statement: str, table: str
) -> None:
    assert broken_by(path, statement).startswith(table)


@pytest.mark.parametrize("kind", ["memory", "turn"])
def test_an_index_that_lost_a_row_is_named(told: Log, path: Path, kind: str) -> None:
    lost = f"""INSERT INTO {kind}_fts ({kind}_fts, rowid, text, near)
      SELECT 'delete', id, text, near FROM {kind}_text LIMIT 1"""
    fault = broken_by(path, lost)
    assert fault == f"the full-text index of {kind} does not hold the words of its rows"


def test_an_index_with_words_that_nobody_said_is_named(told: Log, path: Path) -> None:
    more = "INSERT INTO turn_fts (rowid, text, near) VALUES (7, 'never', 'said')"
    fault = broken_by(path, more)
    assert fault == "the full-text index of turn does not hold the words of its rows"


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        (
            "UPDATE event SET step = 2 WHERE seq = (SELECT max(seq) FROM event)",
            "lies on a step that no event opened",
        ),
        (
            "DELETE FROM event WHERE seq = (SELECT min(seq) FROM event WHERE type = 'ChatOpened')",
            "lies on a step that no event opened",
        ),
        (
            "UPDATE event SET branch = 2 WHERE type = 'MoodChanged'",
            "lies on a step that no event opened",
        ),
        (
            "UPDATE batch SET last = last - 1 WHERE id = (SELECT max(id) FROM batch)",
            "belongs to no batch",
        ),
        (
            "UPDATE batch SET first = first - 1 WHERE id = (SELECT max(id) FROM batch)",
            "overlaps the one before it",
        ),
        ("UPDATE head SET step = 999 WHERE chat = 2", "chat 2 stands on a step that is not there"),
        ("UPDATE tail SET step = 999", "chat 1 left a step that is not there"),
        ("INSERT INTO branch VALUES (99, 1, NULL, 0, NULL)", "branch 99 has no step"),
        ("UPDATE branch SET parent = 98 WHERE parent IS NOT NULL", "of branch points at nothing"),
        ("UPDATE tail SET batch = 998", "of tail points at nothing"),
    ],
)
def test_a_log_that_contradicts_itself_is_named(
    told: Log, path: Path, statement: str, fault: str
) -> None:
    assert fault in broken_by(path, statement)


@pytest.mark.parametrize("is_live", [True, False], ids=["live", "dead"])
def test_an_event_that_cannot_be_read_is_named_with_its_seq(
    told: Log, path: Path, is_live: bool
) -> None:
    prose = "Two." if is_live else "One."
    (seq,) = told.db.execute(
        "SELECT seq FROM event WHERE payload LIKE ?", (f'%"prose":"{prose}"%',)
    ).fetchone()
    with another(path) as db:
        db.execute("UPDATE event SET payload = '{' WHERE seq = ?", (seq,))
    with pytest.raises(DamagedEvent, match=f"Event {seq}, a TurnSpoken, cannot be read"):
        verify(path)


def test_a_newer_file_is_left_to_a_newer_program(told: Log, path: Path) -> None:
    with another(path) as db:
        db.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    with pytest.raises(NewerSchema):
        verify(path)


def test_only_a_database_of_ours_is_verified(tmp_path: Path) -> None:
    with pytest.raises(NoDatabase):
        verify(tmp_path / "none.db")
    other = tmp_path / "letter.txt"
    other.write_text("Dear Ada,\n" * 999)
    with pytest.raises(NotADatabase):
        verify(other)
