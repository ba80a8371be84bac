"""`rp-tui`: the screen on which is played."""

import asyncio
import codecs
import os
import sys
import textwrap
from argparse import Namespace
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from threading import Timer
from typing import TYPE_CHECKING, Any

from rp_tui import config, paths
from rp_tui.commands.mistakes import Mistakes
from rp_tui.config import Config
from rp_tui.config.errors import BadFile, ConfigTrouble, Spot
from rp_tui.core.domain.clean import clean
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.lazy import staying
from rp_tui.core.host import Host
from rp_tui.core.play.feed import Troubled
from rp_tui.core.storage.glimpse import glimpse
from rp_tui.paths import Places
from rp_tui.ui.keymap import Keymap, KeyTrouble

if TYPE_CHECKING:
    from rp_tui.core.engine import Engine

ASKS = "Start with the defaults for {what} this once? The file stays as it is. [y/N] "
ALL, KEYS = "all settings", "the keys alone"
NO_COLOR = "NO_COLOR"
YES = frozenset({"y", "yes"})
NO_CHAT = 0  # of which a mistake is, that is of none
NO_FILE = "no settings"  # a name that no file has
UTF_8 = "utf-8"
ENDING_S = 15.0  # from the last word of the screen to the end of the program
STUCK = 1  # the exit code of one that had to be ended
COLUMNS = 80  # where a terminal does not tell


class NoTerminal(Trouble):
    """There is nobody to play."""

    exit_code = 2

    def __init__(self) -> None:
        super().__init__(
            "The screen needs a terminal; without one, play with 'rp-tui say BOT \"...\"'."
        )


class TooPlain(Trouble):
    """The terminal cannot place a character."""

    exit_code = 2

    def __init__(self, term: str) -> None:
        super().__init__(
            f"The terminal calls itself {term or 'nothing'} (TERM), on which no screen can be"
            " drawn; set TERM to what it is, or play with 'rp-tui say'."
        )


class NoUtf8(Trouble):
    """The locale has not the characters that a screen is drawn with."""

    exit_code = 2

    def __init__(self, encoding: str) -> None:
        super().__init__(
            f"The locale takes {encoding}, and the screen is drawn in UTF-8; set LC_ALL to one such"
            " as C.UTF-8, or play with 'rp-tui say'."
        )


def run(args: Namespace) -> int:
    """Play until it is left."""
    must_be_drawable(os.environ)
    if not os.environ.get(NO_COLOR):  # Textual takes even an empty one for a wish
        os.environ.pop(NO_COLOR, None)
    places = paths.find(args.data_dir, os.environ)
    settings, keymap = chosen(places)
    mistakes = Mistakes(places.mistakes)
    try:
        return asyncio.run(play(settings, keymap, places, mistakes))
    except Trouble:
        raise
    except Exception as error:  # the outermost edge: one sentence for the player, and a note
        raise mistakes.note(error) from None


async def play(settings: Config, keymap: Keymap, places: Places, mistakes: Mistakes) -> int:
    """The screen on a core of its own, which opens when there is something to see."""
    # Textual is loaded when nothing is left that must be said before it.
    with staying():
        from rp_tui.app import RpTui
        from rp_tui.screens.chat.asking import LAST

    host = Host(partial(core, settings, places, mistakes), mistakes.note)
    left = glimpse(places.database, LAST)
    app = RpTui(host, settings, keymap, os.environ, left=left, ending=end_in_time)
    try:
        await app.run_async()
    finally:
        await host.close()
    if mistake := app.mistake or app.trouble:
        raise mistake
    return app.return_code or 0


def end_in_time() -> None:
    """End the program even if something in it does not end, such as the search for a server's
    name, which nobody can stop; what was said is on disk.
    """
    timer = Timer(ENDING_S, os._exit, (STUCK,))
    timer.daemon = True
    timer.start()


@asynccontextmanager
async def core(settings: Config, places: Places, mistakes: Mistakes) -> "AsyncIterator[Engine]":
    """The engine; what goes wrong in it while nobody waits for it is told on its feed."""
    from rp_tui import bootstrap  # on the core's thread: it loads all that plays

    def heed(_: asyncio.AbstractEventLoop, context: Mapping[str, Any]) -> None:
        if isinstance(error := context.get("exception"), Exception):
            engine.feed.tell(Troubled(NO_CHAT, str(mistakes.note(error))))

    async with bootstrap.engine(settings, places) as engine:
        asyncio.get_running_loop().set_exception_handler(heed)
        yield engine


def must_be_drawable(env: Mapping[str, str]) -> None:
    """Refuse what no screen can be drawn on."""
    # The screen is drawn on the error stream, so that the output can go elsewhere.
    if not all(stream and stream.isatty() for stream in (sys.stdin, sys.stderr)):
        raise NoTerminal
    term = env.get("TERM", "")
    if term in {"", "dumb", "unknown"}:
        raise TooPlain(clean(term, single_line=True))
    encoding = sys.stderr.encoding or "ascii"
    if codecs.lookup(encoding).name != UTF_8:
        raise NoUtf8(encoding)


def chosen(places: Places) -> tuple[Config, Keymap]:
    """The settings and the keys; for what cannot be read the defaults, if the player agrees."""
    try:
        settings = config.load(places.config, os.environ)
    except ConfigTrouble as trouble:
        # What the environment says still holds, unless that is what is wrong.
        settings = replace(config.load(places.root / NO_FILE, os.environ), file=places.config)
        must_agree(trouble, ALL)
    try:
        return settings, Keymap(settings.keys)
    except KeyTrouble as trouble:
        must_agree(trouble, KEYS)
        return settings, Keymap()


def must_agree(trouble: Trouble, what: str) -> None:
    """Say what is wrong, and ask for a yes."""
    told = [clean(str(trouble), single_line=True), ASKS.format(what=what).rstrip()]
    parts = [folded(part) for part in told]
    if isinstance(trouble, BadFile) and (spot := trouble.spot):
        parts.insert(1, pointed(spot))
    print("\n".join(filter(None, parts)), end=" ", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in YES:
        raise NotStarted


def folded(text: str) -> str:
    """Text in lines as wide as the terminal, of which none breaks a word."""
    columns = os.get_terminal_size(sys.stderr.fileno()).columns or COLUMNS
    return textwrap.fill(text, columns - 1, break_long_words=False, break_on_hyphens=False)


def pointed(spot: Spot) -> str:
    """The line of a file, as much of it as can be shown, and where in it the reading ended."""
    number = f"  {spot.line} │ "
    if not spot.text:
        return f"{number}(not shown, as it may hold a key; column {spot.column:,})"
    shown = f"{number}{clean(spot.text.expandtabs(1), single_line=True)}"
    if spot.text.endswith("…") or spot.column > len(spot.text) + 1:
        return shown
    return f"{shown}\n{' ' * (len(number) + spot.column - 1)}^"


class NotStarted(Trouble):
    """The player would rather mend the settings."""

    def __init__(self) -> None:
        super().__init__("Nothing was started; mend the settings, and start again.")
