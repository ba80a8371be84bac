"""Scenes: their end, and who else is in them."""

from typing import TYPE_CHECKING

from rp_tui.core import play
from rp_tui.core.engine import Engine
from rp_tui.screens import modals
from rp_tui.screens.chat.reading import Reading
from rp_tui.widgets.toast import READ_S

if TYPE_CHECKING:
    from rp_tui.core.play.guests import Introduction

MET, STRANGERS = 1, 0
HOW = "In your words; what each holds of the other is read from it."


class Scenery(Reading):
    """What is done with a scene."""

    def action_close_scene(self) -> None:
        """End the scene here."""
        if self.opened is not None:
            self.go(self.core.ask(Engine.close_scene, self.opened))

    def action_see_off(self) -> None:
        """Let the guest leave."""
        if self.opened is not None:
            self.go(self.core.ask(Engine.see_off, self.opened))

    def action_add_guest(self) -> None:
        """Bring another bot into the scene."""
        if self.opened is not None:
            self.lead(self._add(self.opened))

    async def _add(self, chat: int) -> None:
        cards = [card for card in self.library.cards if card.id != chat]
        choices = [modals.picks.Choice(card.id, card.name, card.clock) for card in cards]
        guest = await self.app.push_screen_wait(
            modals.pick.Pick(self.keymap, "Who comes in?", choices)
        )
        if guest is None:
            return
        name = next(card.name for card in cards if card.id == guest)
        introduction = None
        if await self.core.ask(Engine.must_introduce, chat, guest):
            introduction = await self._introduction(chat, guest, name)
            if introduction is None:
                return
        await self.core.ask(Engine.add_guest, chat, guest, introduction)
        self.tell(f"{name} is here.", lasts_s=READ_S)

    async def _introduction(self, chat: int, guest: int, name: str) -> "Introduction | None":
        """Whether the two have met, and how; nothing if the player thinks better of it."""
        title = f"Have {self.called(chat)} and {name} met?"
        choices = [
            modals.picks.Choice(STRANGERS, "No, they are strangers"),
            modals.picks.Choice(MET, "Yes, they have met"),
        ]
        met = await self.app.push_screen_wait(modals.pick.Pick(self.keymap, title, choices))
        if met != MET:
            return None if met is None else play.guests.Introduction()
        asked = modals.ask.Ask(self.keymap, "How do they know each other?", HOW, yes="Go on")
        how = await self.app.push_screen_wait(asked)
        if how is None:
            return None
        of_guest, of_host = await self.core.ask(Engine.propose_acquaintance, chat, guest, how)
        return play.guests.Introduction(met=True, how=how, of_guest=of_guest, of_host=of_host)
