"""The frame: what the chat screen is made of, and how it knows how all stands."""

import time
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from rp_tui.config import Config
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.domain.ids import YOU
from rp_tui.core.llm.chain import UNDERSTUDY
from rp_tui.core.llm.tokens import estimate
from rp_tui.core.play.under_way import UnderWay
from rp_tui.screens.chat import asking, views
from rp_tui.screens.chat.able import Situation, able
from rp_tui.screens.chat.asking import Library, Standing
from rp_tui.screens.chat.samples import offered
from rp_tui.screens.chat.story import Story
from rp_tui.screens.chat.welcome import Welcome
from rp_tui.screens.core import Core
from rp_tui.ui.action import Place
from rp_tui.ui.actions import BY_ID
from rp_tui.ui.keymap import Keymap, bindings_of_screen
from rp_tui.widgets.banner import Banner, BannerView
from rp_tui.widgets.composer import Composer
from rp_tui.widgets.footer import FooterView, KeyHints
from rp_tui.widgets.header import Heading
from rp_tui.widgets.rail import Rail
from rp_tui.widgets.status import StatusLine
from rp_tui.widgets.toast import Notice, NoticeView
from rp_tui.widgets.which_key import WhichKey

if TYPE_CHECKING:
    from textual.widget import Widget

    from rp_tui.screens.chat.editing import Editing
    from rp_tui.screens.chat.undoing import Undoable

TROUBLED_S = 8  # for which a sentence about what could not be done is shown
WHO_PLAYS = (
    "The understudy will play: an offline stand-in and no model. It needs nothing, so that you can"
    " begin at once; name a model in the settings for a story worth reading."
)


class Frame(Screen[None]):
    """Holds the widgets and what is known; what is done with them stands in what is made of it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of_screen()]

    def __init__(self, core: Core, config: Config, keymap: Keymap) -> None:
        super().__init__(id="chat")
        self.core, self.config = core, config
        self._keys = keymap
        self.opened: int | None = None
        self.library = Library()
        self.standing: Standing | None = None
        self.seen: dict[int, int] = {}
        self.drafts: dict[int, str] = {}
        self.editing: Editing | None = None
        self.undoable: dict[int, Undoable] = {}
        self.hits = 0
        self.phase_told = ""
        self.broken_off = ""

    def compose(self) -> ComposeResult:
        """Rail, page and foot; the drawer will stand right of the page."""
        keymap, model = self.keymap, self.config.narrative
        with Horizontal(id="body"):
            yield Rail(id="rail")
            with Vertical(id="page"):
                yield Heading(id="heading")
                yield Story(self.config.ooc, id="story")
                yield Welcome(
                    keymap, offered(), WHO_PLAYS if model.understudy else "", id="welcome"
                )
                yield Banner(keymap, id="banner")
                yield Composer(keymap, estimate, id="composer")
        with Horizontal(id="foot"):
            yield KeyHints(keymap, id="hints")
            yield StatusLine(id="status")
        yield Notice(keymap, id="notice")
        yield WhichKey(keymap, id="which-key")

    def on_mount(self) -> None:
        """Find the widgets once: they live as long as the screen."""
        self.rail, self.heading = self.query_one(Rail), self.query_one(Heading)
        self.story, self.welcome = self.query_one(Story), self.query_one(Welcome)
        self.banner, self.composer = self.query_one(Banner), self.query_one(Composer)
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
    def going(self) -> UnderWay:
        """What goes on in the chat that is open."""
        return self.standing.going if self.standing else UnderWay()

    @property
    def situation(self) -> Situation:
        """How all stands, to know what can be done."""
        known = self.standing
        if self.opened is None or known is None:
            return Situation(chats=len(self.library.chats), bots=len(self.library.cards))
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
            self.editing is not None,
            self.hits,
            known.lines,
            self.opened in self.undoable,
        )

    @property
    def place(self) -> Place:
        """Where the focus is."""
        match self.focused:
            case Story():
                return Place.TRANSCRIPT
            case Rail() | Welcome():
                return Place.RAIL
            case Banner():
                return Place.BANNER
        return Place.COMPOSER

    def renew_keys(self) -> None:
        """The keys that work now."""
        self.hints.view = FooterView(self.place, self.able)
        self.notice.place = self.place

    async def renew_rail(self) -> None:
        """How all chats stand."""
        self.library = await self.core.ask(asking.library)
        self.draw_rail()

    def draw_rail(self) -> None:
        """The rail, with how long ago it all was."""
        known = self.library
        self.rail.view = views.rail(known.cards, known.going, self.seen, self.opened, time.time())

    async def renew_standing(self) -> None:
        """How the chat stands that is open."""
        chat = self.opened
        if chat is None:
            return
        known = await self.core.ask(asking.standing, chat)
        if chat == self.opened:
            self.standing = known
            self.draw()

    def draw(self) -> None:
        """All but the story, from what is known."""
        known = self.standing
        if known is None:
            return
        self.heading.view = views.header(known.look)
        slot, budget = self.config.narrative, self.config.prompt.hard_tokens
        model = UNDERSTUDY if slot.understudy else slot.model
        self.status.view = views.status(model, budget, known.cost)
        self.draw_banner(views.banner(known.going, self.phase_told, self.broken_off))
        self.hold()
        self.renew_keys()

    def draw_banner(self, view: BannerView | None) -> None:
        """What is the matter; a choice takes the focus from where nothing can be written."""
        had_focus = self.banner.has_focus
        self.banner.view = view
        if had_focus and not self.banner.can_focus:
            self.composer.focus()
        elif self.banner.can_focus and self.composer.locked and self.composer.has_focus:
            self.banner.focus()

    def hold(self) -> None:
        """Let the player write, or say why not."""
        raise NotImplementedError

    # Doing, and what goes wrong with it.

    def go(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something beside the keys; a trouble is told."""
        self.run_worker(self._gone(work), group="doing")

    async def _gone(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Trouble as trouble:
            self.tell(str(trouble), lasts_s=TROUBLED_S)

    def tell(self, told: str, action: str = "", lasts_s: int = 30) -> None:
        """Say something that need not be answered."""
        self.notice.view = NoticeView(told, action, lasts_s)
