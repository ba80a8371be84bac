"""A glimpse: what the screen has kept, read before the database is opened, to draw by at once."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from rp_tui.core.storage import ui_state
from rp_tui.core.storage.connection import connect_to_read


def glimpse(path: Path, scope: str) -> dict[str, Any]:
    """All that is kept of a scope; nothing where it cannot be read, as who opens it says why."""
    try:
        with closing(connect_to_read(path)) as db:
            return ui_state.recall(db, scope)
    except (sqlite3.Error, ValueError):
        return {}
