"""Taking back: what was done last is undone by a key, and what may go is asked about first."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

from rp_tui.core import play, storage
from rp_tui.core.engine import Engine
from rp_tui.screens import modals
from rp_tui.screens.chat.holding import Holding
from rp_tui.screens.chat.undoing import Edited, MovedTo, Undoable
from rp_tui.widgets.toast import FLEETING_S

if TYPE_CHECKING:
    from rp_tui.core.play.impact import Impact
    from rp_tui.core.play.rewinding import Moved

NOTHING = "Nothing goes."
REMOVES = "This will remove:"
OFFER = "undo"  # what is told of what was done goes with the next turn
LEAVES = "This leaves behind:"
NAMED = "The branch {name} stays, and {switch} comes back to it."
UNNAMED = (
    "The branch that you leave stays for 14 days on which you play, or for ever once it has a"
    " name; {switch} comes back to it."
)
SINCE = "What was said since stays."


class TakingBack(Holding):
    """Knows what was done last in each chat, and how it is taken back."""

    def action_undo(self) -> None:
        """Take back what was done last."""
        if self.opened is not None:
            self.lead(self._undo(self.opened))

    async def _undo(self, chat: int) -> None:
        what = self.sittings.of(chat).undoable
        match what:
            case Edited():
                undone = await self._unedit(chat, what)
            case MovedTo():
                undone = await self._unmove(chat, what)
            case None:
                return
        if undone:
            await self.can_undo(chat, None)
            self.tell(f"Undone: {what.called}.", lasts_s=FLEETING_S)

    async def _unedit(self, chat: int, what: Edited) -> bool:
        """Take back an edit; what was said since is a reason to ask."""
        if self.standing and self.standing.look.head != what.step:
            asked = modals.confirm.Confirm(self.keymap, f"Undo {what.called}?", (), SINCE, "Undo")
            if not await self.app.push_screen_wait(asked):
                return False
        try:
            await self.core.ask(Engine.undo_edit, chat, what.step)
        except storage.history.NoEdit:  # it went with what was said anew
            await self.can_undo(chat, None)
            raise
        return True

    async def _unmove(self, chat: int, what: MovedTo) -> bool:
        """Go back to where the chat stood; what was said since would be left behind."""
        impact = await self.core.ask(Engine.preview_switch, chat, what.left)
        title, remark = f"Undo {what.called}?", await self.left_behind(chat)
        is_as_left = self.standing is not None and self.standing.look.head == what.step

        async def ask(impact: "Impact") -> bool:
            """Of what has come since; where nothing has, it only goes back and forth."""
            asks = impact.turns and not is_as_left
            return not asks or await self.agreed(title, impact, remark, "Undo", LEAVES)

        switch = partial(self.core.ask, Engine.switch, chat, what.left)
        return await as_agreed(impact, ask, switch) is not None

    def tell_done(self, chat: int, told: str) -> None:
        """Say what was done, with the key that takes it back where that key is the chat's."""
        self.tell(told, OFFER if chat == self.opened else "")

    async def moved(self, moved: "Moved", called: str) -> None:
        """The chat stands elsewhere, and a key brings it back."""
        await self.can_undo(moved.chat, MovedTo(moved.left, moved.step, called))

    async def can_undo(self, chat: int, what: Undoable | None) -> None:
        """What was done last, also for the next start; or nothing."""
        self.sittings.of(chat).undoable = what
        self.renew_keys()
        await self.sittings.keep_undoable(chat)

    async def agreed(
        self, title: str, impact: "Impact", remark: str = "", yes: str = "", lead: str = REMOVES
    ) -> bool:
        """Whether that may go which would."""
        if impact.gone:
            asked = modals.confirm.Confirm(self.keymap, title, impact.gone, remark, yes, lead)
        else:
            asked = modals.confirm.Confirm(self.keymap, title, (NOTHING,), remark, yes)
        return await self.app.push_screen_wait(asked) is True

    async def left_behind(self, chat: int) -> str:
        """What becomes of the branch on which the chat stands, if it is left."""
        here = self.standing.look.head if self.standing else 0
        lines = await self.core.ask(Engine.branches, chat)
        name = next((line.name for line in lines if line.step == here), None)
        switch = self.keymap.way("switch-branch")
        return (NAMED if name else UNNAMED).format(name=name, switch=switch)


async def as_agreed(
    impact: "Impact",
    ask: Callable[["Impact"], Awaitable[bool]],
    move: Callable[["Impact"], Awaitable["Moved"]],
) -> "Moved | None":
    """Move as far as it is agreed to; what has come since the question is asked about with it."""
    while await ask(impact):
        try:
            return await move(impact)
        except play.impact.MoreWouldGo as more:
            impact = more.impact
    return None
