"""Railing: what there is to go to, in the rail, or in its place where nothing has begun."""

from rp_tui.screens.chat import asking, listing, samples
from rp_tui.screens.chat.frame import Frame
from rp_tui.screens.chat.listing import Listed
from rp_tui.screens.chat.welcome import Offer


class Railing(Frame):
    """Shows every chat, every bot, and what a player looks for first."""

    coming: frozenset[str] = frozenset()  # whose chats are about to begin, by name

    async def renew_rail(self) -> None:
        """All that there is to go to, and who can be met where no chat has begun."""
        self.library = await self.core.ask(asking.library)
        self.strangers = samples.unmet(card.name for card in self.library.cards)
        self.draw_rail()
        if not self.library.chats and not self.coming:
            waiting = await self.core.ask(samples.not_begun)
            bots = [Offer(one.name, one.told, id) for id, one in waiting]
            strangers = (Offer(*samples.sample(name)) for name in self.strangers)
            self.welcome.offers = (*bots, *strangers)

    def draw_rail(self) -> None:
        """All that there is to go to; while one moves in the rail its order stands."""
        known, shown = self.library, [chat.id for chat in self.rail.view.chats]
        cards = listing.steady(known.cards, shown) if self.rail.has_focus else known.cards
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
