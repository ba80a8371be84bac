"""`make torture`: kill engines and writers, fill and damage the store; nothing is lost."""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from random import randrange
from typing import Protocol

from tests.torture.ledger import Violation
from tests.torture.play.evenings import Season
from tests.torture.rounds import Campaign
from tests.torture.victim import CHECKOUT

ROUNDS = 200
EVENINGS = 100
SAY_EVERY = 25
BAD_DAYS = ("tests/torture/test_bad_days.py", "tests/torture/test_damage.py")


class Trial(Protocol):
    """Rounds that must break no promise."""

    scene: str  # where it is now
    tally: Counter[str]

    @property
    def summary(self) -> str: ...

    def round(self, number: int) -> None: ...

    def finish(self) -> None: ...


Opening = Callable[[Path, int], AbstractContextManager[Trial]]


def main() -> int:
    args = arguments()
    trials: tuple[tuple[Opening, int], ...] = ((Campaign, args.rounds), (Season, args.evenings))
    said = []
    for opening, rounds in trials:
        if rounds:
            said.append(stood(opening, rounds, args))
            if not said[-1]:
                return 1
    code = bad_days()
    print(*said, sep="\n")
    return code


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how many writers are killed")
    parser.add_argument(
        "--evenings", type=int, default=EVENINGS, help="how many engines are killed"
    )
    parser.add_argument("--seed", type=int, default=randrange(1_000_000), help="of all chance")
    parser.add_argument(
        "--seconds", type=float, default=float("inf"), help="of each, begin no round later"
    )
    return parser.parse_args()


def stood(opening: Opening, rounds: int, args: argparse.Namespace) -> str:
    """What there is to say of a trial that went well; blank if it did not, or never began."""
    folder = Path(tempfile.mkdtemp(prefix="rp-tui-torture-"))
    began = time.monotonic()
    with opening(folder, args.seed) as trial:

        def told() -> str:
            took_s = time.monotonic() - began
            return f"In {took_s:.0f} s (seed {args.seed}): {trial.summary}."

        try:
            for number in range(rounds):
                if time.monotonic() - began > args.seconds:
                    break
                trial.round(number)
                if number % SAY_EVERY == SAY_EVERY - 1:
                    print(told(), flush=True)
            trial.finish()
        except Exception as error:
            if not isinstance(error, Violation):
                traceback.print_exc()
            print(f"VIOLATION in {trial.scene}: {error or type(error).__name__}")
            print(f"All of it is kept in {folder}.")
            same = f"--rounds {args.rounds} --evenings {args.evenings} --seed {args.seed}"
            print(f"Again: python -m tests.torture {same}")
            return ""
    shutil.rmtree(folder)
    return told() if trial.tally["rounds"] else ""


def bad_days() -> int:
    """Full, locked, read-only and damaged: one test each."""
    command = [sys.executable, "-m", "pytest", "-v", "-rs", "--no-header", "--tb=short", *BAD_DAYS]
    return subprocess.run(command, cwd=CHECKOUT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
