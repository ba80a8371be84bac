"""What can be done, by how the screen stands."""

import pytest

from rp_tui.core.play.under_way import UnderWay, Waiting
from rp_tui.screens.chat.able import Situation, able
from rp_tui.ui.action import Place
from rp_tui.ui.actions import ACTIONS, BY_ID
from rp_tui.widgets.transcript.shown import Shown

NEWEST = Shown(9, 5, siblings="2/3")
OLDER = Shown(4, 2)
MODAL = {action.id for action in ACTIONS if set(action.where) == {Place.MODAL}}


def chat(**known: object) -> frozenset[str]:
    usual = {"chat": 1, "chats": 1, "bots": 1, "turns": 5, "newest_is_reply": True}
    return able(Situation(**usual | known))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("known", "can", "cannot"),
    [
        ({}, {"send", "regenerate", "close-scene"}, {"stop", "undo", "rewind", "add-guest"}),
        ({"going": UnderWay(busy=True)}, {"stop"}, {"send", "regenerate", "close-scene"}),
        ({"going": UnderWay(trying=True)}, {"stop"}, {"send"}),
        ({"selected": NEWEST}, {"swipe-left", "swipe-right", "edit-turn"}, {"rewind"}),
        ({"selected": OLDER}, {"rewind", "branch-here"}, {"swipe-left", "swipe-right"}),
        ({"bots": 2}, {"add-guest"}, {"see-off"}),
        ({"bots": 2, "guest": 2}, {"see-off"}, {"add-guest"}),
        ({"can_undo": True}, {"undo"}, set()),
        ({"sending": True}, {"stop"}, {"send", "regenerate"}),
        ({"noticed": True}, {"close-notice"}, set()),
        ({"chat": None, "chats": 0}, set(), {"next-region", "previous-region"}),
        ({"hits": 1}, {"next-hit", "previous-hit"}, set()),
        ({"is_branched": True}, {"switch-branch"}, set()),
        ({"chats": 2}, {"next-chat"}, set()),
        ({"editing": True}, {"send"}, {"edit-turn", "regenerate"}),
        ({"newest_is_reply": False}, set(), {"regenerate", "continue"}),
        ({"chat": None, "chats": 0}, {"quit", "open-chat"}, {"send", "to-rail", "search"}),
    ],
)
def test_what_can_be_done(known: dict[str, object], can: set[str], cannot: set[str]) -> None:
    found = chat(**known)
    assert can <= found
    assert not cannot & found


def test_held_words_can_be_kept_if_there_are_any_and_tried_on_if_the_model_is_cold() -> None:
    usual = chat(going=UnderWay(waiting=Waiting("told", "prose")))
    assert {"retry", "discard"} <= usual
    assert not {"keep-partial", "keep-trying"} & usual
    held = Waiting("told", "prose", "partial", cold=True)
    assert {"keep-partial", "keep-trying"} <= chat(going=UnderWay(waiting=held))


def test_all_that_is_declared_can_be_done_at_some_time_and_nothing_else() -> None:
    waiting = UnderWay(waiting=Waiting("told", "", "partial", cold=True))
    usual = {
        "chats": 2,
        "bots": 2,
        "is_branched": True,
        "hits": 1,
        "can_undo": True,
        "strangers": 1,
    }
    usual |= {"noticed": True}
    found = (
        chat(**usual, going=waiting, selected=OLDER)
        | chat(**usual, guest=2, selected=NEWEST)
        | chat(going=UnderWay(busy=True))
    )
    assert found == {action.id for action in ACTIONS} - MODAL
    assert found <= BY_ID.keys()
