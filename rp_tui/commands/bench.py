"""`rp-tui bench`: measure, say what was found, and answer 1 when a bound is missed.

With --quick the sizes are not those that the bounds are meant for, so the answer is 0.
"""

import asyncio
import signal
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path

from rp_tui.bench.rows import Row, as_json, header, line, summary

Show = Callable[[Row], None]


def run(args: Namespace) -> int:
    """Show each row when it is known, or all of them as JSON in the end."""
    rows: list[Row] = []

    def show(row: Row) -> None:
        rows.append(row)
        if not args.json:
            say(line(row))

    if not args.json:
        say(header())
    with tidily(), tempfile.TemporaryDirectory(prefix="rp-tui-bench-") as folder:
        asyncio.run(measured(args, Path(folder), show))
    say(as_json(rows) if args.json else f"\n{summary(rows)}")
    return int(not args.quick and not all(row.met for row in rows))


@contextmanager
def tidily() -> Iterator[None]:
    """The system's wish that we end leaves no more behind than Ctrl+C does."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def measured(args: Namespace, folder: Path, show: Show) -> Coroutine[object, object, None]:
    """What was asked for; only that is imported."""
    if args.bench == "prompt":
        from rp_tui.bench import prompt
        from rp_tui.bench.prompt import sizes as of_prompts

        sizes = of_prompts.QUICK if args.quick else of_prompts.FULL
        return prompt.measure(folder, sizes, show)
    if args.bench == "play":
        from rp_tui.bench import play
        from rp_tui.bench.play import sizes as of_plays

        return play.measure(folder, of_plays.QUICK if args.quick else of_plays.FULL, show)
    if args.bench == "ui":
        from rp_tui.bench import ui
        from rp_tui.bench.ui import sizes as of_screens

        return ui.measure(folder, of_screens.QUICK if args.quick else of_screens.FULL, show)
    from rp_tui.bench import store
    from rp_tui.bench.store import sizes as of_store

    return store.measure(folder, of_store.QUICK if args.quick else of_store.FULL, show)


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
