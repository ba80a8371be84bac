"""The welcome: with an empty library, the bots that ship, one of which is played at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from rp_tui.screens.chat.samples import Sample
from rp_tui.ui import wording
from rp_tui.ui.action import Place
from rp_tui.ui.keymap import Keymap, bindings

TITLE = "Nobody is here yet."
ASKS = "Choose whom you would like to meet."
WIDEST = 72
FEW_ROWS = 20
HEAD_ROWS = 4  # where the way needs two
BAR = "▎ "


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

    chosen: reactive[int] = reactive(0)

    @dataclass
    class Taken(Message):
        """A sample is to be played."""

        name: str

    def __init__(
        self, keymap: Keymap, samples: Sequence[Sample], remark: str, *, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._keymap, self._samples, self._remark = keymap, samples, remark

    def validate_chosen(self, chosen: int) -> int:
        """One of those that there are."""
        return max(0, min(chosen, len(self._samples) - 1))

    def action_rail_down(self) -> None:
        """Choose the next below."""
        self.chosen += 1

    def action_rail_up(self) -> None:
        """Choose the next above."""
        self.chosen -= 1

    def action_open_chat(self) -> None:
        """Take the one that is chosen."""
        self.post_message(self.Taken(self._samples[self.chosen].name))

    def render(self) -> Content:
        """The greeting, the samples, and who will play them."""
        cells = min(WIDEST, max(self.content_size.width, 10))
        lines = [
            Content.styled(TITLE, self._style("name")),
            Content.styled(self._way(), self._style("muted")),
            Content(""),
        ]
        roomy = self.size.height >= FEW_ROWS
        for at, sample in enumerate(self._samples):
            lines += self._sample(sample, cells, is_chosen=at == self.chosen, roomy=roomy)
        if self._remark:
            lines += Content.styled(self._remark, self._style("muted")).wrap(cells)
        return Content("\n").join(lines)

    def _way(self) -> str:
        up, down = (self._keymap.way(id, Place.RAIL) for id in ("rail-up", "rail-down"))
        return f"{ASKS} {down} {up} choose, {self._keymap.way('open-chat', Place.RAIL)} begins."

    def _sample(self, sample: Sample, cells: int, *, is_chosen: bool, roomy: bool) -> list[Content]:
        """With little room only the one that is chosen is described."""
        bar = Content.styled(BAR if is_chosen else " " * len(BAR), self._style("bar"))
        told = Content.styled(wording.one_line(sample.told), self._style("muted"))
        rows = [Content.styled(wording.one_line(sample.name), self._style("name"))]
        if roomy or is_chosen:
            rows += told.wrap(cells - len(BAR))[: None if roomy else self._spare]
        return [*(bar + row for row in rows), *([Content("")] if roomy else ())]

    @property
    def _spare(self) -> int:
        """The rows that are left for one description, with a name for each."""
        return max(1, self.size.height - HEAD_ROWS - len(self._samples))

    def _style(self, name: str) -> Style:
        return self.get_visual_style(f"welcome--{name}", partial=True)
