"""The understudy speaks as fast as one reads, and stops the moment it is told to."""

import asyncio
import time
from contextlib import aclosing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rp_tui.core.domain.prompt import Message, Prompt
from rp_tui.core.llm.port import Params, Text
from rp_tui.core.llm.understudy import AT_ONCE, HUMAN, Pace, Understudy
from rp_tui.core.llm.understudy.compose import reply
from rp_tui.core.llm.understudy.pace import steps
from tests.core.llm.hearing import whole

PROMPT = Prompt("reply", (), (Message("user", "What happened at the harbour?"),))
PARAMS = Params("understudy")
PROSE = 'She looked up. "I sold it. All of it, in the end." ' * 6
BRISK = Pace(tokens_s=2_000, start_s=0.01, stop_s=0.001)
SOON_S = 5.0  # the waits that are left out here are of a minute


@given(st.text(max_size=200))
def test_the_pieces_are_the_text(text: str) -> None:
    assert "".join(piece for _, piece in steps(text, HUMAN)) == text


def test_it_thinks_first_then_breathes_at_each_stop() -> None:
    waits = [wait_s for wait_s, _ in steps("One two. Three four five.", HUMAN)]
    assert waits[0] == max(waits) == HUMAN.start_s
    pieces = [piece for _, piece in steps("One two. Three four five.", HUMAN)]
    assert waits[pieces.index(".") + 1] > HUMAN.stop_s


def test_a_usual_reply_takes_under_four_seconds_and_so_does_a_long_one() -> None:
    assert 1.0 < sum(wait_s for wait_s, _ in steps(PROSE[:150], HUMAN)) < 4.0
    assert sum(wait_s for wait_s, _ in steps(PROSE * 3, HUMAN)) < 4.0


def test_it_comes_in_small_pieces() -> None:
    pieces = [piece for _, piece in steps(PROSE, HUMAN)]
    assert max(map(len, pieces)) <= 12
    assert len(pieces) > 60


def test_the_pauses_of_a_text_are_always_the_same() -> None:
    assert list(steps(PROSE, HUMAN)) == list(steps(PROSE, HUMAN))


def test_at_once_is_one_piece_without_a_wait() -> None:
    assert list(steps(PROSE, AT_ONCE)) == [(0.0, PROSE)]


async def test_however_fast_it_is_the_words_are_the_same() -> None:
    for pace in (AT_ONCE, BRISK):
        assert (await whole(Understudy(pace).generate(PROMPT, PARAMS))).text == reply(PROMPT)


async def test_closing_the_stream_stops_it_at_once() -> None:
    slow = Understudy(Pace(tokens_s=0.01, start_s=0))
    began = time.perf_counter()
    async with aclosing(slow.generate(PROMPT, PARAMS)) as pieces:
        first = await anext(pieces)
    assert isinstance(first, Text)
    assert time.perf_counter() - began < SOON_S


async def test_who_is_cancelled_while_it_thinks_waits_no_longer() -> None:
    pieces = Understudy(Pace(start_s=60, most_s=90)).generate(PROMPT, PARAMS)
    waiting = asyncio.create_task(whole(pieces))
    await asyncio.sleep(0)
    began = time.perf_counter()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await pieces.aclose()
    assert time.perf_counter() - began < SOON_S
