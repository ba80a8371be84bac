from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rp_tui.core.prompts.window import (
    FEWEST,
    LAST,
    RUN,
    SHARE,
    Spoken,
    cost,
    parts,
    trimmed,
    untrimmed,
)

SOFT = 6_000
LEAST = SOFT // SHARE  # tokens of a part
MOST = LEAST // FEWEST  # tokens of a turn, of which six on end are never more than a part
ROOM = 3 * LEAST  # holds what may lie before the next part, whatever the mix

sizes = st.lists(st.integers(1, 400), min_size=1, max_size=120)
tame = st.lists(st.integers(1, MOST), min_size=60, max_size=160)
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


@given(sizes)
def test_a_part_has_six_turns_and_a_quarter_of_a_prompt_at_least(tokens: list[int]) -> None:
    turns = turns_of(tokens)
    begins = [0, *parts(turns, 0, LEAST)]
    assert all(after - before >= FEWEST for before, after in pairwise(begins))
    assert all(sum(tokens[before:after]) >= LEAST for before, after in pairwise(begins))


@given(sizes, st.integers(1, 120))
def test_a_part_once_cut_stays_as_it_is_whatever_is_said_later(
    tokens: list[int], length: int
) -> None:
    now, later = turns_of(tokens[:length]), turns_of(tokens)
    begins = list(parts(now, 0, LEAST))
    assert list(parts(later, 0, LEAST))[: len(begins)] == begins


@given(tame, st.integers(1, 3))
def test_trims_are_six_turns_apart_and_take_six_turns_at_least(
    tokens: list[int], step: int
) -> None:
    """In any mix of turns of which six on end cost no more than a part."""
    turns = turns_of(tokens)
    starts = {n: trimmed(turns[:n], 0, ROOM, SOFT) for n in range(1, len(turns), step)}
    moved = [n for n in list(starts)[1:] if starts[n] != starts[n - step]]
    assert all(starts[n] - starts[n - step] >= 6 for n in moved)
    assert all(after - before >= 6 for before, after in pairwise(moved))


def test_where_six_turns_cost_more_than_a_part_it_is_the_distance_that_yields() -> None:
    """A prompt stays as short as it should be."""
    turns = turns_of([MOST] * 20 + [2 * MOST] * 12)
    starts = [trimmed(turns[:n], 0, ROOM, SOFT) for n in range(20, 32)]
    moved = [n for n, (before, after) in enumerate(pairwise(starts)) if after != before]
    assert min(after - before for before, after in pairwise(moved)) < 6
    assert all(cost(turns[:n], start) <= ROOM for n, start in enumerate(starts, 20))


@given(sizes, rooms, rooms, st.integers(0, 120))
def test_a_window_goes_back_only_where_more_room_was_made_than_was_taken(
    tokens: list[int], room: int, other: int, said: int
) -> None:
    now, later = turns_of(tokens[: len(tokens) - said]), turns_of(tokens)
    if now and trimmed(later, 0, other, SOFT) < trimmed(now, 0, room, SOFT):
        assert other - room > sum(turn.tokens for turn in later[len(now) :])


def test_turns_that_are_too_long_for_parts_go_one_by_one() -> None:
    turns = turns_of([900] * 30)
    assert [trimmed(turns[:n], 0, 4_500, SOFT) for n in (19, 20, 21)] == [14, 15, 16]


def test_little_that_was_heard_is_no_part_of_its_own() -> None:
    heard = [Spoken(number, 150) for number in (*range(1, 11), 30, *range(31, 41))]
    assert list(parts(heard, 0, LEAST)) == [10, 20]


def test_of_a_long_chat_a_window_begins_with_a_whole_run() -> None:
    for last in range(100, 200):
        loaded = turns_of([20] * 2 * RUN, first=last - 2 * RUN + 1)
        start = untrimmed(loaded, True)
        assert loaded[start].number % RUN == 1
        assert start <= RUN
        assert untrimmed(loaded, False) == 0


def test_a_part_is_cut_the_same_however_much_of_the_chat_is_read() -> None:
    whole = turns_of([90, 310] * 80)
    begins = {whole[at].number for at in parts(whole, 0, LEAST)}
    for read in range(2 * RUN, len(whole)):
        loaded = whole[-read:]
        first = untrimmed(loaded, True)
        assert {loaded[at].number for at in parts(loaded, first, LEAST)} <= begins


def test_turns_without_numbers_of_their_own_are_trimmed_all_the_same() -> None:
    assert trimmed([Spoken(1, 150)] * 30, 0, 2_000, SOFT) == 20


def test_no_turns_need_no_window() -> None:
    assert untrimmed([], False) == cost([], 0) == 0
    assert untrimmed([], True) == 0
