"""The welcome: where no chat has begun, those who can be met, one of whom is played at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from msgspec import Struct
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from rp_tui.ui import wording
from rp_tui.ui.action import Place
from rp_tui.ui.keymap import Keymap, bindings

NOBODY, NOT_BEGUN = "Nobody is here yet.", "No story has begun yet."
ASKS = "Whom would you like to meet? Choose with {down} and {up}, begin with {enter}."
WHO_PLAYS = (
    "The understudy will play: an offline stand-in, so that you can begin at once. A model tells it"
    " far better; start rp-tui with a key in FEATHERLESS_API_KEY, or see Settings in the README."
)
WIDEST = 72
FEW_ROWS = 20
FEWEST_ROWS = 3  # with fewer there is no room to greet and to offer
HIGH = 3  # of the rows that are left over, a part in so many stands above
BAR, MORE = "▎ ", "…"


class Offer(Struct, frozen=True):
    """Somebody who can be met: a bot that has not begun, or else a sample."""

    name: str
    told: str
    bot: int | None = None


class Welcome(Widget, can_focus=True):
    """A name and a sentence each; chosen and taken with the keys of the rail."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.RAIL)]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"welcome--{name}" for name in ("name", "muted", "bar")
    }
    DEFAULT_CSS = """
    Welcome {
        height: 1fr;
        padding: 1 2;
        max-width: 76;
        & > .welcome--name { text-style: bold; }
        & > .welcome--muted { color: $text-muted; }
        & > .welcome--bar { color: $accent; }
        &:ansi > .welcome--muted { text-style: dim; }
    }
    """

    offers: reactive[Sequence[Offer]] = reactive(())
    chosen: reactive[int] = reactive(0)

    @dataclass
    class Taken(Message):
        """Somebody is to be met."""

        offer: Offer

    def __init__(self, keymap: Keymap, *, understudy: bool, id: str | None = None) -> None:
        super().__init__(id=id)
        self._keymap, self._understudy = keymap, understudy

    def validate_chosen(self, chosen: int) -> int:
        """One of those that there are."""
        return max(0, min(chosen, len(self.offers) - 1))

    def watch_offers(self) -> None:
        """With fewer of them another is the last."""
        self.chosen = self.validate_chosen(self.chosen)

    def action_rail_down(self) -> None:
        """Choose the next below."""
        self.chosen += 1

    def action_rail_up(self) -> None:
        """Choose the next above."""
        self.chosen -= 1

    def action_rail_first(self) -> None:
        """Choose the first."""
        self.chosen = 0

    def action_rail_last(self) -> None:
        """Choose the last."""
        self.chosen = len(self.offers)

    action_rail_page_up, action_rail_page_down = action_rail_first, action_rail_last

    def action_open_chat(self) -> None:
        """Meet the one who is chosen."""
        if self.offers:
            self.post_message(self.Taken(self.offers[self.chosen]))

    def render(self) -> Content:
        """The greeting, who is offered, and who will play them; a little above the middle."""
        cells, rows = min(WIDEST, max(self.content_size.width, 10)), self.content_size.height
        lines = [*self._greeting(cells), Content("")] if rows >= FEWEST_ROWS else []
        left = rows - len(lines)
        spare = 0 if self.size.height >= FEW_ROWS else max(1, left - len(self.offers))
        shown = [self._offer(at, cells, spare) for at in range(len(self.offers))]
        lines += self._in_sight(shown, left)
        remark = Content.styled(WHO_PLAYS, self._style("muted")).wrap(cells)
        if self._understudy and len(lines) + len(remark) <= rows:
            lines += remark
        above = max(0, rows - len(lines)) // HIGH
        return Content("\n").join([*[Content("")] * above, *lines])

    def _greeting(self, cells: int) -> list[Content]:
        title = NOT_BEGUN if any(offer.bot for offer in self.offers) else NOBODY
        ways = {
            name: self._keymap.way(id, Place.RAIL)
            for name, id in (("up", "rail-up"), ("down", "rail-down"), ("enter", "open-chat"))
        }
        asks = Content.styled(ASKS.format(**ways), self._style("muted"))
        return [*Content.styled(title, self._style("name")).wrap(cells), *asks.wrap(cells)]

    def _offer(self, at: int, cells: int, spare: int) -> list[Content]:
        """With few rows to spare only the one that is chosen is described, as far as it fits."""
        offer, is_chosen = self.offers[at], at == self.chosen
        bar = Content.styled(BAR if is_chosen else " " * len(BAR), self._style("bar"))
        cells -= len(BAR)
        name = wording.elided(wording.one_line(offer.name), cells)
        rows = [Content.styled(name, self._style("name"))]
        is_roomy = self.content_size.height >= FEWEST_ROWS
        if offer.told and is_roomy and (is_chosen or not spare):
            told = Content.styled(wording.one_line(offer.told), self._style("muted")).wrap(cells)
            if spare and len(told) > spare:
                told = [*told[: spare - 1], told[spare - 1].truncate(cells - 1) + MORE]
            rows += told
        return [*(bar + row for row in rows), *(() if spare else [Content("")])]

    def _in_sight(self, shown: Sequence[Sequence[Content]], rows: int) -> list[Content]:
        """As many as fit, the chosen one among them; of a description no more than fits."""
        first = last = self.chosen
        used = len(shown[first]) if shown else 0
        while last + 1 < len(shown) and used + len(shown[last + 1]) <= rows:
            last += 1
            used += len(shown[last])
        while first > 0 and used + len(shown[first - 1]) <= rows:
            first -= 1
            used += len(shown[first])
        return [row for offer in shown[first : last + 1] for row in offer]

    def _style(self, name: str) -> Style:
        return self.get_visual_style(f"welcome--{name}", partial=True)
