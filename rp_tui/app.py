"""The app: the screens, their colours, and the pump from the core's feed to messages."""

import asyncio
import signal
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.command import Provider

from rp_tui.config import Config
from rp_tui.core.engine import Engine
from rp_tui.core.play.feed import Follower
from rp_tui.screens.chat.screen import ChatScreen
from rp_tui.screens.core import Core
from rp_tui.screens.modals.help import Help
from rp_tui.ui import themes
from rp_tui.ui.keymap import Keymap, bindings_of_app
from rp_tui.ui.messages import Arrived
from rp_tui.ui.palette import Actions

FRAME_S = 1 / 30  # the shortest time between two messages of news
ENDING = ("SIGHUP", "SIGTERM")
# What asks for a signal where there is none, or beside the main thread, is answered with.
NO_SIGNALS = (AttributeError, NotImplementedError, RuntimeError, ValueError)


class RpTui(App[None], inherit_bindings=False):
    """One screen on a core that lives on a thread of its own."""

    TITLE = "rp-tui"
    CSS = "SearchIcon { display: none; }"  # a picture in two cells, which terminals disagree on
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of_app()]
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {Actions}

    def __init__(self, core: Core, config: Config, keymap: Keymap, env: Mapping[str, str]) -> None:
        super().__init__(ansi_color=themes.native(env))
        self._core, self._settings, self._keys = core, config, keymap
        for theme in themes.ALL.values():
            self.register_theme(theme)
        self.theme = themes.chosen(config.screen.theme, env)
        self.chat = ChatScreen(core, config, keymap)

    def on_mount(self) -> None:
        """Show the chat, and follow what happens."""
        self.set_keymap(self._keys.changed())
        self._heed_signals()
        self.push_screen(self.chat)
        self.run_worker(self._pump(), name="pump")

    def _heed_signals(self) -> None:
        # By default a terminal that goes away kills the program, and to ignore it spins the loop.
        loop = asyncio.get_running_loop()
        for name in ENDING:
            with suppress(*NO_SIGNALS):
                loop.add_signal_handler(getattr(signal, name), self._end)

    def _end(self) -> None:
        self.run_worker(self.action_quit(), name="end")

    def on_unmount(self) -> None:
        """Heed no signal any more."""
        loop = asyncio.get_running_loop()
        for name in ENDING:
            with suppress(*NO_SIGNALS):
                loop.remove_signal_handler(getattr(signal, name))

    async def _pump(self) -> None:
        """Tell the screen what is new, at most once a frame."""
        news = asyncio.Event()
        loop = asyncio.get_running_loop()

        def wake() -> None:
            loop.call_soon_threadsafe(news.set)

        follower = await asyncio.wrap_future(self._core.call(follow, wake))
        try:
            while True:
                await news.wait()
                news.clear()
                self.chat.post_message(Arrived(follower.take()))
                await asyncio.sleep(FRAME_S)
        finally:
            self._core.call(leave, follower)

    async def action_quit(self) -> None:
        """Leave; all is kept."""
        await self.chat.put_away()
        self.exit()

    def action_help(self) -> None:
        """Show every key."""
        self.push_screen(Help(self._keys))

    def action_next_theme(self) -> None:
        """Try the next set of colours."""
        self.theme = themes.after(self.theme)


def follow(engine: Engine, wake: Callable[[], None]) -> Follower:
    """Begin to follow the feed."""
    return engine.feed.follow(wake)


def leave(engine: Engine, follower: Follower) -> None:
    """No longer follow it."""
    engine.feed.leave(follower)
