"""The keymap: what the settings may change, and that what they may not is one sentence."""

from collections.abc import Mapping, Sequence

import pytest
from textual.app import App, ComposeResult
from textual.widget import Widget
from textual.widgets import TextArea

from rp_tui.core.domain.errors import Trouble
from rp_tui.ui.action import Place
from rp_tui.ui.actions import ACTIONS, BY_ID
from rp_tui.ui.keymap import (
    AT_ONCE,
    Keymap,
    KeysClash,
    NoSuchKey,
    OnlyTyped,
    Unbindable,
    UnknownAction,
    bindings,
    bindings_of_app,
    bindings_of_screen,
)


def test_the_declared_keys_do_not_clash_anywhere() -> None:
    assert Keymap().changed() == {}


@pytest.mark.parametrize(
    ("changed", "trouble", "sentence"),
    [
        (
            {"edit-trun": ["e"]},
            UnknownAction,
            "keys.edit-trun is no action; did you mean edit-turn?",
        ),
        (
            {"qqqq\x1b[2J\n": ["e"]},
            UnknownAction,
            "keys.qqqq is no action; the README's table names them all.",
        ),
        (
            {"stop": ["ctrl+bogus"]},
            NoSuchKey,
            "keys.stop names ctrl+bogus, which is no key; write one such as ctrl+g, f2 or ?.",
        ),
        (
            {"stop": ["ctrl+i"]},
            Unbindable,
            "keys.stop names ctrl+i, which a terminal sends as tab; choose another key.",
        ),
        (
            {"stop": ["z"]},
            OnlyTyped,
            "keys.stop needs a key that writes no character; add one such as ctrl+g to it.",
        ),
        (
            {"cancel": ["x"]},
            OnlyTyped,
            "keys.cancel needs a key that writes no character; add one such as ctrl+g to it.",
        ),
        (
            {"edit-turn": ["y"]},
            KeysClash,
            "y would mean both copy-turn and edit-turn in the story;"
            " give one of them another key in [keys].",
        ),
        (
            {"stop": ["ctrl+q"]},
            KeysClash,
            "Ctrl+Q would mean both stop and quit where you write;"
            " give one of them another key in [keys].",
        ),
        (
            {"stop": ["ctrl+w"]},
            KeysClash,
            "Ctrl+W would mean both editing text and stop where you write;"
            " give one of them another key in [keys].",
        ),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(
    changed: Mapping[str, Sequence[str]], trouble: type[Trouble], sentence: str
) -> None:
    with pytest.raises(trouble) as found:
        Keymap(changed)
    assert str(found.value) == sentence


def test_two_actions_may_swap_their_keys() -> None:
    keymap = Keymap({"edit-turn": ["y"], "copy-turn": ["e"]})
    assert keymap.way("edit-turn") == "y"
    assert keymap.way("copy-turn") == "e"


def test_a_key_may_mean_different_things_in_different_places() -> None:
    keymap = Keymap()
    assert keymap.keys_in(BY_ID["next-turn"], Place.TRANSCRIPT) == ("j", "down")
    assert keymap.keys_in(BY_ID["rail-down"], Place.RAIL) == ("j", "down")


def test_letters_are_text_where_text_is_written() -> None:
    keymap = Keymap()
    assert keymap.keys_in(BY_ID["regenerate"], Place.COMPOSER) == ("ctrl+r",)
    assert keymap.keys_in(BY_ID["regenerate"], Place.TRANSCRIPT) == ("ctrl+r", "r")
    assert keymap.keys_in(BY_ID["search"], Place.COMPOSER) == ("ctrl+f",)


def test_the_way_is_told_that_works_where_one_is() -> None:
    keymap = Keymap()
    assert keymap.way("undo", Place.TRANSCRIPT) == "u"
    assert keymap.way("undo", Place.COMPOSER) == "Ctrl+O t u"
    assert keymap.way("close-scene", Place.TRANSCRIPT) == "Space s c"
    assert keymap.way("close-scene") == "Ctrl+O s c"
    assert keymap.way("send", Place.TRANSCRIPT) == ""
    moved = Keymap({"leader": ["ctrl+]", ","]})
    assert moved.way("close-scene", Place.TRANSCRIPT) == ", s c"


def test_the_footer_tells_the_key_that_is_pressed_alone() -> None:
    said = {action.id: key for key, action in Keymap().entries(Place.TRANSCRIPT)}
    assert (said["regenerate"], said["leader"], said["help"]) == ("r", "Space", "?")
    said = {action.id: key for key, action in Keymap().entries(Place.COMPOSER)}
    assert (said["regenerate"], said["leader"], said["help"]) == ("Ctrl+R", "Ctrl+O", "F1")


def test_every_binding_has_the_actions_id_and_the_method_that_does_it() -> None:
    found = {each.id: each for place in Place for each in bindings(place)}
    assert {*found} == {action.id for action in ACTIONS if action.keys}
    assert found["send"].action == "send"
    assert found["edit-turn"].action == "screen.edit_turn"
    assert found["quit"].action == "app.quit"
    everywhere = {each.id for each in bindings(Place.EVERYWHERE)}
    assert {each.id for each in (*bindings_of_app(), *bindings_of_screen())} == {
        *everywhere,
        AT_ONCE,
    }


class Story(Widget, can_focus=True):
    BINDINGS = [*bindings(Place.TRANSCRIPT)]  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []

    def action_next_turn(self) -> None:
        self.done.append("next")

    def action_previous_turn(self) -> None:
        self.done.append("previous")


class Host(App[None]):
    def compose(self) -> ComposeResult:
        yield Story()
        yield TextArea()


async def test_textual_hears_the_keys_that_the_settings_gave() -> None:
    app = Host()
    app.set_keymap(Keymap({"next-turn": ["k", "!"], "previous-turn": ["j"]}).changed())
    async with app.run_test() as pilot:
        story = app.query_one(Story)
        story.focus()
        await pilot.press("k", "j", "exclamation_mark", "down", "up")
        assert story.done == ["next", "previous", "next"]
