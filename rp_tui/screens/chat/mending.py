"""Mending: a turn is hidden, or another of the replies that stand side by side is shown."""

from rp_tui.core import play
from rp_tui.core.engine import Engine
from rp_tui.screens.chat.rewriting import Anew, Rewriting
from rp_tui.screens.chat.undoing import Edited
from rp_tui.widgets.transcript.shown import Shown


class Mending(Rewriting):
    """What is done with a turn as it is."""

    def action_hide_turn(self) -> None:
        """Hide the selected turn, or show it again."""
        if self.opened is not None and (turn := self.story.selected):
            self.lead(self._hide(self.opened, turn, hidden=not turn.hidden))

    async def _hide(self, chat: int, turn: Shown, *, hidden: bool) -> None:
        step = await self.core.ask(Engine.hide, chat, turn.id, hidden)
        deed = "hiding" if hidden else "showing"
        await self.can_undo(chat, Edited(step, f"the {deed} of turn {turn.number}"))
        self.tell_done(chat, "The turn is hidden." if hidden else "The turn is shown.")

    # The replies that stand side by side.

    def action_swipe_left(self) -> None:
        """Show the reply before."""
        self._swipe(-1)

    def action_swipe_right(self) -> None:
        """Show the next reply, or ask for one more."""
        self._swipe(1)

    def _swipe(self, by: int) -> None:
        if self.opened is not None and (turn := self.story.selected):
            self.lead(self._swiped(self.opened, turn.id, by))

    async def _swiped(self, chat: int, turn: int, by: int) -> None:
        found = await self.core.ask(Engine.siblings, chat, turn)
        at = found.at + by
        if at >= len(found.steps):
            self.go(self.regenerate(chat, Anew()))  # beside the keys, which wait for no model
        elif at >= 0:
            await self._show(chat, found.steps[at])

    async def _show(self, chat: int, step: int) -> None:
        try:
            moved = await self.core.ask(Engine.swipe, chat, step)
        except play.impact.MoreWouldGo as more:
            if not await self.agreed("Show the other one?", more.impact):
                return
            moved = await self.core.ask(Engine.swipe, chat, step, confirmed=True)
        await self.moved(moved, "the way to the other reply")
