import pytest
from hypothesis import given
from hypothesis import strategies as st

from rp_tui.core.domain.ids import NARRATOR, YOU
from rp_tui.core.prompts.plain import called, flat, label, plain, together, unlabelled
from tests.core.prompts.views import ANN, BEN, a_view


@pytest.mark.parametrize("prose", ["I <3 you", "5 < 6", ">_<", "*waves* (sadly) {x}", "a\n\nb"])
def test_prose_stays_as_it_is(prose: str) -> None:
    assert plain(prose) == prose


@given(st.text())
def test_nothing_plain_is_a_label_or_a_mark(text: str) -> None:
    assert not {"[", "]"} & {*plain(text)}
    assert "<|" not in plain(text)
    assert plain(plain(text)) == plain(text)
    assert len(plain(text)) == len(text)


@given(st.text(), st.integers(1, 40))
def test_what_is_flat_is_one_line_no_longer_than_it_may_be(text: str, longest: int) -> None:
    assert len(flat(text, longest)) <= longest
    assert len(flat(text).splitlines()) <= 1


def test_a_line_that_begins_as_anothers_turn_does_so_no_longer() -> None:
    labels = label(["Ann", "Ben"])
    assert unlabelled("Hi.\nBen: no\n *ann* : yes", labels) == "Hi.\nBen – no\n *ann*  – yes"
    assert unlabelled("I told Ben: no.", labels) == "I told Ben: no."


def test_everybody_is_called_something() -> None:
    view = a_view(names={YOU: "", ANN: "Ann: [x]\n<y>"})
    assert [called(view, who) for who in (YOU, ANN, BEN, NARRATOR)] == [
        "Player",
        "Ann· (x) \u2039y\u203a",
        "Somebody",
        "Narrator",
    ]


def test_people_are_listed_as_one_would_say_it() -> None:
    assert together(["Ann"]) == "Ann"
    assert together(["Ann", "Robin", "Ben"]) == "Ann, Robin and Ben"
