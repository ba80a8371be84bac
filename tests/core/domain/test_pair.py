from rp_tui.core.domain.ids import both_ends
from rp_tui.core.domain.pair import NOUN, Pair, PairIntroduced, fold, introduce, pair_of


def test_two_are_one_pair_in_either_order() -> None:
    assert pair_of(3, 7) == pair_of(7, 3)
    assert both_ends(pair_of(7, 3)) == NOUN.ends(pair_of(3, 7)) == (3, 7)


def test_a_pair_that_nobody_asked_about_is_neither_met_nor_unmet() -> None:
    assert Pair().met is None


def test_they_have_met_and_somebody_says_how() -> None:
    assert introduce(True, " At \x1b[2Jsea.\n") == PairIntroduced(True, "At sea.")
    assert fold(None, introduce(True, "At sea.")) == Pair(True, "At sea.")


def test_who_meets_now_has_no_past() -> None:
    assert introduce(False, "At sea.") == PairIntroduced(False)
