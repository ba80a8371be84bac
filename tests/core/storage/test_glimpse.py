"""What the screen has kept, before the database is opened."""

from pathlib import Path

from rp_tui.core.storage import ui_state
from rp_tui.core.storage.database import opened
from rp_tui.core.storage.glimpse import glimpse


async def test_what_was_kept_is_there_before_and_while_the_database_is_open(tmp_path: Path) -> None:
    file = tmp_path / "chat.db"
    async with opened(file) as database:
        await database.put(ui_state.remember, "screen", "theme", "paper")
        assert glimpse(file, "screen") == {"theme": "paper"}
    assert glimpse(file, "screen") == {"theme": "paper"}
    assert glimpse(file, "draft") == {}


def test_where_nothing_can_be_read_nothing_is_known_and_nothing_is_made(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"no database" * 100)
    assert glimpse(damaged, "screen") == {}
    assert glimpse(tmp_path / "missing.db", "screen") == {}
    assert [file.name for file in tmp_path.iterdir()] == [damaged.name]
