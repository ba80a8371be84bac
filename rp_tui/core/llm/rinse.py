"""Cleans a text that comes in pieces, so that no piece hides half of what another would show."""

import re

from rp_tui.core.domain.clean import (
    CONTROLS,
    FAR_INVISIBLE,
    INVISIBLE,
    MOST_MARKS,
    NONCHARACTERS,
    clean,
    disarmed,
    harmless,
    leans,
)

LONGEST_HELD = 512  # characters that wait for what would complete them
CONTEXT = MOST_MARKS + 1  # clean characters before a piece that may decide over its first ones

# The end of a piece that only the next one explains: the first half of a far character, a sequence
# that is not over, and what is dropped before them.
UNDECIDED = re.compile(
    rf"[{CONTROLS}{INVISIBLE}{NONCHARACTERS}{FAR_INVISIBLE}]*"
    r"(?:[\ud800-\udbff]|[\x1b\x90\x98\x9b\x9d-\x9f][^\x07\x18\x1a\x9c]*)?\Z"
)
LINKS = "\r\u200c"  # half a line's end, or between two letters: what they are the next one tells


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
        certain = decided(text)
        text, self._held = text[:certain], text[certain:]
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
        # A non-joiner whose letter was cut off would seem idle.
        self._context = (self._context + text)[-CONTEXT:].lstrip("\u200c")
        return text


def decided(text: str) -> int:
    """How many characters no next piece says anything about."""
    first = max(0, len(text) - LONGEST_HELD)
    end = UNDECIDED.search(text, first)
    certain = end.start() if end else len(text)
    # What is dropped, and what leans, may stand between a link and the character that it waits for.
    while (link := max(text.rfind(one, first, certain) for one in LINKS)) >= 0:
        if not all(map(leans, disarmed(text[link + 1 : certain]))):
            break
        certain = link
    return certain
