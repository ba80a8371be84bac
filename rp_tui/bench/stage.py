"""A database with a cast and its open chats, for the time of a measurement."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Concatenate, Literal, ParamSpec, TypeVar

from rp_tui.bench.bulk import Pen, Replies
from rp_tui.bench.stories import Exchange, Story
from rp_tui.bench.timing import clocked
from rp_tui.core.storage.database import Database, opened
from rp_tui.core.storage.log import Log, Written

P = ParamSpec("P")
T = TypeVar("T")

SEED = 2031
Synchronous = Literal["OFF", "NORMAL", "FULL"]


class Stage:
    """The open database and the story told in it; every deed gets a name of its own."""

    def __init__(self, database: Database, story: Story) -> None:
        self.database, self.story = database, story
        self.names = (f"bench:{number}" for number in count())

    async def act(
        self, deed: Callable[Concatenate[Log, str, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Do a deed, through the door that play uses."""
        return await self.database.do(deed, next(self.names), *args, **kwargs)

    async def clocked(
        self,
        deed: Callable[Concatenate[Log, str, P], Written],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> float:
        """How long a deed takes."""
        return await clocked(self.act(deed, *args, **kwargs))

    async def rewind(self, chat: int, step: int) -> float:
        """How long it takes to go back to a step; the head is then where it was."""
        taken = await self.clocked(Log.move, step)
        await self.act(Log.undo, chat)
        return taken

    async def tell(self, story: Iterator[Exchange]) -> Replies:
        """Write a long story at once; the steps of its replies, by chat."""
        await self.sync("OFF")
        pen = await self.database.do(Pen)
        while await self.database.do(lambda _: pen.write(story)):
            pass
        await self._rebuild()
        await self.sync("FULL")
        await self.database.checkpoint()
        return pen.replies

    async def sync(self, synchronous: Synchronous) -> None:
        """How sure a commit must be of the disk; in play it is FULL."""
        await self.database.do(lambda log: log.db.execute(f"PRAGMA synchronous = {synchronous}"))

    async def _rebuild(self) -> None:
        """A million events take long; who no longer wants to wait need not."""
        log = await self.database.do(lambda log: log)
        try:
            await self.database.do(Log.rebuild)
        except asyncio.CancelledError:
            log.db.interrupt()
            raise


@asynccontextmanager
async def staged(path: Path, hosts: int, *, guests: int = 0) -> AsyncIterator[Stage]:
    """A new database in which every host's chat is open."""
    story = await asyncio.to_thread(Story, SEED)
    async with opened(path) as database:
        stage = Stage(database, story)
        await stage.act(Log.author, *story.cast(hosts + guests))
        for host in range(1, hosts + 1):
            await stage.act(Log.open, host, *story.opening(host))
        yield stage
