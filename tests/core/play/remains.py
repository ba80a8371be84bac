"""What remains of words that were dropped, and whether two plays came to the same."""

import json
from sqlite3 import Connection
from typing import Any

from rp_tui.core.domain.nouns import NOUNS
from rp_tui.core.storage import reads
from rp_tui.core.storage.verify import verify
from tests.core.play.acting import Playing, texts

# The log keeps what was dropped, and so does what is written down beside it.
KEEPS = {"event", "batch", "tail", "branch", "trace", "inflight", "classifier_failures"}
IDS = {"id", "step", "seq", "folded", "about", "container", "parent"}
TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


def tables_with(db: Connection, token: str) -> list[str]:
    """The tables, and the full-text indexes, in which some row has a word."""
    names = [name for (name,) in db.execute(TABLES) if name not in KEEPS]
    plain = [name for name in names if "_fts" not in name]
    found = [name for name in plain if token.lower() in dump(db, name).lower()]
    return [*found, *(name for name in ("memory_fts", "turn_fts") if is_indexed(db, name, token))]


def is_indexed(db: Connection, index: str, word: str) -> bool:
    sql = f"SELECT 1 FROM {index} WHERE {index} MATCH ? LIMIT 1"
    return db.execute(sql, (f'"{word}"',)).fetchone() is not None


def dump(db: Connection, table: str) -> str:
    return repr(db.execute(f'SELECT * FROM "{table}"').fetchall())


async def remains(play: Playing, token: str) -> list[str]:
    """Where a word still is that only dropped words had."""
    return await play.database.ask(tables_with, token)


def state(db: Connection) -> dict[str, list[Any]]:
    """Every row of every noun, but for ids."""
    found: dict[str, list[Any]] = {}
    for kind in NOUNS:
        rows = db.execute(f'SELECT * FROM "{kind}"')
        names = [column[0] for column in rows.description]
        told = [{n: v for n, v in zip(names, row, strict=True) if n not in IDS} for row in rows]
        found[kind] = sorted(map(plain, told))
    return found


def plain(row: dict[str, Any]) -> str:
    """A row as text; what stands by a scene's id stands by its order."""
    if "moments" in row:
        row["moments"] = list(json.loads(row["moments"]).values())
    return json.dumps(row, sort_keys=True)


async def verified(play: Playing) -> None:
    """Nothing is under way, nothing waits, and every row follows from the log."""
    await play.engine.quiet()
    assert verify(play.database.path).fault is None


async def prose(play: Playing, chat: int) -> list[str]:
    """All that was said in a chat as it stands."""
    return [turn.prose for turn in (await play.database.ask(reads.last_turns, chat, 400)).values()]


async def say(play: Playing, chat: int, yours: str, reply: str = "") -> tuple[int, ...]:
    """A turn with its reply and all that comes of them; the turns' ids."""
    if reply:
        play.voice.says(reply)
    outcome = await play.engine.take_turn(chat, yours)
    await play.engine.quiet()
    return outcome.turns


def prompted(play: Playing, since: int = 0) -> str:
    """All that was asked since."""
    prompts = play.voice.prompts[since:]
    return texts(message.text for prompt in prompts for message in prompt.messages)
