"""Mending: other words for a turn, another reply to it, and the replies beside each other."""

from functools import partial
from typing import TYPE_CHECKING

from rp_tui.core.domain.errors import Trouble
from rp_tui.core.engine import Engine
from rp_tui.core.play.impact import Impact, MoreWouldGo
from rp_tui.core.play.wish import Outcome
from rp_tui.screens.chat import asking, undoing, views
from rp_tui.screens.chat.drawing import SENDING
from rp_tui.screens.chat.editing import EDITED, Editing
from rp_tui.screens.chat.undoing import Edited, MovedTo, Undoable
from rp_tui.screens.chat.writing import Writing
from rp_tui.screens.modals.confirm import Confirm
from rp_tui.ui.action import Place
from rp_tui.widgets.composer import Composer
from rp_tui.widgets.transcript.shown import Shown

if TYPE_CHECKING:
    from rp_tui.core.play.rewinding import Moved

NOTHING = "Nothing goes."
REMOVES = "This will remove:"
OFFER = "undo"  # what is told of what was done goes with the next turn


class Mending(Writing):
    """What is done with the words of a turn."""

    def action_edit_turn(self) -> None:
        """Put the selected turn into the box; Enter changes it."""
        if turn := self.story.selected:
            came_from = self._selected_there
            self.edit(Editing("reword", turn, self.composer.draft, came_from=came_from))
            self.story.fade(turn.id, EDITED)

    def action_regenerate(self) -> None:
        """Let your last turn be written anew in its place; Enter asks for the reply to it."""
        if self.opened is not None:
            self.go(self._edit_to_regenerate(self.opened, self._selected_there))

    @property
    def _selected_there(self) -> int | None:
        """The turn that is selected, if the keys go to the story."""
        turn = self.story.selected
        return turn.id if turn and self.place is Place.TRANSCRIPT else None

    async def _edit_to_regenerate(self, chat: int, came_from: int | None) -> None:
        last = await self.core.ask(asking.last_exchange, chat)
        if last is None:
            await self.regenerate(chat, None)
            return
        await self.story.show_until(last.yours.id)
        turn, *anew = (views.shown(one, None, ()) for one in (last.yours, *last.since))
        self.edit(Editing("regenerate", turn, self.composer.draft, tuple(anew), came_from))

    def edit(self, editing: Editing) -> None:
        """Let an old turn be written; the draft is put by."""
        if self.opened is not None and editing.aside != self.drafts.get(self.opened, ""):
            self.go(self.keep_draft(self.opened, editing.aside))
        self.editing = editing
        self.composer.draft = editing.turn.prose
        self.composer.focus()
        self.draw()

    def leave_editing(self) -> None:
        """Change nothing: the story is as it was, and the draft back in the box."""
        self.go(self._leave())

    async def _leave(self) -> None:
        editing = self.editing
        try:
            if editing and editing.why == "regenerate":
                await self.story.show_until(None)
        finally:
            self.put_back()
        await self._go_back(editing)

    def put_back(self) -> None:
        """The draft is back in the box, and the keys go where it was begun."""
        if self.editing:
            editing, self.editing = self.editing, None
            self.composer.draft = editing.aside
            if editing.came_from is not None and self.place is Place.COMPOSER:
                self.story.focus()
            self.story.fade(None)
            self.draw()

    async def _go_back(self, editing: Editing | None) -> None:
        """The turn is selected again that was."""
        if editing and editing.came_from is not None:
            await self.story.jump(editing.came_from)

    def on_composer_submitted(self, message: Composer.Submitted) -> None:
        """Say it, or change with it what was said."""
        chat, editing, prose = self.opened, self.editing, message.text
        if chat is None:
            self.hold()  # it stays in the box, until there is a chat to say it in
        elif editing is None:
            if self.notice.view and self.notice.view.action == OFFER:
                self.notice.view = None
            self.go(self.say(chat, prose))
        elif editing.why == "reword":
            self.go(self._reword(chat, editing, prose))
        else:
            self.go(self._say_otherwise(chat, editing, prose))

    async def _reword(self, chat: int, editing: Editing, prose: str) -> None:
        try:
            step = await self.core.ask(Engine.reword, chat, editing.turn.id, prose)
        except Trouble:
            self.hold()  # the words are still in the box
            raise
        if self.editing is editing:
            self.put_back()
            await self._go_back(editing)
        await self.can_undo(chat, Edited(step, f"the edit of turn {editing.turn.number}"))
        self.tell("The turn has other words now.", OFFER)

    async def _say_otherwise(self, chat: int, editing: Editing, prose: str) -> None:
        """Ask for the reply anew, to the same words or to others."""
        other = None if prose == editing.turn.prose.strip() else prose
        # Of two replies the second is said anew, unless they have other words to answer.
        is_aside = other is None and len(editing.anew) > 1
        if not is_aside:
            self.begin(prose, replacing=editing.turn.id)
        self.put_back()
        self.composer.hold(SENDING)
        await self.story.show_until(None)
        await self.regenerate(chat, other)

    async def regenerate(self, chat: int, prose: str | None) -> None:
        """Have the last reply said anew; what else would go with it is asked about first."""
        again = partial(self.regenerate, chat, prose)
        await self.hear(chat, self._said_anew(chat, prose), prose or "", again)

    async def _said_anew(self, chat: int, prose: str | None) -> Outcome:
        if chat == self.opened:
            newest = self.standing.newest if self.standing else None
            self.begin(prose or "", replacing=newest.id if newest else None)
        begun = self.begun
        try:
            return await self.core.ask(Engine.regenerate, chat, prose)
        except MoreWouldGo as more:
            await self.settle(chat)  # while it is asked, nothing is on its way
            if not await self.agreed("Ask for the reply anew?", more.impact):
                return Outcome(chat, "dropped", prose=prose or "")
        self.begin(begun.said.prose if begun.said else "", replacing=begun.replacing)
        return await self.core.ask(Engine.regenerate, chat, prose, confirmed=True)

    def action_hide_turn(self) -> None:
        """Hide the selected turn, or show it again."""
        if self.opened is not None and (turn := self.story.selected):
            self.go(self._hide(self.opened, turn, hidden=not turn.hidden))

    async def _hide(self, chat: int, turn: Shown, *, hidden: bool) -> None:
        step = await self.core.ask(Engine.hide, chat, turn.id, hidden)
        deed = "hiding" if hidden else "showing"
        await self.can_undo(chat, Edited(step, f"the {deed} of turn {turn.number}"))
        self.tell("The turn is hidden." if hidden else "The turn is shown.", OFFER)

    # The replies that stand side by side.

    def action_swipe_left(self) -> None:
        """Show the reply before."""
        self._swipe(-1)

    def action_swipe_right(self) -> None:
        """Show the next reply, or ask for one more."""
        self._swipe(1)

    def _swipe(self, by: int) -> None:
        if self.opened is not None and (turn := self.story.selected):
            self.go(self._swiped(self.opened, turn.id, by))

    async def _swiped(self, chat: int, turn: int, by: int) -> None:
        found = await self.core.ask(Engine.siblings, chat, turn)
        at = found.at + by
        if at >= len(found.steps):
            await self.regenerate(chat, None)
        elif at >= 0:
            await self._show(chat, found.steps[at])

    async def _show(self, chat: int, step: int) -> None:
        try:
            moved = await self.core.ask(Engine.swipe, chat, step)
        except MoreWouldGo as more:
            if not await self.agreed("Show the other one?", more.impact):
                return
            moved = await self.core.ask(Engine.swipe, chat, step, confirmed=True)
        await self.moved(moved, "the way to the other reply")

    # What can be taken back.

    async def moved(self, moved: "Moved", called: str) -> None:
        """The chat stands elsewhere, and a key brings it back."""
        await self.can_undo(moved.chat, MovedTo(moved.left, moved.step, called))

    async def can_undo(self, chat: int, what: Undoable | None) -> None:
        """What was done last, also for the next start; or nothing."""
        if what:
            self.undoable[chat] = what
        else:
            self.undoable.pop(chat, None)
        self.renew_keys()
        await self.core.ask(Engine.remember, undoing.UNDO, str(chat), undoing.kept(what))

    async def agreed(
        self, title: str, impact: Impact, remark: str = "", yes: str = "", lead: str = REMOVES
    ) -> bool:
        """Whether that may go which would."""
        if impact.gone:
            asked = Confirm(self.keymap, title, impact.gone, remark, yes, lead)
        else:
            asked = Confirm(self.keymap, title, (NOTHING,), remark, yes)
        return await self.app.push_screen_wait(asked) is True
