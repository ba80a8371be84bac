"""Files that are not what they were: refused or told by name, left as they are, and whole again."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.storage import reads
from rp_tui.core.storage.errors import (
    DamagedEvent,
    DamagedFile,
    LeftHalfway,
    NewerSchema,
    NotADatabase,
    StorageTrouble,
    UnknownEvent,
)
from rp_tui.core.storage.verify import verify
from tests.torture.days import ask, execute, go_on, must_start, played, rebuild, start
from tests.torture.tale import CHAT

PAGE_BYTES = 4096

Damage = Callable[[bytes], bytes]


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return played(tmp_path / "chat.db")


def nothing(_: bytes) -> bytes:
    return b""


def half(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def all_but_a_page(whole: bytes) -> bytes:
    return whole[:-PAGE_BYTES]


def noise(whole: bytes) -> bytes:
    return Random(1).randbytes(len(whole))


def a_diary(_: bytes) -> bytes:
    return b"Dear diary, today I took the lantern to the river.\n" * 100


def one_letter(_: bytes) -> bytes:
    return b"x"


@pytest.mark.parametrize(
    ("damage", "trouble"),
    [
        (nothing, DamagedFile),
        (half, DamagedFile),
        (all_but_a_page, DamagedFile),
        (noise, NotADatabase),
        (a_diary, NotADatabase),
        (one_letter, NotADatabase),
    ],
)
def test_a_file_that_is_not_what_it_was_is_refused_and_left_as_it_is(
    written: Path, damage: Damage, trouble: type[StorageTrouble]
) -> None:
    whole = written.read_bytes()
    written.write_bytes(damage(whole))
    with pytest.raises(trouble, match=str(written)):
        start(written)
    with pytest.raises(StorageTrouble, match=str(written)):
        verify(written)
    assert written.read_bytes() == damage(whole)
    written.write_bytes(whole)
    must_start(written)


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
def test_a_database_of_another_program_is_refused_and_left_as_it_is(
    tmp_path: Path, journal: str
) -> None:
    path = tmp_path / "chat.db"
    db = sqlite3.connect(path)
    db.executescript(f"PRAGMA journal_mode = {journal}; CREATE TABLE meta (key, value)")
    db.close()
    before = path.read_bytes()
    with pytest.raises(NotADatabase, match=str(path)):
        start(path)
    with pytest.raises(NotADatabase, match=str(path)):
        verify(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("change", "trouble"),
    [
        ("UPDATE meta SET value = '99' WHERE key = 'schema'", NewerSchema),
        ("UPDATE meta SET value = 'x' WHERE key = 'schema'", DamagedFile),
        ("DELETE FROM meta", DamagedFile),
        ("DROP TABLE meta", DamagedFile),
    ],
)
def test_a_schema_that_is_newer_or_not_told_is_refused_and_left_as_it_is(
    written: Path, change: str, trouble: type[StorageTrouble]
) -> None:
    execute(written, change)
    before = written.read_bytes()
    with pytest.raises(trouble, match=str(written)):
        start(written)
    assert written.read_bytes() == before


def test_a_damaged_page_is_told_when_it_is_read(written: Path) -> None:
    whole = written.read_bytes()
    written.write_bytes(with_page(whole, root_page(written, "turn"), b"\xff" * PAGE_BYTES))
    with pytest.raises(DamagedFile, match=str(written)):
        ask(written, reads.last_turns, CHAT, 20)
    with pytest.raises(DamagedFile, match=str(written)):
        go_on(written)
    with pytest.raises(DamagedFile, match=str(written)):
        assert verify(written).fault is None
    written.write_bytes(whole)
    go_on(written)
    assert verify(written).fault is None


def test_whichever_page_is_damaged_it_is_refused_or_told(written: Path) -> None:
    whole, chance = written.read_bytes(), Random(1)
    for page in chance.sample(range(1, len(whole) // PAGE_BYTES + 1), 24):
        written.write_bytes(with_page(whole, page, chance.randbytes(PAGE_BYTES)))
        try:
            ask(written, reads.memories, CHAT)
            fault = verify(written).fault
        except Trouble as trouble:
            fault = str(trouble)
        assert fault, f"page {page} is noise, and nobody noticed"


@pytest.mark.parametrize("damage", ["prose = CAST(x'ff6869' AS TEXT)", "segments = '[{'"])
def test_a_row_with_a_damaged_text_is_told_and_a_rebuild_mends_it(
    written: Path, damage: str
) -> None:
    execute(written, f"UPDATE turn SET {damage} WHERE id = (SELECT max(id) FROM turn)")
    with pytest.raises(DamagedFile, match=str(written)):
        ask(written, reads.last_turns, CHAT, 5)
    assert verify(written).fault
    rebuild(written)
    assert ask(written, reads.last_turns, CHAT, 5)
    must_start(written)


def test_an_unknown_event_stops_the_start_and_is_named(written: Path) -> None:
    for column, value in (("type", "'EdgeVanished'"), ("version", "99")):
        seq, was = known_event(written, column)
        execute(written, f"UPDATE event SET {column} = {value} WHERE seq = {seq}")
        before = written.read_bytes()
        with pytest.raises(UnknownEvent, match=f"Event {seq} "):
            start(written)
        with pytest.raises(UnknownEvent, match=f"Event {seq} "):
            verify(written)
        assert written.read_bytes() == before
        execute(written, f"UPDATE event SET {column} = {was!r} WHERE seq = {seq}")
        must_start(written)


def test_a_damaged_event_is_named_when_it_is_folded(written: Path) -> None:
    seq, was = known_event(written, "payload")
    execute(written, f"UPDATE event SET payload = '{{' WHERE seq = {seq}")
    with pytest.raises(DamagedEvent, match=f"Event {seq}, "):
        rebuild(written)
    assert ask(written, reads.last_turns, CHAT, 5), "what was folded before is there"
    with pytest.raises(DamagedEvent, match=f"Event {seq}, "):
        verify(written)
    execute(written, f"UPDATE event SET payload = '{was}' WHERE seq = {seq}")
    must_start(written)


def test_a_journal_whose_database_is_gone_is_not_mixed_with_a_new_one(written: Path) -> None:
    wal = written.with_name("chat.db-wal")
    moved = written.rename(written.with_name("moved.db"))
    wal.write_bytes(b"what was last written")
    with pytest.raises(DamagedFile, match=r"chat\.db-wal"):
        start(written)
    assert wal.read_bytes() == b"what was last written"
    wal.unlink()
    moved.rename(written)
    must_start(written)


def test_a_write_that_was_cut_off_is_told_to_who_only_reads_and_mended_by_a_start(
    written: Path,
) -> None:
    script = """import os, signal, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.executescript("PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN; DELETE FROM event;")
os.kill(os.getpid(), signal.SIGKILL)"""
    subprocess.run([sys.executable, "-c", script, written], check=False)
    with pytest.raises(LeftHalfway, match=str(written)):
        verify(written)
    must_start(written)
    assert verify(written).events


def known_event(path: Path, column: str) -> tuple[int, str]:
    db = sqlite3.connect(path)
    sql = f"SELECT seq, {column} FROM event WHERE type = 'TurnSpoken' ORDER BY seq DESC LIMIT 1"
    found: tuple[int, str] = db.execute(sql).fetchone()
    db.close()
    return found


def root_page(path: Path, table: str) -> int:
    db = sqlite3.connect(path)
    page: int = db.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)
    ).fetchone()[0]
    db.close()
    return page


def with_page(whole: bytes, page: int, other: bytes) -> bytes:
    first = (page - 1) * PAGE_BYTES
    return whole[:first] + other + whole[first + PAGE_BYTES :]
