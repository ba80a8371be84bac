"""The story: the transcript, with the keys that are declared for it."""

from typing import ClassVar

from textual.binding import BindingType

from rp_tui.ui.action import Place
from rp_tui.ui.keymap import bindings
from rp_tui.widgets.transcript.widget import Transcript


class Story(Transcript):
    """A transcript that is moved in by keys."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.TRANSCRIPT)]

    def action_page_up(self) -> None:
        """Read the screen before."""
        self.call_later(self.action_previous_page)

    def action_page_down(self) -> None:
        """Read the screen behind."""
        self.call_later(self.action_next_page)

    async def action_next_hit(self) -> None:
        """Go to the next turn with what was looked for."""
        await self.action_next_match()

    async def action_previous_hit(self) -> None:
        """Go to the turn before with what was looked for."""
        await self.action_previous_match()
