"""What the doctor looks at: where things live, what they stand on, what is wrong with either."""

import os
import platform
import re
import shutil
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import msgspec

from rp_tui import __version__, paths
from rp_tui.core.storage import disk
from rp_tui.core.storage.census import Census, census
from rp_tui.core.storage.connection import must_have_place, understood
from rp_tui.core.storage.errors import (
    NoDatabase,
    ParentMissing,
    PathIsFolder,
    ReadOnlyFolder,
    StorageTrouble,
)
from rp_tui.core.storage.features import Sqlite, sqlite_features
from rp_tui.core.storage.owner import owner_of
from rp_tui.core.storage.owner_note import Owner

LITTLE_BYTES = 200 << 20  # from here on it is said
NO_BYTES = 1 << 20  # from here on nothing can be written


class Place(msgspec.Struct, frozen=True):
    """One path of ours; what is not there has no size."""

    path: str
    present: bool
    size_bytes: int | None


class Disk(msgspec.Struct, frozen=True):
    """What the database stands on."""

    filesystem: str
    free_bytes: int


class Report(msgspec.Struct, frozen=True):
    """All that the doctor found; a problem stops the program, a warning does not."""

    places: dict[str, Place]
    disk: Disk
    owner: Owner | None
    stories: Census | None
    sqlite: Sqlite
    versions: dict[str, str]
    warnings: list[str]
    problems: list[str]


def examine(places: paths.Places) -> Report:
    """Look at everything and touch nothing."""
    ground = nearest_folder(places.database)
    here = Disk(
        filesystem=disk.filesystem_of(ground.resolve(), disk.mounts()),
        free_bytes=shutil.disk_usage(ground).free,
    )
    sqlite, versions = sqlite_features(), package_versions()
    owner, refused = owner_or_refusal(places.database)
    stories, unread = census_or_refusal(places.database)
    return Report(
        places={name: place(path) for name, path in named(places).items()},
        disk=here,
        owner=owner,
        stories=stories,
        sqlite=sqlite,
        versions=versions,
        warnings=list(risks(places, here)),
        problems=[*wrong_places(places), *refused, *unread, *wrong_ground(here, sqlite, versions)],
    )


def owner_or_refusal(database: Path) -> tuple[Owner | None, list[str]]:
    """Who has the database open, or why that cannot be seen."""
    try:
        return owner_of(database), []
    except StorageTrouble as trouble:
        return None, [str(trouble)]


def census_or_refusal(database: Path) -> tuple[Census | None, list[str]]:
    """What the database holds; nothing where there is none yet, or why it cannot be read."""
    try:
        return census(database), []
    except (NoDatabase, ParentMissing, PathIsFolder):
        return None, []  # said of the places, where it is amiss
    except StorageTrouble as trouble:
        return None, [str(trouble)]


def named(places: paths.Places) -> dict[str, Path]:
    """Every place by the name that a person reads."""
    return {
        "data folder": places.root,
        "database": places.database,
        "backups": places.backups,
        "rewind snapshots": places.rewind_snapshots,
        "periodic snapshots": places.periodic_snapshots,
        "exports": places.exports,
        "config": places.config,
    }


def place(path: Path) -> Place:
    """A path as it is found now."""
    size = os.path.getsize(path) if os.path.isfile(path) else None
    return Place(path=str(path), present=os.path.exists(path), size_bytes=size)


def nearest_folder(path: Path) -> Path:
    """The folder that a path is in, or would be if those above it were made."""
    return next(folder for folder in path.parents if os.path.isdir(folder))


def wrong_places(places: paths.Places) -> Iterator[str]:
    """What keeps the folders from being made or the database from being written."""
    for folder in places.folders:
        if os.path.lexists(folder) and not os.path.isdir(folder):
            yield str(paths.NotAFolder(folder))
    ground = nearest_folder(places.root / "any")
    if not os.access(ground, os.W_OK | os.X_OK):
        yield str(ReadOnlyFolder(ground))
    try:
        with understood(places.database):
            must_have_place(places.database)
    except StorageTrouble as trouble:
        # The data folder itself is made when the program starts.
        if places.database.parent != places.root or not isinstance(trouble, ParentMissing):
            yield str(trouble)
    if os.path.isfile(places.database) and not os.access(places.database, os.R_OK | os.W_OK):
        yield str(ReadOnlyFolder(places.database))


def wrong_ground(here: Disk, sqlite: Sqlite, versions: dict[str, str]) -> Iterator[str]:
    """What the disk, SQLite and the installation lack."""
    if here.free_bytes < NO_BYTES:
        yield "The disk is full; nothing can be saved until some space is free."
    if sqlite.missing:
        missing = ", ".join(sqlite.missing)
        yield f"SQLite {sqlite.version} lacks {missing}; use a Python with a newer SQLite."
    absent = [name for name, found in versions.items() if not found]
    if absent:
        yield f"Not installed: {', '.join(absent)}; run 'make setup', or install rp-tui again."


def risks(places: paths.Places, here: Disk) -> Iterator[str]:
    """What the program can run with, and the player should know."""
    if NO_BYTES <= here.free_bytes < LITTLE_BYTES:
        yield f"Only {here.free_bytes >> 20} MB are free; backups and snapshots need room."
    folder = places.database.parent
    service = (
        disk.synced_by(folder)
        or disk.synced_by(folder.resolve())
        or disk.marked_as_synced(folder.resolve())
    )
    if service:
        yield (
            f"{folder} is synced by {service}, which can tear or revert a database that is open; "
            "keep the data elsewhere, and let the service have the exports."
        )
    if disk.is_network(here.filesystem):
        yield (
            f"{folder} is on another machine ({here.filesystem}), where locks cannot be relied "
            "on; keep the data on a disk of this one."
        )


def package_versions() -> dict[str, str]:
    """The program, Python and every package that the program asks for; empty if not there."""
    try:
        wanted = [line for line in requires("rp-tui") or [] if "extra ==" not in line]
    except PackageNotFoundError:
        wanted = ["rp-tui"]
    names = [match[0] for line in wanted if (match := re.match(r"[\w.-]+", line))]
    found = {name: package_version(name) for name in sorted(names)}
    return {"rp-tui": __version__, "Python": platform.python_version()} | found


def package_version(name: str) -> str:
    """A package's version; empty if it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
