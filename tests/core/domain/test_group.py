from rp_tui.core.domain.group import NOUN, Group, GroupSummarised, fold, summarise
from rp_tui.core.domain.ids import compose
from rp_tui.core.domain.text import NothingTold
from tests.core.domain.troubles import refused


def test_a_group_has_the_latest_of_its_summaries() -> None:
    group = fold(fold(None, summarise("Wary.")), summarise(" Fri\x00ends.\n\nAlmost. "))
    assert group == Group("Friends.\n\nAlmost.")


def test_a_blank_summary_wipes_nothing() -> None:
    with refused(NothingTold):
        summarise(" \n")


def test_a_group_ends_with_either_of_its_bots() -> None:
    assert NOUN.ends(compose(1, 2)) == (1, 2)
    assert fold(None, GroupSummarised("Wary.")) == Group("Wary.")
