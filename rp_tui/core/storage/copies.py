"""Copies of the database in a folder: stamped with their time, checked, and thinned out."""

import os
import re
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from rp_tui.core.storage.connection import connect_to_read, understood
from rp_tui.core.storage.copy import copy, put_in_place
from rp_tui.core.storage.errors import DamagedFile, StorageTrouble
from rp_tui.core.storage.migrations import schema_version

STAMP = "%Y%m%d-%H%M%S"  # in UTC, so that no hour comes twice
UNFINISHED = ".unfinished-"
LEFT_BEHIND_S = 24 * 3600  # nothing takes so long to make; who made it was killed


class Stamped(NamedTuple):
    """A file of ours, by what its name says: when it was made, and the which of that second."""

    at: float
    number: int
    path: Path


def copy_into(folder: Path, source: Path, kept: int, now: float) -> Path:
    """Copy and check a database, and let the oldest copies go; it may be in use meanwhile."""
    with workshop(folder) as inside:
        unfinished = inside / source.name
        copy(source, unfinished)
        must_be_sound(unfinished, source)
        made = name(unfinished, folder / source.name, now)
    thin(made.parent, source.stem, source.suffix, kept, now)
    return made


def must_be_sound(copied: Path, source: Path) -> None:
    """Refuse a copy that is not whole or not of ours; it is as its source is."""
    with understood(source), closing(connect_to_read(copied)) as db:
        for (line,) in db.execute("PRAGMA quick_check(1)"):
            if line != "ok":
                raise DamagedFile(source, line)
        schema_version(db, source)


@contextmanager
def workshop(folder: Path) -> Iterator[Path]:
    """A place in a folder to make a file in, of which nothing stays but what was given a name."""
    with understood(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        sweep_leftovers(folder)
        inside = Path(mkdtemp(prefix=UNFINISHED, dir=folder))
        try:
            yield inside
        except StorageTrouble as trouble:
            if inside in trouble.path.parents:
                raise type(trouble)(folder, trouble.cause) from trouble
            raise
        finally:
            shutil.rmtree(inside, ignore_errors=True)


def name(unfinished: Path, like: Path, now: float) -> Path:
    """Give a finished file the first name that is free in this second."""
    stamp = datetime.fromtimestamp(now, UTC).strftime(STAMP)
    for number in count(1):
        end = f"-{number}" if number > 1 else ""
        target = like.with_name(f"{like.stem}-{stamp}{end}{like.suffix}")
        try:
            # An empty file is the claim to a name: two who make a copy at once take two.
            os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            continue
        break
    try:
        put_in_place(unfinished, target)
    except BaseException:  # an interrupt too: an empty file must not pass for a copy
        target.unlink(missing_ok=True)
        raise
    return target


def stamped(folder: Path, stem: str, suffix: str) -> list[Stamped]:
    """The files whose names we gave, oldest first; what bears another name is a person's own."""
    ours = re.compile(rf"{re.escape(stem)}-(\d{{8}}-\d{{6}})(?:-(\d+))?{re.escape(suffix)}")
    found = []
    with understood(folder):
        for path in folder.iterdir() if folder.is_dir() else ():
            match = ours.fullmatch(path.name)
            at = moment(match[1]) if match else None
            if match and at is not None and is_whole(path):
                found.append(Stamped(at, int(match[2] or 1), path))
    return sorted(found)


def moment(stamp: str) -> float | None:
    """The time that a stamp tells; none if it is no time at all."""
    try:
        return datetime.strptime(stamp, STAMP).replace(tzinfo=UTC).timestamp()
    except ValueError:
        return None


def is_whole(path: Path) -> bool:
    """Whether it is a file with something in it, and not the mere claim to a name."""
    try:
        found = path.lstat()
    except FileNotFoundError:  # somebody else has just removed it
        return False
    return stat.S_ISREG(found.st_mode) and found.st_size > 0


def thin(folder: Path, stem: str, suffix: str, kept: int, now: float) -> None:
    """Remove the oldest; what a wrong clock dated later than now goes first, and holds no place."""
    found = stamped(folder, stem, suffix)
    found.sort(key=lambda one: (one.at <= now, one.at, one.number))
    with understood(folder):
        for old in found[:-kept]:
            old.path.unlink(missing_ok=True)


def sweep_leftovers(folder: Path) -> None:
    """Remove what was being made by somebody who was killed."""
    long_ago = time.time() - LEFT_BEHIND_S
    for path in folder.glob(f"{UNFINISHED}*"):
        with suppress(FileNotFoundError):  # whose maker has just finished
            if path.lstat().st_mtime < long_ago:
                shutil.rmtree(path, ignore_errors=True)
