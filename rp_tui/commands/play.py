"""`rp-tui`: the screen on which is played."""

import asyncio
import codecs
import os
import sys
from argparse import Namespace
from collections.abc import Mapping
from functools import partial

from rp_tui import bootstrap, config, paths
from rp_tui.config import Config
from rp_tui.config.errors import ConfigTrouble
from rp_tui.core.domain.clean import clean
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.host import Host
from rp_tui.paths import Places
from rp_tui.ui.keymap import Keymap, KeyTrouble

ASKS = "Start with the defaults this once? The file stays as it is. [y/N] "
YES = frozenset({"y", "yes"})
NO_FILE = "no settings"  # a name that no file has
UTF_8 = "utf-8"


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
    places = paths.find(args.data_dir, os.environ)
    settings, keymap = chosen(places)
    return asyncio.run(play(settings, keymap, places))


async def play(settings: Config, keymap: Keymap, places: Places) -> int:
    """The screen on a core of its own."""
    async with Host(partial(bootstrap.engine, settings, places)) as host:
        # Textual is loaded when nothing is left that could go wrong before it.
        from rp_tui.app import RpTui

        app = RpTui(host, settings, keymap, os.environ)
        await app.run_async()
        return app.return_code or 0


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
        settings = config.load(places.root / NO_FILE, os.environ)
        must_agree(trouble)
    try:
        return settings, Keymap(settings.keys)
    except KeyTrouble as trouble:
        must_agree(trouble)
        return settings, Keymap()


def must_agree(trouble: Trouble) -> None:
    """Say what is wrong, and ask for a yes."""
    told = clean(str(trouble), single_line=True)
    print(f"{told}\n{ASKS}", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in YES:
        raise NotStarted


class NotStarted(Trouble):
    """The player would rather mend the settings."""

    def __init__(self) -> None:
        super().__init__("Nothing was started; mend the settings, and start again.")
