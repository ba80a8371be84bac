"""Moving in the transcript by keys: by turns, by pages, to the ends, to any turn."""

from textual.events import MouseScrollUp

from rp_tui.widgets.transcript.paint import SELECTED
from rp_tui.widgets.transcript.reader import PAGE
from rp_tui.widgets.transcript.shown import Shown
from rp_tui.widgets.transcript.stretch import MOST_LOADED
from rp_tui.widgets.transcript.view import AIRY
from tests.widgets.transcript.host import MANY, Host, bar, chat, opened, stripped


def wheel(host: Host) -> MouseScrollUp:
    return MouseScrollUp(host.transcript, 5, 5, 0, 0, 0, False, False, False)


async def test_turn_by_turn() -> None:
    async with opened(chat(50)) as (host, pilot):
        for _ in range(3):
            await host.transcript.action_previous_turn()
        await host.transcript.action_next_turn()
        await pilot.pause()
        assert host.transcript.selected == host.shelf.turns[-3]
        assert host.heard[-4:] == [49, 48, 47, 48]
        assert bar(host)[0] == "Alex"


async def test_to_both_ends() -> None:
    async with opened(chat(MANY)) as (host, pilot):
        await host.transcript.action_first_turn()
        await pilot.pause()
        assert "lantern" in host.lines()[0]
        assert host.heard[-1] == 1
        await host.transcript.action_last_turn()
        await pilot.pause()
        assert host.transcript.follows
        assert host.transcript.selected == host.shelf.turns[-1]
        assert host.shelf.given <= 4 * PAGE


async def test_page_by_page_through_all_of_it_and_back() -> None:
    async with opened(chat(2 * MOST_LOADED)) as (host, pilot):
        above: list[list[str]] = []
        while "lantern" not in host.lines()[0]:
            await host.transcript.turn_page(-1)
            await pilot.pause()
            above.append(stripped(host))
        selected = host.transcript.selected
        assert selected
        assert selected.number <= 10
        await host.transcript.turn_page(1)
        await pilot.pause()
        assert stripped(host)[:2] == above[-1][-3:-1]
        while not host.transcript.follows:
            await host.transcript.turn_page(1)
        assert host.transcript.selected
        assert len(host.transcript._view.stretch.turns) <= MOST_LOADED + PAGE


async def test_every_turn_comes_by_once() -> None:
    async with opened(chat(300)) as (host, pilot):
        await host.transcript.action_first_turn()
        for _ in range(299):
            await host.transcript.action_next_turn()
        await pilot.pause()
        seen = [number for number in host.heard if isinstance(number, int)]
        assert seen == list(range(1, 301))


async def test_a_turn_longer_than_the_screen_is_read_to_its_end() -> None:
    turns = [*chat(2), Shown(30, 3, label="Mira", prose="word " * 2_000), *chat(5)[3:]]
    async with opened(turns) as (host, pilot):
        await host.transcript.jump(30)
        steps = 0
        while (shown := host.transcript.selected) and shown.number == 3:
            await host.transcript.action_next_turn()
            steps += 1
        assert steps > 5
        await host.transcript.action_previous_turn()
        await pilot.pause()
        assert host.transcript.selected == turns[2]
        assert "Mira" not in stripped(host)[0]
        for _ in range(steps):
            await host.transcript.action_previous_turn()
        assert host.transcript.selected == turns[1]


async def test_to_a_turn_far_away() -> None:
    async with opened(chat(MANY)) as (host, pilot):
        await host.transcript.jump(50_000)
        await pilot.pause()
        assert host.transcript.selected == host.shelf.turns[4_999]
        assert any("Turn 5000." in line for line in host.lines())
        await host.transcript.jump(55)
        assert host.transcript.selected == host.shelf.turns[5]


async def test_the_bar_is_there_only_while_keys_go_here() -> None:
    async with opened(chat(5)) as (host, pilot):
        assert bar(host)
        host.screen.set_focus(None)
        await pilot.pause()
        assert not bar(host)


async def test_the_bar_is_dim_while_keys_go_elsewhere_for_a_choice_about_its_turn() -> None:
    async with opened(chat(5)) as (host, pilot):
        beside, lit = bar(host), host.styled(SELECTED)
        host.transcript.points = True
        assert host.styled(SELECTED) == lit
        host.screen.set_focus(None)
        await pilot.pause()
        assert bar(host) == beside
        assert host.styled(SELECTED).isdisjoint(lit)
        host.transcript.points = False
        await pilot.pause()
        assert not bar(host)


async def test_a_row_stays_blank_below_the_story_where_there_is_room() -> None:
    async with opened(chat(50)) as (host, pilot):
        for count in range(1, 12):
            assert host.lines()[-1] == "", "the box stands right below"
            await host.transcript.action_half_page_up()
            await pilot.resize_terminal(80, 24 - count % 3)
            await pilot.pause()
        await pilot.resize_terminal(80, AIRY - 1)
        await host.transcript.action_last_turn()
        await host.transcript.action_half_page_up()
        await pilot.pause()
        assert "".join(host.lines()[-2:]).strip()


async def test_at_the_end_no_screen_begins_with_the_blank_row_behind_a_turn() -> None:
    async with opened(chat(50)) as (host, pilot):
        for height in range(AIRY, 30):
            await pilot.resize_terminal(80, height)
            await pilot.pause()
            assert stripped(host)[0], f"at {height}"
            assert host.transcript.follows


async def test_a_wheel_turns_and_a_click_chooses() -> None:
    async with opened(chat(50)) as (host, pilot):
        host.transcript.post_message(wheel(host))
        await pilot.pause()
        assert not host.transcript.follows
        row = next(y for y, line in enumerate(host.lines()) if "Turn 45." in line)
        await pilot.click(host.transcript, offset=(10, row))
        await pilot.pause()
        assert host.transcript.selected == host.shelf.turns[44]


async def test_a_resize_keeps_what_stands_at_the_top() -> None:
    async with opened(chat(200, words=9)) as (host, pilot):
        await host.transcript.turn_page(-1)
        await host.transcript.action_half_page_up()
        await pilot.pause()
        before = stripped(host)
        for width in (60, 33, 130, 100, 40, 80):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
        assert stripped(host) == before
