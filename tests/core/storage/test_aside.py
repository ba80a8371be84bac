"""A restore that was cut off is told of, and no empty story begins in its place."""

from pathlib import Path

import pytest

from rp_tui.core.storage.aside import RestoreCutOff, aside_of, must_not_be_cut_off, staged_of

NOW = 1_772_539_200.0  # 2026-03-03 12:00 UTC


def test_what_was_put_aside_and_what_was_staged_are_named(tmp_path: Path) -> None:
    database = tmp_path / "chat.db"
    must_not_be_cut_off(database)
    staged_of(database).touch()
    with pytest.raises(RestoreCutOff, match=r"chat\.db\.restoring was left of it"):
        must_not_be_cut_off(database)
    for name in ("20260101-120000", "20260303-120000", "20260303-120000-wal"):
        database.with_name(f"chat.db.before-restore-{name}").touch()
    with pytest.raises(
        RestoreCutOff, match=r"the old one is chat\.db\.before-restore-20260303-120000\)"
    ):
        must_not_be_cut_off(database)


def test_a_name_aside_is_free_with_all_that_stands_beside_it(tmp_path: Path) -> None:
    database = tmp_path / "chat.db"
    first = aside_of(database, NOW)
    assert first.name == "chat.db.before-restore-20260303-120000"
    first.touch()
    second = aside_of(database, NOW)
    assert second.name == f"{first.name}-2"
    second.with_name(f"{second.name}-wal").touch()
    assert aside_of(database, NOW).name == f"{first.name}-3"
