"""`rp-tui restore FILE`: let a backup, a snapshot or a rewind's tail be the story again."""

import os
import sys
import time
from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from rp_tui import paths
from rp_tui.core.domain.clean import clean
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.storage.restore import Copied, NothingToRestore, Rewound, ready

YES = "yes"


class NobodyToAsk(Trouble):
    """A restore is asked for where nobody can type an answer."""

    def __init__(self) -> None:
        super().__init__(
            "A restore replaces the story as it is, and there is no terminal to ask at; "
            "add --yes if that is what you want."
        )


def run(args: Namespace) -> int:
    """Check the file, ask, and restore it; answer 1 if the answer is no."""
    if not args.yes and not sys.stdin.isatty():
        raise NobodyToAsk
    places, source = paths.find(args.data_dir, os.environ), paths.absolute(args.file)
    if not source.exists():
        raise NothingToRestore(source)
    places.prepare()
    with ready(source, places.database, places.backups) as found:
        say(told(found, source, places.database))
        if not args.yes and not asked():
            say(["Nothing was changed."])
            return 1
        aside = found.put_in_place(time.time())
        say(done(aside, places.database))
    return 0


def told(found: Copied | Rewound, source: Path, database: Path) -> Iterator[str]:
    """What the file is, and what restoring it does."""
    if isinstance(found, Copied):
        holds = found.holds
        yield f"{source} is whole:"
        yield (
            f"  {holds.bots:,} bots, {holds.chats:,} chats, {holds.turns:,} turns,"
            f" {holds.memories:,} memories"
        )
        if database.exists():
            yield f"It will take the place of {database}, which is kept beside it."
        return
    header = found.tail.header
    counts = ", ".join(f"{kind} {count:,}" for kind, count in header.counts.items())
    when = f"{datetime.fromtimestamp(header.at).astimezone():%Y-%m-%d %H:%M}"
    yield f"{source} is what a rewind of {header.host or 'a chat'} removed at {when}:"
    yield f"  steps {header.steps:,}, events: {counts}"
    yield "The chat will stand there again; where it stands now is left as by a rewind."


def done(aside: Path | None, database: Path) -> Iterator[str]:
    yield f"Restored: {database}"
    if aside:
        yield f"The one before it is {aside}"


def asked() -> bool:
    """Whether the player types yes, in full."""
    print(f"Type {YES} to restore it: ", end="", flush=True)
    return sys.stdin.readline().strip().casefold() == YES


def say(lines: Iterator[str] | list[str]) -> None:
    for line in lines:
        print(clean(line), flush=True)
