"""`rp-tui verify`: replay the log and say whether all that is stored follows from it."""

import os
import sys
from argparse import Namespace
from time import perf_counter

from rp_tui import paths
from rp_tui.core.storage.verify import verify


def run(args: Namespace) -> int:
    """Say that it is equal, or name the first row that differs and answer 1."""
    places = paths.find(args.data_dir, os.environ)
    began = perf_counter()
    events, rows, fault = verify(places.database)
    took_s = perf_counter() - began
    if fault:
        sys.stdout.write(f"{places.database} differs: {fault}.\n")
        return 1
    sys.stdout.write(
        f"{places.database} is equal to its log: {events:,} events replayed,"
        f" {rows:,} rows compared in {took_s:.1f} s.\n"
    )
    return 0
