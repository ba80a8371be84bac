"""The footer: the keys that work now, whole, those that matter most first."""

import pytest

from rp_tui.ui.action import Place
from rp_tui.ui.actions import ACTIONS
from rp_tui.ui.keymap import Keymap
from rp_tui.widgets.footer import FooterView, KeyHints
from tests.widgets.frame import shown, text

ALL = frozenset(action.id for action in ACTIONS)


async def test_only_what_can_be_done_now_is_told() -> None:
    line = KeyHints(Keymap())
    line.view = FooterView(Place.COMPOSER, frozenset({"send", "leader", "edit-turn"}))
    async with shown(line):
        assert text(line) == "Enter Send   Ctrl+O Actions"


async def test_another_place_has_other_keys() -> None:
    line = KeyHints(Keymap())
    async with shown(line) as (_, pilot):
        line.view = FooterView(Place.TRANSCRIPT, frozenset({"leader", "edit-turn"}))
        await pilot.pause()
        assert text(line) == "e Edit   Space Actions"


async def test_an_action_may_mean_something_else_here() -> None:
    line = KeyHints(Keymap())
    line.view = FooterView(Place.COMPOSER, frozenset({"send"}), (("send", "Regenerate"),))
    async with shown(line):
        assert text(line) == "Enter Regenerate"


@pytest.mark.parametrize("wide", range(4, 120, 7))
async def test_what_does_not_fit_is_left_out_whole(wide: int) -> None:
    line = KeyHints(Keymap())
    line.view = FooterView(Place.COMPOSER, ALL)
    async with shown(line, size=(wide, 3)):
        said = text(line).split("   ")
        entries = Keymap().entries(Place.COMPOSER)
        whole = [f"{key} {action.label}" for key, action in entries]
        at = [whole.index(each) for each in said if each]
        assert at == sorted(at)
        left = wide - len(text(line))
        left_out = [each for each in whole if each not in said]
        assert not at or all(len(f"   {each}") > left for each in left_out), "no room is wasted"


@pytest.mark.parametrize(
    ("wide", "said"),
    [
        (120, "Ctrl+R Regenerate   Ctrl+O Actions   F1 Help   Ctrl+J New line"),
        (48, "Enter Send   Esc Read   Ctrl+O Actions   F1 Help"),
        (41, "Enter Send   Esc Read   Ctrl+O Actions"),
        (30, "Enter Send   Ctrl+O Actions"),
        (20, "Enter Send   F1 Help"),
        (10, "Enter Send"),
    ],
)
async def test_the_way_to_all_the_others_is_told_wherever_it_fits(wide: int, said: str) -> None:
    line = KeyHints(Keymap())
    line.view = FooterView(Place.COMPOSER, ALL - {"stop"})
    async with shown(line, size=(wide, 3)):
        assert said in text(line)


async def test_after_a_rewind_its_undo_is_among_the_first() -> None:
    line = KeyHints(Keymap())
    line.view = FooterView(Place.TRANSCRIPT, ALL - {"stop", "next-hit", "previous-hit"})
    async with shown(line, size=(38, 3)):
        assert text(line) == "i Write   u Undo   Space Actions"


async def test_the_settings_keys_are_the_ones_that_are_told() -> None:
    line = KeyHints(Keymap({"send": ["ctrl+s"]}))
    line.view = FooterView(Place.COMPOSER, frozenset({"send"}))
    async with shown(line):
        assert text(line) == "Ctrl+S Send"
