"""Turning: going back in the story, and from one branch of it to another."""

from rp_tui.core.engine import Engine
from rp_tui.screens.chat import views
from rp_tui.screens.chat.mending import OFFER, REMOVES, Mending
from rp_tui.screens.chat.undoing import Edited, MovedTo
from rp_tui.screens.modals.ask import Ask
from rp_tui.screens.modals.confirm import Confirm
from rp_tui.screens.modals.pick import Pick
from rp_tui.screens.modals.picks import Choice
from rp_tui.ui import wording
from rp_tui.widgets.transcript.shown import Shown

STAYS = "{turn} stays."
KEPT = "What goes is kept as a file for 14 days on which you play, and {undo} brings it back."
LEAVES = "This leaves behind:"
NAMED = "The branch {name} stays, and {switch} comes back to it."
UNNAMED = (
    "The branch that you leave stays for 14 days on which you play, or for ever once it has a"
    " name; {switch} comes back to it."
)
NAMING = "A branch with a name is kept for ever."
BRANCHES = "The branch that you leave gets this name, and is kept for ever."
SINCE = "What was said since stays."


class Turning(Mending):
    """Where the chat stands, and where else it could."""

    def action_rewind(self) -> None:
        """Take the story back to the selected turn."""
        if self.opened is not None and (turn := self.story.selected):
            self.go(self._rewind(self.opened, turn))

    async def _rewind(self, chat: int, turn: Shown) -> None:
        impact = await self.core.ask(Engine.preview_rewind, chat, turn.id)
        remark = KEPT.format(undo=self.keymap.way("undo"))
        lead = f"{STAYS.format(turn=views.quoted(turn))}\n\n{REMOVES}"
        if await self.agreed(f"Rewind to turn {turn.number}?", impact, remark, "Rewind", lead):
            moved = await self.core.ask(Engine.rewind, chat, turn.id)
            await self.moved(moved, f"the rewind to turn {turn.number}")
            gone = wording.counted(len(moved.impact.turns), "turn")
            self.tell(f"Rewound {gone}.", OFFER)

    def action_undo(self) -> None:
        """Take back what was done last."""
        if self.opened is not None:
            self.go(self._undo(self.opened))

    async def _undo(self, chat: int) -> None:
        what = self.undoable.get(chat)
        match what:
            case Edited():
                undone = await self._unedit(chat, what)
            case MovedTo():
                undone = await self._unmove(chat, what)
            case None:
                return
        if undone:
            await self.can_undo(chat, None)
            self.tell(f"Undone: {what.called}.", lasts_s=5)

    async def _unedit(self, chat: int, what: Edited) -> bool:
        """Take back an edit; what was said since is a reason to ask."""
        if self.standing and self.standing.look.head != what.step:
            asked = Confirm(self.keymap, f"Undo {what.called}?", (), SINCE, "Undo")
            if not await self.app.push_screen_wait(asked):
                return False
        await self.core.ask(Engine.undo_edit, chat, what.step)
        return True

    async def _unmove(self, chat: int, what: MovedTo) -> bool:
        """Go back to where the chat stood; what was said since would be left behind."""
        impact = await self.core.ask(Engine.preview_switch, chat, what.left)
        if impact.turns:
            remark = await self._left_behind(chat)
            if not await self.agreed(f"Undo {what.called}?", impact, remark, "Undo", LEAVES):
                return False
        await self.core.ask(Engine.switch, chat, what.left)
        return True

    # Branches.

    def action_name_branch(self) -> None:
        """Name the branch on which the chat stands."""
        if self.opened is not None and self.standing:
            self.go(self._name_it(self.opened, self.standing.look.head))

    async def _name_it(self, chat: int, at: int) -> None:
        asked = Ask(self.keymap, "Name this branch", NAMING, yes="Name it")
        if name := await self.app.push_screen_wait(asked):
            await self.core.ask(Engine.name_branch, chat, at, name)
            self.tell(f"This branch is called {name}.", lasts_s=5)

    def action_branch_here(self) -> None:
        """Go on from the selected turn, and leave the branch as it is."""
        if self.opened is not None and self.standing and (turn := self.story.selected):
            self.go(self._branch(self.opened, self.standing.look.head, turn.id, turn.number))

    async def _branch(self, chat: int, head: int, turn: int, number: int) -> None:
        asked = Ask(self.keymap, f"Branch at turn {number}", BRANCHES, yes="Branch")
        if name := await self.app.push_screen_wait(asked):
            await self.core.ask(Engine.name_branch, chat, head, name)
            moved = await self.core.ask(Engine.switch, chat, turn)
            await self.moved(moved, f"the new branch at turn {number}")
            self.tell(f"You are on a new branch from turn {number}; {name} is kept.", OFFER)

    def action_switch_branch(self) -> None:
        """Go to another branch."""
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
        picked = Pick(self.keymap, "Go to another branch", choices)
        step = await self.app.push_screen_wait(picked)
        if step is None:
            return
        name = next(line.name for line in lines if line.step == step)
        called = f"the branch {name}" if name else "the other branch"
        impact = await self.core.ask(Engine.preview_switch, chat, step)
        remark = await self._left_behind(chat)
        if await self.agreed(f"Go to {called}?", impact, remark, "Go there", LEAVES):
            await self.moved(await self.core.ask(Engine.switch, chat, step), f"the way to {called}")
            self.tell(f"You are on {called}.", OFFER)

    async def _left_behind(self, chat: int) -> str:
        """What becomes of the branch on which the chat stands, if it is left."""
        here = self.standing.look.head if self.standing else 0
        lines = await self.core.ask(Engine.branches, chat)
        name = next((line.name for line in lines if line.step == here), None)
        switch = self.keymap.way("switch-branch")
        return (NAMED if name else UNNAMED).format(name=name, switch=switch)
