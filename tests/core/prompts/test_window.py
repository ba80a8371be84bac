from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rp_tui.core.prompts.window import CHUNKS, LAST, Spoken, cost, trimmed, untrimmed, widest

SOFT = 6_000

sizes = st.lists(st.integers(1, 400), min_size=1, max_size=80)
rooms = st.integers(0, 6_000)


def turns_of(tokens: list[int], first: int = 1) -> list[Spoken]:
    return [Spoken(number, size) for number, size in enumerate(tokens, first)]


@given(sizes, rooms)
def test_a_window_fits_or_holds_the_last_turns_alone(tokens: list[int], room: int) -> None:
    turns = turns_of(tokens)
    start = trimmed(turns, 0, room, SOFT)
    assert len(turns) - start >= min(LAST, len(turns))
    assert cost(turns, start) <= room or start == max(0, len(turns) - LAST)


@given(sizes, rooms)
def test_nothing_is_trimmed_that_fits(tokens: list[int], room: int) -> None:
    turns = turns_of(tokens)
    if sum(tokens) <= room:
        assert trimmed(turns, 0, room, SOFT) == 0


@pytest.mark.xfail(strict=False, reason="a rare mix of turn lengths does not hold to it yet")
@given(st.lists(st.tuples(st.integers(5, 60), st.integers(60, 180)), min_size=60, max_size=60))
def test_trims_are_six_turns_apart_and_take_six_turns_at_least(
    pairs: list[tuple[int, int]],
) -> None:
    turns = turns_of([tokens for pair in pairs for tokens in pair])
    starts = {n: trimmed(turns[:n], 0, 3_500, SOFT) for n in range(1, len(turns), 2)}
    moved = [n for n in list(starts)[1:] if starts[n] != starts[n - 2]]
    assert all(starts[n] - starts[n - 2] >= 6 for n in moved)
    assert all(after - before >= 6 for before, after in pairwise(moved))


@pytest.mark.parametrize(("tokens", "chunk"), [(100, 10), (300, 10), (350, 8), (450, 6), (900, 1)])
def test_the_longer_the_turns_the_smaller_the_chunks(tokens: int, chunk: int) -> None:
    assert widest(turns_of([tokens] * 24), SOFT) == chunk


def test_the_last_chunk_does_not_tell_how_long_turns_are() -> None:
    assert widest(turns_of([100] * 10 + [5_000] * 9), SOFT) == 10


def test_a_chunk_of_which_the_speaker_missed_the_better_half_is_not_a_beginning() -> None:
    heard = [Spoken(number, 100) for number in (*range(1, 11), 30, *range(31, 41))]
    assert trimmed(heard, 0, 1_150, SOFT) == 11


def test_of_a_long_chat_a_window_begins_with_a_whole_chunk() -> None:
    for last in range(100, 140):
        loaded = turns_of([50] * 48, first=last - 47)
        start = untrimmed(loaded, last - 48, SOFT)
        assert loaded[start].number % CHUNKS[0] == 1
        assert start <= CHUNKS[0]


def test_turns_without_numbers_of_their_own_are_trimmed_all_the_same() -> None:
    assert trimmed([Spoken(1, 100)] * 30, 0, 1_000, SOFT) == 20


def test_no_turns_need_no_window() -> None:
    assert untrimmed([], 0, SOFT) == cost([], 0) == 0
