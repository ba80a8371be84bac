"""The understudy as a model: it streams what it has composed."""

import asyncio
from collections.abc import AsyncGenerator

from rp_tui.core.domain.prompt import Prompt
from rp_tui.core.llm.port import End, Params, Piece, Text
from rp_tui.core.llm.tokens import estimate
from rp_tui.core.llm.understudy.compose import reply
from rp_tui.core.llm.understudy.pace import HUMAN, Pace, steps

NAME = "understudy"
WHAT_IT_IS = (
    "The understudy is speaking: a stand-in that needs no key and no network. It follows simple "
    "rules and is not a language model."
)


class Understudy:
    """Answers any prompt; the same prompt with the same words."""

    def __init__(self, pace: Pace = HUMAN) -> None:
        self._pace = pace

    async def generate(self, prompt: Prompt, params: Params) -> AsyncGenerator[Piece, None]:
        """Stream the reply; closing the stream stops it."""
        text = stopped_at(reply(prompt), params.stop)
        said = ""
        for wait_s, piece in steps(text, self._pace):
            if wait_s:
                await asyncio.sleep(wait_s)
            if params.max_tokens is not None and estimate(said + piece) > params.max_tokens:
                yield End("truncated", cause="length")
                return
            said += piece
            yield Text(piece)
        yield End("done")

    async def warm(self) -> None:
        """There is nothing to wait for."""


def stopped_at(text: str, stops: tuple[str, ...]) -> str:
    """The text up to the first of the stops."""
    ends = [text.index(stop) for stop in stops if stop and stop in text]
    return text[: min(ends, default=len(text))].rstrip()
