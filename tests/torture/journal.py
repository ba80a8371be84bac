"""What a player said that it would do, and what it had done, in a file that outlives it."""

import os
from pathlib import Path
from typing import NamedTuple

from msgspec import json

from tests.torture.deeds import Deed, Outcome

OPENING, OPENED, TRY, ACK = "opening", "opened", "try", "ack"


class Journal:
    """An append-only file, a line a write: what was written stays, however the process ends."""

    def __init__(self, path: Path) -> None:
        self.handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def note(self, word: str) -> None:
        os.write(self.handle, f"{word}\n".encode())

    def tried(self, deed: Deed) -> None:
        self.note(f"{TRY} {deed.number} {json.encode(deed).decode()}")

    def acknowledged(self, deed: Deed, outcome: Outcome) -> None:
        self.note(f"{ACK} {deed.number} {json.encode(outcome).decode()}")


class Account(NamedTuple):
    """What a journal tells."""

    opened: bool
    done: list[tuple[Deed, Outcome]]
    pending: Deed | None  # tried, and not acknowledged


def read(path: Path) -> Account:
    """Read a journal; a line that was cut short was never written."""
    if not path.exists():
        return Account(False, [], None)
    lines = path.read_text().split("\n")[:-1]
    done: list[tuple[Deed, Outcome]] = []
    pending: Deed | None = None
    for line in lines:
        match line.split(" ", 2):
            case ["try", _, told]:
                pending = json.decode(told, type=Deed)
            case ["ack", _, told] if pending:
                done.append((pending, json.decode(told, type=Outcome)))
                pending = None
    return Account(OPENED in lines, done, pending)
