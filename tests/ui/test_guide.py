"""The guide: every action is in it, as the settings have it; the README has it as declared."""

from pathlib import Path

from rp_tui.ui import guide
from rp_tui.ui.actions import ACTIONS
from rp_tui.ui.keymap import Keymap

README = Path(__file__).parents[2] / "README.md"


def test_the_readmes_table_is_the_declarations() -> None:
    assert guide.markdown() in README.read_text(encoding="utf-8")


def test_every_action_is_told_once() -> None:
    lines = [line for section in guide.sections(Keymap()) for line in section.lines]
    assert sorted(line.id for line in lines) == sorted(action.id for action in ACTIONS)


def test_the_settings_keys_are_told_in_place_of_the_declared() -> None:
    lines = [line for section in guide.sections(Keymap({"stop": ["f2"]})) for line in section.lines]
    (stop,) = (line for line in lines if line.id == "stop")
    assert stop.keys == "F2"
    assert stop.leader == "p s"


def test_a_bar_does_not_break_the_table() -> None:
    assert guide.coded("|") == r"`\|`"


def test_by_place_each_key_is_told_where_it_works() -> None:
    told = {section.title: section.lines for section in guide.by_place(Keymap())}
    assert list(told) == list(guide.PLACES.values())
    writing = {line.id: line.keys for line in told["Where you write"]}
    reading = {line.id: line.keys for line in told["In the story"]}
    assert (writing["regenerate"], reading["regenerate"]) == ("Ctrl+R", "Ctrl+R r")
    known = {line.id for lines in told.values() for line in lines}
    assert known == {action.id for action in ACTIONS}


def test_the_leader_is_told_as_the_settings_have_it() -> None:
    assert guide.leader_key(Keymap()) == "Ctrl+O"
    assert guide.leader_key(Keymap({"leader": ["f9"]})) == "F9"
