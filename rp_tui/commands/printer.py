"""Printers: a reply as it streams, and what is to be known beside it, for people and programs."""

import asyncio
import json
import shlex
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import TextIO

from rp_tui.commands import output
from rp_tui.core.domain.clean import clean
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.play.feed import (
    ChatChanged,
    ExitProposed,
    Feed,
    Follower,
    Happened,
    Partial,
    Resync,
    RunChanged,
    Troubled,
)
from rp_tui.core.play.room import Held
from rp_tui.core.play.wish import Outcome

LONGEST_QUOTE = 120  # characters of words that were held
SCENE_CLOSED = "The scene has closed, and the next one begins."
LEFT = "{name} seems to have left, and stays a guest until you see them off in the program."
HELD = {
    "kept": "The last reply was cut off; it is kept as far as it came: {words}",
    "written": "What nobody has answered stands as your turn: {words}",
    "discarded": "What was not said last time is let go: {words}",
    "sent again": "Sending again what nobody has answered: {words}",
}


@asynccontextmanager
async def following(feed: Feed, printer: "Printer") -> AsyncIterator[None]:
    """Let a printer print all that happens, to its end, while a block lasts."""
    news = asyncio.Event()
    follower = printer.follower = feed.follow(news.set)

    async def listen() -> None:
        while True:
            await news.wait()
            news.clear()
            printer.catch_up()

    listening = asyncio.create_task(listen())
    try:
        yield
    finally:
        listening.cancel()
        with suppress(asyncio.CancelledError):
            await listening
        feed.leave(follower)
        printer.catch_up()
        printer.close()


class Printer:
    """Prints replies as plain text, and the rest on the error stream, a sentence a line.

    A reader that has gone away is no reason to lose a reply: it is played to its end unprinted.
    """

    follower: Follower

    def __init__(self, chat: int, names: Mapping[int, str]) -> None:
        self._chat, self._names = chat, names
        self._run = ""
        self._printed = ""
        self._in_line = False
        self._gone: set[TextIO] = set()
        self.lost: OSError | None = None  # why the reply could not be printed, if it could not

    def catch_up(self) -> None:
        """Print what is new."""
        found = self.follower.take()
        for one in found.happened:
            if isinstance(one, Troubled | Resync) or getattr(one, "chat", None) == self._chat:
                self._happened(one)
        if partial := found.partials.get(self._chat):
            self._partial(partial)

    def end(self, outcome: Outcome) -> None:
        """The reply is there: what was not printed of it yet is, and its line ends."""
        self.catch_up()
        text = clean(outcome.text)
        if not self._printed.lstrip().startswith(text):
            self._partial(Partial(self._run, outcome.speaker, text))
        self.close()

    def failed(self, trouble: Trouble) -> None:
        """Nothing was said."""
        self.catch_up()
        self.note(str(trouble))

    def held(self, held: Held, done: str) -> None:
        """What became of words that the last start left."""
        words = clean(held.heard.text if held.heard else held.written.prose, single_line=True)
        quote = words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE].rstrip()}…"
        self.note(HELD[done].format(words=quote or "a reply that had not begun"))

    def give_back(self, prose: str) -> None:
        """Words that are the player's again, to be used elsewhere."""
        self._out(f"{clean(prose)}\n" if prose else "")

    def note(self, told: str) -> None:
        """A sentence beside the story."""
        if self._in_line and sys.stderr and sys.stderr.isatty():
            told = f"\n{told}"  # the reply itself gets no line end of ours
        self._write(sys.stderr, f"{clean(told)}\n")

    def hint(self, told: str) -> None:
        """A sentence for somebody who waits, and for no file."""
        if sys.stderr and sys.stderr.isatty():
            self.note(told)

    def close(self) -> None:
        """The last line ends."""
        if self._in_line:
            self._out("\n")
            self._in_line = False

    def _happened(self, one: Happened) -> None:
        match one:
            case RunChanged(told=told, phase=phase, kind=kind) if told:
                if phase != "failed" or kind == "interjection":  # else it is told at the end
                    self.note(told)
            case Troubled(told=told):
                self.note(told)
            case ExitProposed(guest=guest):
                self.note(LEFT.format(name=self._names.get(guest, "The guest")))
            case ChatChanged(why="scene"):
                self.note(SCENE_CLOSED)

    def _partial(self, partial: Partial) -> None:
        """A reply as far as it has come; one that begins anew begins on a new line."""
        text = clean(partial.text).rstrip()
        if partial.run == self._run and self._printed.startswith(text):
            return  # cut where it began to speak for somebody else
        anew = partial.run != self._run or not text.startswith(self._printed)
        more = text if anew else text[len(self._printed) :]
        self._more(partial, more, anew)
        self._run, self._printed = partial.run, text

    def _more(self, partial: Partial, more: str, anew: bool) -> None:
        if anew:
            self.close()
            self._out("\n" if self._printed else "")
            if self._printed or partial.speaker != self._chat:
                name = clean(self._names.get(partial.speaker, ""), single_line=True)
                self._out(f"{name}: " if name and partial.run != self._run else "")
        self._out(more)
        self._in_line = True

    def _out(self, text: str) -> None:
        if text:
            self._write(sys.stdout, text)

    def _write(self, stream: TextIO, text: str) -> None:
        if stream is None or stream in self._gone:
            return
        try:
            stream.write(text)
            stream.flush()
        except OSError as error:
            self._gone.add(stream)
            if stream is sys.stdout and not isinstance(error, BrokenPipeError):
                self.lost = error


class JsonPrinter(Printer):
    """Prints one JSON object a line: text as it streams, what happens, and how it ends."""

    def end(self, outcome: Outcome) -> None:
        """The outcome, which has the whole reply."""
        self.catch_up()
        fields = ("ending", "steps", "turns", "speaker", "text", "truncated", "told", "prose")
        self._line("outcome", **{name: getattr(outcome, name) for name in fields})

    def failed(self, trouble: Trouble) -> None:
        """An outcome of nothing, and the sentence for whoever reads the error stream."""
        self.catch_up()
        kind = type(trouble).__name__
        self._line("outcome", ending="failed", trouble=kind, told=str(trouble))
        self._write(sys.stderr, f"{clean(str(trouble), single_line=True)}\n")

    def held(self, held: Held, done: str) -> None:
        """What became of words that the last start left, in full."""
        written, text = held.written, held.heard.text if held.heard else ""
        self._line("held", done=done, kind=written.kind, prose=written.prose, text=text)

    def give_back(self, prose: str) -> None:
        """They were told in full."""

    def note(self, told: str) -> None:
        """A sentence beside the story."""
        self._line("note", told=told)

    def hint(self, told: str) -> None:
        """No program waits impatiently."""

    def close(self) -> None:
        """Every line has ended already."""

    def _happened(self, one: Happened) -> None:
        match one:
            case RunChanged(run=run, kind=kind, phase=phase, told=told):
                self._line("run", run=run, kind=kind, phase=phase, told=told)
            case ExitProposed(guest=guest, step=step):
                self._line("exit", guest=guest, name=self._names.get(guest, ""), step=step)
            case ChatChanged(why=why, step=step):
                self._line("chat", why=why, step=step)
            case Troubled(told=told):
                self.note(told)
            case Resync():
                self._line("resync")

    def _more(self, partial: Partial, more: str, anew: bool) -> None:
        self._line("text", run=partial.run, speaker=partial.speaker, anew=anew, text=more)

    def _line(self, what: str, /, **fields: object) -> None:
        tidied = {name: tidy(value) for name, value in fields.items()}
        line = json.dumps({"type": what, **tidied}, ensure_ascii=False)
        self._out(f"{output.escaped(line)}\n")


def tidy(value: object) -> object:
    return clean(value) if isinstance(value, str) else value


def shown(name: str) -> str:
    """A name as it is typed behind a command."""
    return shlex.quote(clean(name, single_line=True))
