"""The tree of steps: where each one stands, and what a move of a head makes live or dead."""

from collections.abc import Iterable
from sqlite3 import Connection
from typing import Any

from rp_tui.core.domain.nouns import NOUNS
from rp_tui.core.storage.errors import NotFound
from rp_tui.core.storage.projector import Key
from rp_tui.core.storage.tables import Position

AUTHORING = 0  # the step of all that is authored: always live, folded before any play

# A step's branch and all above it, each with the last step of it that the path takes in.
PATH = """WITH RECURSIVE path (branch, upto, parent, fork) AS (
    SELECT b.id, e.step, b.parent, b.fork
    FROM event e JOIN branch b ON b.id = e.branch WHERE e.seq = ? AND e.step = e.seq
    UNION ALL
    SELECT b.id, path.fork, b.parent, b.fork FROM path JOIN branch b ON b.id = path.parent)
  SELECT branch, upto, fork FROM path"""
LEFT = "SELECT step FROM tail WHERE chat = ? ORDER BY batch DESC"
ENTITIES_BETWEEN = """SELECT kind, entity, min(step) FROM event
  WHERE branch = ? AND step > ? AND step <= ? GROUP BY kind, entity"""
PUT_SPAN = "INSERT INTO live_span VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET upto = excluded.upto"
CHILDREN = """SELECT min(step) FROM event WHERE branch = :branch AND step > :step UNION
  SELECT (SELECT min(step) FROM event WHERE branch = b.id)
  FROM branch b WHERE b.parent = :branch AND b.fork = :step"""
PARENT = """SELECT coalesce((SELECT max(step) FROM event WHERE branch = b.id AND step < ?),
  iif(parent IS NULL, NULL, fork)) FROM branch b WHERE id = ?"""


class Timeline:
    """The steps of all chats, on one connection."""

    def __init__(self, db: Connection) -> None:
        self.db = db

    def head(self, chat: int) -> int:
        """The step on which a chat now stands."""
        found = self._first("SELECT step FROM head WHERE chat = ?", chat)
        if found is None:
            raise NotFound(f"There is no chat {chat}; open it first.")
        return found

    def heads(self) -> dict[int, int]:
        """Where every chat stands."""
        return dict(self.db.execute("SELECT chat, step FROM head"))

    def place(self, step: int) -> tuple[int, int]:
        """The chat and the branch of a step."""
        if step == AUTHORING:
            return 0, 0
        sql = """SELECT b.chat, b.id FROM event e JOIN branch b ON b.id = e.branch
          WHERE e.seq = ? AND e.step = e.seq"""
        found: tuple[int, int] | None = self.db.execute(sql, (step,)).fetchone()
        if found is None:
            raise NotFound(f"There is no step {step}; it was pruned, or it never was.")
        return found

    def tip(self, branch: int) -> int:
        """The last step of a branch."""
        found = self._first("SELECT max(step) FROM event WHERE branch = ?", branch)
        if found is None:
            raise NotFound(f"There is no branch {branch}; it was pruned, or it never was.")
        return found

    def parent(self, step: int) -> int | None:
        """The step that this one stands on; a root's first step stands on none."""
        _, branch = self.place(step)
        return self._first(PARENT, step, branch)

    def children(self, step: int) -> list[int]:
        """The steps that stand on this one, oldest first."""
        _, branch = self.place(step)
        found = self.db.execute(CHILDREN, {"branch": branch, "step": step})
        return sorted(child for (child,) in found if child)

    def siblings(self, step: int) -> list[int]:
        """The steps that stand where this one stands, itself among them, oldest first."""
        parent = self.parent(step)
        return [step] if parent is None else self.children(parent)

    def is_live(self, step: int) -> bool:
        """Whether the step is on the path that its chat stands on."""
        _, branch = self.place(step)
        return bool(self._first("SELECT upto >= ? FROM live_span WHERE branch = ?", step, branch))

    def named(self, chat: int, name: str) -> int:
        """The last step of the chat's branch of that name."""
        branch = self._first("SELECT id FROM branch WHERE chat = ? AND name = ?", chat, name)
        if branch is None:
            raise NotFound(f"This chat has no branch called {name}; list its branches.")
        return self.tip(branch)

    def left(self, chat: int) -> list[int]:
        """The steps that the chat's head was moved away from, and that are kept, latest first."""
        return [step for (step,) in self.db.execute(LEFT, (chat,))]

    def last_left(self, chat: int) -> int | None:
        """The step that the chat's head was last moved away from."""
        return self._first(f"{LEFT} LIMIT 1", chat)

    def path(self, step: int) -> tuple[dict[int, int], int]:
        """How much of which branches leads to a step, and the horizon of their root."""
        rows = self.db.execute(PATH, (step,)).fetchall()
        if not rows:
            raise NotFound(f"There is no step {step}; it was pruned, or it never was.")
        return {branch: upto for branch, upto, _ in rows}, rows[-1][2]

    def shift(self, chat: int, step: int) -> dict[Key, Position]:
        """Make the path to a step the chat's live one; say from where on each entity changed."""
        old = dict(self.db.execute("SELECT branch, upto FROM live_span WHERE chat = ?", (chat,)))
        old_horizon = self._first("SELECT step FROM horizon WHERE bot = ?", chat) or 0
        new, horizon = self.path(step)
        changed: dict[Key, Position] = {}
        for branch in {branch for branch, _ in old.items() ^ new.items()}:
            between = (branch, *sorted((old.get(branch, 0), new.get(branch, 0))))
            for kind, entity, first in self.db.execute(ENTITIES_BETWEEN, between):
                key, since = (kind, entity), (first, 0)
                changed[key] = min(since, changed.get(key, since))
        if horizon != old_horizon:
            changed |= dict.fromkeys(self._entities_of(chat), (AUTHORING + 1, 0))
        dead = [(branch,) for branch in old.keys() - new.keys()]
        self.db.executemany("DELETE FROM live_span WHERE branch = ?", dead)
        self.stand(chat, dict(new.items() - old.items()), horizon)
        return changed

    def stand(self, chat: int, spans: dict[int, int], horizon: int) -> None:
        """Put down what is live of a chat."""
        rows = [(branch, chat, upto) for branch, upto in spans.items()]
        self.db.executemany(PUT_SPAN, rows)
        self.db.execute("INSERT OR REPLACE INTO horizon VALUES (?, ?)", (chat, horizon))

    def _entities_of(self, bot: int) -> Iterable[Key]:
        """A scan of the index; a reset is rare."""
        keys = self.db.execute("SELECT DISTINCT kind, entity FROM event")
        return [key for key in keys if bot in NOUNS[key[0]].ends(key[1])]

    def _first(self, sql: str, *values: Any) -> int | None:
        found: tuple[int | None] | None = self.db.execute(sql, values).fetchone()
        return found and found[0]
