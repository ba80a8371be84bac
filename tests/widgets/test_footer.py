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


@pytest.mark.parametrize("wide", range(4, 120, 7))
async def test_what_does_not_fit_is_left_out_whole(wide: int) -> None:
    line = KeyHints(Keymap())
    line.view = FooterView(Place.COMPOSER, ALL)
    async with shown(line, size=(wide, 3)):
        said = text(line)
        entries = Keymap().entries(Place.COMPOSER)
        whole = [f"{key} {action.label}" for key, action in entries]
        assert said == "   ".join(whole)[: len(said)]
        assert not said or said.split("   ") == whole[: len(said.split("   "))]


async def test_the_settings_keys_are_the_ones_that_are_told() -> None:
    line = KeyHints(Keymap({"send": ["ctrl+s"]}))
    line.view = FooterView(Place.COMPOSER, frozenset({"send"}))
    async with shown(line):
        assert text(line) == "Ctrl+S Send"
