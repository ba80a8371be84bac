"""What the screen remembers, as JSON by scope and key; it is of no story and is never replayed."""

import json
from sqlite3 import Connection
from typing import Any


def remember(db: Connection, scope: str, key: str, value: Any) -> None:
    """Keep a value; None forgets it."""
    if value is None:
        db.execute("DELETE FROM ui_state WHERE scope = ? AND key = ?", (scope, key))
        return
    sql = "INSERT INTO ui_state VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"
    db.execute(sql, (scope, key, json.dumps(value)))


def recall(db: Connection, scope: str) -> dict[str, Any]:
    """All that is kept of a scope."""
    found = db.execute("SELECT key, value FROM ui_state WHERE scope = ?", (scope,))
    return {key: json.loads(value) for key, value in found}
