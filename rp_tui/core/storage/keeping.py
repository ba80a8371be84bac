"""Keeping: what is done for a story's safety while nobody waits, one piece after the other."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.storage import backup, snapshots, tail_file
from rp_tui.core.storage.database import Database
from rp_tui.core.storage.log import Log


class Folders(NamedTuple):
    """Where files are written that a player can keep."""

    backups: Path
    periodic: Path
    rewinds: Path
    exports: Path


class Kept(Struct):
    """What was done at an idle moment, and what could not be."""

    backup: Path | None = None
    snapshot: Path | None = None
    pruned: int = 0  # events
    tails_removed: int = 0
    came_home: bool = False  # the write-ahead log
    troubles: tuple[Trouble, ...] = ()


class Keeper:
    """Looks after one open database. Files are made on threads and connections of their own."""

    def __init__(
        self, database: Database, folders: Folders, clock: Callable[[], float] = time.time
    ) -> None:
        self.database = database
        self.folders = folders
        self.clock = clock
        self._pruned_on = ""

    async def keep_tail(self, left: int, to: int) -> Path | None:
        """Write down what a rewind removes, before it or right after; none if that is nothing."""
        return await asyncio.to_thread(
            tail_file.keep_tail, self.database.path, left, to, self.folders.rewinds, self.clock()
        )

    async def idle(self) -> Kept:
        """Do what is due. What fails leaves the rest to be done; cancelled, it ends in between.

        The files come first, so that what is pruned is in a backup of the same day.
        """
        kept = Kept()
        for duty in (self._back_up, self._snapshot, self._prune, self._tidy, self._come_home):
            try:
                await duty(kept)
            except Trouble as trouble:
                kept.troubles += (trouble,)
        return kept

    async def _back_up(self, kept: Kept) -> None:
        path, folder, now = self.database.path, self.folders.backups, self.clock()
        if await asyncio.to_thread(backup.due, path, folder, now):
            kept.backup = await asyncio.to_thread(backup.backup, path, folder, now)

    async def _snapshot(self, kept: Kept) -> None:
        path, folder, now = self.database.path, self.folders.periodic, self.clock()
        played = await asyncio.to_thread(snapshots.played, path, folder)
        if snapshots.due(*played, now):
            kept.snapshot = await asyncio.to_thread(snapshots.snapshot, path, folder, now)

    async def _prune(self, kept: Kept) -> None:
        """Once a day: nothing grows old in less."""
        today = str(backup.day(self.clock()))
        if today != self._pruned_on:
            kept.pruned = await self.database.do(Log.prune)
            kept.tails_removed = await asyncio.to_thread(
                tail_file.remove_old, self.database.path, self.folders.rewinds
            )
            self._pruned_on = today

    async def _tidy(self, _: Kept) -> None:
        await self.database.do(Log.tidy)

    async def _come_home(self, kept: Kept) -> None:
        wal = self.database.path.with_name(f"{self.database.path.name}-wal")
        if await asyncio.to_thread(lambda: wal.exists() and wal.stat().st_size > 0):
            await self.database.checkpoint()
            kept.came_home = True
