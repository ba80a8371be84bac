"""The which-key panel: two letters to any action, and no letter does anything else meanwhile."""

import pytest
from textual.widgets import Input

from rp_tui.ui.actions import ACTIONS
from rp_tui.ui.keymap import Keymap
from rp_tui.widgets.which_key import WhichKey
from tests.widgets.frame import shown, text

ALL = frozenset(action.id for action in ACTIONS)


async def test_two_letters_choose_an_action() -> None:
    panel = WhichKey(Keymap())
    async with shown(panel) as (app, pilot):
        panel.open(ALL)
        await pilot.press("t")
        assert " w  Rewind here  R" in text(panel)
        await pilot.press("w")
        assert [chosen.action for chosen in app.told(WhichKey.Chosen)] == ["rewind"]
        assert not panel.display


async def test_every_action_that_has_a_letter_is_there() -> None:
    panel = WhichKey(Keymap())
    lettered = [action for action in ACTIONS if action.letter]
    async with shown(panel) as (app, pilot):
        for action in lettered:
            panel.open({action.id})
            await pilot.press(action.group.letter, action.letter)
        chosen = [each.action for each in app.told(WhichKey.Chosen)]
        assert chosen == [action.id for action in lettered]


async def test_what_cannot_be_done_now_is_said_and_not_done() -> None:
    panel = WhichKey(Keymap())
    async with shown(panel) as (app, pilot):
        panel.open({"undo"})
        await pilot.press("h")
        assert "nothing is on h" in text(panel)
        await pilot.press("t", "e")
        assert "Edit cannot be done now" in text(panel)
        await pilot.press("z")
        assert "nothing is on z" in text(panel)
        await pilot.press("u")
        assert [chosen.action for chosen in app.told(WhichKey.Chosen)] == ["undo"]


async def test_what_cannot_be_done_now_stands_in_brackets_in_its_place() -> None:
    panel = WhichKey(Keymap())
    async with shown(panel) as (_, pilot):
        panel.open({"rewind"})
        await pilot.pause()
        await pilot.press("t")
        assert " w  Rewind here" in text(panel)
        assert "(e) Edit" in text(panel)
        places = {word: text(panel).index(word) for word in ("Rewind", "Edit", "Undo")}
        panel.open(ALL)
        await pilot.press("t")
        assert "(" not in text(panel)
        assert {word: text(panel).index(word) for word in places} == places


async def test_a_group_in_which_nothing_can_be_done_now_takes_no_room() -> None:
    panel = WhichKey(Keymap())
    async with shown(panel, size=(40, 12)) as (_, pilot):
        panel.open({"rewind", "leader"})
        await pilot.pause()
        assert "Turn …" in text(panel)
        assert "Held words" not in text(panel)
        assert panel.size.height == 2


@pytest.mark.parametrize("key", ["f1", "ctrl+g"])
async def test_what_works_everywhere_works_behind_the_leader_too(key: str) -> None:
    panel = WhichKey(Keymap())
    async with shown(panel) as (app, pilot):
        app.bind(key, "bell")
        app.bell = lambda: heard.append(key)  # type: ignore[method-assign]
        heard: list[str] = []
        panel.open(ALL)
        await pilot.press(key)
        assert heard == [key]
        assert not panel.display


async def test_it_says_by_which_keys_it_closes() -> None:
    for keymap, said in (
        (Keymap(), "Actions · Esc or Ctrl+N closes"),
        (Keymap({"cancel": ["f2"]}), "Actions · F2 closes"),
    ):
        panel = WhichKey(keymap)
        async with shown(panel) as (_, pilot):
            panel.open(ALL)
            await pilot.pause()
            assert said in text(panel)


@pytest.mark.parametrize("key", ["escape", "ctrl+n", "ctrl+o", "space", "backspace"])
async def test_it_can_be_left(key: str) -> None:
    panel = WhichKey(Keymap())
    async with shown(panel) as (app, pilot):
        panel.open(ALL)
        await pilot.press(key)
        assert app.told(WhichKey.Left)
        assert not app.told(WhichKey.Chosen)


async def test_backspace_goes_back_to_the_groups() -> None:
    panel = WhichKey(Keymap())
    async with shown(panel) as (app, pilot):
        panel.open(ALL)
        await pilot.press("t", "backspace", "b")
        assert "Switch branch" in text(panel)
        assert not app.told(WhichKey.Left)


async def test_no_letter_reaches_what_is_below() -> None:
    panel, below = WhichKey(Keymap()), Input()
    async with shown(below, panel) as (_, pilot):
        panel.open(ALL)
        await pilot.press("z", "1", "enter", "tab")
        assert below.value == ""
        assert panel.has_focus


async def test_without_the_keyboard_it_is_closed() -> None:
    panel, below = WhichKey(Keymap()), Input()
    async with shown(below, panel) as (_, pilot):
        panel.open(ALL)
        below.focus()
        await pilot.pause()
        assert not panel.display


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 12)])
async def test_every_group_is_whole_at_every_size(size: tuple[int, int]) -> None:
    panel = WhichKey(Keymap())
    async with shown(panel, size=size) as (_, pilot):
        for action in ACTIONS:
            if action.letter:
                panel.open(ALL)
                await pilot.press(action.group.letter)
                assert f" {action.letter}  {action.label}" in text(panel)
                assert panel.outer_size.height <= size[1]
