"""`rp-tui backup`: make a backup now, or have the system make one every night."""

import os
import sys
import time
from argparse import Namespace

from rp_tui import paths
from rp_tui.commands.doctor import size
from rp_tui.core.domain.clean import clean
from rp_tui.core.storage.backup import KEPT, backup
from rp_tui.core.storage.connection import must_exist


def run(args: Namespace) -> int:
    """Say where the backup is, or what is left to type."""
    places = paths.find(args.data_dir, os.environ)
    if args.install:
        from rp_tui.commands import nightly  # once in a lifetime

        lines = nightly.install(places, nightly.this_system())
    else:
        must_exist(places.database)
        places.prepare()
        made = backup(places.database, places.backups, time.time())
        lines = [f"Backed up: {made} ({size(made.stat().st_size)}); the last {KEPT} are kept."]
    sys.stdout.writelines(f"{clean(line)}\n" for line in lines)
    return 0
