"""Turning: a turn's words, the replies beside it, and going back."""

from msgspec.structs import replace

from rp_tui.core.engine import Engine
from rp_tui.core.play.impact import Impact, MoreWouldGo
from rp_tui.core.play.rewinding import Moved
from rp_tui.core.play.wish import Outcome
from rp_tui.screens.chat import asking
from rp_tui.screens.chat.editing import Editing
from rp_tui.screens.chat.undoing import Edited, MovedTo
from rp_tui.screens.chat.writing import Writing
from rp_tui.screens.modals.ask import Ask
from rp_tui.screens.modals.confirm import Confirm
from rp_tui.screens.modals.pick import Pick
from rp_tui.screens.modals.picks import Choice
from rp_tui.ui import wording

KEPT = "What goes is kept as a file for 14 days, and {undo} brings it back."
STAYS = "The line that you leave stays, and {switch} comes back to it."
NAMING = "A line with a name is kept for ever."
BRANCHES = "The line that you leave gets this name, and is kept for ever."

NOTHING = "Nothing goes."


class Turning(Writing):
    """What is done with turns."""

    def action_regenerate(self) -> None:
        """Put your last turn into the box; Enter asks for the reply anew."""
        if self.opened is not None:
            self.go(self._edit_to_regenerate(self.opened))

    async def _edit_to_regenerate(self, chat: int) -> None:
        yours = await self.core.ask(asking.your_last, chat)
        if yours is None:
            await self.regenerate(chat, None)
        else:
            self.edit(Editing("regenerate", yours.id, yours.turn.prose, self.composer.draft))

    def action_edit_turn(self) -> None:
        """Put the selected turn into the box; Enter changes it."""
        if turn := self.story.selected:
            self.edit(Editing("reword", turn.id, turn.prose, self.composer.draft))

    def edit(self, editing: Editing) -> None:
        """Let an old turn be written."""
        if self.editing:
            editing = replace(editing, aside=self.editing.aside)
        self.editing = editing
        self.composer.draft = editing.prose
        self.composer.focus()
        self.hold()
        self.renew_keys()

    async def reword(self, chat: int, turn: int, prose: str) -> None:
        """Change the words of a turn."""
        step = await self.core.ask(Engine.reword, chat, turn, prose)
        self.undoable[chat] = Edited(step)
        self.tell("The turn has other words now.", "undo")

    def action_hide_turn(self) -> None:
        """Hide the selected turn, or show it again."""
        if self.opened is not None and (turn := self.story.selected):
            self.go(self._hide(self.opened, turn.id, hidden=not turn.hidden))

    async def _hide(self, chat: int, turn: int, *, hidden: bool) -> None:
        self.undoable[chat] = Edited(await self.core.ask(Engine.hide, chat, turn, hidden))
        self.tell("The turn is hidden." if hidden else "The turn is shown.", "undo")

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

    async def regenerate(self, chat: int, prose: str | None) -> None:
        """Have the last reply said anew; what else would go with it is asked about first."""
        await self.hear(chat, self._said_anew(chat, prose), prose or "")

    async def _said_anew(self, chat: int, prose: str | None) -> Outcome:
        self._begin_anew(prose)
        try:
            return await self.core.ask(Engine.regenerate, chat, prose)
        except MoreWouldGo as more:
            await self.settle(chat)  # while it is asked, nothing is on its way
            if not await self.agreed("Ask for the reply anew?", more.impact):
                return Outcome(chat, "dropped", prose=prose or "")
        self._begin_anew(prose)
        return await self.core.ask(Engine.regenerate, chat, prose, confirmed=True)

    def _begin_anew(self, prose: str | None) -> None:
        newest = self.standing.newest if self.standing else None
        self.begin(prose or "", replacing=newest.id if newest else None)

    async def _show(self, chat: int, step: int) -> None:
        try:
            self.moved(await self.core.ask(Engine.swipe, chat, step))
        except MoreWouldGo as more:
            if await self.agreed("Show the other one?", more.impact):
                self.moved(await self.core.ask(Engine.swipe, chat, step, confirmed=True))

    # Going back.

    def action_rewind(self) -> None:
        """Take the story back to the selected turn."""
        if self.opened is not None and (turn := self.story.selected):
            self.go(self._rewind(self.opened, turn.id, turn.number))

    async def _rewind(self, chat: int, turn: int, number: int) -> None:
        impact = await self.core.ask(Engine.preview_rewind, chat, turn)
        remark = KEPT.format(undo=self.keymap.way("undo"))
        if await self.agreed(f"Rewind to turn {number}?", impact, remark, "Rewind"):
            moved = await self.core.ask(Engine.rewind, chat, turn)
            self.moved(moved)
            gone = wording.counted(len(moved.impact.turns), "turn")
            self.tell(f"Rewound {gone}.", "undo")

    def action_undo(self) -> None:
        """Take back what was done last."""
        if self.opened is not None:
            self.go(self._undo(self.opened))

    async def _undo(self, chat: int) -> None:
        match self.undoable.get(chat):
            case Edited(step):
                await self.core.ask(Engine.undo_edit, chat, step)
            case MovedTo(left):
                impact = await self.core.ask(Engine.preview_switch, chat, left)
                # Only what was said since is asked about: it is not what is undone.
                if impact.turns and not await self.agreed("Undo it all the same?", impact):
                    return
                await self.core.ask(Engine.switch, chat, left)
            case None:
                return
        del self.undoable[chat]
        self.tell("Undone.", lasts_s=5)

    def moved(self, moved: Moved) -> None:
        """The chat stands elsewhere, and a key brings it back."""
        self.undoable[moved.chat] = MovedTo(moved.left, moved.step)

    async def agreed(self, title: str, impact: Impact, remark: str = "", yes: str = "") -> bool:
        """Whether that may go which would."""
        lines = impact.gone or (NOTHING,)
        asked = Confirm(self.keymap, title, lines, remark, yes)
        return await self.app.push_screen_wait(asked) is True

    # Lines of their own.

    def action_name_branch(self) -> None:
        """Name the line on which the chat stands."""
        if self.opened is not None and self.standing:
            self.go(self._name_line(self.opened, self.standing.look.head))

    async def _name_line(self, chat: int, at: int) -> None:
        if name := await self.app.push_screen_wait(Ask(self.keymap, "Name this line", NAMING)):
            await self.core.ask(Engine.name_branch, chat, at, name)
            self.tell(f"This line is called {name}.", lasts_s=5)

    def action_branch_here(self) -> None:
        """Go on from the selected turn, and leave the line as it is."""
        if self.opened is not None and self.standing and (turn := self.story.selected):
            self.go(self._branch(self.opened, self.standing.look.head, turn.id, turn.number))

    async def _branch(self, chat: int, head: int, turn: int, number: int) -> None:
        asked = Ask(self.keymap, f"Branch at turn {number}", BRANCHES)
        if name := await self.app.push_screen_wait(asked):
            await self.core.ask(Engine.name_branch, chat, head, name)
            self.moved(await self.core.ask(Engine.switch, chat, turn))
            self.tell(f"A line of its own from turn {number}; {name} is kept.", "undo")

    def action_switch_branch(self) -> None:
        """Go to another line."""
        if self.opened is not None:
            self.go(self._switch(self.opened))

    async def _switch(self, chat: int) -> None:
        here = self.standing.look.head if self.standing else 0
        lines = await self.core.ask(Engine.branches, chat)
        choices = [
            Choice(line.step, f"{line.name or 'No name'} · turn {line.number}", line.prose)
            for line in lines
            if line.step != here
        ]
        step = await self.app.push_screen_wait(Pick(self.keymap, "Go to another line", choices))
        if step is None:
            return
        impact = await self.core.ask(Engine.preview_switch, chat, step)
        remark = STAYS.format(switch=self.keymap.way("switch-branch"))
        if await self.agreed("Go there?", impact, remark, "Go there"):
            self.moved(await self.core.ask(Engine.switch, chat, step))
