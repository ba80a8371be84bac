"""Evenings: a process plays, is killed at a random moment, and what it left is held to account."""

import asyncio
from collections import Counter
from pathlib import Path
from random import Random
from typing import Self

from rp_tui.core.engine import Engine
from rp_tui.core.play.stage import Stage
from rp_tui.core.storage import inflight
from tests.core.play.acting import ILSE, MARA
from tests.torture.ledger import must, must_verify
from tests.torture.play.books import CHATS, Books, mark_of
from tests.torture.play.evening import Mode, Plan
from tests.torture.play.findings import story
from tests.torture.play.house import NAME, house
from tests.torture.play.lines import Entered, Opening, Said, Tried, read, word_of
from tests.torture.play.minds import Voice
from tests.torture.victim import Moment, Victim

MODES: dict[Mode, int] = {
    "stream": 34, "speak": 18, "settle": 18, "close": 12, "retry": 8, "recover": 10,
}  # fmt: skip
# After which line of its diary a process dies, and how long after it at most.
MOMENTS: dict[Mode, tuple[str, float]] = {
    "stream": (word_of(Entered, phase="streaming"), 2.5),
    "speak": (word_of(Said), 0.04),
    "settle": (word_of(Entered, phase="spoken"), 0.8),
    "close": (word_of(Tried, verb="close"), 0.6),
    "retry": (word_of(Tried, verb="retry"), 0.03),
    "recover": (word_of(Opening), 0.6),
}
LATEST = 5  # of those lines, the one that it dies after
MENDED = 0.75  # of what is left; else the next process finds it
SLOWLY = 0.5  # of all evenings
PATIENCE_S = 60.0
EVENING = "tests.torture.play.evening"


class Season:
    """Evenings of the same two stories, which grow."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.path, self.diary, self.seed = folder / NAME, folder / "diary", seed
        self.books = Books()
        self.tally: Counter[str] = Counter()
        self.scene = "before the first evening"  # what to say when a promise is broken
        asyncio.run(begin(folder))
        self.spare = Victim(EVENING)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.spare.end()

    def round(self, number: int) -> None:
        """One life and death of a process, and what comes of it."""
        chance = Random(f"{self.seed}:{number}")
        mode = chance.choices(list(MODES), list(MODES.values()))[0]
        word, longest_s = MOMENTS[mode]
        times = 1 if mode == "recover" else chance.randint(1, LATEST)
        moment = Moment(word, times, chance.uniform(0, longest_s), chance.random() < 0.3)
        slowly = chance.random() < SLOWLY
        self.scene = f"evening {number} of seed {self.seed}: {mode}, {slowly=}, killed at {moment}"
        self.diary.unlink(missing_ok=True)
        folder, seed = str(self.path.parent), f"{self.seed}:{number}"
        plan = Plan(folder, str(self.diary), mode, f"{2 * number}", seed, slowly)
        killed_at = self.spare.live(plan, self.diary, moment, self.path)
        self.spare = Victim(EVENING)
        self.books.settle(self.path, read(self.diary), killed_at)
        if chance.random() < MENDED:
            asyncio.run(self._mend(f"{2 * number + 1}", chance))
            self.books.close(self.path)
            self.tally["mended"] += 1
        self.tally["events"] = must_verify(self.path)
        self.tally["rounds"] += 1
        self.tally[mode] += 1

    @property
    def summary(self) -> str:
        """What came of it, in figures."""
        tally, books = self.tally, self.books
        return (
            f"{tally['rounds']} engines killed, {books.tally['acts']:,} acts acknowledged, "
            f"{books.tally['spoken']:,} of them spoken; {books.tally['cut off']} replies cut off "
            f"in their stream; {tally['kept']} held were kept, {tally['let go']} let go; "
            f"{tally['events']:,} events; nothing older than {books.oldest_lost_s:.2f} s lost, "
            "nothing doubled, nothing left unsettled"
        )

    def finish(self) -> None:
        """Open once more, and look at all of it."""
        self.scene = "after the last evening"
        asyncio.run(self._mend("1000001", Random(self.seed)))
        self.books.close(self.path)
        must_verify(self.path)

    async def _mend(self, mark: str, chance: Random) -> None:
        """Open what a dead process left, keep or drop what was cut off, and wait for its end."""
        voice = Voice(mark, chance, nothing)
        async with house(self.path.parent, voice) as (engine, stage):
            await engine.start()
            for chat in CHATS:
                await self._decide(engine, stage, chat, chance)
            async with asyncio.timeout(PATIENCE_S):
                await engine.quiet()

    async def _decide(self, engine: Engine, stage: Stage, chat: int, chance: Random) -> None:
        rows = await stage.database.ask(inflight.all_inflight, chat)
        held = engine.held(chat)
        told = [(row.prose, row.partial) for row in rows]
        shown = [(held.wish.prose, held.heard.text if held.heard else "")] if held else []
        must(told == shown, f"in chat {chat} was on its way: {told}, and held is {shown}")
        if held is None:
            return
        if held.heard and chance.random() < 0.5:
            outcome = await engine.keep(chat)
            self.books.keep(outcome, held.wish.prose)
            self.tally["kept"] += 1
            return
        prose = await engine.discard(chat)
        must(prose == held.wish.prose, f"{prose!r} came back for {held.wish.prose!r}")
        self.books.returned.add(mark_of(prose))
        self.tally["let go"] += 1
        was, is_now = self.books.live[chat], await stage.database.ask(story, chat)
        must(is_now == was, f"chat {chat} was {was[-5:]}, and came back to {is_now[-5:]}")


async def begin(folder: Path) -> None:
    """Author both bots and open their chats."""
    async with house(folder, Voice("0", Random(0), nothing)) as (engine, _):
        for draft in (MARA, ILSE):
            bot = await engine.author(draft)
            await engine.confirm_kickoff(bot, await engine.propose_kickoff(bot))


def nothing() -> None:
    """What nobody is told of."""
