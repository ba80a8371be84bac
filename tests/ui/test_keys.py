"""Keys: spelt as Textual spells them, shown as people read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rp_tui.ui import keys


@pytest.mark.parametrize(
    ("key", "spelt", "shown"),
    [
        ("?", "question_mark", "?"),
        ("/", "slash", "/"),
        ("\\", "backslash", "\\"),
        (",", "comma", ","),
        (" ", "space", "Space"),
        ("G", "G", "G"),
        ("ctrl+g", "ctrl+g", "Ctrl+G"),
        ("ctrl+]", "ctrl+right_square_bracket", "Ctrl+]"),
        ("shift+ctrl+a", "ctrl+shift+a", "Ctrl+Shift+A"),
        ("pageup", "pageup", "PgUp"),
        ("f2", "f2", "F2"),
        ("ä", "ä", "ä"),
        ("escape", "escape", "Esc"),
    ],
)
def test_a_key_is_known_and_shown(key: str, spelt: str, shown: str) -> None:
    assert keys.spelt(key) == spelt
    assert keys.shown(key) == shown


@pytest.mark.parametrize(
    "key", ["", "ctrl+", "ctrl+bogus", "xx", "f99", "\n", "\x1b", "ctrl+ctrl+a", "control+a", "a,b"]
)
def test_what_is_no_key_is_spelt_as_nothing(key: str) -> None:
    assert keys.spelt(key) == ""


@given(st.text(max_size=12))
def test_no_name_is_too_odd(key: str) -> None:
    spelt = keys.spelt(key)
    assert spelt == keys.spelt(spelt)
    if spelt:
        assert keys.shown(key).isprintable()


def test_letters_and_marks_are_typed_and_chords_are_not() -> None:
    assert all(map(keys.typed, ["a", "question_mark", "slash", "minus", "space", "underscore"]))
    assert not any(map(keys.typed, ["ctrl+a", "enter", "tab", "f1", "escape", "up"]))


@pytest.mark.parametrize(
    "key", ["escape", "alt+a", "shift+enter", "ctrl+enter", "ctrl+shift+a", "f1", "super+c"]
)
def test_what_does_not_arrive_everywhere_is_frail(key: str) -> None:
    assert keys.frail(key)


@pytest.mark.parametrize("key", ["f", "ctrl+g", "enter", "tab", "shift+tab", "pageup", "space"])
def test_what_arrives_everywhere_is_not(key: str) -> None:
    assert not keys.frail(key)
