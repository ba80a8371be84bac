"""Deletes what nothing holds any more: no head, no name, no young tail, no kept step's sibling.

What was left behind is kept for 14 days on which the log was written. Days are counted, not
subtracted, so a batch under a wrong clock is one day and cannot make everything old at once.
"""

from collections.abc import Iterator
from sqlite3 import Connection

from rp_tui.core.storage.timeline import AUTHORING, PATH

KEEP_TAILS_DAYS = 14
# The day on which a tail was left is not over yet, and one day may be a wrong clock's.
SLACK_DAYS = 2

OLD_SINCE = f"""SELECT max(id) FROM batch GROUP BY at / 86400 ORDER BY 1 DESC
  LIMIT 1 OFFSET {KEEP_TAILS_DAYS + SLACK_DAYS}"""
KEPT_STEPS = """SELECT step FROM head UNION SELECT step FROM tail UNION
  SELECT (SELECT max(step) FROM event WHERE branch = b.id) FROM branch b WHERE name IS NOT NULL"""
NEXT_STEP = "SELECT min(step) FROM event WHERE branch = ? AND step > ?"


def prune(db: Connection) -> int:
    """Delete, inside a transaction, and say how many events went."""
    db.execute(f"DELETE FROM tail WHERE batch < ({OLD_SINCE})")
    held = steps_held(db)
    gone = 0
    for (branch,) in db.execute("SELECT id FROM branch ORDER BY id DESC").fetchall():
        upto = held.get(branch, -1)
        sql = "DELETE FROM event WHERE branch = ? AND step > ?"
        gone += db.execute(sql, (branch, upto)).rowcount
        if branch not in held:
            db.execute("DELETE FROM branch WHERE id = ?", (branch,))
    return gone


def steps_held(db: Connection) -> dict[int, int]:
    """The branches that are kept, and up to which step."""
    held = {0: AUTHORING}
    for (tip,) in db.execute(KEPT_STEPS).fetchall():
        for branch, upto, _ in db.execute(PATH, (tip,)):
            if held.get(branch, -1) >= upto:
                break
            held[branch] = upto
    return held | dict(siblings_of(db, held))


def siblings_of(db: Connection, held: dict[int, int]) -> Iterator[tuple[int, int]]:
    """One step of each line that goes on, or leaves, from a step that is kept."""
    for branch, parent, fork in db.execute("SELECT id, parent, fork FROM branch"):
        if branch in held or held.get(parent, -1) >= fork:
            (step,) = db.execute(NEXT_STEP, (branch, held.get(branch, 0))).fetchone()
            if step:
                yield branch, step
