"""Which events a log holds: one that the program would have to skip is refused at the start."""

from sqlite3 import Connection

from rp_tui.core.storage.codec import CODEC
from rp_tui.core.storage.errors import UnknownEvent

TYPES = """WITH RECURSIVE known (type, version) AS (
    SELECT * FROM (SELECT type, version FROM event ORDER BY type, version LIMIT 1)
    UNION ALL
    SELECT e.type, e.version FROM known k JOIN event e ON e.seq = coalesce(
      (SELECT seq FROM event WHERE type = k.type AND version > k.version ORDER BY version LIMIT 1),
      (SELECT seq FROM event WHERE type > k.type ORDER BY type, version LIMIT 1)))
  SELECT type, version FROM known"""


def must_know_every_event(db: Connection) -> None:
    """Refuse a log with an event that this program would have to skip; a few seeks in an index."""
    for name, version in db.execute(TYPES).fetchall():
        if not CODEC.knows(name, version):
            sql = "SELECT min(seq) FROM event WHERE type = ? AND version = ?"
            (seq,) = db.execute(sql, (name, version)).fetchone()
            raise UnknownEvent(seq, name, version)
