"""Writes a long story into a log as its deeds would have, without folding between them.

What is measured is a life of many years; only the building of it is spared.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from rp_tui.bench.stories import Exchange, Step
from rp_tui.core.domain.nouns import NOUNS
from rp_tui.core.storage.codec import text
from rp_tui.core.storage.log import INSERT_EVENT, Log

SLICE = 1000  # exchanges of one transaction
PUT_BATCH = "INSERT INTO batch (deed, at, first, last) VALUES (?, ?, ?, ?)"
PUT_HEAD = "UPDATE head SET step = ? WHERE chat = ?"

Rows = list[tuple[Any, ...]]
Replies = dict[int, list[int]]


def tell(log: Log, story: Iterator[Exchange]) -> Replies:
    """Write the exchanges onto the chats, which are open; the steps of the replies, by chat."""
    pen = Pen(log)
    while pen.write(story):
        pass
    log.rebuild()
    return pen.replies


class Pen:
    """Where the next event goes, and the steps of the replies so far."""

    def __init__(self, log: Log) -> None:
        self.log, self.at = log, int(log.clock())
        (self.seq,) = log.db.execute("SELECT max(seq) FROM event").fetchone()
        self.branches = {chat: log.place(step)[1] for chat, step in log.heads().items()}
        self.replies: Replies = {}

    def write(self, story: Iterator[Exchange]) -> bool:
        """Write some of the story; false at its end. The projections are behind until a rebuild."""
        events: Rows = []
        batches: Rows = []
        for host, yours, reply in islice(story, SLICE):
            first = self.seq + 1
            self._step(events, self.branches[host], yours)
            self.replies.setdefault(host, []).append(self.seq + 1)
            self._step(events, self.branches[host], reply)
            batches.append((f"tell:{first}", self.at, first, self.seq))
        with self.log.transaction():
            self.log.db.executemany(INSERT_EVENT, events)
            self.log.db.executemany(PUT_BATCH, batches)
            heads = [(steps[-1], chat) for chat, steps in self.replies.items()]
            self.log.db.executemany(PUT_HEAD, heads)
        return bool(events)

    def _step(self, events: Rows, branch: int, drafts: Step) -> None:
        step = self.seq + 1
        for kind, event, named in drafts:
            self.seq += 1
            entity = NOUNS[kind].born(event, self.seq) if named is None else named
            name, version = type(event).__name__, event.VERSION
            events.append((self.seq, branch, step, kind, entity, name, version, text(event)))
