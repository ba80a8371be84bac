"""How much is told and how often it is measured."""

from typing import NamedTuple


class Sizes(NamedTuple):
    """The sizes that the bounds are meant for; a turn is one utterance."""

    script_turns: int = 60
    memories: int = 1_000
    few_turns: int = 100
    many_turns: int = 10_000
    prompts: int = 200
    chunks: int = 1_000
    streams: int = 21
    paced_streams: int = 9  # each takes over a second


FULL = Sizes()
QUICK = Sizes(memories=100, many_turns=1_000, prompts=10, chunks=200, streams=2, paced_streams=2)
