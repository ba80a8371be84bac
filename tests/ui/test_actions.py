"""The declarations: each action once, within reach of every keyboard, with words for every list."""

import pytest

from rp_tui.ui import keys, leader
from rp_tui.ui.action import UNRANKED, Action, Group, Place
from rp_tui.ui.actions import ACTIONS, BY_ID, RESERVED
from rp_tui.ui.keymap import Keymap
from rp_tui.widgets.banner import Banner
from rp_tui.widgets.composer import Composer
from rp_tui.widgets.rail import Rail
from rp_tui.widgets.transcript.widget import Transcript

LONGEST_LABEL = 3  # words


def by_id(action: Action) -> str:
    return action.id


def test_every_action_is_declared_once() -> None:
    assert len(BY_ID) == len(ACTIONS)


@pytest.mark.parametrize("action", ACTIONS, ids=by_id)
def test_every_action_can_be_told(action: Action) -> None:
    assert 1 <= len(action.label.split()) <= LONGEST_LABEL
    assert action.hint.endswith(".")
    assert action.hint[0].isupper()
    assert action.where
    assert action.method.isidentifier()


@pytest.mark.parametrize("action", ACTIONS, ids=by_id)
def test_every_action_has_a_way(action: Action) -> None:
    assert action.keys or action.letter


@pytest.mark.parametrize("action", [each for each in ACTIONS if each.keys], ids=by_id)
def test_no_action_depends_on_a_key_that_may_not_arrive(action: Action) -> None:
    spelt = [keys.spelt(key) for key in action.keys]
    assert all(spelt)
    assert any(not keys.frail(key) for key in spelt)
    assert not {*spelt} & {*keys.SENT_AS}, "as some terminals send another key in its place"
    assert "ctrl+b" not in spelt, "which is tmux's own"


def test_what_is_done_while_writing_has_a_key_that_writes_nothing() -> None:
    for action in ACTIONS:
        if action.works_in(Place.COMPOSER) and action.keys:
            assert Keymap().keys_in(action, Place.COMPOSER), action.id


def test_no_two_actions_of_a_group_have_one_letter() -> None:
    ways = [(each.group, each.letter) for each in ACTIONS if each.letter]
    assert len(set(ways)) == len(ways)
    assert len({group.letter for group in Group}) == len(Group)
    assert all(len(letter) == 1 for _, letter in ways)


def test_every_group_is_behind_the_leader() -> None:
    choices = leader.groups({action.id for action in ACTIONS})
    assert [choice.leads_to for choice in choices] == list(Group)
    assert all(choice.able for choice in choices)


def test_what_nothing_can_be_done_of_is_not_able() -> None:
    able = {choice.label: choice.able for choice in leader.groups({"retry"})}
    assert able["Held words"]
    assert not able["Turn"]
    assert {each.label: each.able for each in leader.choices(Group.HELD, {"retry"})} == {
        "Retry": True,
        "Keep trying": False,
        "Keep": False,
        "Discard": False,
    }


def test_what_is_reserved_for_later_is_taken_by_nothing() -> None:
    taken = {key for action in ACTIONS for key in action.keys}
    for id, reserved in RESERVED.items():
        assert id not in BY_ID
        assert taken.isdisjoint(reserved)


def test_stop_is_one_key_everywhere_that_stories_run() -> None:
    keymap = Keymap()
    for place in (Place.COMPOSER, Place.TRANSCRIPT, Place.RAIL, Place.BANNER):
        assert keymap.entries(place)[0][1].id == "stop"


def test_the_footer_has_something_to_say_in_every_place() -> None:
    for place in Place:
        assert Keymap().entries(place)
    assert sum(action.rank < UNRANKED for action in ACTIONS) > len(Place)


def test_every_widget_does_what_is_declared_of_it() -> None:
    doers = {
        Place.COMPOSER: Composer,
        Place.TRANSCRIPT: Transcript,
        Place.RAIL: Rail,
        Place.BANNER: Banner,
    }
    for action in ACTIONS:
        if action.doer == "widget":
            (place,) = action.where
            assert hasattr(doers[place], f"action_{action.method}"), action.id
