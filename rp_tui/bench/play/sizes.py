"""How much is told and how often it is measured."""

from typing import NamedTuple


class Sizes(NamedTuple):
    """The sizes that the bounds are meant for; a turn is one utterance."""

    few_turns: int = 100
    many_turns: int = 10_000
    memories: int = 1_000  # of the speaker, in the longer chat
    sends: int = 100
    starts: int = 5
    recalls: int = 200
    soak_turns: int = 2_000
    soak_from: int = 200  # by then all is loaded that is ever needed


FULL = Sizes()
QUICK = Sizes(
    many_turns=1_000,
    memories=100,
    sends=5,
    starts=1,
    recalls=10,
    soak_turns=80,
    soak_from=40,
)
