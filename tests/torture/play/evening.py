"""The process that is killed: it plays two chats at once, as two impatient people would."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from itertools import count
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any, Literal

from msgspec import Struct, json

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.ids import part_of
from rp_tui.core.engine import Engine
from rp_tui.core.play.feed import Partial, RunChanged
from rp_tui.core.play.guests import Introduction
from rp_tui.core.play.stage import Stage
from rp_tui.core.play.wish import Outcome
from rp_tui.core.storage import reads
from tests.torture.play.house import house
from tests.torture.play.lines import (
    Diary,
    Done,
    Entered,
    Heard,
    Opened,
    Opening,
    Said,
    Tried,
    Verb,
)
from tests.torture.play.minds import FAILS, Judge, Voice

Mode = Literal["stream", "speak", "settle", "close", "retry", "recover"]

HOST, GUEST = 1, 2
MOST_ACTS = 500  # who is killed by nobody ends by itself
STOPPED = 0.15  # of all replies
OFTEN_FAILS = 0.8
LONGEST_WAIT_S = 0.6  # before a reply is stopped, or the next thing is done
FULL_STORY = 10_000  # turns

WEIGHTS: dict[Verb, int] = {
    "say": 40, "hear": 6, "go_on": 10, "again": 12, "retell": 6, "impersonate": 3, "rewind": 4,
    "undo_move": 4, "close": 6, "guest": 6,
}  # fmt: skip
OFTEN: dict[Mode, dict[Verb, int]] = {"close": {"close": 50, "guest": 30}}
HELD: dict[Verb, int] = {
    "retry": 40, "keep": 30, "discard": 12, "say": 10, "impersonate": 5, "rewind": 5,
}  # fmt: skip

LINES = (
    "I love you, Mara.",
    "*I sit down beside you.*",
    "Tell me about the war. ((keep it short))",
    "*We go down to the harbour.*",
    "Lend me the brass key?",
    "Ilse, what do you say?",
    "((out of character, only))",
)


class Plan(Struct, frozen=True):
    """What a process is told: where it plays, and by what chance."""

    folder: str
    diary: str
    mode: Mode
    mark: str  # in all that is said this evening
    seed: str
    slowly: bool  # whether a judge is asked that takes its time


class Scribe:
    """Follows the feed so closely that a line is written before the engine goes on."""

    def __init__(self, engine: Engine, diary: Diary) -> None:
        self._diary = diary
        self._shown: dict[str, int] = {}
        self._follower = engine.feed.follow(self._take)

    def _take(self) -> None:
        news = self._follower.take()
        for happened in news.happened:
            if isinstance(happened, RunChanged):
                told = happened.chat, happened.run, happened.kind, happened.phase
                self._diary.tell(Entered(*told))
        for partial in news.partials.values():
            self._note(partial)

    def _note(self, partial: Partial) -> None:
        known = self._shown.get(partial.run, 0)
        self._diary.tell(Heard(partial.run, monotonic(), partial.text[known:]))
        self._shown[partial.run] = len(partial.text)


class Player:
    """One who plays one chat, one act after the other."""

    def __init__(self, plan: Plan, engine: Engine, stage: Stage, diary: Diary, chat: int) -> None:
        self._plan, self._engine, self._stage, self._diary = plan, engine, stage, diary
        self._chat = chat
        self._chance = Random(f"{plan.seed}:{chat}")
        self._doings: dict[Verb, Callable[[str], Awaitable[Any]]] = {
            "say": lambda prose: engine.take_turn(chat, prose),
            "hear": lambda _: engine.hear(chat),
            "go_on": lambda _: engine.go_on(chat),
            "again": lambda _: engine.regenerate(chat),
            "retell": lambda prose: engine.regenerate(chat, prose),
            "impersonate": lambda _: engine.impersonate(chat),
            "rewind": lambda _: self._rewind(),
            "undo_move": lambda _: engine.undo_move(chat),
            "close": lambda _: engine.close_scene(chat),
            "guest": lambda _: self._guest(),
            "retry": lambda _: engine.retry(chat),
            "keep": lambda _: engine.keep(chat),
            "discard": lambda _: engine.discard(chat),
        }

    async def play(self) -> None:
        """Go on until killed."""
        parent = os.getppid()
        for number in count():
            if os.getppid() != parent or number == MOST_ACTS:
                return
            await self._do(number, self._choose())
            if self._chance.random() < 0.4:
                await asyncio.sleep(self._chance.uniform(0, LONGEST_WAIT_S))

    def _choose(self) -> Verb:
        mode = self._plan.mode
        weights = WEIGHTS | OFTEN.get(mode, {})
        if held := self._engine.held(self._chat):
            weights = {verb: weight for verb, weight in HELD.items() if verb != "keep"}
            if held.heard:
                weights["keep"] = HELD["keep"]
        return self._chance.choices(list(weights), list(weights.values()))[0]

    async def _do(self, number: int, verb: Verb) -> None:
        prose = ""
        if verb in ("say", "retell"):
            mark = f"p{self._plan.mark}-{number}-{self._chat}"
            prose = f"{self._chance.choice(LINES)} {mark}"
        impatient = self._chance.random() < STOPPED
        self._diary.tell(Tried(self._chat, number, verb, prose, impatient))
        outcome, refused = None, ""
        try:
            made = await self._done(self._doings[verb](prose), impatient)
            outcome = made if isinstance(made, Outcome) else None
        except Trouble as trouble:
            refused = type(trouble).__name__
        turns = await self._stage.database.ask(reads.last_turns, self._chat, FULL_STORY)
        self._diary.tell(Done(self._chat, number, tuple(turns), outcome, refused))

    async def _done(self, doing: Awaitable[Any], impatient: bool) -> Any:
        """Await it, or lose patience."""
        task = asyncio.ensure_future(doing)
        if impatient:
            await asyncio.wait([task], timeout=self._chance.uniform(0, LONGEST_WAIT_S))
            await self._engine.stop(self._chat)
        return await task

    async def _rewind(self) -> object:
        turns = await self._stage.database.ask(reads.last_turns, self._chat, 6)
        return await self._engine.rewind(self._chat, part_of(self._chance.choice([*turns])))

    async def _guest(self) -> None:
        """Let the other bot come if it is not there, else go."""
        if self._chat != HOST:
            return
        chat = await self._stage.database.ask(reads.chat, self._chat)
        if chat.guest is not None:
            await self._engine.see_off(self._chat)
        elif await self._engine.must_introduce(self._chat, GUEST):
            await self._engine.add_guest(self._chat, GUEST, Introduction())
        else:
            await self._engine.add_guest(self._chat, GUEST)


async def main(plan: Plan) -> None:
    diary = Diary(Path(plan.diary))
    diary.tell(Opening())
    chance = Random(plan.seed)
    fails = OFTEN_FAILS if plan.mode == "retry" else FAILS
    voice = Voice(plan.mark, chance, lambda: diary.tell(Said()), fails)
    async with house(Path(plan.folder), voice, Judge(chance) if plan.slowly else None) as (
        engine,
        stage,
    ):
        Scribe(engine, diary)
        await engine.start()
        diary.tell(Opened())
        players = (Player(plan, engine, stage, diary, chat) for chat in (HOST, GUEST))
        await asyncio.gather(*(player.play() for player in players))


if __name__ == "__main__":
    if line := sys.stdin.readline():
        asyncio.run(main(json.decode(line, type=Plan)))
