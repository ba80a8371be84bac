"""`rp-tui say BOT "prose"`: play one turn without a screen, and print the reply as it streams."""

import asyncio
import locale
import os
import sys
from argparse import Namespace
from collections.abc import Coroutine
from typing import Any, Literal

from rp_tui import bootstrap, config, paths
from rp_tui.commands.bots import meant
from rp_tui.commands.interruption import Interruption
from rp_tui.commands.printer import JsonPrinter, Printer, following, shown
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.text import LONGEST_PASSAGE
from rp_tui.core.engine import Engine
from rp_tui.core.llm.understudy import AT_ONCE, HUMAN
from rp_tui.core.play.holding import PASSING, NothingHeld
from rp_tui.core.play.room import Held
from rp_tui.core.play.wish import Outcome

Fate = Literal["sent again", "kept", "discarded"]

STDIN = "-"
MOST_BYTES = 4 * LONGEST_PASSAGE  # of a pipe; what is longer is refused as it is
CUT_OFF = 4  # the exit code where a reply broke off, and stands as far as it came

QUICK_S = 2.0  # of waiting, of which nothing is said
PATIENCE_S = 30.0  # with what follows from a turn, once nobody speaks any more

STOPPED = "Stopped; the words so far are kept."
STOPPED_BEFORE = "Stopped before the first word; nothing was written."
NOTING = "Noting what follows from it…"
LATER = "What follows from it is not written yet; the next start makes up for it."
OUT_OF_CHARACTER = "It is out of character, so it is noted and nobody answers."
TRYING = "Asking again until it answers; Ctrl+C ends the waiting."


class NoPipe(Trouble):
    """There is no input to read."""

    def __init__(self) -> None:
        super().__init__("There is no input to read the prose from; pipe it, or give it as text.")


class ProseUnwanted(Trouble):
    """What is held is sent again as it is, and a reply is gone on with as it stands."""

    exit_code = 2

    def __init__(self, option: str) -> None:
        super().__init__(f"{option} takes no prose; leave it out, or leave out {option}.")


def run(args: Namespace) -> int:
    """Say it, and answer when all that follows from it is written."""
    places = paths.find(args.data_dir, os.environ)
    settings = config.load(places.config, os.environ)
    if args.prose is not None and (args.retry or args.go_on):
        raise ProseUnwanted("--retry" if args.retry else "--go-on")
    prose = piped() if args.prose == STDIN else args.prose
    pace = HUMAN if sys.stdout.isatty() else AT_ONCE

    async def play() -> int:
        async with bootstrap.engine(settings, places, pace) as engine:
            engine.begin_warming()
            chat = meant(args.bot, await engine.bots())
            seen = await engine.look(chat)
            printer = (JsonPrinter if args.json else Printer)(chat, seen.names)
            async with following(engine.feed, printer):
                with Interruption() as interruption:
                    exit_code = await Saying(engine, chat, printer, interruption, args).done(prose)
        if printer.lost:
            raise printer.lost
        return exit_code

    return asyncio.run(play())


def piped() -> str:
    """What the input says, as far as a turn can be long."""
    if sys.stdin is None:
        raise NoPipe
    said = sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        return said.decode()
    except UnicodeDecodeError:
        return said.decode(locale.getpreferredencoding(do_setlocale=False), "replace")


class Saying:
    """One use of the command, in one chat."""

    def __init__(
        self,
        engine: Engine,
        chat: int,
        printer: Printer,
        interruption: Interruption,
        args: Namespace,
    ) -> None:
        self._engine, self._chat, self._printer = engine, chat, printer
        self._interruption, self._args = interruption, args

    async def done(self, prose: str | None) -> int:
        """Do what was asked for, and answer with the exit code."""
        try:
            outcome = await self._said(prose)
            if outcome:
                self._printer.end(outcome)
                self._remark(outcome)
        except Trouble as trouble:
            self._printer.failed(trouble)
            self._tell_of_held()
            return self._interruption.exit_code or trouble.exit_code
        await self._follows()
        return self._interruption.exit_code or code(outcome)

    async def _said(self, prose: str | None) -> Outcome | None:
        """What came of it; nothing where words were only let go."""
        engine, chat, args = self._engine, self._chat, self._args
        alone = prose is None and (args.keep or args.discard)
        held = engine.held(chat)
        if held is None and (args.retry or alone):
            raise NothingHeld
        if held is not None:
            done = fate(held, args, prose)
            if done == "sent again":
                if not args.retry:
                    self._printer.held(held, done)
                return await self._heard(engine.retry(chat))
            if done == "discarded":
                await self._let_go(held, prose)
            else:
                outcome = await engine.keep(chat)
                if alone:
                    return outcome
                self._printer.held(held, "kept" if held.heard else "written")
        if alone:
            return None
        if args.go_on:
            return await self._heard(engine.go_on(chat))
        return await self._heard(
            engine.hear(chat) if prose is None else engine.take_turn(chat, prose)
        )

    async def _let_go(self, held: Held, prose: str | None) -> None:
        """Let words go, of which is told unless they are said now; they can be read once more."""
        unsaid = await self._engine.discard(self._chat)
        if self._args.discard or (unsaid and unsaid != prose):
            self._printer.held(held, "discarded")
        if self._args.discard and prose is None:
            self._printer.give_back(unsaid)

    async def _heard(self, telling: Coroutine[Any, Any, Outcome]) -> Outcome:
        """Wait for a reply, with the patience that was asked for."""
        try:
            return await self._stoppable(telling)
        except PASSING as trouble:
            if not self._args.keep_trying or self._interruption.exit_code:
                raise
            self._printer.note(str(trouble))
            self._printer.note(TRYING)
            return await self._stoppable(self._engine.keep_trying(self._chat))

    async def _stoppable(self, telling: Coroutine[Any, Any, Outcome]) -> Outcome:
        """Wait for a reply; an interruption ends it as a stop does."""
        task = asyncio.create_task(telling)
        await self._interruption.or_when(task)
        while not task.done():
            await self._engine.stop(self._chat)
            await asyncio.wait([task], timeout=0.05)
        if task.cancelled():  # between two attempts
            return Outcome(self._chat, "dropped")
        return task.result()

    def _remark(self, outcome: Outcome) -> None:
        """What is to be known of how it ended."""
        if outcome.ending == "dropped":
            self._printer.note(STOPPED_BEFORE)
            self._tell_of_held()
        elif outcome.ending == "silent" and not self._args.keep:
            self._printer.note(OUT_OF_CHARACTER)
        elif self._interruption.exit_code and outcome.truncated:
            self._printer.note(STOPPED)

    def _tell_of_held(self) -> None:
        """How to go on where words could not be said."""
        if held := self._engine.held(self._chat):
            way = f"'rp-tui say {shown(self._args.bot)} --retry'"
            until = "; --keep-trying with it asks until the model is warm" if held.cold else ""
            what = "What was heard is" if held.heard else "Your words are"
            self._printer.note(f"{what} kept on disk: {way} tries again{until}.")

    async def _follows(self) -> None:
        """Wait for what follows: for words to their end, for all else as long as is bearable."""
        if self._interruption.exit_code:
            await self._engine.stop(self._chat)
        quiet = asyncio.create_task(self._engine.quiet())
        try:
            await asyncio.wait([quiet], timeout=QUICK_S)
            if not quiet.done() and not self._engine.room(self._chat).busy:
                self._printer.hint(NOTING)
            while not quiet.done() and not self._interruption.exit_code:
                await self._interruption.or_when(quiet, PATIENCE_S)
                if not self._engine.room(self._chat).busy:
                    break
            if self._interruption.exit_code:
                await self._engine.stop(self._chat)
            if not quiet.done():
                self._printer.note(LATER)
        finally:
            quiet.cancel()


def fate(held: Held, args: Namespace, prose: str | None) -> Fate:
    """What becomes of the words that the last start left.

    A reply that was cut off is kept, as a stop keeps it; words that nobody answered are answered,
    or give way to other words.
    """
    unsaid = bool(held.written.prose)
    if args.retry or args.discard:
        return "sent again" if args.retry else "discarded"
    if held.heard or (args.keep and unsaid):
        return "kept"
    answerable = unsaid and prose is None and not (args.keep or args.go_on)
    return "sent again" if answerable else "discarded"


def code(outcome: Outcome | None) -> int:
    """Said, or let go as was asked for; broken off; or not said."""
    if outcome is None or outcome.ending == "silent":
        return 0
    if outcome.ending == "dropped":
        return 1
    return CUT_OFF if outcome.told else 0
