"""The measurement of recall's pace measures what it says."""

from contextlib import closing
from pathlib import Path

from rp_tui.core.storage import reads
from rp_tui.core.storage.connection import connect_to_read
from tests.core.recall.pace import HOST, pace, write

MEMORIES, TURNS = 50, 400


def test_a_life_has_as_many_memories_and_turns_as_were_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "chat.db"
    write(path, MEMORIES, TURNS)
    with closing(connect_to_read(path)) as db:
        assert len(reads.memories(db, HOST)) == MEMORIES
        assert len(reads.last_turns(db, HOST, 2 * TURNS)) == TURNS
    figures = pace(path, 3)
    assert 0 < figures.p50_ms <= figures.p95_ms
