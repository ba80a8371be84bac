"""Minds that take their time: a voice whose words come one by one, and a judge that thinks."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from random import Random

from rp_tui.core.domain.prompt import Prompt
from rp_tui.core.llm.errors import ConnectionLost, Unavailable
from rp_tui.core.llm.port import End, Params, Piece, Text
from tests.core.play.answers import answer

MOST_WORDS = 160
LONGEST_PAUSE_S = 0.015  # between two words
LONGEST_THOUGHT_S = 0.15
WHERE = "example.org", "test-1b"
FAILS = 0.12  # of all replies, half of them before the first word

BEGINNINGS = (
    '"I love you," she says.',
    '"I was married once. Nobody here knows that."',
    "*She pours the tea and hands you the cup.*",
    "*The rain goes on.*",
    '"Quite so."',
)


class Voice:
    """No word of it comes twice, so that it is seen what was lost, and what is there twice."""

    def __init__(
        self, mark: str, chance: Random, ends: Callable[[], None], fails: float = FAILS
    ) -> None:
        self._mark, self._chance, self._ends, self._fails = mark, chance, ends, fails
        self._calls = 0

    async def generate(self, prompt: Prompt, params: Params) -> AsyncGenerator[Piece, None]:
        self._calls += 1
        call, chance = self._calls, self._chance
        pause_s = chance.uniform(0, LONGEST_PAUSE_S)
        count, fate = chance.randint(1, MOST_WORDS), chance.random()
        await asyncio.sleep(pause_s * 4)
        if fate < self._fails / 2:
            raise Unavailable(*WHERE)
        yield Text(f"{chance.choice(BEGINNINGS)} ")
        for nth in range(count):
            await asyncio.sleep(pause_s)
            yield Text(f"w{self._mark}-{call}-{nth} ")
            if fate < self._fails and nth == count // 2:
                self._ends()
                raise ConnectionLost(*WHERE)
        self._ends()
        yield End("done")

    async def warm(self) -> None:
        """There is nothing to wait for."""


class Judge:
    """Answers every job in its form, after a while; now and then it will not."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance

    async def generate(self, prompt: Prompt, params: Params) -> AsyncGenerator[Piece, None]:
        await asyncio.sleep(self._chance.uniform(0, LONGEST_THOUGHT_S))
        will = self._chance.random() > 0.05
        yield Text(answer(prompt.job, self._chance) if will else "I'm sorry, but I can't do that.")
        yield End("done")

    async def warm(self) -> None:
        """There is nothing to wait for."""
