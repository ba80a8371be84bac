"""Cleans a text that comes in pieces, so that no piece hides half of what another would show."""

import re

from rp_tui.core.domain.clean import (
    CONTROLS,
    FAR_INVISIBLE,
    INVISIBLE,
    MOST_MARKS,
    NONCHARACTERS,
    clean,
    harmless,
)

LONGEST_HELD = 512  # characters that wait for what would complete them
CONTEXT = MOST_MARKS + 1  # clean characters before a piece that may decide over its first ones

# The end of a piece that only the next one explains: the first half of a line's end or of a far
# character, a joiner between two letters, a sequence that is not over; what is dropped anyway may
# stand between the halves.
UNDECIDED = re.compile(
    rf"[\r\u200c{CONTROLS}{INVISIBLE}{NONCHARACTERS}{FAR_INVISIBLE}]*"
    r"(?:[\ud800-\udbff]|[\x1b\x90\x98\x9b\x9d-\x9f][^\x07\x18\x1a\x9c]*)?\Z"
)


class Rinse:
    """Takes pieces as they come and gives them clean."""

    def __init__(self) -> None:
        self._held = ""
        self._context = ""

    def feed(self, piece: str) -> str:
        """What is certain now."""
        text = self._held + piece
        self._held = ""
        if harmless(self._context + text):
            return self._given(text)
        if end := UNDECIDED.search(text, max(0, len(text) - LONGEST_HELD)):
            text, self._held = text[: end.start()], text[end.start() :]
        return self._given(self._cleaned(text))

    def rest(self) -> str:
        """What was held back, now that nothing more comes."""
        text, self._held = self._held, ""
        return self._given(self._cleaned(text))

    def _cleaned(self, text: str) -> str:
        cleaned = clean(self._context + text)
        if cleaned.startswith(self._context):
            return cleaned[len(self._context) :]
        return clean(text)

    def _given(self, text: str) -> str:
        self._context = (self._context + text)[-CONTEXT:]
        return text
