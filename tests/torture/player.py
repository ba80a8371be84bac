"""The process that is killed: it opens the database and does one random deed after another."""

import asyncio
import os
import sys
from collections.abc import Iterator
from itertools import count, cycle
from pathlib import Path
from random import Random
from sqlite3 import Connection
from typing import Literal, NamedTuple

from msgspec import Struct, json

from rp_tui.core.storage import inflight, reads, search
from rp_tui.core.storage.database import Database, opened
from rp_tui.core.storage.timeline import Timeline
from tests.torture.deeds import BOTS, Deed, Verb, perform
from tests.torture.journal import OPENED, OPENING, Journal

Mode = Literal["play", "spree", "rewind", "rebuild", "open", "birth"]

MOST_DEEDS = 3_000  # a player that nobody kills ends by itself
NEAR_STEPS = 24
DAY_S = 86_400
REST_S = 0.02  # of who reads beside the deeds

WEIGHTS: dict[Verb, int] = {
    "speak": 30, "settle": 10, "move": 8, "undo": 8, "put": 12, "keep": 8,
    "chronicle": 8, "reset": 1, "prune": 2, "checkpoint": 2,
}  # fmt: skip
CYCLES: dict[Mode, tuple[Verb, ...]] = {
    "rewind": ("move", "undo", "move", "speak", "undo"),
    "rebuild": ("speak", "rebuild"),
}
NEWEST_STEPS = """SELECT e.seq FROM event e JOIN branch b ON b.id = e.branch
  WHERE b.chat = ? AND e.step = e.seq ORDER BY e.seq DESC LIMIT ?"""
OLDEST_STEPS = NEWEST_STEPS.replace("DESC", "ASC")
NEWEST_KNOWN = """SELECT kind, entity FROM event WHERE kind IN ('memory', 'turn')
  ORDER BY seq DESC LIMIT ?"""


class Plan(Struct, frozen=True):
    """What a player is told: where, how, and what was left undone by the one before it."""

    database: str
    journal: str
    mode: Mode
    seed: str
    first: int  # the number of its first deed
    day: int
    pending: Deed | None = None


class View(NamedTuple):
    """What a player must know of a chat to choose its next deed; no head means not open."""

    is_authored: bool
    head: int | None
    left: int | None
    near: list[int]
    far: list[int]
    inflight: list[int]
    known: list[tuple[str, int]]


def look(db: Connection, chat: int) -> View:
    timeline = Timeline(db)
    return View(
        bool(reads.bots(db)),
        timeline.heads().get(chat),
        timeline.last_left(chat),
        [step for (step,) in db.execute(NEWEST_STEPS, (chat, NEAR_STEPS))],
        [step for (step,) in db.execute(OLDEST_STEPS, (chat, NEAR_STEPS))],
        [one.id for one in inflight.all_inflight(db, chat)],
        db.execute(NEWEST_KNOWN, (NEAR_STEPS,)).fetchall(),
    )


class Player:
    def __init__(self, plan: Plan, database: Database, journal: Journal) -> None:
        self.plan, self.database, self.journal = plan, database, journal
        self.chance = Random(plan.seed)
        self.chats = BOTS if plan.mode in ("play", "spree") else (self.chance.choice(BOTS),)
        self.verbs = self.verbs_to_come()

    async def play(self) -> None:
        """Do again what was left unacknowledged, then go on until killed."""
        if self.plan.pending:
            await self.do(self.plan.pending)
        parent = os.getppid()
        for number in range(self.plan.first, self.plan.first + MOST_DEEDS):
            if os.getppid() != parent:
                return
            await self.do(await self.choose(number))

    async def do(self, deed: Deed) -> None:
        self.journal.tried(deed)
        self.journal.acknowledged(deed, await perform(self.database, deed))

    async def read(self) -> None:
        """Read beside the deeds, as a screen does."""
        for number in count():
            chat = BOTS[number % len(BOTS)]
            await self.database.ask(reads.last_turns, chat, 20)
            words = search.any_of(["lantern", "river"])
            await self.database.ask(search.witnessed_memories, chat, words, 4)
            await asyncio.sleep(REST_S)

    async def choose(self, number: int) -> Deed:
        chat = self.chance.choice(self.chats)
        view = await self.database.ask(look, chat)
        seed = self.chance.getrandbits(32)
        if not view.is_authored:
            return Deed(number, "author", seed=seed)
        if view.head is None:
            return Deed(number, "open", chat, seed=seed)
        verb = next(verb for verb in self.verbs if is_possible(verb, view))
        known = tuple(self.chance.sample(view.known, min(2, len(view.known))))
        told = self.chance.choice(view.inflight) if view.inflight else 0
        match verb:
            case "move":
                return Deed(number, verb, chat, self.target(view))
            case "undo":
                return Deed(number, verb, chat, view.left or 0)
            case "settle":
                step = self.chance.choice([0, *view.near])
                return Deed(number, verb, chat, step, seed=seed, known=known)
            case "speak" | "keep":
                return Deed(number, verb, chat, view.head, told, seed, known)
        return Deed(number, verb, chat, view.head, seed=seed, known=known)

    def verbs_to_come(self) -> Iterator[Verb]:
        if self.plan.mode in CYCLES:
            yield from cycle(CYCLES[self.plan.mode])
        while True:
            yield from self.chance.choices(list(WEIGHTS), list(WEIGHTS.values()))

    def target(self, view: View) -> int:
        far = self.plan.mode == "rewind" or self.chance.random() < 0.05
        return self.chance.choice(view.far if far else view.near)


def is_possible(verb: Verb, view: View) -> bool:
    match verb:
        case "undo":
            return view.left is not None
        case "keep":
            return bool(view.inflight)
    return True


async def main(plan: Plan) -> None:
    journal = Journal(Path(plan.journal))
    journal.note(OPENING)
    async with opened(Path(plan.database), clock=lambda: plan.day * DAY_S) as database:
        journal.note(OPENED)
        player = Player(plan, database, journal)
        reading = asyncio.create_task(player.read())
        await player.play()
        reading.cancel()


if __name__ == "__main__":
    if line := sys.stdin.readline():
        asyncio.run(main(json.decode(line, type=Plan)))
