"""How fast the understudy speaks: as a good typist's model would, with a breath at each stop."""

import re
from collections.abc import Iterator
from random import Random

from msgspec import Struct

TOKEN = re.compile(r"\s*[^\W_]{1,7}|\s*[^\w\s]+|\s+|_", re.UNICODE)
SENTENCE_END = re.compile(r"[.!?…]")


class Pace(Struct, frozen=True):
    """Tokens a second, and the pauses before the first and at each stop; of none, all at once."""

    tokens_s: float = 50.0
    start_s: float = 0.35
    stop_s: float = 0.18

    @property
    def at_once(self) -> bool:
        return self.tokens_s <= 0


HUMAN = Pace()
AT_ONCE = Pace(0.0, 0.0, 0.0)


def steps(text: str, pace: Pace) -> Iterator[tuple[float, str]]:
    """The pieces of a text, each with how long to wait before it; the same for the same text."""
    if pace.at_once:
        yield 0.0, text
        return
    chance = Random(text)
    wait = pace.start_s
    at = 0
    for token in TOKEN.finditer(text):
        yield wait, text[at : token.end()]
        at = token.end()
        wait = chance.uniform(0.7, 1.3) / pace.tokens_s
        if SENTENCE_END.search(token[0]):
            wait += pace.stop_s
    if at < len(text):
        yield wait, text[at:]
