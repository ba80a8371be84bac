"""A seat before the screen: the whole app on a core whose voice says what it is told."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from rp_tui import config
from rp_tui.app import RpTui
from rp_tui.core.domain.bot import BotAuthored
from rp_tui.core.engine import Engine
from rp_tui.core.host import Host
from rp_tui.core.storage.looks.chat import ChatLook
from rp_tui.screens.chat.screen import ChatScreen
from rp_tui.screens.modals.confirm import Confirm
from rp_tui.ui.keymap import Keymap
from tests.core.play.acting import MARA, Playing, playing
from tests.patient import PATIENCE_S, Patient

LARGE, SMALL, TINY = (120, 36), (80, 24), (40, 12)


class Seat:
    """What a player has before them."""

    def __init__(self, app: RpTui, pilot: Patient, host: Host[Engine], play: Playing) -> None:
        self.app, self.pilot, self.host, self.play = app, pilot, host, play

    @property
    def chat(self) -> ChatScreen:
        return self.app.chat

    @property
    def text(self) -> str:
        """All that the screen shows."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    @property
    def asks(self) -> bool:
        """Whether a question stands over all."""
        return isinstance(self.app.screen, Confirm)

    @property
    def ready(self) -> bool:
        """Whether the start is over."""
        screen = self.chat
        if not screen.is_mounted or screen.turning.locked():
            return False
        return screen.opened is not None or screen.welcome.has_focus

    async def until(self, is_so: Callable[[], object]) -> None:
        """Wait until something is so."""
        deadline = time.monotonic() + PATIENCE_S
        while not is_so():
            if time.monotonic() > deadline:
                raise AssertionError(f"It did not become so:\n{self.text}")
            await self.pilot.pause(0.01)

    async def sees(self, *texts: str) -> None:
        """Wait until the screen shows some texts."""
        await self.until(lambda: all(text in self.text for text in texts))

    async def misses(self, text: str) -> None:
        """Wait until the screen shows a text no more."""
        await self.until(lambda: text not in self.text)

    def rows_of(self, *texts: str) -> list[int]:
        """The rows of the screen in which some texts stand first."""
        rows = self.text.splitlines()
        return [next(y for y, row in enumerate(rows) if text in row) for text in texts]

    async def press(self, *keys: str) -> None:
        """Press some keys, one when the last has had its effect."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def write(self, text: str) -> None:
        """Write where one writes."""
        await self.until(lambda: not self.chat.composer.locked)
        self.chat.composer.focus()
        self.chat.composer.insert(text)
        await self.pilot.pause()

    async def say(self, text: str) -> None:
        """Say something, and hear the answer."""
        before = self.number
        await self.write(text)
        await self.press("enter")
        await self.until(lambda: self.number > before and not self.chat.composer.locked)

    async def rewrite(self, last: str) -> None:
        """Take the last turn, which is known by its words, into the box to have it said anew."""
        await self.press("ctrl+r")
        await self.until(lambda: self.chat.composer.text == last)

    @property
    def number(self) -> int:
        """Of the newest turn."""
        known = self.chat.standing
        return known.newest.turn.number if known and known.newest else 0

    async def look(self) -> ChatLook:
        """The chat that is open, as the core has it."""
        assert self.chat.opened is not None
        return await self.host.ask(Engine.look, self.chat.opened)

    async def read(self) -> None:
        """Leave the text."""
        await self.press("ctrl+n")
        await self.until(lambda: self.chat.story.has_focus)

    def let(self, event: asyncio.Event) -> None:
        """Let a reply go on that waits."""
        self.host.call(lambda _: event.set()).result(PATIENCE_S)


@asynccontextmanager
async def hosted(
    folder: Path, *drafts: BotAuthored, prepare: Callable[[Playing], None] = lambda _: None
) -> AsyncIterator[tuple[Host[Engine], Playing]]:
    """The core on a thread of its own, with some bots that have begun."""
    plays: list[Playing] = []

    @asynccontextmanager
    async def opening() -> AsyncIterator[Engine]:
        async with playing(folder) as play:
            known = {bot.name for bot in (await play.engine.bots()).values()}
            for draft in drafts:
                if draft.name not in known:
                    await play.begin(draft)
            prepare(play)
            plays.append(play)
            yield play.engine

    async with Host(opening) as host:
        yield host, plays[0]


@asynccontextmanager
async def seated(
    folder: Path,
    *drafts: BotAuthored,
    size: tuple[int, int] = LARGE,
    prepare: Callable[[Playing], None] = lambda _: None,
    keymap: Keymap | None = None,
) -> AsyncIterator[Seat]:
    """A start of the program, with some bots that have begun."""
    settings = config.load(folder / "no settings", {})
    async with hosted(folder, *drafts, prepare=prepare) as (host, play):
        app = RpTui(host, settings, keymap or Keymap(), {})
        async with app.run_test(size=size):
            seat = Seat(app, Patient(app), host, play)
            await seat.until(lambda: seat.ready)
            yield seat


@asynccontextmanager
async def with_mara(folder: Path, size: tuple[int, int] = LARGE) -> AsyncIterator[Seat]:
    """A start with Mara, whose chat is open."""
    async with seated(folder, MARA, size=size) as seat:
        yield seat
