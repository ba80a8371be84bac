"""Tokens that follow each other closely are taken in together, and nothing else waits for that."""

import asyncio

import pytest

from rp_tui.core.llm import openai_model
from rp_tui.core.llm.port import Text
from tests.loopback import plans
from tests.loopback.player import playing

SOON_S = 5.0  # on a machine that others keep busy
NEVER_S = 1_000.0


async def test_tokens_that_follow_each_other_closely_are_taken_in_together() -> None:
    words = ["word "] * 80
    async with playing(plans.says(words, every_s=0.01)) as player:
        heard = await player.hear()
    assert heard.text == "".join(words)
    assert sum(isinstance(piece, Text) for piece in heard.pieces) < len(words) / 2


async def test_the_first_token_is_not_held_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openai_model, "GATHERING_S", NEVER_S)
    async with playing(plans.hangs("Hello")) as player, asyncio.timeout(SOON_S):
        pieces = player.ask()
        assert await anext(pieces) == Text("Hello")
        await pieces.aclose()


async def test_a_stop_waits_for_no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openai_model, "GATHERING_S", NEVER_S)
    async with playing(plans.says(["word "] * 1_000, every_s=0.01)) as player:
        pieces = player.ask()
        await anext(pieces)
        await asyncio.sleep(0.1)  # so that the next one is held up
        async with asyncio.timeout(SOON_S):
            await pieces.aclose()
            await player.server.idle()
