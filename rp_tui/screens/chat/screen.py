"""The chat screen: going from chat to chat and from part to part; here all comes together."""

from typing import TYPE_CHECKING

from textual import events

from rp_tui.config import Config
from rp_tui.core.engine import Engine
from rp_tui.screens.chat import asking, samples
from rp_tui.screens.chat.asking import LAST, OPENED
from rp_tui.screens.chat.pages import CorePages
from rp_tui.screens.chat.scenery import Scenery
from rp_tui.screens.chat.welcome import Welcome
from rp_tui.screens.core import Core
from rp_tui.ui.keymap import Keymap
from rp_tui.widgets.header import HeaderView
from rp_tui.widgets.rail import Rail
from rp_tui.widgets.toast import Notice
from rp_tui.widgets.which_key import WhichKey

if TYPE_CHECKING:
    from textual.widget import Widget

FOLDS_BELOW = 100  # columns
ALONE_BELOW = 64  # columns, with which the rail stands in the story's place
DATED_EVERY_S = 30
WIDTHS = [(0, "-narrow"), (ALONE_BELOW, "-middle"), (FOLDS_BELOW, "-wide")]
HEIGHTS = [(0, "-flat"), (9, "-low"), (20, "-high")]


class ChatScreen(Scenery):
    """The frame in which a chat is played."""

    CSS_PATH = "chat.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(self, core: Core, config: Config, keymap: Keymap) -> None:
        super().__init__(core, config, keymap)
        self._folds: bool | None = None  # as the player wants it, if that was ever said
        self._before: Widget | None = None  # where the focus was before the leader

    def on_mount(self) -> None:
        """Take up what was left."""
        super().on_mount()
        self.set_interval(DATED_EVERY_S, self.draw_rail)
        self.go(self.start())

    async def start(self) -> None:
        """Open the chat that was open last, or offer the samples."""
        left = await self.core.ask(asking.remembered)
        self.seen = {int(chat): turn for chat, turn in left[asking.SEEN].items()}
        self.drafts = {int(chat): text for chat, text in left[asking.DRAFTS].items()}
        await self.renew_rail()
        chats = self.library.chats
        last = left[LAST].get(OPENED)
        if chats:
            await self.open_chat(last if last in chats else chats[0])
        else:
            self.add_class("-empty")
            self.welcome.focus()
            self.renew_keys()

    async def open_chat(self, chat: int) -> None:
        """Go to a chat."""
        self.remove_class("-empty")
        if chat != self.opened:
            await self.put_away()
            await self._turn_to(chat)
        self.fold()
        self.composer.focus()

    async def _turn_to(self, chat: int) -> None:
        self.opened, self.standing, self.editing = chat, None, None
        self.sending, self.hits, self.phase_told, self.broken_off = False, 0, "", ""
        self.heading.view = HeaderView()
        words = await self.core.ask(asking.your_words, chat)
        await self.renew_standing()
        self.composer.remember(words)
        self.composer.draft = self.drafts.get(chat, "")
        await self.story.open(CorePages(self.core, chat))
        self.take_up()
        self.draw_rail()
        self.renew_keys()
        await self.see()
        await self.core.ask(Engine.remember, LAST, OPENED, chat)

    async def put_away(self) -> None:
        """Leave nothing that was written behind."""
        if self.opened is None:
            return
        draft = self.editing.aside if self.editing else self.composer.draft
        if not self.sending and draft != self.drafts.get(self.opened, ""):
            await self.keep_draft(self.opened, draft)

    def on_rail_chat_chosen(self, message: Rail.ChatChosen) -> None:
        """Go there."""
        self.go(self.open_chat(message.chat))

    def on_welcome_taken(self, message: Welcome.Taken) -> None:
        """Begin with a sample."""
        self.go(self._take(message.name))

    async def _take(self, name: str) -> None:
        chat = await self.core.ask(samples.take, name)
        await self.renew_rail()
        await self.open_chat(chat)

    def action_next_chat(self) -> None:
        """Open the chat below."""
        self._beside(1)

    def action_previous_chat(self) -> None:
        """Open the chat above."""
        self._beside(-1)

    def _beside(self, by: int) -> None:
        chats = self.library.chats
        at = chats.index(self.opened) + by if self.opened in chats else 0
        self.go(self.open_chat(chats[at % len(chats)]))

    # The parts of the screen.

    def action_to_composer(self) -> None:
        """Write."""
        self.composer.focus()

    def action_to_transcript(self) -> None:
        """Read; from the words of an old turn the way leads back to the draft."""
        if self.editing:
            self.leave_editing()
            return
        self.fold()
        self.story.focus()

    def action_to_rail(self) -> None:
        """Go to the rail."""
        self.rail.folded = False
        self.set_class(True, "-railed")
        self.rail.focus()

    def action_fold_rail(self) -> None:
        """Fold the rail away, or show it."""
        self._folds = not self.rail.folded
        if self._folds and self.rail.has_focus:
            self.composer.focus()
        self.fold()

    def fold(self) -> None:
        """The rail as there is room for it, or as the player wants it."""
        narrow = self.size.width < FOLDS_BELOW
        self.rail.folded = narrow if self._folds is None else self._folds
        self.set_class(not self.rail.folded, "-railed")

    def on_resize(self, event: events.Resize) -> None:
        """With little room the rail gives way."""
        if not self.rail.has_focus:
            self.fold()

    def action_next_region(self) -> None:
        """Move on."""
        self._move(1)

    def action_previous_region(self) -> None:
        """Move back."""
        self._move(-1)

    def _move(self, by: int) -> None:
        parts = (self.composer, self.story, self.rail, self.welcome, self.banner)
        open_now: list[Widget] = [part for part in parts if part.focusable and part.size.area]
        if not open_now:
            return
        at = open_now.index(self.focused) + by if self.focused in open_now else 0
        open_now[at % len(open_now)].focus()

    def on_descendant_focus(self) -> None:
        """Elsewhere other keys work."""
        self.renew_keys()

    def action_leader(self) -> None:
        """Show all that can be done, a letter each."""
        self._before = self.focused
        self.which_key.open(self.able)

    def on_which_key_chosen(self, message: WhichKey.Chosen) -> None:
        """Do it, where the focus was before."""
        self._come_back()
        self.perform(message.action)

    def on_which_key_left(self) -> None:
        """Nothing was chosen."""
        self._come_back()

    def _come_back(self) -> None:
        (self._before or self.composer).focus()

    def on_notice_expired(self, message: Notice.Expired) -> None:
        """It was read, or not."""
        self.renew_keys()
