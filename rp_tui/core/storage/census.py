"""A census of a database: what it holds, in numbers, read beside whoever plays."""

from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from rp_tui.core.storage.connection import connect_to_read, must_exist, understood
from rp_tui.core.storage.migrations import MIGRATIONS, must_be_whole, schema_version

KNOWN = 1 + len(MIGRATIONS)

COUNTS = """SELECT (SELECT coalesce(max(seq), 0) FROM event), (SELECT count(*) FROM bot),
  (SELECT count(*) FROM head), (SELECT count(*) FROM turn), (SELECT count(*) FROM memory),
  (SELECT count(*) FROM inflight), (SELECT count(*) FROM classifier_failures)"""


class Census(NamedTuple):
    """The numbers, and the schema that the file has against the one that this program knows."""

    size_bytes: int
    schema: int
    schema_known: int
    last_event: int
    bots: int
    chats: int
    turns: int
    memories: int
    inflight: int
    failures: int


def census(path: Path) -> Census:
    """Count, in one short read."""
    must_exist(path)
    with understood(path), closing(connect_to_read(path)) as db:
        schema = schema_version(db, path)
        if schema == KNOWN:
            must_be_whole(db, path)
        counts = db.execute(COUNTS).fetchone() if schema == KNOWN else (0,) * 7
        return Census(path.stat().st_size, schema, KNOWN, *counts)
