"""What the chat screen asks the core for, each in one go, so that it fits together."""

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from rp_tui.core.domain.ids import YOU
from rp_tui.core.engine import Engine
from rp_tui.core.play.under_way import UnderWay
from rp_tui.screens.chat.sittings import SCOPES

if TYPE_CHECKING:
    from rp_tui.core.storage.looks.chat import ChatLook
    from rp_tui.core.storage.looks.cost import Cost
    from rp_tui.core.storage.looks.library import Card
    from rp_tui.core.storage.looks.turns import Said

LAST, OPENED = "screen", "opened"  # the scope and the name of what is remembered of the screen
REACH = 40  # turns in which your last one is looked for


class Library(Struct, frozen=True):
    """Every bot, and what goes on in the chats."""

    cards: list["Card"] = []
    going: dict[int, UnderWay] = {}

    @property
    def chats(self) -> list[int]:
        """The chats that have begun, in their order."""
        return [card.id for card in self.cards if card.is_open]


class Standing(Struct, frozen=True):
    """A chat as it stands."""

    look: "ChatLook"
    going: UnderWay
    newest: "Said | None"
    is_branched: bool
    cost: "Cost | None"

    def called(self, who: int) -> str:
        """Somebody's name."""
        return self.look.names.get(who, "")

    @property
    def writer(self) -> str:
        """Who writes, as far as that is known."""
        if self.going.speaker:
            return self.called(self.going.speaker)
        guest, host = self.look.chat.guest, self.look.bot.name
        return host if guest is None else f"{host} or {self.called(guest)}"


class Exchange(Struct, frozen=True):
    """Your last turn that was answered, and what was said since."""

    yours: "Said"
    since: list["Said"]


async def library(engine: Engine) -> Library:
    """All there is to go to."""
    cards = await engine.library()
    return Library(cards, {card.id: engine.under_way(card.id) for card in cards if card.is_open})


async def standing(engine: Engine, chat: int) -> Standing:
    """One chat."""
    look = await engine.look(chat)
    newest = await engine.turns(chat, 1)
    branched = await engine.is_branched(chat)
    cost = await engine.last_reply(chat)
    last = newest[-1] if newest else None
    return Standing(look, engine.under_way(chat), last, branched, cost)


async def last_exchange(engine: Engine, chat: int) -> Exchange | None:
    """What the last reply answers and what came of it, if that is not long past."""
    said = await engine.turns(chat, REACH)
    replies = [at for at, one in enumerate(said) if one.turn.speaker > YOU]
    upto = replies[-1] if replies else 0
    yours = [at for at, one in enumerate(said[:upto]) if one.turn.speaker == YOU]
    return Exchange(said[yours[-1]], said[yours[-1] + 1 :]) if yours else None


async def your_words(engine: Engine, chat: int) -> list[str]:
    """What you said last, oldest first."""
    return [one.turn.prose for one in await engine.turns(chat, REACH) if one.turn.speaker == YOU]


async def remembered(engine: Engine) -> dict[str, dict[str, Any]]:
    """What the last start has left of the screen, by scope."""
    return {scope: await engine.remembered(scope) for scope in (LAST, *SCOPES)}


async def under_way(engine: Engine, chat: int) -> UnderWay:
    """What goes on in a chat, asked on the core's own loop."""
    return engine.under_way(chat)
