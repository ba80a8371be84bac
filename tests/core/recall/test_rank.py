"""How what was found is put in order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rp_tui.core.recall.rank import AGED, HALF_LIFE, Candidate, merged, newer_than, ranked

NOBODY = frozenset[str]()


def a_candidate(
    id: int = 1,
    fit: float = 0.5,
    newer: int = AGED,
    significance: int = 0,
    named: frozenset[str] = NOBODY,
) -> Candidate:
    return Candidate(id, fit, newer, significance, named)


def test_what_several_lines_ask_for_fits_better() -> None:
    fits = merged([(1.0, [(1, 4.0), (2, 3.0)]), (0.5, [(2, 4.0), (3, 2.0)])], 9)
    assert fits == {2: 1.0, 1: pytest.approx(0.8), 3: pytest.approx(0.2)}
    assert list(merged([(1.0, [(1, 4.0), (2, 3.0)])], 1)) == [1]
    assert merged([], 9) == {}


def test_a_name_outweighs_newness_and_weight_together_and_no_more() -> None:
    named = a_candidate(named=frozenset({"Ann"}))
    new, weighty = a_candidate(newer=0), a_candidate(significance=3)
    assert named.score == 0.75
    assert new.score == weighty.score == pytest.approx(0.6)
    assert a_candidate(newer=HALF_LIFE).score == pytest.approx(0.55)
    assert a_candidate(newer=AGED).score == 0.5


def test_how_new_a_thing_is_follows_from_how_many_are_newer() -> None:
    assert newer_than([9, 5, 2]) == {9: 0, 5: 1, 2: 2}


def test_of_two_that_are_as_good_the_newer_comes_first() -> None:
    assert [one.id for one in ranked(map(a_candidate, (3, 1, 2)))] == [3, 2, 1]


@given(st.permutations([a_candidate(id, fit / 4) for id in range(4) for fit in range(4)]))
def test_the_order_does_not_follow_from_how_things_were_found(found: list[Candidate]) -> None:
    assert ranked(found) == ranked(sorted(found))
