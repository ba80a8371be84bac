"""The program's own engine with both its slots on a server of the tests', and all that it tells."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from rp_tui.bootstrap import engine as opened
from rp_tui.config import load
from rp_tui.config.settings import variable
from rp_tui.core.domain.bot import BotAuthored
from rp_tui.core.engine import Engine
from rp_tui.core.llm.clients import Clients
from rp_tui.core.llm.endpoint import Endpoint
from rp_tui.core.llm.openai_model import OpenAIModel
from rp_tui.core.play.feed import Happened, Partial, RunChanged
from rp_tui.core.storage import reads
from rp_tui.paths import Places
from tests.core.play.acting import MARA
from tests.core.play.answers import answer, job_of
from tests.loopback import Asked, Loopback, Plan, plans
from tests.loopback.player import KEY
from tests.loopback.talk import Talk

BARD, JUDGE = "bard", "judge"
SLOW_AFTER_S = 0.2
REPLY = '*Mara looks up.* "You are late, and the tea is cold."'
LONGEST_S = 20.0


async def judged(talk: Talk) -> None:
    """Answer a job in its form."""
    job = job_of(talk.asked.body["messages"][0]["content"])
    assert job
    await plans.says([answer(job)])(talk)


class Served:
    """An engine on a server, and all that it told."""

    def __init__(self, engine: Engine, server: Loopback, minds: dict[str, Plan]) -> None:
        self.engine, self.server, self.minds = engine, server, minds
        self.database = engine._stage.database
        self.happened: list[Happened] = []
        self.partials: list[Partial] = []
        self._news = asyncio.Event()
        self._follower = engine.feed.follow(self._take)

    def _take(self) -> None:
        news = self._follower.take()
        self.happened += news.happened
        self.partials += news.partials.values()
        self._news.set()

    async def shown(self, words: str) -> None:
        """Wait until words of a reply are shown."""
        await self._until(lambda: any(words in one.text for one in self.partials))

    async def entered(self, phase: str) -> RunChanged:
        """Wait until a run comes so far."""
        await self._until(lambda: phase in self.phases)
        runs = (one for one in self.happened if isinstance(one, RunChanged))
        return next(one for one in runs if one.phase == phase)

    @property
    def phases(self) -> list[str]:
        return [one.phase for one in self.happened if isinstance(one, RunChanged)]

    async def _until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(LONGEST_S):
            while not holds():
                self._news.clear()
                await self._news.wait()

    async def begin(self, draft: BotAuthored = MARA) -> int:
        bot = await self.engine.author(draft)
        await self.engine.confirm_kickoff(bot, await self.engine.propose_kickoff(bot))
        return bot

    async def said(self, chat: int) -> list[str]:
        turns = await self.database.ask(reads.last_turns, chat, 100)
        return [turn.prose for turn in turns.values()][1:]  # without the kickoff

    async def written(self) -> int:
        """How many events there are."""
        sql = "SELECT count(*) FROM event"
        count: int = await self.database.ask(lambda db: db.execute(sql).fetchone()[0])
        return count

    def asked(self, model: str) -> list[Asked]:
        return [chat for chat in self.server.chats if chat.body["model"] == model]

    async def reached(self, model: str, times: int) -> Asked:
        """Wait until a model has been asked so often."""
        async with asyncio.timeout(LONGEST_S):
            while len(asked := self.asked(model)) < times:
                await self.server.reached(len(self.server.chats) + 1, LONGEST_S)
        return asked[times - 1]


def hasty(endpoint: Endpoint, clients: Clients, **manners: Any) -> OpenAIModel:
    """The adapter with less patience, for tests to wait less."""
    waits_s = tuple(wait_s / 100 for wait_s in manners.pop("retry_waits_s"))
    return OpenAIModel(
        endpoint, clients, slow_after_s=SLOW_AFTER_S, retry_waits_s=waits_s, **manners
    )


@asynccontextmanager
async def against(folder: Path, settings: dict[str, str] | None = None) -> AsyncIterator[Served]:
    """A start of the program's own engine with both its slots on a server."""
    minds: dict[str, Plan] = {BARD: plans.says(REPLY), JUDGE: judged}
    async with Loopback(plans.by_model(minds)) as server:
        named = {
            "api_key": KEY,
            "base_url": server.url,
            "narrative.model": BARD,
            "classifier.model": JUDGE,
            "classifier.fallbacks": ",",
            **(settings or {}),
        }
        env = {variable(name): value for name, value in named.items()}
        config = load(folder / "config.toml", env)
        async with opened(config, Places(folder, folder / "chat.db")) as engine:
            yield Served(engine, server, minds)
