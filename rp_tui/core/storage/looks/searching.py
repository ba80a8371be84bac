"""Words looked for by a person in all chats: where they stand, and who said them."""

from sqlite3 import Connection

from msgspec import Struct

from rp_tui.core.domain.ids import owner_of
from rp_tui.core.storage import reads
from rp_tui.core.storage.looks.names import names
from rp_tui.core.storage.search import WORD

SNIPPET_WORDS = 14
MOST_HITS = 50
FOUND = f"""SELECT t.id, t.number, t.speaker,
    snippet(turn_fts, 0, '', '', '…', {SNIPPET_WORDS})
  FROM turn_fts f JOIN turn t ON t.id = f.rowid
  WHERE turn_fts MATCH ? AND NOT t.hidden ORDER BY f.rank, t.id DESC LIMIT {MOST_HITS}"""


class Hit(Struct, frozen=True):
    """A turn in which all of the words stand."""

    turn: int
    number: int
    chat: int
    host: str  # whose chat it is
    name: str  # who said it
    snippet: str


def everywhere(db: Connection, text: str) -> list[Hit]:
    """The turns that fit best, of every chat that is not deleted; the last word may go on."""
    words = [f'"{word}"' for word in WORD.findall(text)]
    if not words:
        return []
    rows = db.execute(FOUND, (f"{{text}} : ({' AND '.join(words)}*)",)).fetchall()
    called = names(db, {speaker for _, _, speaker, _ in rows})
    bots = reads.bots(db)
    return [
        Hit(id, number, owner_of(id), bots[owner_of(id)].name, called[speaker], snippet)
        for id, number, speaker, snippet in rows
        if owner_of(id) in bots
    ]
