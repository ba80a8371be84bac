"""Rewriting: other words for a turn, in the box or as another reply to it."""

from functools import partial

from msgspec import Struct

from rp_tui.core import play
from rp_tui.core.domain.errors import Trouble
from rp_tui.core.engine import Engine
from rp_tui.screens.chat import asking, views
from rp_tui.screens.chat.asking import Exchange
from rp_tui.screens.chat.editing import EDITED, Editing
from rp_tui.screens.chat.pages import CorePages
from rp_tui.screens.chat.sitting import Edit
from rp_tui.screens.chat.taking_back import OFFER, TakingBack
from rp_tui.screens.chat.undoing import Edited
from rp_tui.ui.action import Place

EDIT_WAITS = "Other words for a turn wait here too; they are there when the chat is opened again."


class Anew(Struct, frozen=True):
    """A reply that is asked for anew: to other words, if there are any, and where it is shown."""

    prose: str | None = None
    shown: str = ""
    replacing: int | None = None


class Rewriting(TakingBack):
    """Lets the words of a turn be changed, each in its place."""

    def action_edit_turn(self) -> None:
        """Put the selected turn into the box; Enter changes it."""
        if turn := self.story.selected:
            self.edit(Editing("reword", turn, came_from=self._selected_there))
            self.set_focus(self.composer)

    def action_regenerate(self) -> None:
        """Let your last turn be written anew in its place; Enter asks for the reply to it."""
        if self.opened is not None:
            self.lead(self._edit_to_regenerate(self.opened, self._selected_there))

    @property
    def _selected_there(self) -> int | None:
        """The turn that is selected, if the keys go to the story."""
        turn = self.story.selected
        return turn.id if turn and self.place is Place.TRANSCRIPT else None

    async def _edit_to_regenerate(self, chat: int, came_from: int | None) -> None:
        last = await self.core.ask(asking.last_exchange, chat)
        if last is None:
            self.go(self.regenerate(chat, Anew()))
        elif chat == self.opened and self.here.editing is None:
            await self.story.show_until(last.yours.id)
            if self._can_begin(chat):
                self.edit(editing_of(last, came_from))
                self.set_focus(self.composer)
            elif chat == self.opened:
                await self.story.show_until(None)

    def _can_begin(self, chat: int) -> bool:
        """Whether the box is still of a chat, and free: what was looked up takes its time."""
        here = self.here
        return chat == self.opened and here.editing is None and here.sending is None

    def edit(self, editing: Editing, words: str | None = None) -> None:
        """Let an old turn be written; the draft is put by."""
        self.stash()
        if self.opened is not None:
            self.go(self.sittings.keep(self.opened))
        here = self.here
        here.editing, here.words = editing, editing.turn.prose if words is None else words
        self.composer.draft = here.words
        if editing.why == "reword":
            self.story.fade(editing.turn.id, EDITED)
        self.draw()

    async def resume(self) -> None:
        """Go on with an edit that was left; where its turn is gone, its words are a draft."""
        chat, here, edit = self.opened, self.here, self.here.left
        if chat is None or edit is None or self.going.busy:
            return
        editing = await self._begun_again(chat, edit)
        if editing is None:
            here.left = None
            await self.give_back(chat, edit.words)
        elif self._can_begin(chat) and not self._has_typed():
            here.left = None
            self.edit(editing, edit.words)
        elif chat == self.opened:
            await self.story.show_until(None)
            self.tell(EDIT_WAITS)

    def _has_typed(self) -> bool:
        """Whether something is written already in the chat that opens: what follows is of it."""
        self.stash()
        return self.here.draft != self.here.kept.draft

    async def _begun_again(self, chat: int, edit: Edit) -> Editing | None:
        if edit.why == "reword":
            found = await CorePages(self.core, chat).since(edit.turn, 1)
            turn = next((one for one in found if one.id == edit.turn), None)
            if turn is None:
                return None
            await self.story.jump(turn.id)
            return Editing("reword", turn)
        last = await self.core.ask(asking.last_exchange, chat)
        if last is None or last.yours.id != edit.turn:
            return None
        await self.story.show_until(edit.turn)
        return editing_of(last)

    def leave_editing(self) -> None:
        """Change nothing: the story is as it was, and the draft back in the box."""
        if (chat := self.opened) is not None and (editing := self.here.editing):
            self.lead(self._leave(chat, editing))

    async def _leave(self, chat: int, editing: Editing) -> None:
        self.end_editing(chat)
        await self.sittings.keep(chat)
        if editing.why == "regenerate":
            await self.story.show_until(None)
        await self._go_back(editing)

    async def _go_back(self, editing: Editing) -> None:
        """The turn is selected again that was."""
        if editing.came_from is not None:
            await self.story.jump(editing.came_from)

    def send(self, chat: int, prose: str) -> None:
        """Say it, or change with it what was said."""
        editing = self.here.editing
        if editing is None:
            self.notice.withdraw(OFFER)
            super().send(chat, prose)
        elif editing.why == "reword":
            self.lead(self._reword(chat, editing, prose))
        else:
            self.go(self._say_otherwise(chat, editing, prose))

    async def _reword(self, chat: int, editing: Editing, prose: str) -> None:
        try:
            step = await self.core.ask(Engine.reword, chat, editing.turn.id, prose)
        except Trouble:
            self.take_back(chat)
            raise
        self.taken_in(chat)
        if chat == self.opened:
            await self._go_back(editing)
        await self.can_undo(chat, Edited(step, f"the edit of turn {editing.turn.number}"))
        self.tell_done(chat, "The turn has other words now.")

    async def _say_otherwise(self, chat: int, editing: Editing, prose: str) -> None:
        """Ask for the reply anew, to the same words or to others."""
        other = None if prose == editing.turn.prose.strip() else prose
        # Of two replies the second is said anew, unless they have other words to answer.
        is_aside = other is None and len(editing.anew) > 1
        anew = Anew() if is_aside else Anew(other, prose, editing.turn.id)
        self.begin_anew(chat, anew)
        self.draw_box()
        try:
            await self.story.show_until(None)
        except Trouble:
            self.story.end()
            self.take_back(chat)
            raise
        await self.regenerate(chat, anew)

    def begin_anew(self, chat: int, anew: "Anew") -> None:
        """A reply takes the place of the last one, below the words that it answers."""
        if chat == self.opened:
            newest = self.standing.newest if self.standing else None
            last = newest.id if newest else None
            self.begin(anew.shown, replacing=anew.replacing or last)

    async def regenerate(self, chat: int, anew: "Anew", *, confirmed: bool = False) -> None:
        """Have the last reply said anew; what else would go with it is asked about first."""
        self.begin_anew(chat, anew)
        again = partial(self.regenerate, chat, anew, confirmed=confirmed)
        asked = self.core.ask(Engine.regenerate, chat, anew.prose, confirmed=confirmed)
        try:
            await self.hear(chat, asked, anew.prose or "", again, self.edit_again)
        except play.impact.MoreWouldGo as more:
            await self._edit_on(chat)  # while it is asked, nothing is on its way
            # Over another chat nothing is asked about this one: the words wait as an edit.
            if chat == self.opened and await self.agreed("Ask for the reply anew?", more.impact):
                await self._send_again(chat, anew)

    async def _send_again(self, chat: int, anew: "Anew") -> None:
        """Ask for it though more goes; with that goes an edit that could have been undone."""
        if isinstance(self.here.undoable, Edited):
            await self.can_undo(chat, None)
        if self.here.editing:
            self.here.sending = anew.shown
            await self.story.show_until(None)
        await self.regenerate(chat, anew, confirmed=True)

    async def give_back_from(self, kind: str, chat: int, prose: str) -> None:
        """Those that were to take the place of your last turn's are other words for it still."""
        if kind == "retell":
            await self.edit_again(chat, prose)
        else:
            await super().give_back_from(kind, chat, prose)

    async def edit_again(self, chat: int, words: str) -> None:
        """Go on with other words for your last turn."""
        last = await self.core.ask(asking.last_exchange, chat)
        if last is None:
            await self.give_back(chat, words)
            return
        self.sittings.of(chat).left = Edit("regenerate", last.yours.id, words)
        await self.sittings.keep(chat)
        if chat == self.opened:
            await self.renew_standing()
            await self.resume()

    async def _edit_on(self, chat: int) -> None:
        """What was to be answered is in the box as before, to be sent otherwise or left."""
        self.take_back(chat)
        await self.settle(chat)
        if chat == self.opened and (editing := self.here.editing):
            await self.story.show_until(editing.turn.id)
            self.draw()


def editing_of(last: Exchange, came_from: int | None = None) -> Editing:
    """Your last turn, as it is written anew above what was said to it."""
    turn, *anew = (views.shown(one, None, ()) for one in (last.yours, *last.since))
    return Editing("regenerate", turn, tuple(anew), came_from)
