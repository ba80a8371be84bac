"""`rp-tui doctor`: say where things live, what they stand on, and whether all is well."""

import json
import os
from argparse import Namespace
from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from rp_tui import paths
from rp_tui.commands.checkup import Place, Report, examine
from rp_tui.core.domain.clean import clean
from rp_tui.core.storage.census import Census


def run(args: Namespace) -> int:
    """Say how things are; answer 1 if the program could not start."""
    places = paths.find(args.data_dir, os.environ)
    report, found = examine(places), None
    if args.models:
        from rp_tui.commands import models  # much is loaded for them

        found = models.look(places.config, os.environ)
        report = replace(report, problems=[*report.problems, *found.problems])
    if args.json:
        seen = {"models": found} if found else {}
        print(json.dumps(msgspec.to_builtins(msgspec.structs.asdict(report) | seen), indent=2))
    else:
        lines = told(report, models.told(found) if found else {})
        print("\n".join(clean(line) for line in lines))
    return 1 if report.problems else 0


def told(report: Report, models: dict[str, str] | None = None) -> Iterator[str]:
    """The report as a person reads it."""
    if models:
        yield from section("Models", models)
    yield from section("Places", {name: told_place(at) for name, at in report.places.items()})
    yield from section(
        "Disk",
        {
            "file system": report.disk.filesystem or "unknown",
            "free": size(report.disk.free_bytes),
            "open in": str(report.owner) if report.owner else "no process",
            "attach with": report.owner.attach if report.owner else "",
        },
    )
    if report.stories:
        yield from section("Stories", told_stories(report.stories))
    has = {True: "yes", False: "missing"}
    sqlite = {"version": report.sqlite.version, "threads": report.sqlite.threads}
    features = {name: has[there] for name, there in report.sqlite.features.items()}
    yield from section("SQLite", sqlite | features)
    yield from section("Versions", {n: v or "not installed" for n, v in report.versions.items()})
    yield from (f"Warning: {warning}" for warning in report.warnings)
    yield from (f"Problem: {problem}" for problem in report.problems)
    if not report.warnings and not report.problems:
        yield "All is well."


def told_stories(found: Census) -> dict[str, str]:
    """What the database holds, where this program can read it."""
    schema = f"{found.schema}, this program knows {found.schema_known}"
    if found.schema != found.schema_known:
        return {"schema": schema}
    numbers = {
        "events": found.last_event,
        "bots": found.bots,
        "chats": found.chats,
        "turns": found.turns,
        "memories": found.memories,
        "unspoken replies": found.inflight,
        "classifier failures": found.failures,
    }
    return {"schema": schema} | {name: f"{number:,}" for name, number in numbers.items()}


def section(title: str, facts: dict[str, str]) -> Iterator[str]:
    """A heading, and a line for each fact that there is."""
    yield title
    yield from (f"  {name:<20}{fact}" for name, fact in facts.items() if fact)
    yield ""


def told_place(at: Place) -> str:
    """A path, and whether something is there."""
    if at.size_bytes is not None:
        return f"{at.path}  {size(at.size_bytes)}"
    return at.path if at.present else f"{at.path}  (not there yet)"


def size(count: int) -> str:
    """A number of bytes in the unit that suits it."""
    for unit, step in (("GB", 1 << 30), ("MB", 1 << 20), ("kB", 1 << 10)):
        if count >= step:
            return f"{count / step:.1f} {unit}"
    return f"{count} bytes"
