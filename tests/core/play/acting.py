"""A stage for tests: real SQLite, the real ladder, and a voice that says what it is told to."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rp_tui.core.domain.bot import BotAuthored
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.prompt import Prompt
from rp_tui.core.engine import Engine
from rp_tui.core.llm.chain import Chain, Link
from rp_tui.core.llm.endpoint import Endpoint
from rp_tui.core.llm.ladder import Ladder
from rp_tui.core.llm.port import End, Params, Piece, Text
from rp_tui.core.llm.scheduler import Scheduler
from rp_tui.core.llm.trace import Call, Tracer
from rp_tui.core.play.feed import ChatChanged, Feed, Happened, Phase, RunChanged, Why, WorkEnded
from rp_tui.core.play.rules import Rules
from rp_tui.core.play.stage import Stage
from rp_tui.core.storage.database import opened
from rp_tui.core.storage.keeping import Folders

if TYPE_CHECKING:
    from rp_tui.core.llm.outcome import Fallback

NOON = 1_700_000_000.0

MARA = BotAuthored(
    "Mara",
    persona="Mara is forty and runs the house with an iron hand. She reads on the dryer at night, "
    "knows every tenant's secrets, and tells none of them.",
    voice=("Rent is rent, love. Friday is Friday.",),
    traits=("stern", "dry", "secretly kind"),
    backstory="She bought the house with the insurance money and never says whose.",
    relationship="Mara is your landlady. She has a soft spot for you.",
    kickoff="It rains. You come down to the laundry room on a Sunday night, and Mara is there "
    "already, sitting on the dryer, reading. She looks up at you.",
)
ILSE = BotAuthored(
    "Ilse",
    persona="Ilse is thin and quick and owes everybody money. She laughs before she lies, and "
    "always knows where the back door is.",
    voice=("Lend me a cigarette and I'll tell you the truth. Most of it.",),
    traits=("proud", "quick", "cannot stand a lie"),
    relationship="Ilse is an old friend of yours.",
    kickoff="Ilse waits for you at the bar on a Friday evening, turning a coin in her fingers.",
)


Say = str | Trouble | asyncio.Event


class Voice:
    """Says the next of its replies: words stream, a trouble is raised, an event is waited for.

    Without replies left it says one that tells how often it was asked, so that no two are alike.
    """

    def __init__(self) -> None:
        self.replies: list[tuple[Say, ...]] = []
        self.prompts: list[Prompt] = []
        self.paused = asyncio.Event()  # set where a reply waits

    def says(self, *pieces: Say) -> None:
        """One reply more, in pieces."""
        self.replies.append(pieces)

    async def generate(self, prompt: Prompt, params: Params) -> AsyncGenerator[Piece, None]:
        self.prompts.append(prompt)
        usual = (f'"Quite so." *A pause, the {len(self.prompts)}th.*',)
        for piece in self.replies.pop(0) if self.replies else usual:
            match piece:
                case str():
                    for word in piece.split(" "):
                        yield Text(f"{word} ")
                case asyncio.Event():
                    self.paused.set()
                    await piece.wait()
                case Trouble():
                    raise piece
        yield End("done")

    async def warm(self) -> None:
        """There is nothing to wait for."""

    def prompted(self, at: int = -1) -> str:
        """All that a prompt said."""
        return "\n".join(message.text for message in self.prompts[at].messages)


class Watcher:
    """Follows the feed, as a screen does."""

    def __init__(self, feed: Feed) -> None:
        self._news = asyncio.Event()
        self._follower = feed.follow(self._news.set)
        self.seen: list[Happened] = []

    async def until(self, phase: Phase) -> RunChanged:
        """Wait until a run enters a phase."""
        while True:
            for one in await self._next():
                if isinstance(one, RunChanged) and one.phase == phase:
                    return one

    async def of(self, chat: int, why: Why) -> ChatChanged:
        """Wait until a chat has changed for a reason."""
        while True:
            for one in await self._next():
                if isinstance(one, ChatChanged) and (one.chat, one.why) == (chat, why):
                    return one

    async def rests(self, chat: int) -> None:
        """Wait until what went on beside a chat is over."""
        while WorkEnded(chat) not in await self._next():
            pass

    async def _next(self) -> tuple[Happened, ...]:
        await self._news.wait()
        self._news.clear()
        happened = self._follower.take().happened
        self.seen += happened
        return happened


class Playing:
    """An engine with all that a test wants to look at."""

    def __init__(self, engine: Engine, stage: Stage, voice: Voice) -> None:
        self.engine, self.stage, self.voice = engine, stage, voice
        self.database = stage.database
        self.calls: list[Call] = []
        self.fallbacks: list[Fallback] = []

    async def begin(self, draft: BotAuthored = MARA) -> int:
        """A bot whose chat is open, its kickoff confirmed as it was proposed."""
        bot = await self.engine.author(draft)
        await self.engine.confirm_kickoff(bot, await self.engine.propose_kickoff(bot))
        return bot


@asynccontextmanager
async def playing(
    folder: Path, rules: Rules | None = None, clock: Callable[[], float] = lambda: NOON
) -> AsyncIterator[Playing]:
    """A start of the engine on a folder; the end of the block is the end of the program."""
    voice = Voice()
    calls: list[Call] = []
    fallbacks: list[Fallback] = []
    async with opened(folder / "chat.db", clock=clock) as database:
        scheduler, tracer = Scheduler(4), Tracer(calls.append)
        stage = Stage(
            database,
            Link(Endpoint("http://127.0.0.1:9/v1"), voice, Params("test-1b")),
            Ladder(Chain("classifier"), scheduler, fallbacks.append, tracer),
            scheduler,
            tracer,
            Folders(*(folder / name for name in ("backups", "periodic", "rewinds", "exports"))),
            rules or Rules(),
            clock=clock,
        )
        engine = Engine(stage)
        play = Playing(engine, stage, voice)
        play.calls, play.fallbacks = calls, fallbacks
        await engine.start()
        try:
            yield play
        finally:
            await engine.close()


def texts(said: Iterable[str]) -> str:
    """Everything as one text, to look for what must not be in it."""
    return "\n".join(said)
