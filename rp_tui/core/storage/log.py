"""The log of deeds: new steps, late work, and moves of a chat's head among its steps.

A head is a step. Rewind, regenerate, swipe, switch, undo and the undo of a reset are all one move
of it. A branch opens only when a step is written where its line already goes on.
"""

import time
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from sqlite3 import Connection, IntegrityError
from typing import Any, NamedTuple, TypeVar

from rp_tui.core.domain.edit import ManualEdit
from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.noun import Birth, Draft, Event, Late
from rp_tui.core.domain.nouns import NOUNS
from rp_tui.core.domain.text import line
from rp_tui.core.storage import prune
from rp_tui.core.storage.codec import text
from rp_tui.core.storage.connection import roomy
from rp_tui.core.storage.errors import (
    AlreadyOpen,
    HeadMoved,
    Misplaced,
    NameInUse,
    NotFound,
    NothingToUndo,
    NothingToWrite,
)
from rp_tui.core.storage.graft import put_back
from rp_tui.core.storage.projector import Key, Projector
from rp_tui.core.storage.tables import Position
from rp_tui.core.storage.tail import Tail
from rp_tui.core.storage.timeline import AUTHORING, PUT_SPAN, Timeline

T = TypeVar("T")
Drafts = Iterable[Draft | Late]

AUTHORED = frozenset({"you", "bot"})  # who somebody is does not come and go with a chat's steps

INSERT_EVENT = "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
INSERT_BATCH = "INSERT INTO batch (deed, at, first, last) VALUES (?, ?, ?, ?) RETURNING id"
FIND_BATCH = "SELECT first, last FROM batch WHERE deed = ?"
# What is part of the story again was not left behind.
FORGET_LIVE_TAILS = """DELETE FROM tail WHERE chat = ? AND EXISTS (
  SELECT 1 FROM event e JOIN live_span s ON s.branch = e.branch AND e.step <= s.upto
  WHERE e.seq = tail.step)"""
IS_BORN = "SELECT 1 FROM event WHERE kind = ? AND entity = ? LIMIT 1"
EVENTS_OF = "SELECT step, kind, entity FROM event WHERE seq BETWEEN ? AND ? ORDER BY seq"


class Written(NamedTuple):
    """What a deed put down: the steps it wrote on, and the entity of each event, in order."""

    steps: tuple[int, ...]
    entities: tuple[Key, ...]


class Log(Timeline):
    """All deeds. Each has a name, is one transaction, and is not done twice.

    Asked for again, it tells what it wrote, less what was pruned since.
    """

    def __init__(self, db: Connection, clock: Callable[[], float] = time.time) -> None:
        super().__init__(db)
        self.clock = clock
        self.projector = Projector(db)
        self.bots = {YOU}  # known to be there; a bot is never taken out of the log

    def author(self, deed: str, *drafts: Draft | Late) -> Written:
        """Write what is always live: identities, seeds."""
        return self.settle(deed, AUTHORING, *drafts)

    def open(self, deed: str, chat: int, *drafts: Draft | Late) -> Written:
        """Open a bot's chat with its first step."""
        return self._once(deed, lambda batch: self._open(batch, chat, drafts))

    def reset(self, deed: str, chat: int, *drafts: Draft | Late) -> Written:
        """Open a bot's chat anew, on a root that hides all that the bot had before."""
        with roomy(self.db):
            return self._once(deed, lambda batch: self._reset(batch, chat, drafts))

    def append(
        self,
        deed: str,
        head: int,
        *steps: Drafts,
        beside: Callable[[Connection], object] | None = None,
    ) -> Written:
        """Write new steps on the head that the caller saw, and in one with them what is beside."""

        def work(_: int) -> None:
            self._append(head, steps)
            if beside:
                beside(self.db)

        return self._once(deed, work)

    def settle(self, deed: str, step: int, *drafts: Draft | Late) -> Written:
        """Write late work on a step that is there, live or dead."""
        return self._once(deed, lambda _: self._settle(step, drafts))

    def mark(self, deed: str) -> Written:
        """Put down that a deed was done of which there is nothing to tell."""
        return self._once(deed, lambda _: None)

    def move(self, deed: str, step: int) -> Written:
        """Let the step's chat stand on it."""
        with roomy(self.db):
            return self._once(deed, lambda batch: self._move(batch, self._chat_of(step), step))

    def undo(self, deed: str, chat: int) -> Written:
        """Go back to the step that the chat's head was last moved away from."""
        with roomy(self.db):
            return self._once(deed, lambda batch: self._undo(batch, chat))

    def graft(self, deed: str, tail: Tail) -> Written:
        """Let a tail's chat stand on its end again, also where it was pruned."""

        def work(batch: int) -> None:
            put_back(self, tail)
            self._move(batch, tail.header.chat, tail.header.left)

        with roomy(self.db):
            return self._once(deed, work)

    def name(self, deed: str, step: int, name: str | None) -> Written:
        """Name the step's branch; what is named is kept up to its last step."""
        return self._once(deed, lambda _: self._name(step, name))

    def prune(self) -> int:
        """Delete what no head, name, young tail or sibling holds; say how many events went."""
        with self.transaction():
            return prune.prune(self.db)

    def tidy(self) -> None:
        """Bring what is searched into an order that is searched faster; for idle moments."""
        with self.transaction():
            self.projector.tidy()

    def rebuild(self) -> None:
        """Build every projection again from the log alone."""
        with roomy(self.db), self.transaction():
            self.db.execute("DELETE FROM live_span WHERE chat != 0")
            self.db.execute("DELETE FROM horizon")
            for chat, step in self.heads().items():
                self.stand(chat, *self.path(step))
            self.projector.rebuild()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; SQLite may have rolled back by itself by the time an error is here."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.db.execute("COMMIT")
        except BaseException:  # an interrupt too: what is half written must not wait for a commit
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            raise

    def _once(self, deed: str, work: Callable[[int], None]) -> Written:
        with self.transaction():
            if (found := self.db.execute(FIND_BATCH, (deed,)).fetchone()) is None:
                first = self._last_seq() + 1
                batch = self._put_batch(deed, first)
                work(batch)
                found = first, self._last_seq()
                self.db.execute("UPDATE batch SET last = ? WHERE id = ?", (found[1], batch))
            return self._written(*found)

    def _put_batch(self, deed: str, first: int) -> int:
        values = (deed, int(self.clock()), first, first - 1)
        batch: int = self.db.execute(INSERT_BATCH, values).fetchone()[0]
        return batch

    def _written(self, first: int, last: int) -> Written:
        events = self.db.execute(EVENTS_OF, (first, last)).fetchall()
        steps = dict.fromkeys(step for step, _, _ in events)
        return Written(tuple(steps), tuple((kind, entity) for _, kind, entity in events))

    def _last_seq(self) -> int:
        return self._first("SELECT seq FROM sqlite_sequence WHERE name = 'event'") or 0

    def _write(self, branch: int, step: int | None, drafts: Drafts) -> dict[Key, Position]:
        """Put events on a step, or on a new one that the first of them opens."""
        rows: list[tuple[Any, ...]] = []
        changed: dict[Key, Position] = {}
        told: list[int] = []
        for seq, draft in enumerate(drafts, self._last_seq() + 1):
            kind, named = draft.kind, draft.entity
            event = draft.make(told) if isinstance(draft, Late) else draft.event
            must_tell_of(kind, event)
            step = seq if step is None else step
            if kind in AUTHORED and step != AUTHORING:
                raise Misplaced(f"A {kind} is authored, not played; write it as authoring.")
            entity = self._born(kind, event, seq, changed) if named is None else named
            if named is not None:
                self._must_be(kind, entity, changed)
            told.append(entity)
            changed.setdefault((kind, entity), (step, seq))
            name = type(event).__name__
            rows.append((seq, branch, step, kind, entity, name, event.VERSION, text(event)))
        self.db.executemany(INSERT_EVENT, rows)
        return changed

    def _born(self, kind: str, event: Event, seq: int, new: Container[Key]) -> int:
        """The id of a new entity; bots are numbered, so that theirs fit the high bits of an id."""
        noun = NOUNS[kind]
        if noun.birth is Birth.NUMBERED:
            last = self._first("SELECT max(entity) FROM event WHERE kind = ?", kind) or 0
            return next(number for number in count(last + 1) if (kind, number) not in new)
        entity = noun.born(event, seq)
        self._ends_must_be(kind, entity, new)
        return entity

    def _must_be(self, kind: str, entity: int, new: Container[Key]) -> None:
        """Refuse an event of something that was never born, or whose ends are nobody."""
        if NOUNS[kind].birth is Birth.NEVER:
            self._ends_must_be(kind, entity, new)
        elif (kind, entity) not in new and not self._first(IS_BORN, kind, entity):
            raise NotFound(f"There is no {kind} {entity}; it was pruned, or it never was.")

    def _ends_must_be(self, kind: str, entity: int, new: Container[Key]) -> None:
        for bot in NOUNS[kind].ends(entity):
            if bot in self.bots or ("bot", bot) in new:
                continue
            if not self._first(IS_BORN, "bot", bot):
                raise NotFound(f"There is no bot {bot}, so nothing can be told of its {kind}.")
            self.bots.add(bot)

    def _open(self, batch: int, chat: int, drafts: Drafts) -> None:
        if self._first("SELECT 1 FROM head WHERE chat = ?", chat):
            raise AlreadyOpen(f"Chat {chat} is open already; reset it to begin anew.")
        self._root(batch, chat, 0, drafts)

    def _reset(self, batch: int, chat: int, drafts: Drafts) -> None:
        self.head(chat)
        self._root(batch, chat, self._last_seq(), drafts)

    def _root(self, batch: int, chat: int, horizon: int, drafts: Drafts) -> None:
        self._ends_must_be("chat", chat, ())
        root = self._branch(chat, None, horizon)
        self._write(root, None, some(drafts))
        self._move(batch, chat, self.tip(root))

    def _append(self, head: int, steps: Iterable[Drafts]) -> None:
        chat, branch = self.place(head)
        if self.head(chat) != head:
            raise HeadMoved(f"Chat {chat} no longer stands on step {head}; look again, and retry.")
        if self.tip(branch) != head:
            branch = self._branch(chat, branch, head)
        changed: dict[Key, Position] = {}
        for drafts in some(steps):
            changed = self._write(branch, None, some(drafts)) | changed
        step = self.tip(branch)
        self.db.execute("UPDATE head SET step = ? WHERE chat = ?", (step, chat))
        self.db.execute(PUT_SPAN, (branch, chat, step))
        self.projector.refresh(changed)

    def _settle(self, step: int, drafts: Drafts) -> None:
        """On a dead step the fold passes the new events by, and the rows stay as they are."""
        _, branch = self.place(step)
        changed = self._write(branch, step, some(drafts))
        if self.is_live(step):
            self.projector.refresh(changed)

    def _move(self, batch: int, chat: int, step: int) -> None:
        left = self._first("SELECT step FROM head WHERE chat = ?", chat)
        self.db.execute("INSERT OR REPLACE INTO head VALUES (?, ?)", (chat, step))
        self.projector.refresh(self.shift(chat, step))
        self.db.execute(FORGET_LIVE_TAILS, (chat,))
        if left is not None and not self.is_live(left):
            self.db.execute("INSERT OR REPLACE INTO tail VALUES (?, ?, ?)", (chat, left, batch))

    def _chat_of(self, step: int) -> int:
        chat, _ = self.place(step)
        if step == AUTHORING:
            raise NotFound("No chat stands on what is authored; name a step of a chat.")
        return chat

    def _undo(self, batch: int, chat: int) -> None:
        step = self.last_left(chat)
        if step is None:
            raise NothingToUndo("There is nothing to undo in this chat.")
        self._move(batch, chat, step)

    def _name(self, step: int, name: str | None) -> None:
        _, branch = self.place(step)
        name = line(name) or None if name else None
        try:
            self.db.execute("UPDATE branch SET name = ? WHERE id = ?", (name, branch))
        except IntegrityError as error:
            raise NameInUse(f"Another branch is called {name}; choose another name.") from error

    def _branch(self, chat: int, parent: int | None, fork: int) -> int:
        sql = "INSERT INTO branch (chat, parent, fork) VALUES (?, ?, ?) RETURNING id"
        branch: int = self.db.execute(sql, (chat, parent, fork)).fetchone()[0]
        return branch


def must_tell_of(kind: str, event: Event) -> None:
    """Refuse an event that is another noun's."""
    if type(event) is not ManualEdit and type(event) not in NOUNS[kind].events:
        raise Misplaced(f"A {type(event).__name__} tells nothing of a {kind}; name its own noun.")


def some(things: Iterable[T]) -> Iterable[T]:
    """The things, of which there is at least one: a step has an event, and no branch is empty."""
    found = tuple(things)
    if not found:
        raise NothingToWrite("A deed needs at least one event; nothing was written.")
    return found
