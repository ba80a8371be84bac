"""How fast the understudy speaks: as a good typist's model would, with a breath at each stop."""

import re
from collections.abc import Iterator
from random import Random

from msgspec import Struct

TOKEN = re.compile(r"\s*[^\W_]{1,7}|\s*[^\w\s]+|\s+|_", re.UNICODE)
SENTENCE_END = re.compile(r"[.!?…]")


class Pace(Struct, frozen=True):
    """Tokens a second, the pauses before the first and at each stop, and the longest that all of
    it may take; of no tokens a second, all comes at once.
    """

    tokens_s: float = 50.0
    start_s: float = 0.6
    stop_s: float = 0.15
    most_s: float = 3.8

    @property
    def at_once(self) -> bool:
        return self.tokens_s <= 0


HUMAN = Pace()
AT_ONCE = Pace(0.0, 0.0, 0.0, 0.0)


def steps(text: str, pace: Pace) -> Iterator[tuple[float, str]]:
    """The pieces of a text, each with how long to wait before it; the same for the same text."""
    if pace.at_once:
        yield 0.0, text
        return
    tokens = TOKEN.findall(text)
    waits = list(pauses(tokens, pace, Random(text)))
    rest_s = sum(waits[1:])
    hurry = min(1.0, (pace.most_s - pace.start_s) / rest_s) if rest_s else 1.0
    for at, (wait_s, token) in enumerate(zip(waits, tokens, strict=True)):
        yield wait_s * hurry if at else wait_s, token


def pauses(tokens: list[str], pace: Pace, chance: Random) -> Iterator[float]:
    """How long to wait before each token."""
    wait_s = pace.start_s
    for token in tokens:
        yield wait_s
        wait_s = chance.uniform(0.7, 1.3) / pace.tokens_s
        if SENTENCE_END.search(token):
            wait_s += pace.stop_s
