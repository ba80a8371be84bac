"""`rp-tui bench store`: measure, say what was found, and answer 1 when a bound is missed.

With --quick the sizes are not those that the bounds are meant for, so the answer is 0.
"""

import asyncio
import sys
import tempfile
from argparse import Namespace
from pathlib import Path

from rp_tui.bench.rows import Row, as_json, header, line, summary
from rp_tui.bench.store import measure
from rp_tui.bench.store.sizes import FULL, QUICK


def run(args: Namespace) -> int:
    """Show each row when it is known, or all of them as JSON in the end."""
    rows: list[Row] = []

    def show(row: Row) -> None:
        rows.append(row)
        if not args.json:
            say(line(row))

    if not args.json:
        say(header())
    with tempfile.TemporaryDirectory(prefix="rp-tui-bench-") as folder:
        asyncio.run(measure(Path(folder), QUICK if args.quick else FULL, show))
    say(as_json(rows) if args.json else f"\n{summary(rows)}")
    return int(not args.quick and not all(row.met for row in rows))


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
