"""The programs that are measured, and the two below which none can be."""

from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from rp_tui.bench.play.chats import NARRATOR
from rp_tui.bench.server import Server
from rp_tui.bench.ui import bare, floor
from rp_tui.bench.ui.server import Wish
from rp_tui.bench.ui.terminal import QUIET_S, Terminal, terminal

ENTER, LEAVE = "\r", "\x0e"
# A reply of 8,000 tokens alone fills a prompt as it is by default, and the next would be refused.
ROOM = {"RP_TUI_PROMPT_HARD_TOKENS": "200000", "RP_TUI_NARRATIVE_CONTEXT": "200000"}


class Replied(NamedTuple):
    """What a reply took, from sending to its last token being shown."""

    send_ms: float  # to the request
    shown_ms: float  # from the last token leaving the server
    cpu_s: float
    bytes: int


def ours(folder: Path, server: Server | None = None) -> AbstractAsyncContextManager[Terminal]:
    """The whole program on a data folder; without a server the understudy plays."""
    model = {"RP_TUI_NARRATIVE_BASE_URL": server.url} if server else {}
    named = {"RP_TUI_NARRATIVE_MODEL": NARRATOR, **ROOM} if server else {}
    return terminal(("-m", "rp_tui", "--data-dir", str(folder)), **model, **named)


def hello() -> AbstractAsyncContextManager[Terminal]:
    """A Textual app that says hello."""
    return terminal(("-P", floor.__file__))


def client(server: Server) -> AbstractAsyncContextManager[Terminal]:
    """A client that prints what it hears."""
    where = urlsplit(server.url)
    return terminal(("-P", bare.__file__, str(where.hostname), str(where.port)))


async def ready(program: Terminal) -> None:
    """Wait until it takes keys and has nothing more to show."""
    await program.draws()
    await program.takes()
    await program.rests(QUIET_S)


async def replied(program: Terminal, server: Server, wish: Wish) -> Replied:
    """Write something, send it, and hear the answer to its end."""
    await write(program, wish)
    cpu_s, sent = program.cpu_s, program.bytes
    program.press(ENTER)
    pressed = program.pressed
    _, shown = await program.shows(wish.mark)
    taken_s, taken = program.cpu_s - cpu_s, program.bytes - sent
    asked, told = await server.times()
    await program.rests(QUIET_S)
    return Replied((asked - pressed) * 1000, (shown - told) * 1000, taken_s, taken)


async def write(program: Terminal, wish: Wish) -> None:
    """Write what is wished for as soon as that can be done, without sending it."""
    await program.typed()
    program.press(wish.prose)
    await program.rests(QUIET_S)
