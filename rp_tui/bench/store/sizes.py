"""How much is written and how often it is measured."""

from typing import NamedTuple


class Sizes(NamedTuple):
    """The sizes that the bounds are meant for."""

    batches: int = 1_000  # of twelve events, in a log of as many before
    turns: int = 10_000  # of one chat, eight events each
    grown_turns: int = 2_500  # that it goes on for before it is verified
    rounds: int = 5
    regenerates: int = 1_000
    life_turns: int = 125_000  # of all chats: a million events
    hosts: int = 10
    queries: int = 200
    looks: int = 50
    starts: int = 10


FULL = Sizes()
QUICK = Sizes(
    batches=100,
    turns=1_000,
    grown_turns=250,
    rounds=2,
    regenerates=100,
    life_turns=5_000,
    queries=20,
    looks=5,
    starts=2,
)
