"""Rounds: a player is started, killed at a random moment, and what it left is held to account."""

import asyncio
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from typing import Self

from rp_tui.core.storage.connection import connect_to_read
from rp_tui.core.storage.database import opened
from tests.torture.deeds import Deed, Outcome, perform
from tests.torture.journal import ACK, OPENING, Account, read
from tests.torture.ledger import Fate, Ledger, must, must_verify
from tests.torture.player import DAY_S, MOST_DEEDS, Mode, Plan
from tests.torture.victim import Moment, Victim

PLAYER = "tests.torture.player"
ROUNDS_A_DAY = 8  # what is left behind is pruned after days, so that it grows for long

MODES: dict[Mode, int] = {
    "play": 54,
    "spree": 8,
    "rewind": 14,
    "rebuild": 6,
    "open": 10,
    "birth": 8,
}
# After which line in the journal the player dies, and how long after it at most.
MOMENTS: dict[Mode, tuple[str, float]] = {
    "play": (f"{ACK} ", 0.15),
    "spree": (f"{ACK} ", 2.0),
    "rewind": ('"verb":"move"', 0.3),
    "rebuild": ('"verb":"rebuild"', 0.3),
    "open": (OPENING, 0.03),
    "birth": (OPENING, 0.06),
}


class Store:
    """A database, and what must be in it."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "chat.db"
        self.journal = folder / "journal"
        self.ledger = Ledger()
        self.pending: Deed | None = None
        self.events = 0

    def plan(self, mode: Mode, seed: str, number: int, day: int) -> Plan:
        """A new player's; its first number is above all that were."""
        self.journal.unlink(missing_ok=True)
        where = str(self.database), str(self.journal)
        return Plan(*where, mode, seed, number * MOST_DEEDS, day, self.pending)

    def judge(self, day: int, tally: Counter[str]) -> Fate:
        """Hold what a dead player left against its journal."""
        account = read(self.journal)
        if not self.database.exists():
            must(not account.opened, "the database was opened and is gone")
            return Fate()
        self.events = must_verify(self.database)
        fate = self.settle(account, day)
        tally["acknowledged"] += len(account.done)
        tally["batches"] += sum(deed.is_named for deed, _ in account.done)
        if account.pending and account.pending.is_named:
            tally["committed" if fate.was_done else "undone"] += 1
        if account.pending or account.done:
            self.pending = fate.deed
        return fate

    def settle(self, account: Account, day: int) -> Fate:
        with closing(connect_to_read(self.database)) as db:
            return self.ledger.settle(db, account, day)

    def mend(self, fate: Fate, day: int) -> int:
        """Open what the dead player left, and do its last deed once more, or twice: it is once."""
        outcomes = asyncio.run(self.again(day))
        left = {file.name for file in self.database.parent.iterdir() if file.is_file()}
        must(left <= {"chat.db", "chat.db.lock", "journal"}, f"closing left {left}")
        deed, self.pending = self.pending, None
        if deed and deed.verb == "prune" and fate.was_done:
            must(outcomes[0].number == 0, "a prune that was done left something to prune")
        if deed:
            self.settle(Account(True, [(deed, outcome) for outcome in outcomes], None), day)
        return len(outcomes)

    async def again(self, day: int) -> list[Outcome]:
        async with opened(self.database, clock=lambda: day * DAY_S) as database:
            if self.pending is None:
                return []
            times = 2 if self.pending.is_named else 1
            return [await perform(database, self.pending) for _ in range(times)]


class Campaign:
    """Rounds on one database that grows, with some births of others between them."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.seed = folder, seed
        self.store = Store(folder)
        self.tally: Counter[str] = Counter()
        self.scene = "before the first round"  # what to say when a promise is broken
        self.spare = Victim(PLAYER)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.spare.end()

    def round(self, number: int) -> None:
        """One life and death of a player."""
        chance = Random(f"{self.seed}:{number}")
        mode: Mode = chance.choices(list(MODES), list(MODES.values()))[0] if number else "play"
        until, longest_s = MOMENTS[mode]
        moment = Moment(until, 1, chance.uniform(0, longest_s), chance.random() < 0.5)
        day = number // ROUNDS_A_DAY
        self.scene = f"round {number} of seed {self.seed}: {mode}, killed at {moment}"
        with self.place(mode, number) as store:
            plan = store.plan(mode, f"{self.seed}:{number}", number, day)
            self.spare.live(plan, store.journal, moment, store.database)
            self.spare = Victim(PLAYER)
            fate = store.judge(day, self.tally)
            if mode == "birth" or chance.random() < 0.5:
                self.tally["retries"] += store.mend(fate, day)
        self.tally["events"] = self.store.events
        self.tally["rounds"] += 1
        self.tally[mode] += 1

    @property
    def summary(self) -> str:
        """What came of it, in figures."""
        tally = self.tally
        return (
            f"{tally['rounds']} writers killed, {tally['acknowledged']:,} deeds acknowledged, "
            f"{tally['batches']:,} of them batches; {tally['committed']} batches committed but "
            f"not acknowledged, {tally['undone']} undone; {tally['retries']} retries; "
            f"{tally['events']:,} events; none lost, halved or doubled"
        )

    def finish(self) -> None:
        """Open once more, and look at all of it."""
        self.scene = "after the last round"
        self.store.mend(Fate(), self.tally["rounds"] // ROUNDS_A_DAY)
        must_verify(self.store.database)

    @contextmanager
    def place(self, mode: Mode, number: int) -> Iterator[Store]:
        """The database that grows, or for a birth one of its own."""
        if mode != "birth":
            yield self.store
            return
        folder = self.folder / f"birth-{number}"
        folder.mkdir()
        yield Store(folder)
        shutil.rmtree(folder)
