"""Backups: one copy a day, and those that somebody asks for; the last two weeks of them stay."""

from datetime import date, datetime
from pathlib import Path

from rp_tui.core.storage.copies import copy_into, stamped

KEPT = 14


def backup(source: Path, folder: Path, now: float) -> Path:
    """Make a backup, whole and checked, also beside whoever plays."""
    return copy_into(folder, source, KEPT, now)


def due(source: Path, folder: Path, now: float) -> bool:
    """Whether there is no backup of today, as the player's own clock has days."""
    made = (day(one.at) for one in stamped(folder, source.stem, source.suffix))
    return day(now) not in made


def day(at: float) -> date:
    return datetime.fromtimestamp(at).astimezone().date()
