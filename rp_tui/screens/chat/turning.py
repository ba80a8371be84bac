"""Turning: going back in the story, and from one branch of it to another."""

from functools import partial

from rp_tui.core.engine import Engine
from rp_tui.screens import modals
from rp_tui.screens.chat import views
from rp_tui.screens.chat.mending import Mending
from rp_tui.screens.chat.taking_back import LEAVES, REMOVES, as_agreed
from rp_tui.ui import wording
from rp_tui.widgets.toast import FLEETING_S
from rp_tui.widgets.transcript.shown import Shown

STAYS = "{turn} stays."
STAYS_OTHERWISE = "{turn} stays, with the words from before its edit."
KEPT = "What goes is kept as a file for 14 days on which you play, and {undo} brings it back."
NAMING = "A branch with a name is kept for ever."
BRANCHES = "The branch that you leave gets this name, and is kept for ever."


class Turning(Mending):
    """Where the chat stands, and where else it could."""

    def action_rewind(self) -> None:
        """Take the story back to the selected turn."""
        if self.opened is not None and (turn := self.story.selected):
            self.lead(self._rewind(self.opened, turn))

    async def _rewind(self, chat: int, turn: Shown) -> None:
        impact = await self.core.ask(Engine.preview_rewind, chat, turn.id)
        remark = KEPT.format(undo=self.keymap.way("undo"))
        stays = STAYS_OTHERWISE if turn.id in impact.reworded else STAYS
        lead = f"{stays.format(turn=views.quoted(turn))}\n\n{REMOVES}"
        ask = partial(
            self.agreed, f"Rewind to turn {turn.number}?", remark=remark, yes="Rewind", lead=lead
        )
        rewind = partial(self.core.ask, Engine.rewind, chat, turn.id)
        if moved := await as_agreed(impact, ask, rewind):
            await self.moved(moved, f"the rewind to turn {turn.number}")
            gone = wording.counted(len(moved.impact.turns), "turn")
            self.tell_done(chat, f"Rewound {gone}.")

    # Branches.

    def action_name_branch(self) -> None:
        """Name the branch on which the chat stands."""
        if self.opened is not None and self.standing:
            self.lead(self._name_it(self.opened, self.standing.look.head))

    async def _name_it(self, chat: int, at: int) -> None:
        asked = modals.ask.Ask(self.keymap, "Name this branch", NAMING, yes="Name it")
        if name := await self.app.push_screen_wait(asked):
            await self.core.ask(Engine.name_branch, chat, at, name)
            self.tell(f"This branch is called {name}.", lasts_s=FLEETING_S)

    def action_branch_here(self) -> None:
        """Go on from the selected turn, and leave the branch as it is."""
        if self.opened is not None and self.standing and (turn := self.story.selected):
            self.lead(self._branch(self.opened, self.standing.look.head, turn.id, turn.number))

    async def _branch(self, chat: int, head: int, turn: int, number: int) -> None:
        asked = modals.ask.Ask(self.keymap, f"Branch at turn {number}", BRANCHES, yes="Branch")
        if name := await self.app.push_screen_wait(asked):
            await self.core.ask(Engine.name_branch, chat, head, name)
            moved = await self.core.ask(Engine.switch, chat, turn)
            await self.moved(moved, f"the new branch at turn {number}")
            self.tell_done(chat, f"You are on a new branch from turn {number}; {name} is kept.")

    def action_switch_branch(self) -> None:
        """Go to another branch."""
        if self.opened is not None:
            self.lead(self._switch(self.opened))

    async def _switch(self, chat: int) -> None:
        lines = await self.core.ask(Engine.branches, chat)
        now_s = self._clock()
        choices = [
            views.branch(line, self.called(line.speaker), now_s)
            for line in lines
            if not line.is_here
        ]
        picked = modals.pick.Pick(self.keymap, "Go to another branch", choices)
        step = await self.app.push_screen_wait(picked)
        if step is None:
            return
        name = next(line.name for line in lines if line.step == step)
        called = f"the branch {name}" if name else "the other branch"
        impact = await self.core.ask(Engine.preview_switch, chat, step)
        remark = await self.left_behind(chat)
        ask = partial(self.agreed, f"Go to {called}?", remark=remark, yes="Go there", lead=LEAVES)
        switch = partial(self.core.ask, Engine.switch, chat, step)
        if moved := await as_agreed(impact, ask, switch):
            await self.moved(moved, f"the way to {called}")
            self.tell_done(chat, f"You are on {called}.")
