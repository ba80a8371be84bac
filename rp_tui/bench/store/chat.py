"""One long chat on a stage of its own, which several measurements share."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

from rp_tui.bench.stage import Stage, staged
from rp_tui.bench.store.sizes import Sizes

HOST = 1


class Chat(NamedTuple):
    """The chat, the step of each reply in it, and how much of it is measured."""

    stage: Stage
    path: Path
    replies: list[int]
    sizes: Sizes


@asynccontextmanager
async def played(folder: Path, sizes: Sizes) -> AsyncIterator[Chat]:
    """A chat that has been played for as many turns as the sizes say."""
    path = folder / "chat.db"
    async with staged(path, hosts=1) as stage:
        replies = await go_on(stage, sizes.turns)
        yield Chat(stage, path, replies, sizes)


async def go_on(stage: Stage, turns: int) -> list[int]:
    """Play on; the steps of the replies."""
    replies = await stage.tell(stage.story.exchange(HOST) for _ in range(turns))
    return replies[HOST]
