"""The frame: what the chat screen is made of, and how it knows how all stands."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from rp_tui.config import Config
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.ids import YOU
from rp_tui.core.llm.tokens import estimate
from rp_tui.core.play.under_way import UnderWay
from rp_tui.screens.chat.able import Situation, able
from rp_tui.screens.chat.asking import Library, Standing
from rp_tui.screens.chat.sitting import Sitting
from rp_tui.screens.chat.sittings import Sittings
from rp_tui.screens.chat.unable import PLAIN, why_not
from rp_tui.screens.chat.welcome import Welcome
from rp_tui.screens.core import Core
from rp_tui.ui.action import Place
from rp_tui.ui.actions import ACTIONS, BY_ID
from rp_tui.ui.in_order import hold_keys
from rp_tui.ui.keymap import Keymap, bindings_of_screen
from rp_tui.ui.sparing import SparingScreen
from rp_tui.widgets.banner import Banner
from rp_tui.widgets.composer import Composer
from rp_tui.widgets.footer import FooterView, KeyHints
from rp_tui.widgets.header import Heading
from rp_tui.widgets.rail import Rail
from rp_tui.widgets.status import StatusLine
from rp_tui.widgets.toast import LASTS_S, READ_S, Notice, NoticeView
from rp_tui.widgets.transcript.faded import Faded
from rp_tui.widgets.transcript.widget import Transcript
from rp_tui.widgets.which_key import WhichKey

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

BEGINS = (("open-chat", "Begin"),)  # what a key means where nothing has begun
LEAVES = "{quit} leaves; all is kept."
TOO_SMALL = "Too small"
ONWARD = "{key} goes on"


class Frame(SparingScreen[None]):
    """Holds the widgets and what is known; what is done with them stands in what is made of it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of_screen()]

    def __init__(
        self, core: Core, config: Config, keymap: Keymap, clock: Callable[[], float]
    ) -> None:
        super().__init__(id="chat")
        self.core, self.config = core, config
        self._keys, self._clock = keymap, clock
        self.opened: int | None = None
        self.turning = asyncio.Lock()  # held on the way from one chat to another
        self.library = Library()
        self.strangers: list[str] = []  # the samples that nobody has met yet
        self.standing: Standing | None = None
        self.sittings = Sittings(core)
        self.hits = 0

    def compose(self) -> ComposeResult:
        """Rail, page and foot; the drawer will stand right of the page."""
        keymap, model = self.keymap, self.config.narrative
        with Horizontal(id="body"):
            yield Rail(id="rail")
            with Vertical(id="page"):
                yield Heading(id="heading")
                yield Transcript(self.config.ooc, id="story")
                yield Welcome(keymap, understudy=model.understudy, id="welcome")
                yield Banner(keymap, id="banner")
                yield Static(TOO_SMALL, id="small")
                yield Composer(keymap, estimate, id="composer")
                yield Faded(self.config.ooc, id="faded")
        with Horizontal(id="foot"):
            yield KeyHints(keymap, id="hints")
            yield StatusLine(id="status")
        with Vertical(id="above"):
            yield Notice(keymap, id="notice")
        yield WhichKey(keymap, id="which-key")

    def on_mount(self) -> None:
        """Find the widgets once: they live as long as the screen."""
        self.rail, self.heading = self.query_one(Rail), self.query_one(Heading)
        self.story, self.welcome = self.query_one(Transcript), self.query_one(Welcome)
        self.banner, self.composer = self.query_one(Banner), self.query_one(Composer)
        self.faded = self.query_one(Faded)
        self.hints, self.status = self.query_one(KeyHints), self.query_one(StatusLine)
        self.notice, self.which_key = self.query_one(Notice), self.query_one(WhichKey)

    # What is done with an action's id.

    @property
    def keymap(self) -> Keymap:
        """The keys, as they are told."""
        return self._keys

    @property
    def able(self) -> frozenset[str]:
        """What can be done now."""
        return able(self.situation)

    def why_not(self, id: str) -> str:
        """Why something cannot be done now."""
        return why_not(id, self.situation)

    def on_key(self, event: events.Key) -> None:
        """Say why a key has no effect that has one at other times."""
        place, able = self.place, self.able
        for action in ACTIONS:
            is_meant = event.key in self.keymap.keys_in(action, place)
            if is_meant and action.id not in able | PLAIN:
                self.tell(self.why_not(action.id), lasts_s=READ_S)

    def perform(self, id: str) -> None:
        """Do it, as its key would."""
        self.call_later(self._perform, id)

    async def _perform(self, id: str) -> None:
        action = BY_ID[id]
        places: dict[Place, Widget] = {
            Place.COMPOSER: self.composer,
            Place.TRANSCRIPT: self.story,
            Place.RAIL: self.rail,
        }
        match action.doer:
            case "widget":
                await places[action.where[0]].run_action(action.method)
            case "screen":
                await self.run_action(action.method)
            case "app":
                await self.app.run_action(action.method)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What has no effect now has no key either."""
        id = action.replace("_", "-")
        return id in self.able if id in BY_ID else True

    # What is known.

    @property
    def here(self) -> Sitting:
        """Your side of the chat that is open."""
        return self.sittings.of(self.opened)

    @property
    def going(self) -> UnderWay:
        """What goes on in the chat that is open."""
        return self.standing.going if self.standing else UnderWay()

    @property
    def writer(self) -> str:
        """Who writes in it, as far as that is known."""
        return self.standing.writer if self.standing else ""

    def called(self, who: int) -> str:
        """Somebody's name."""
        return self.standing.called(who) if self.standing else ""

    @property
    def situation(self) -> Situation:
        """How all stands, to know what can be done."""
        known = self.standing
        if self.opened is None or known is None:
            return Situation(
                chats=len(self.library.chats),
                bots=len(self.library.cards),
                strangers=len(self.strangers),
            )
        newest = known.newest.turn if known.newest else None
        return Situation(
            self.opened,
            len(self.library.chats),
            len(self.library.cards),
            known.look.chat.guest,
            known.going,
            newest.number if newest else 0,
            newest is not None and newest.speaker > YOU,
            self.story.selected,
            self.here.editing is not None,
            self.hits,
            known.is_branched,
            self.here.undoable is not None,
            len(self.strangers),
            self.here.sending is not None,
            self.notice.view is not None,
        )

    @property
    def place(self) -> Place:
        """Where the focus is."""
        match self.focused:
            case Transcript():
                return Place.TRANSCRIPT
            case Rail() | Welcome():
                return Place.RAIL
            case Banner():
                return Place.BANNER
        return Place.COMPOSER

    def renew_keys(self) -> None:
        """The keys that work now; what is over the screen, or behind the leader, tells its own."""
        place, able = self.place, self.able
        elsewhere = self.which_key.has_focus or not self.is_active
        self.hints.view = FooterView(place, frozenset() if elsewhere else able, self._called(place))
        self.notice.place = self.banner.place = place
        if not elsewhere:
            way = self.keymap.way("continue", place) if "continue" in able else ""
            self.story.onward = way and ONWARD.format(key=way)
        self.story.points = elsewhere or place in {Place.TRANSCRIPT, Place.BANNER}
        offered = self.notice.offered
        if offered and offered not in able and not self.going.busy:
            self.notice.withdraw(offered)

    def _called(self, place: Place) -> tuple[tuple[str, str], ...]:
        """What is called otherwise where the focus is."""
        editing = self.here.editing
        if editing and place is Place.COMPOSER:
            return editing.keys
        return BEGINS if self.welcome.has_focus else ()

    def on_screen_suspend(self) -> None:
        """Something is over the screen; it may be about the turn that is selected."""
        self.story.points = True
        self.hints.view = FooterView()

    def on_screen_resume(self) -> None:
        """Nothing is over it any more."""
        self.renew_keys()

    # Doing, and what goes wrong with it.

    def go(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something beside the keys; a trouble is told."""
        self.run_worker(self._gone(work), group="doing")

    def lead(self, work: Coroutine[Any, Any, None], over: "Screen[Any] | None" = None) -> None:
        """Do something that decides where the next keys go: they wait for it, if not for long.

        It may have been begun on a screen over this one; then those wait that would go there.
        """
        self.go(led(work, hold_keys(over or self)))

    async def _gone(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Trouble as trouble:
            self.tell(str(trouble), lasts_s=READ_S)

    def tell(self, told: str, action: str = "", lasts_s: int = LASTS_S) -> None:
        """Say something that need not be answered."""
        self.notice.view = NoticeView(told, action, lasts_s)

    def action_close_notice(self) -> None:
        """It is read."""
        self.notice.close()

    def action_copy_text(self) -> None:
        """Copy what is selected; who wants to end the program by this key learns how."""
        if self.get_selected_text() is None:
            self.tell(LEAVES.format(quit=self.keymap.way("quit")), lasts_s=READ_S)
        else:
            super().action_copy_text()


async def led(work: Coroutine[Any, Any, None], release: Callable[[], None]) -> None:
    """Something that keys wait for."""
    try:
        await work
    finally:
        release()
