"""The chat screen: going from chat to chat and from part to part; here all comes together."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult

from rp_tui.config import Config
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.engine import Engine
from rp_tui.screens.chat import asking
from rp_tui.screens.chat.asking import LAST, OPENED
from rp_tui.screens.chat.meeting import Meeting
from rp_tui.screens.chat.pages import CorePages, NoPages
from rp_tui.screens.chat.reading import Reading
from rp_tui.screens.chat.sitting import joined
from rp_tui.screens.chat.unable import NOBODY
from rp_tui.screens.core import Core
from rp_tui.ui.keymap import Keymap
from rp_tui.widgets.header import HeaderView
from rp_tui.widgets.rail import Rail
from rp_tui.widgets.toast import READ_S, Notice
from rp_tui.widgets.which_key import WhichKey

if TYPE_CHECKING:
    from textual.widget import Widget

FOLDS_BELOW = 100  # columns
ALONE_BELOW = 72  # columns, with which the rail stands in the story's place
NARROW_BELOW = 64  # columns, with which there is no room beside the story
DATED_EVERY_S = 30
WIDTHS = [(0, "-narrow"), (NARROW_BELOW, "-middle"), (FOLDS_BELOW, "-wide")]
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
        self.sittings.recall(left)
        await self.renew_rail()
        chats = self.library.chats
        last = left[LAST].get(OPENED)
        if chats:
            async with self.turning:  # who has gone to the story meanwhile stays there
                await self._open(last if last in chats else chats[0])
        else:
            self.add_class("-empty")
            self.set_focus(self.welcome)
            self.renew_keys()

    async def open_chat(self, chat: int) -> None:
        """Go to a chat and write, when the last one that was gone to is there."""
        async with self.turning:
            self.remove_class("-empty")
            self.fold()
            self.set_focus(self.composer)  # at once: what is typed while the chat opens is a turn
            await self._open(chat)
            if self.focused in {None, self.rail, self.welcome}:
                self.set_focus(self.composer)  # where it was not to be seen before

    async def _open(self, chat: int) -> None:
        if chat != self.opened:
            self._sit_down(chat)
            try:
                await self._turn_to(chat)
            except Trouble:
                self._get_up()
                await self._show_nothing()
                raise
            await self.see()
            await self.core.ask(Engine.remember, LAST, OPENED, chat)

    def _sit_down(self, chat: int) -> None:
        """At once, without a wait: a letter is of the chat in whose box it was typed."""
        typed = self.composer.draft if self.opened is None else ""  # into the start
        self._get_up()
        self.opened = self.composer.of = chat
        self.here.draft = joined(self.here.draft, typed)
        self.composer.draft = self.here.in_the_box
        self.draw_box()

    def _get_up(self) -> None:
        """What is written in a chat waits there."""
        if (left := self.opened) is not None:
            self.stash()
            self.here.leave()
            self.go(self.sittings.keep(left))
        self.opened = self.composer.of = self.standing = None
        self.hits = 0
        self.notice.forget_offers()  # they are of that chat
        self.composer.remember(())
        self.composer.draft = ""
        self.heading.view = HeaderView()

    async def _show_nothing(self) -> None:
        """No chat is open, and none seems so: nothing is said to who is not seen."""
        await self.story.open(NoPages())
        self.title = ""
        self.draw_banner(None)
        self.draw_box()
        self.draw_rail()
        self.renew_keys()

    async def _turn_to(self, chat: int) -> None:
        self.composer.remember(await self.core.ask(asking.your_words, chat))
        await self.renew_standing()
        await self.story.open(CorePages(self.core, chat))
        self.take_up()
        await self.resume()
        self.tell_leaving()
        self.draw_rail()
        self.renew_keys()

    def on_reading_chosen(self, message: Reading.Chosen) -> None:
        """Go to it."""
        self.lead(self._go_on(message))

    async def _go_on(self, to: Reading.Chosen) -> None:
        await self.open_chat(to.chat)
        await self.read_on(to.chat, to.turn, to.text)

    def on_meeting_met(self, message: Meeting.Met) -> None:
        """Go there."""
        self.lead(self.open_chat(message.chat))

    def on_rail_chat_chosen(self, message: Rail.ChatChosen) -> None:
        """Go there."""
        self.lead(self.open_chat(message.chat))

    def action_next_chat(self) -> None:
        """Open the chat below."""
        self.lead(self._beside(1))

    def action_previous_chat(self) -> None:
        """Open the chat above."""
        self.lead(self._beside(-1))

    async def _beside(self, by: int) -> None:
        """The keys stay where they are: the same one leads to the chat behind."""
        async with self.turning:
            chats = [chat.id for chat in self.rail.view.chats]
            at = chats.index(self.opened) + by if self.opened in chats else 0
            await self._open(chats[at % len(chats)])

    # The parts of the screen.

    def action_to_composer(self) -> None:
        """Write; at once, for the next key is a letter of it."""
        self.set_focus(self.composer)
        self.fold()

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted elsewhere is a part of a turn too; if none is taken, the box says why."""
        if not self.composer.display:
            self.tell(NOBODY, lasts_s=READ_S)
            return
        if not self.composer.locked:
            self.action_to_composer()
        self.composer.post_message(events.Paste(event.text))

    def action_to_transcript(self) -> None:
        """Read; from the words of an old turn the way leads back to the draft."""
        if self.here.editing:
            self.leave_editing()
            return
        self.set_focus(self.story)
        self.fold()

    def action_to_rail(self) -> None:
        """Go to the rail."""
        self.set_focus(self.rail)
        self.fold()

    def action_fold_rail(self) -> None:
        """Fold the rail away, or show it; in the story's place it stands while one is in it."""
        is_shown, is_alone = not self.rail.folded, self.app.size.width < ALONE_BELOW
        if not is_alone:
            self._folds = is_shown
        if is_shown and self._is_in_rail:
            self.set_focus(self.composer)
        elif is_alone:
            self.set_focus(self.rail)
        self.fold()

    def fold(self) -> None:
        """The rail as there is room for it, or as the player wants it; never one that has the keys:
        nor does another part have them of which it stands in the place.
        """
        width = self.app.size.width
        as_wanted = self._folds is not None and width >= ALONE_BELOW
        folded = self._folds if as_wanted else width < FOLDS_BELOW
        self.rail.folded = bool(folded) and not self._is_in_rail
        self.set_class(not self.rail.folded, "-railed")
        self.set_class(not self.rail.folded and width < ALONE_BELOW, "-alone")

    @property
    def _is_in_rail(self) -> bool:
        """Whether the keys are the rail's, or will be when the leader is left."""
        focused = self._before if self.focused is self.which_key else self.focused
        return focused is self.rail

    def on_resize(self, event: events.Resize) -> None:
        """With little room the rail gives way."""
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
        if open_now == [self.rail]:  # in the place of all others
            self.action_to_composer()
        if len(open_now) < 2:
            return
        at = open_now.index(self.focused) + by if self.focused in open_now else 0
        self.set_focus(open_now[at % len(open_now)])

    def on_descendant_focus(self) -> None:
        """Elsewhere other keys work, and a rail that was left may fold."""
        self.fold()
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
        self.set_focus(self._before or self.composer)

    def on_notice_expired(self, message: Notice.Expired) -> None:
        """It was read, or not."""
        self.renew_keys()


def at_least(cells: int, breakpoints: Sequence[tuple[int, str]]) -> str:
    """The class of the largest breakpoint that is reached."""
    return next(name for least, name in reversed(breakpoints) if cells >= least)
