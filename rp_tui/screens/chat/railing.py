"""Railing: what there is to go to, in the rail, or in its place where nothing has begun."""

from textual import on

from rp_tui.screens.chat import asking, listing, samples
from rp_tui.screens.chat.frame import Frame
from rp_tui.screens.chat.listing import Listed
from rp_tui.screens.chat.welcome import Offer
from rp_tui.widgets.rail import Rail

UNKNOWN = "-unknown"  # what the screen is called before it is known whether there is a chat


class Railing(Frame):
    """Shows every chat, every bot, and what a player looks for first."""

    _settles = False  # whether the chats are to stand anew as they were played
    coming: frozenset[str] = frozenset()  # whose chats are about to begin, by name

    async def renew_rail(self) -> None:
        """All that there is to go to, and who can be met where no chat has begun."""
        try:
            await self._renew_rail()
        finally:
            self.remove_class(UNKNOWN)

    async def _renew_rail(self) -> None:
        self.library = await self.core.ask(asking.library)
        self.strangers = samples.unmet(card.name for card in self.library.cards)
        self.draw_rail()
        if not self.library.chats and not self.coming:
            waiting = await self.core.ask(samples.not_begun)
            bots = [Offer(one.name, one.told, id) for id, one in waiting]
            strangers = (Offer(*samples.sample(name)) for name in self.strangers)
            self.welcome.offers = (*bots, *strangers)

    @on(Rail.ChatChosen)
    def settle_rail(self) -> None:
        """Who has chosen is done with the order in which it was looked for."""
        self._settles = True

    @property
    def _is_to_settle(self) -> bool:
        """Whether the chats may change places: not by themselves before one's eyes, nor between two
        steps to the chat below; but one that is played in while the rail is folded is the first.
        """
        played = next(iter(self.library.chats), None)
        return self._settles or (self.rail.folded and played == self.opened)

    def draw_rail(self) -> None:
        """All that there is to go to, in the order that one knows."""
        known, shown = self.library, [chat.id for chat in self.rail.view.chats]
        cards = known.cards if self._is_to_settle else listing.steady(known.cards, shown)
        self._settles = False
        told = Listed(
            cards,
            known.going,
            self.sittings.seen,
            self.opened,
            self._clock(),
            self.coming,
            bool(self.strangers),
        )
        settings = listing.settings(self.config, self.app.theme, self.keymap)
        self.rail.view = listing.rail(told, settings)
