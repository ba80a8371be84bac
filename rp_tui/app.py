"""The app: the screens, their colours, and the pump from the core's feed to messages."""

import asyncio
import signal
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from math import inf
from typing import Any, ClassVar

from textual.binding import BindingType

from rp_tui.config import Config
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.engine import Engine
from rp_tui.core.play.feed import Follower, News, RunChanged
from rp_tui.screens import modals
from rp_tui.screens.chat.asking import LAST, OPENED
from rp_tui.screens.chat.railing import UNKNOWN
from rp_tui.screens.chat.screen import ChatScreen
from rp_tui.screens.core import Core
from rp_tui.ui import themes
from rp_tui.ui.in_order import InOrder
from rp_tui.ui.keymap import Keymap, bindings_of_app
from rp_tui.ui.messages import Arrived
from rp_tui.ui.title import Title

UNKEPT = "Leave all the same?"
REMARK = "What stands where you write would be lost."
LEAVE = "Leave"
ENDED = {"spoken": "replied", "failed": "could not reply"}  # of a reply, in the title
FRAME_S = 1 / 20  # the shortest time between two messages of news
LOOK_EVERY_S = 2.0  # for a terminal that went away without a signal
ENDING = ("SIGHUP", "SIGTERM")
# Raised by `add_signal_handler` where there is no such signal, and beside the main thread.
NO_SIGNALS = (AttributeError, NotImplementedError, RuntimeError, ValueError)


class RpTui(InOrder, inherit_bindings=False):
    """One screen on a core that lives on a thread of its own."""

    TITLE = "rp-tui"
    # With all else: what a screen brings later has all parsed once more.
    CSS_PATH = "screens/chat/chat.tcss"
    CSS = "SearchIcon { display: none; }"  # a picture in two cells, which terminals disagree on
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of_app()]
    ENABLE_COMMAND_PALETTE = False  # Textual's own, of which ours takes the place

    def __init__(
        self,
        core: Core,
        config: Config,
        keymap: Keymap,
        env: Mapping[str, str],
        clock: Callable[[], float] = time.time,
        left: Mapping[str, Any] | None = None,
        ending: Callable[[], None] = lambda: None,
    ) -> None:
        """What was left is what the last start remembers of the screen; that all ends is told."""
        super().__init__(ansi_color=themes.native(env))
        self._core, self._settings, self._keys = core, config, keymap
        self._ending = ending
        for theme in themes.ALL.values():
            self.register_theme(theme)
        was_chosen = (left or {}).get(themes.CHOSEN)
        self.theme = self._read_for = themes.chosen(config.screen.theme, env, was_chosen)
        # Nothing is read yet, and what is read now need not be read again for these colours.
        self.stylesheet.set_variables(self.get_css_variables())
        self._by_key = themes.by_key(config.screen.theme, was_chosen)
        self.trouble: Trouble | None = None  # what could not be put away at the end
        self._title: Title | None = None
        self._let_keys_in = self.hold_keys(most_s=inf)  # until there is a box for them
        self.chat = ChatScreen(core, config, keymap, clock)
        if left is not None and OPENED not in left:
            self.chat.add_class(UNKNOWN, update=False)

    def get_default_screen(self) -> ChatScreen:
        """The chat is there from the beginning: a screen below it would be laid out for nothing."""
        return self.chat

    def refresh_css(self, animate: bool = True) -> None:
        """Read all sheets again, but only for another theme: at the start that is dear."""
        if self.theme != self._read_for:
            self._read_for = self.theme
            super().refresh_css(animate)

    def on_mount(self) -> None:
        """Know the keys and the terminal, and follow what happens."""
        self.set_keymap(self._keys.changed())
        self._heed_signals()
        self._looking = self.set_interval(LOOK_EVERY_S, self._look_for_terminal)
        if self.terminal and not self._by_key and self.console.color_system in themes.FEW:
            self.theme = themes.ANSI  # of the others half would be drawn black on black
        if self._settings.screen.title and (terminal := self.terminal):
            self._title = Title(terminal.write)
            self._title.take()
            self.watch(self.chat, "title", self._retitle, init=False)
        self.chat.call_after_refresh(self._seen)
        self.run_worker(self._pump(), name="pump")

    def _seen(self) -> None:
        """Paint first: the core opens when the frame stands, and all that plays is loaded then."""
        self._core.begin()
        self._let_keys_in()

    def _heed_signals(self) -> None:
        # By default a terminal that goes away kills the program, and to ignore it spins the loop.
        loop = asyncio.get_running_loop()
        for name in ENDING:
            with suppress(*NO_SIGNALS):
                loop.add_signal_handler(getattr(signal, name), self._end)

    def on_unmount(self) -> None:
        """Heed no signal any more, and leave the terminal its name."""
        self._ending()
        loop = asyncio.get_running_loop()
        for name in ENDING:
            with suppress(*NO_SIGNALS):
                loop.remove_signal_handler(getattr(signal, name))
        if self._title:
            self._title.give_back()

    async def _pump(self) -> None:
        """Tell the screen what is new, at most once a frame, and while frames are read."""
        news = asyncio.Event()
        loop = asyncio.get_running_loop()

        def wake() -> None:
            loop.call_soon_threadsafe(news.set)

        await self._core.opened()
        follower = await asyncio.wrap_future(self._core.call(follow, wake))
        try:
            while True:
                await news.wait()
                await self.flowing.wait()
                news.clear()
                arrived = follower.take()
                self._call_back(arrived)
                self.chat.post_message(Arrived(arrived))
                await asyncio.sleep(FRAME_S)
        finally:
            self._core.call(leave, follower)

    # Who is in another window.

    def _call_back(self, news: News) -> None:
        """Ring, and say it in the title, if a reply has ended, or needs the player, elsewhere."""
        if self.app_focus:
            return
        for one in news.happened:
            if isinstance(one, RunChanged) and one.phase in ENDED and not self._is_trying(one.chat):
                if self._settings.screen.bell:
                    self.bell()
                if self._title:
                    self._title.tell(f"{self._host_of(one.chat)} {ENDED[one.phase]}")

    def _is_trying(self, chat: int) -> bool:
        """Whether it is asked again and again by itself: each time is no news."""
        going = self.chat.library.going.get(chat)
        return going is not None and going.trying

    def watch_app_focus(self, is_here: bool) -> None:
        """The player is back, or gone."""
        if is_here and self._title:
            self._title.seen()

    def _retitle(self, name: str | None) -> None:
        if self._title:
            self._title.name(name or "")

    def _host_of(self, chat: int) -> str:
        cards = self.chat.library.cards
        return next((card.name for card in cards if card.id == chat), "")

    # The end.

    def _look_for_terminal(self) -> None:
        if self.terminal and self.terminal.is_gone:
            self._looking.stop()
            self.on_terminal_gone()

    def on_terminal_gone(self) -> None:
        """Nobody is there any more."""
        self._end()

    def _end(self) -> None:
        self._ending()
        self.run_worker(self._ended(), name="end", group="end", exclusive=True)

    async def _ended(self) -> None:
        """End, whether or not the draft can be kept."""
        try:
            await self.chat.put_away()
        except Trouble as trouble:
            self.trouble = trouble
        self.exit()

    async def action_quit(self) -> None:
        """Leave; all is kept."""
        self.chat.lead(self._left(), self.screen)

    async def _left(self) -> None:
        """Leave, and ask first if that would lose words."""
        try:
            await self.chat.put_away()
        except Trouble as trouble:
            asked = modals.confirm.Confirm(self._keys, UNKEPT, (str(trouble),), REMARK, LEAVE)
            if not await self.push_screen_wait(asked):
                return
        self.exit()

    # What can be done everywhere.

    def action_help(self) -> None:
        """Show every key."""
        self.push_screen(modals.help.Help(self._keys))

    def action_command_palette(self) -> None:
        """Find an action by its name, and do it."""
        asked = modals.palette.Palette(self._keys, lambda: self.chat.able, self.chat.why_not)
        self.push_screen(asked, self._perform)

    def _perform(self, id: str | None) -> None:
        if id:
            self.chat.perform(id)

    def action_next_theme(self) -> None:
        """Try the next set of colours, and keep it."""
        self.theme = themes.after(self.theme)
        chosen = themes.choice(self.theme, self._settings.screen.theme)
        self.chat.go(self._core.ask(Engine.remember, LAST, themes.CHOSEN, chosen))


def follow(engine: Engine, wake: Callable[[], None]) -> Follower:
    """Begin to follow the feed."""
    return engine.feed.follow(wake)


def leave(engine: Engine, follower: Follower) -> None:
    """No longer follow it."""
    engine.feed.leave(follower)
