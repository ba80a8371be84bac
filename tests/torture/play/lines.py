"""What a process that plays tells of itself, a line each, in a file that outlives it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from msgspec import Struct, json

from rp_tui.core.play.feed import Phase
from rp_tui.core.play.wish import Outcome
from tests.torture.journal import Journal

Verb = Literal[
    "say", "hear", "go_on", "again", "retell", "impersonate", "rewind", "undo_move", "close",
    "guest", "retry", "keep", "discard",
]  # fmt: skip


class Opening(Struct, frozen=True, tag=True):
    """The database is about to be opened."""


class Opened(Struct, frozen=True, tag=True):
    """The engine has started."""


class Tried(Struct, frozen=True, tag=True):
    """An act is about to begin."""

    chat: int
    number: int
    verb: Verb
    prose: str = ""
    impatient: bool = False  # it may be stopped


class Entered(Struct, frozen=True, tag=True):
    """The engine told how far a run is."""

    chat: int
    run: str
    kind: str
    phase: Phase


class Heard(Struct, frozen=True, tag=True):
    """What was shown of a reply since the line before, and when."""

    run: str
    at: float
    text: str


class Said(Struct, frozen=True, tag=True):
    """The voice has come to its end, so that the reply is about to be written."""


class Done(Struct, frozen=True, tag=True):
    """An act is over: what came of it, and the turns of the story from now on, the newest last."""

    chat: int
    number: int
    live: tuple[int, ...]
    outcome: Outcome | None = None
    refused: str = ""


BESIDE = {"interjection", "impersonate"}  # what is not put down for an act of the player's

Line = Opening | Opened | Tried | Entered | Heard | Said | Done


def word_of(kind: type[Struct], **field: str) -> str:
    """What stands in a line of some kind, or in one with such a field."""
    for name, value in field.items():
        return f'"{name}":"{value}"'
    return f'"type":"{kind.__name__}"'


class Diary:
    """Writes lines; each is on its way to the disk before the next thing happens."""

    def __init__(self, path: Path) -> None:
        self._journal = Journal(path)

    def tell(self, line: Line) -> None:
        self._journal.note(json.encode(line).decode())


@dataclass
class Run:
    """A run as its process told of it."""

    chat: int = 0
    kind: str = ""
    phase: Phase | None = None
    may_be_stopped: bool = False
    pieces: list[Heard] = field(default_factory=list)

    @property
    def may_be_gone(self) -> bool:
        """Whether it may have been stopped before its first word, and not have told so yet."""
        return self.may_be_stopped and not self.pieces

    def shown(self) -> Iterator[tuple[float, str]]:
        """What was shown of it, each time, and when."""
        text = ""
        for piece in self.pieces:
            text += piece.text
            yield piece.at, text.strip()


@dataclass
class Account:
    """All that a dead process told."""

    opened: bool = False
    runs: dict[str, Run] = field(default_factory=dict)
    acts: list[tuple[Tried, Done]] = field(default_factory=list)
    pending: dict[int, Tried] = field(default_factory=dict)  # by chat
    begun: dict[Tried, str] = field(default_factory=dict)  # the runs that acts have set going

    def began(self, act: Tried) -> bool:
        """Whether it came so far that something was put down for it."""
        return act in self.begun

    def dropped(self, act: Tried) -> bool:
        """Whether nothing came of it, as the player was told or was about to be."""
        run = self.runs[self.begun[act]]
        return run.phase == "dropped" or run.may_be_gone

    def take(self, line: Line) -> None:
        match line:
            case Opened():
                self.opened = True
            case Tried(chat=chat):
                self.pending[chat] = line
            case Done(chat=chat):
                self.acts.append((self.pending.pop(chat), line))
            case Heard(run=run):
                self.runs[run].pieces.append(line)
            case Entered():
                self._enter(line)

    def _enter(self, line: Entered) -> None:
        run = self.runs.setdefault(line.run, Run(line.chat, line.kind))
        run.phase = line.phase
        act = self.pending.get(line.chat)
        if act and line.phase == "waiting" and line.kind not in BESIDE:
            self.begun[act] = line.run
            run.may_be_stopped = act.impatient


def read(path: Path) -> Account:
    """Read a diary; a line that was cut short was never written."""
    account = Account()
    if path.exists():
        for line in path.read_text().split("\n")[:-1]:
            account.take(json.decode(line, type=Line))
    return account
