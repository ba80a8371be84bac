"""`make torture`: kill, fill and damage the store, and see that nothing is lost."""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from random import randrange

from tests.torture.ledger import Violation
from tests.torture.rounds import CHECKOUT, Campaign

ROUNDS = 200
SAY_EVERY = 25
BAD_DAYS = ("tests/torture/test_bad_days.py", "tests/torture/test_damage.py")


def main() -> int:
    args = arguments()
    folder = Path(tempfile.mkdtemp(prefix="rp-tui-torture-"))
    started = time.monotonic()
    with Campaign(folder, args.seed) as campaign:
        try:
            for number in range(args.rounds):
                if time.monotonic() - started > args.seconds:
                    break
                campaign.round(number)
                if number % SAY_EVERY == SAY_EVERY - 1:
                    print(summary(campaign.tally, args.seed, time.monotonic() - started))
            campaign.finish()
        except Exception as error:
            if not isinstance(error, Violation):
                traceback.print_exc()
            print(f"VIOLATION in {campaign.scene}: {error or type(error).__name__}")
            print(f"All of it is kept in {folder}.")
            print(f"Again: python -m tests.torture --rounds {args.rounds} --seed {args.seed}")
            return 1
    shutil.rmtree(folder)
    said = summary(campaign.tally, args.seed, time.monotonic() - started)
    return max(bad_days(), int(campaign.tally["rounds"] == 0)) or print(said) or 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how many players are killed")
    parser.add_argument("--seed", type=int, default=randrange(1_000_000), help="of all chance")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="begin no round later")
    return parser.parse_args()


def bad_days() -> int:
    """Full, locked, read-only and damaged: one test each."""
    command = [sys.executable, "-m", "pytest", "-v", "-rs", "--no-header", "--tb=short", *BAD_DAYS]
    return subprocess.run(command, cwd=CHECKOUT, check=False).returncode


def summary(tally: Counter[str], seed: int, took_s: float) -> str:
    return (
        f"{tally['rounds']} rounds in {took_s:.0f} s (seed {seed}): "
        f"{tally['acknowledged']:,} deeds acknowledged, {tally['batches']:,} of them batches; "
        f"{tally['committed']} batches committed but not acknowledged, {tally['undone']} undone; "
        f"{tally['retries']} retries; {tally['events']:,} events; none lost, halved or doubled"
    )


if __name__ == "__main__":
    sys.exit(main())
