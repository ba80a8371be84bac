"""What is written anew: a turn that is marked, a story that ends before one, replies below it."""

import pytest
from msgspec.structs import replace

from rp_tui.widgets.transcript.faded import ANEW, Faded
from rp_tui.widgets.transcript.shown import Shown
from tests.widgets.frame import HOSTILE, harmless, rows, shown
from tests.widgets.transcript.host import chat, opened, stripped

WHY = "being edited"
REPLY = Shown(9, 3, 1, "Mira", '*She nods.* "So you did." ' * 3)


async def test_a_turn_is_marked_and_drawn_dim_until_it_is_left() -> None:
    async with opened(chat(4)) as (host, pilot):
        usual = host.styled("Turn 3.")
        host.transcript.fade(30, WHY)
        await pilot.pause()
        assert f"Mira  {WHY}" in stripped(host)
        assert host.styled("Turn 3.") != usual
        await host.transcript.renew()
        await pilot.pause()
        assert f"Mira  {WHY}" in stripped(host), "also when it was read again"
        host.transcript.fade(None)
        await pilot.pause()
        assert f"Mira  {WHY}" not in stripped(host)
        assert host.styled("Turn 3.") == usual


async def test_a_narration_that_is_marked_says_so_below_as_it_has_no_label() -> None:
    async with opened(chat(2)) as (host, pilot):
        host.transcript.fade(10, WHY)
        await pilot.pause()
        assert stripped(host)[:2] == ["Rain, and a lantern.", WHY]


async def test_a_marked_turn_comes_into_sight_and_stays_there_where_room_is_lost() -> None:
    async with opened(chat(60)) as (host, pilot):
        host.transcript.fade(400, WHY)
        await pilot.pause()
        assert f"Alex  {WHY}" in stripped(host)
        await pilot.resize_terminal(80, 8)
        await pilot.pause()
        assert f"Alex  {WHY}" in stripped(host)


async def test_a_story_ends_before_a_turn_and_is_no_higher_than_its_words() -> None:
    async with opened(chat(5)) as (host, pilot):
        await host.transcript.show_until(40)
        await pilot.pause()
        told = stripped(host)
        assert any("Turn 3." in line for line in told)
        assert not any("Turn 4." in line for line in told)
        assert host.transcript.size.height == len(host.transcript._view.seen()) < 24
        assert host.transcript.follows
        await host.transcript.show_until(None)
        await pilot.pause()
        assert any("Turn 5." in line for line in stripped(host))
        assert host.transcript.size.height == 24
        assert host.transcript.selected == host.shelf.turns[-1]


async def test_a_story_that_is_read_far_above_comes_to_the_turn_that_is_written_anew() -> None:
    async with opened(chat(1_000)) as (host, pilot):
        await host.transcript.action_first_turn()
        await host.transcript.show_until(9_990)
        await pilot.pause()
        assert any("Turn 998." in line for line in stripped(host))
        assert not any("Turn 999." in line for line in stripped(host))
        assert host.transcript.size.height == 24


async def test_another_chat_is_shown_to_its_end() -> None:
    async with opened(chat(5)) as (host, pilot):
        await host.transcript.show_until(40)
        await host.transcript.open(host.shelf)
        await pilot.pause()
        assert any("Turn 5." in line for line in stripped(host))


async def test_what_streams_takes_the_place_of_a_turn_and_of_all_behind_it() -> None:
    async with opened(chat(6)) as (host, pilot):
        said = Shown(0, label="Alex", prose="Otherwise.", kind="you")
        host.transcript.begin("Mira", said=said, replacing=40)
        await host.transcript.renew()
        await pilot.pause()
        told = [line for line in stripped(host) if line]
        assert not any("Turn 4." in line or "Turn 5." in line for line in told)
        assert "Otherwise." in told[-3:]


async def test_what_will_be_said_anew_stands_dim_with_its_label_and_what_happens() -> None:
    faded = Faded()
    async with shown(faded) as (_, pilot):
        assert not faded.size.height
        faded.turns = (REPLY,)
        await pilot.pause()
        told = [row.strip() for row in rows(faded)]
        assert told[0] == f"Mira  {ANEW}"
        assert told[1].startswith('She nods. "So you did."')
        faded.turns = ()
        await pilot.pause()
        assert not faded.size.height


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 12)])
async def test_it_takes_a_third_of_the_screen_and_says_if_there_is_more(
    size: tuple[int, int],
) -> None:
    faded = Faded()
    async with shown(faded, size=size) as (_, pilot):
        faded.turns = (replace(REPLY, prose=REPLY.prose * 50),)
        await pilot.pause()
        assert faded.size.height <= size[1] / 3
        assert rows(faded)[-1].rstrip().endswith("…")


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_hostile_words_are_harmless_there(hostile: str) -> None:
    faded = Faded()
    async with shown(faded) as (_, pilot):
        faded.turns = (replace(REPLY, label=hostile, prose=hostile),)
        await pilot.pause()
        assert harmless(rows(faded))
