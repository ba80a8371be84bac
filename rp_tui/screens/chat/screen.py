"""The chat screen: going from chat to chat and from part to part; here all comes together."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult

from rp_tui.config import Config
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.engine import Engine
from rp_tui.screens.chat import asking, undoing
from rp_tui.screens.chat.asking import LAST, OPENED
from rp_tui.screens.chat.meeting import Meeting
from rp_tui.screens.chat.pages import CorePages
from rp_tui.screens.chat.reading import Reading
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
HEIGHTS = [(0, "-tiny"), (4, "-flat"), (9, "-low"), (20, "-high")]


class ChatScreen(Meeting):
    """The frame in which a chat is played."""

    CSS_PATH = "chat.tcss"
    AUTO_FOCUS = "#composer"  # what is typed into a start is a turn
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(
        self, core: Core, config: Config, keymap: Keymap, clock: Callable[[], float]
    ) -> None:
        super().__init__(core, config, keymap, clock)
        self._folds: bool | None = None  # as the player wants it, if that was ever said
        self._before: Widget | None = None  # where the focus was before the leader

    def compose(self) -> ComposeResult:
        """Made for the size that there is: what is styled anew later is styled twice."""
        width, height = self.app.size
        sized = (at_least(width, WIDTHS), at_least(height, HEIGHTS))
        railed = () if width < FOLDS_BELOW else ("-railed",)
        self.add_class(*sized, *railed, update=False)
        yield from super().compose()

    def on_mount(self) -> None:
        """Take up what was left."""
        super().on_mount()
        self.fold()
        self.set_interval(DATED_EVERY_S, self.draw_rail)
        self.watch(self.app, "theme", self.draw_rail, init=False)
        self.go(self.start())

    async def start(self) -> None:
        """Open the chat that was open last, or offer the samples."""
        left = await self.core.ask(asking.remembered)
        self.seen = {int(chat): turn for chat, turn in left[asking.SEEN].items()}
        self.drafts = {int(chat): text for chat, text in left[asking.DRAFTS].items()}
        self.undoable = undoing.recalled(left[undoing.UNDO])
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
        """Go to a chat, when the last one that was gone to is there."""
        async with self.turning:
            await self._open(chat)

    async def _open(self, chat: int) -> None:
        self.remove_class("-empty")
        self.fold()
        self.composer.focus()  # at once: what is typed while the chat opens is a turn
        if chat != self.opened:
            await self.put_away()
            try:
                await self._turn_to(chat)
            except Trouble:
                self.opened, self.composer.draft = None, ""  # nothing is said to who is not seen
                raise
        if self.focused in {None, self.rail, self.welcome}:
            self.composer.focus()  # where it was not to be seen before

    async def _turn_to(self, chat: int) -> None:
        typed = self.composer.draft if self.opened is None else ""  # into the start
        self.opened, self.standing, self.editing = chat, None, None
        self.sending, self.hits, self.phase_told, self.broken_off = None, 0, "", ""
        self.heading.view = HeaderView()
        self.composer.draft = f"{self.drafts.get(chat, '')}{typed}"
        self.composer.remember(await self.core.ask(asking.your_words, chat))
        await self.renew_standing()
        await self.story.open(CorePages(self.core, chat))
        self.take_up()
        self.tell_leaving()
        self.draw_rail()
        self.renew_keys()
        await self.see()
        await self.core.ask(Engine.remember, LAST, OPENED, chat)

    async def put_away(self) -> None:
        """Leave nothing that was written behind."""
        if self.opened is None:
            return
        draft = self.editing.aside if self.editing else self.composer.draft
        if not self.is_sending and draft != self.drafts.get(self.opened, ""):
            await self.keep_draft(self.opened, draft)

    def on_reading_chosen(self, message: Reading.Chosen) -> None:
        """Go to it."""
        self.go(self._go_on(message))

    async def _go_on(self, to: Reading.Chosen) -> None:
        await self.open_chat(to.chat)
        await self.read_on(to.chat, to.turn, to.text)

    def on_meeting_met(self, message: Meeting.Met) -> None:
        """Go there."""
        self.go(self.open_chat(message.chat))

    def on_rail_chat_chosen(self, message: Rail.ChatChosen) -> None:
        """Go there."""
        self.go(self.open_chat(message.chat))

    def action_next_chat(self) -> None:
        """Open the chat below."""
        self.go(self._beside(1))

    def action_previous_chat(self) -> None:
        """Open the chat above."""
        self.go(self._beside(-1))

    async def _beside(self, by: int) -> None:
        async with self.turning:
            chats = [chat.id for chat in self.rail.view.chats]
            at = chats.index(self.opened) + by if self.opened in chats else 0
            await self._open(chats[at % len(chats)])

    # The parts of the screen.

    def action_to_composer(self) -> None:
        """Write; at once, for the next key is a letter of it."""
        self.fold()
        self.set_focus(self.composer)

    def action_to_transcript(self) -> None:
        """Read; from the words of an old turn the way leads back to the draft."""
        if self.editing:
            self.leave_editing()
            return
        self.fold()
        self.set_focus(self.story)

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
        narrow = self.app.size.width < FOLDS_BELOW
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
        parts = (self.composer, self.banner, self.story, self.rail, self.welcome)
        open_now: list[Widget] = [part for part in parts if part.focusable and part.size.area]
        if not open_now:
            return
        at = open_now.index(self.focused) + by if self.focused in open_now else 0
        open_now[at % len(open_now)].focus()

    def on_descendant_focus(self) -> None:
        """Elsewhere other keys work."""
        self.renew_keys()

    def action_leader(self) -> None:
        """Show all that can be done, a letter each; the key that shows it sends it away."""
        if self.which_key.has_focus:
            self.which_key.leave()
            return
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


def at_least(cells: int, breakpoints: Sequence[tuple[int, str]]) -> str:
    """The class of the largest breakpoint that is reached."""
    return next(name for least, name in reversed(breakpoints) if cells >= least)
