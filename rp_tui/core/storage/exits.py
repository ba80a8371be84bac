"""Exits: a guest who seems to have left, until it is seen off, or you go on as if it were there."""

from sqlite3 import Connection

from rp_tui.core.domain.ids import owned_by, part_of
from rp_tui.core.storage import reads
from rp_tui.core.storage.exchange import exchange
from rp_tui.core.storage.history import LAST_OF_YOURS

JOINED = """SELECT coalesce(max(e.step), 0) FROM event e
  JOIN live_span s ON s.branch = e.branch AND e.step <= s.upto
  WHERE e.kind = 'chat' AND e.entity = ? AND e.type = 'GuestJoined'"""
LEFT_ON = """SELECT e.step FROM live_span s
  JOIN event e ON e.branch = s.branch AND e.step BETWEEN :since AND s.upto AND e.seq = e.step
  WHERE s.chat = :chat AND e.kind = 'turn'
    AND EXISTS (SELECT 1 FROM batch WHERE deed = 'exit:' || e.step || ':' || :guest)"""


def deed(step: int, guest: int) -> str:
    """What finding that a guest seems to have left on a step is named."""
    return f"exit:{step}:{guest}"


def leaving(db: Connection, chat: int) -> int | None:
    """The guest of a chat, if it seems to have left since you said something."""
    guest = reads.chat(db, chat).guest
    if guest is None:
        return None
    yours = db.execute(LAST_OF_YOURS, owned_by(chat)).fetchone()
    (joined,) = db.execute(JOINED, (chat,)).fetchone()
    since = max(part_of(yours[0]), joined) if yours else joined
    told = {"chat": chat, "guest": guest, "since": since}
    # Words that read otherwise by now are judged on a later step.
    steps = db.execute(LEFT_ON, told).fetchall()
    return guest if any(exchange(db, step) for (step,) in steps) else None
