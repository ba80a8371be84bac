"""The palette: every action, found by its name, by what it does, or else by its letters."""

from rp_tui.ui.action import Place
from rp_tui.ui.actions import ACTIONS
from rp_tui.ui.palette import LISTED, found

ALL = frozenset(action.id for action in ACTIONS)


def ids(text: str, able: frozenset[str] = ALL) -> list[str]:
    return [each.action.id for each in found(text, able)]


def test_all_that_one_may_look_for_is_offered_once() -> None:
    wanted = [each.id for each in ACTIONS if each.where != (Place.MODAL,)]
    assert sorted(ids("")) == sorted(set(wanted) - {*LISTED})


def test_what_is_looked_for_comes_before_what_is_only_pressed() -> None:
    offered = ids("")
    assert offered.index("regenerate") < offered.index("send")
    assert offered.index("bare-view") < offered.index("next-turn")


def test_what_cannot_be_done_now_comes_last() -> None:
    offered = found("", {"undo", "quit"})
    assert [each.able for each in offered] == [True, True, *[False] * (len(offered) - 2)]
    assert {each.action.id for each in offered[:2]} == {"undo", "quit"}


def test_the_beginning_of_a_word_of_a_label_finds_it_first() -> None:
    offered = ids("rew", ALL - {"rewind"})
    assert offered[0] == "rewind", "though it cannot be done now"
    assert "undo" in offered, "whose hint speaks of rewinds"
    assert "history-up" not in offered, "whose letters are only scattered"
    assert ids("here rew")[0] == "rewind"


def test_letters_in_their_order_find_what_no_word_does() -> None:
    assert ids("rwnd") == ["rewind"]
    assert ids("zqx") == []


def test_what_can_be_done_comes_before_what_fits_as_well_and_cannot() -> None:
    assert ids("chat", frozenset({"previous-chat"}))[0] == "previous-chat"
