"""How much is played and how often it is measured."""

from typing import NamedTuple


class Sizes(NamedTuple):
    """The sizes that the bounds are meant for; a turn is one utterance, a token one word."""

    turns: int = 100  # of the chat in which most is measured
    opened: tuple[int, int, int] = (1_000, 10_000, 100_000)  # turns of the chats that are opened
    openings: int = 7  # of each of them
    pages: int = 30  # turned back in the second of them
    starts: int = 9
    warm: int = 1  # starts before them: what these load, the machine keeps
    rests: int = 3
    settling_s: float = 1.0  # after a start
    rest_s: float = 4.0
    firsts: int = 3
    writing_s: float = 3.0  # for which a first turn is written
    slow_tokens: int = 400
    replies: tuple[int, int, int] = (200, 2_000, 8_000)  # tokens of the quick ones
    short_replies: int = 8  # of the first of them
    rounds: int = 2
    at_once: int = 5
    keys: int = 300


FULL = Sizes()
QUICK = Sizes(
    opened=(100, 500, 1_000),
    openings=2,
    pages=5,
    starts=2,
    rests=1,
    rest_s=1.0,
    firsts=1,
    writing_s=1.0,
    slow_tokens=50,
    replies=(50, 200, 600),
    short_replies=2,
    rounds=1,
    at_once=1,
    keys=30,
)
