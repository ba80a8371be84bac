"""What stands over a turn fits into its column."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from rp_tui.widgets.transcript.label import hidden, label
from rp_tui.widgets.transcript.look import MARK, NAME, NOTE, YOURS
from rp_tui.widgets.transcript.shown import Shown
from rp_tui.widgets.transcript.wrap import NARROWEST

MIRA = Shown(1, 7, label="Mira", at="9:14 pm", siblings="2/3", mark="★")


def test_a_label_tells_who_speaks_and_what_is_worth_a_note() -> None:
    row = label(MIRA, 30)
    assert row.text == "Mira  2/3  ★           9:14 pm"
    assert [piece.look for piece in row.pieces] == [NAME, NOTE, MARK, NOTE]


def test_your_own_name_looks_different() -> None:
    assert label(Shown(1, label="Alex", kind="you"), 30).pieces[0].look == YOURS


def test_what_is_under_way_is_told() -> None:
    assert label(Shown(1, label="Mira", settling=True), 30).text == "Mira  remembering"
    assert label(Shown(1, label="Mira"), 30, is_streaming=True).text == "Mira  writing"


def test_where_it_is_narrow_the_clock_goes_first() -> None:
    assert label(MIRA, 20).text == "Mira  2/3  ★"


def test_a_hidden_turn_is_one_line() -> None:
    assert hidden(MIRA, 30).text == "Mira · turn 7 · hidden"


@given(st.text(max_size=200), st.integers(NARROWEST, 40))
def test_a_name_of_any_kind_is_cut_to_fit(name: str, width: int) -> None:
    for row in (label(Shown(1, label=name), width), hidden(Shown(1, label=name), width)):
        assert cell_len(row.text) <= width
        assert "\n" not in row.text
