"""What bad days share: a database that was played, and ways to start, ask and change it."""

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from sqlite3 import Connection
from typing import Concatenate, ParamSpec, TypeVar

from rp_tui.core.storage.database import opened
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.timeline import Timeline
from rp_tui.core.storage.verify import verify
from tests.torture.tale import CHAT, Tale, begun, deeds_done

LATER = 1000  # above the numbers of all deeds that were done before

P = ParamSpec("P")
T = TypeVar("T")


def played(path: Path) -> Path:
    """A database that was played in and closed."""
    asyncio.run(play(path))
    return path


async def play(path: Path) -> None:
    async with opened(path) as database:
        await begun(database, exchanges=60)


def go_on(path: Path) -> None:
    """Play a great deal more."""

    async def play_on() -> None:
        async with opened(path) as database:
            tale = Tale(database)
            tale.number = LATER
            tale.head = await database.ask(lambda db: Timeline(db).head(CHAT))
            await tale.tell(tale.next("chronicle"))

    asyncio.run(play_on())


def rebuild(path: Path) -> None:
    async def built() -> None:
        async with opened(path) as database:
            await database.do(Log.rebuild)

    asyncio.run(built())


def ask(
    path: Path,
    question: Callable[Concatenate[Connection, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """Open, ask one question, and close."""

    async def asked() -> T:
        async with opened(path) as database:
            return await database.ask(question, *args, **kwargs)

    return asyncio.run(asked())


def start(path: Path) -> None:
    ask(path, deeds_done)


def must_start(path: Path) -> None:
    """It starts, and is whole."""
    start(path)
    assert verify(path).fault is None


def execute(path: Path, sql: str) -> None:
    with sqlite3.connect(path) as db:
        db.execute(sql)
        db.commit()
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    db.close()
