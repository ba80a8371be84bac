"""The understudy as a model: it streams what it has composed."""

import asyncio
import re
from bisect import bisect_right
from collections.abc import AsyncGenerator

from rp_tui.core.domain.prompt import Prompt
from rp_tui.core.llm.port import End, Params, Piece, Text
from rp_tui.core.llm.tokens import estimate
from rp_tui.core.llm.understudy.pace import HUMAN, Pace, steps

WORD = re.compile(r"\s*\S+")


class Understudy:
    """Answers any prompt; the same prompt and seed with the same words."""

    def __init__(self, pace: Pace = HUMAN) -> None:
        self._pace = pace

    async def generate(self, prompt: Prompt, params: Params) -> AsyncGenerator[Piece, None]:
        """Stream the reply; closing the stream stops it."""
        from rp_tui.core.llm.understudy.compose import reply

        whole = stopped_at(reply(prompt, params.seed), params.stop)
        text = whole if params.max_tokens is None else within(whole, params.max_tokens)
        for wait_s, piece in steps(text, self._pace):
            if wait_s:
                await asyncio.sleep(wait_s)
            yield Text(piece)
        yield End("done") if text == whole else End("truncated", cause="length")

    async def warm(self) -> None:
        """Load all that it knows to say, which takes a while."""
        await asyncio.to_thread(load)


def load() -> None:
    """Import what composes, and read its stock."""
    from rp_tui.core.llm.understudy import compose, material  # noqa: F401

    material.stock()


def within(text: str, most_tokens: int) -> str:
    """As many of the text's words, from the first, as so many tokens hold."""
    if estimate(text) <= most_tokens:
        return text
    ends = [word.end() for word in WORD.finditer(text)]
    fits = bisect_right(ends, most_tokens, key=lambda end: estimate(text[:end]))
    return text[: ends[fits - 1]] if fits else ""


def stopped_at(text: str, stops: tuple[str, ...]) -> str:
    """The text up to the first of the stops."""
    ends = [text.index(stop) for stop in stops if stop and stop in text]
    return text[: min(ends, default=len(text))].rstrip()
