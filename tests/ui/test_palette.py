"""The palette: every action that can be done now, found by its name or by what it does."""

from textual.app import App, ComposeResult
from textual.command import CommandPalette, Hit
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static

from rp_tui.ui.actions import ACTIONS
from rp_tui.ui.keymap import Keymap
from rp_tui.ui.palette import LISTED, Actions, Performer

ALL = frozenset(action.id for action in ACTIONS)


class Played(Screen[None]):
    COMMANDS = {Actions}  # noqa: RUF012

    def __init__(self, able: frozenset[str]) -> None:
        super().__init__()
        self.keymap = Keymap()
        self.able = able
        self.performed: list[str] = []

    def compose(self) -> ComposeResult:
        yield Static("a story")

    def perform(self, id: str) -> None:
        self.performed.append(id)


class Bare(Screen[None]):
    """One on which nothing is declared."""


def offered(screen: Screen[None]) -> Actions:
    return Actions(screen)


async def test_all_that_can_be_done_is_offered_once() -> None:
    screen = Played(ALL)
    assert isinstance(screen, Performer)
    async with App[None]().run_test() as pilot:
        await pilot.app.push_screen(screen)
        hits = [hit async for hit in offered(screen).discover()]
        assert [hit.text for hit in hits] == [
            action.label for action in ACTIONS if action.id not in LISTED
        ]


async def test_what_cannot_be_done_now_is_not_offered() -> None:
    screen = Played(frozenset({"undo", "leader"}))
    async with App[None]().run_test() as pilot:
        await pilot.app.push_screen(screen)
        assert [hit.text async for hit in offered(screen).discover()] == ["Undo"]
        assert [hit async for hit in offered(screen).search("rewind here")] == []


async def test_an_action_is_found_by_its_label_before_its_hint() -> None:
    screen = Played(ALL)
    async with App[None]().run_test() as pilot:
        await pilot.app.push_screen(screen)
        hits = [hit async for hit in offered(screen).search("rewind") if isinstance(hit, Hit)]
        assert sorted(hits)[-1].text == "Rewind here"
        assert "Undo" in {hit.text for hit in hits}, "whose hint speaks of rewinds"


async def test_other_screens_offer_nothing() -> None:
    screen = Bare()
    async with App[None]().run_test() as pilot:
        await pilot.app.push_screen(screen)
        assert [hit async for hit in offered(screen).discover()] == []


async def test_what_is_chosen_in_textuals_palette_is_performed() -> None:
    screen = Played(frozenset({"undo", "rewind"}))
    async with App[None]().run_test() as pilot:
        await pilot.app.push_screen(screen)
        await pilot.app.push_screen(CommandPalette())
        pilot.app.screen.query_one(Input).value = "rewind here"
        for _ in range(100):
            await pilot.pause(0.02)
            if pilot.app.screen.query_one(OptionList).option_count:
                break
        await pilot.press("enter")
        await pilot.pause()
        if not screen.performed:
            await pilot.press("enter")
            await pilot.pause(0.1)
        assert screen.performed == ["rewind"]
