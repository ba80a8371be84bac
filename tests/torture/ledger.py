"""What must be in the database, worked out from the player's journals alone."""

from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from sqlite3 import Connection
from typing import NamedTuple

from rp_tui.core.domain.noun import Draft
from rp_tui.core.storage import inflight
from rp_tui.core.storage.codec import text
from rp_tui.core.storage.verify import verify
from tests.torture.deeds import WRITES_STEPS, Deed, Outcome, steps_of, words_of
from tests.torture.journal import Account

YOUNG_DAYS = 14
LATE = {"settle", "author"}
ROOTS = {"open", "reset"}
EVENTS = """SELECT seq, step, kind, entity, type, payload FROM event
  WHERE seq BETWEEN ? AND ? ORDER BY seq"""


class Violation(Exception):
    """A promise was broken."""


class Batch(NamedTuple):
    """A named deed that was done."""

    deed: Deed
    outcome: Outcome
    first: int
    last: int


class Told(NamedTuple):
    """What the player has on its way to be spoken."""

    prose: str
    partial: str


class Fate(NamedTuple):
    """What became of a deed that was tried and not acknowledged."""

    deed: Deed | None = None
    was_done: bool = False


class Ledger:
    """Grows with each account, and holds the file against itself."""

    def __init__(self) -> None:
        self.batches: dict[str, Batch] = {}
        self.heads: dict[int, int] = {}
        self.parents: dict[int, int | None] = {}
        self.tails: dict[tuple[int, int], int] = {}  # the day on which a chat left a step
        self.events: dict[int, int] = {}  # those that are there, each with its step
        self.told: dict[int, Told] = {}
        self.pruned = 0

    def settle(self, db: Connection, account: Account, day: int) -> Fate:
        """Take an account down, compare all of it with the file, say what its last deed came to."""
        pruned, may_prune = 0, False
        for deed, outcome in account.done:
            self.record(db, deed, outcome, day)
            may_prune |= deed.verb == "prune"
            pruned += outcome.number if deed.verb == "prune" else 0
        fate = self.judge(db, account.pending, day)
        gone = self.events.keys() - {seq for (seq,) in db.execute("SELECT seq FROM event")}
        if account.pending and account.pending.verb == "prune":
            may_prune, fate = True, Fate(account.pending, len(gone) > pruned)
            pruned = len(gone) if fate.was_done else pruned
        must(not gone or may_prune, f"events are gone: {shown(gone)}")
        must(len(gone) == pruned, f"{pruned} events were said to be pruned, {len(gone)} were")
        self.forget(gone, day)
        self.compare(db)
        return fate

    def record(self, db: Connection, deed: Deed, outcome: Outcome, day: int) -> None:
        """Take down one deed that was done."""
        if deed.verb == "put":
            self.told[outcome.number] = Told(words_of(deed), "")
        if deed.verb == "keep":
            self.told[deed.inflight] = self.told[deed.inflight]._replace(partial=words_of(deed))
        if not deed.is_named:
            return
        found = find(db, deed)
        must(len(found) == 1, f"{deed.name} was acknowledged, and is there {len(found)} times")
        batch = Batch(deed, outcome, *found[0])
        known = self.batches.setdefault(deed.name, batch)
        must(known == batch, f"{deed.name} was {known}, and a retry gives {batch}")
        if known is batch:
            self.take_down(db, batch, day)

    def take_down(self, db: Connection, batch: Batch, day: int) -> None:
        """A deed that is new, with all that follows from it."""
        deed, outcome = batch.deed, batch.outcome
        self.hold_against_deed(db, batch)
        self.told.pop(deed.inflight, None)
        for step in outcome.steps if deed.verb in WRITES_STEPS else ():
            self.parents[step] = None if deed.verb in ROOTS else self.heads[deed.chat]
            self.stand(deed.chat, step, day)
        if deed.verb in ("move", "undo"):
            self.stand(deed.chat, deed.step, day)

    def judge(self, db: Connection, deed: Deed | None, day: int) -> Fate:
        """Find out whether a deed was done; if it was, it counts as any other."""
        if deed is None:
            return Fate()
        if deed.is_named:
            is_new, found = deed.name not in self.batches, find(db, deed)
            if is_new and found:
                self.record(db, deed, reported(db, *found[0]), day)
            return Fate(deed, bool(found))
        now = {one.id: Told(one.prose, one.partial) for one in inflight.all_inflight(db)}
        if deed.verb == "put" and (new := now.keys() - self.told.keys()):
            self.record(db, deed, Outcome(number=max(new)), day)
            return Fate(None, True)  # it has no name, so it is not tried again
        if deed.verb == "keep" and now.get(deed.inflight) != self.told[deed.inflight]:
            self.record(db, deed, Outcome(), day)
            return Fate(deed, True)
        return Fate(deed)

    def hold_against_deed(self, db: Connection, batch: Batch) -> None:
        """Each event as the deed meant it; one that is not there counts as gone from here on."""
        deed, outcome = batch.deed, batch.outcome
        meant = [(nth, draft) for nth, step in enumerate(steps_of(deed)) for draft in step]
        sizes = {len(meant), len(outcome.entities), batch.last - batch.first + 1}
        must(len(sizes) == 1, f"{deed.name} meant {len(meant)} events and is {batch}")
        there = {seq: row for seq, *row in db.execute(EVENTS, (batch.first, batch.last))}
        for seq, (nth, draft), key in zip(count(batch.first), meant, outcome.entities):
            step = deed.step if deed.verb in LATE else outcome.steps[nth]
            event = [step, *described(draft, key[1])]
            must(there.get(seq, event) == event, f"event {seq} of {deed.name} is {there.get(seq)}")
            self.events[seq] = step

    def stand(self, chat: int, step: int, day: int) -> None:
        """A chat's head moves; what it leaves off its path is a tail."""
        left = self.heads.get(chat)
        self.heads[chat] = step
        path = set(self.path(step))
        self.tails = {tail: at for tail, at in self.tails.items() if tail[1] not in path}
        if left is not None and left not in path:
            self.tails[chat, left] = day

    def path(self, step: int | None, down_to: int = 0) -> Iterator[int]:
        while step is not None and step >= down_to:
            yield step
            step = self.parents[step]

    def forget(self, gone: Iterable[int], day: int) -> None:
        """Let pruned events go, whole steps of them that nothing young holds."""
        steps = {self.events.pop(seq) for seq in gone}
        halves = steps & set(self.events.values())
        must(not halves, f"steps {shown(halves)} were pruned in part")
        young = [step for (_, step), left in self.tails.items() if left > day - YOUNG_DAYS]
        held: set[int] = set()
        for tip in (*self.heads.values(), *young) if steps else ():
            for step in self.path(tip):
                if step in held:
                    break
                held.add(step)
        must(not steps & held, f"steps {shown(steps & held)} were pruned though they are held")
        self.pruned += len(steps)
        self.tails = {key: left for key, left in self.tails.items() if key[1] not in steps}

    def compare(self, db: Connection) -> None:
        """The whole file against all that was ever taken down."""
        batches = {name: (first, last) for name, first, last in db.execute(
            "SELECT deed, first, last FROM batch")}  # fmt: skip
        meant = {name: (batch.first, batch.last) for name, batch in self.batches.items()}
        must(batches == meant, f"the deeds differ: {shown(batches.items() ^ meant.items())}")
        events = dict(db.execute("SELECT seq, step FROM event"))
        must(events == self.events, f"events differ: {shown(events.items() ^ self.events.items())}")
        heads = dict(db.execute("SELECT chat, step FROM head"))
        must(heads == self.heads, f"the heads are {heads} and should be {self.heads}")
        told = {one.id: Told(one.prose, one.partial) for one in inflight.all_inflight(db)}
        must(told == self.told, f"inflight differs: {shown(told.items() ^ self.told.items())}")


def find(db: Connection, deed: Deed) -> list[tuple[int, int]]:
    """The batches of a deed's name."""
    return db.execute("SELECT first, last FROM batch WHERE deed = ?", (deed.name,)).fetchall()


def reported(db: Connection, first: int, last: int) -> Outcome:
    """What a batch's deed would have reported."""
    rows = db.execute(EVENTS, (first, last)).fetchall()
    steps = tuple(sorted({step for _, step, *_ in rows}))
    return Outcome(steps, tuple((kind, entity) for _, _, kind, entity, *_ in rows))


def described(draft: Draft, entity: int) -> tuple[str, int, str, str]:
    named = entity if draft.entity is None else draft.entity
    return draft.kind, named, type(draft.event).__name__, text(draft.event)


def must_verify(path: Path) -> int:
    """`rp-tui verify` finds nothing wrong; say how many events there are."""
    verdict = verify(path)
    must(verdict.fault is None, f"verify says: {verdict.fault}")
    return verdict.events


def must(holds: bool, sentence: str) -> None:
    if not holds:
        raise Violation(sentence)


def shown(things: Iterable[object]) -> str:
    """The first few of what may be many."""
    found = sorted(things, key=repr)
    return f"{found[:5]}{' …' if len(found) > 5 else ''} ({len(found)})"
