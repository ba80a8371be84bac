"""How files are called while a database is restored, and what a restore that was cut off leaves."""

from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from rp_tui.core.storage.copies import STAMP
from rp_tui.core.storage.errors import StorageTrouble

ASIDE = "before-restore"


class RestoreCutOff(StorageTrouble):
    """The old file has been put aside, and the new one has not its name yet."""

    says = (
        "{path} is not there, for a restore was cut off ({cause}); run 'rp-tui restore' again with "
        "the same file, or with the newest that was put aside."
    )


def staged_of(database: Path) -> Path:
    """What is to be the database, before it has its name."""
    return database.with_name(f"{database.name}.restoring")


def aside_of(database: Path, now: float) -> Path:
    """A name that is free for the database that gives way."""
    stamp = datetime.fromtimestamp(now, UTC).strftime(STAMP)
    for number in count(1):
        end = f"-{number}" if number > 1 else ""
        aside = database.with_name(f"{database.name}.{ASIDE}-{stamp}{end}")
        if not any(beside(aside, journal).exists() for journal in ("", "-wal")):
            break
    return aside


def beside(database: Path, end: str) -> Path:
    """The file that SQLite keeps beside a database."""
    return database.with_name(f"{database.name}{end}")


def must_not_be_cut_off(database: Path) -> None:
    """Refuse to begin an empty story in the place of one that was about to be restored."""
    staged = staged_of(database)
    if staged.exists():
        found = sorted(database.parent.glob(f"{database.name}.{ASIDE}-*[0-9]"))
        was = f"the old one is {found[-1].name}" if found else f"{staged.name} was left of it"
        raise RestoreCutOff(database, was)
