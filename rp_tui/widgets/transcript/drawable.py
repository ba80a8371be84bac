"""Text as it can be drawn: clean, and as wide for the terminal as for who lays it out."""

from rp_tui.core.domain.clean import MOST_MARKS, clean, harmless
from rp_tui.core.domain.text import LONGEST_LINE, LONGEST_PASSAGE

MOST_DRAWN = LONGEST_PASSAGE  # characters of one turn; what is longer was never a turn

# tmux disagrees with us on how wide these make an emoji: the joiner of two, the selector of its
# colourful form, the frame of a keycap, the tones of skin.
UNDRAWN: dict[int, str | None] = dict.fromkeys([0x200D, 0xFE0F, 0x20E3, *range(0x1F3FB, 0x1F400)])
DRAWN_AS = str.maketrans(UNDRAWN | {ord("\t"): "    "})

SEAM = 2 * MOST_MARKS  # characters before new text with which it may make up something hostile


def drawable(text: str) -> str:
    """A text of any length, in so far as it is drawn."""
    return clean(text[:MOST_DRAWN]).translate(DRAWN_AS)


def drawable_line(text: str) -> str:
    """A name or a note."""
    return clean(text[:LONGEST_LINE], single_line=True).translate(DRAWN_AS)


class Growing:
    """A text that mostly grows: only what is new of it is cleaned."""

    def __init__(self) -> None:
        self.drawn = ""
        self._raw = ""
        self._was_harmless = True

    def become(self, raw: str) -> None:
        """The whole text so far."""
        raw = raw.strip()[:MOST_DRAWN]
        grown = self._was_harmless and raw.startswith(self._raw)
        seam = max(0, len(self._raw) - SEAM) if grown else 0
        if harmless(raw[seam:]):
            new = raw[len(self._raw) :] if grown else raw
            self.drawn = (self.drawn if grown else "") + new.translate(DRAWN_AS)
            self._was_harmless = True
        else:
            self.drawn = drawable(raw)
            self._was_harmless = False
        self._raw = raw
