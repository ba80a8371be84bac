"""What is read again: edits above, a rewind, new turns."""

from msgspec.structs import replace

from tests.widgets.transcript.host import chat, opened


async def test_edits_above_never_move_the_view() -> None:
    async with opened(chat(100)) as (host, pilot):
        await host.transcript.turn_page(-1)
        await pilot.pause()
        before = host.lines()
        turns = host.shelf.turns
        longer = replace(turns[40], prose="word " * 500)
        host.shelf.turns = [*turns[:20], *turns[25:40], longer, *turns[41:]]
        await host.transcript.renew()
        await pilot.pause()
        assert host.lines() == before


async def test_after_a_rewind_the_view_is_at_the_new_end() -> None:
    async with opened(chat(100)) as (host, pilot):
        del host.shelf.turns[50:]
        await host.transcript.renew()
        await pilot.pause()
        assert any("Turn 50." in line for line in host.lines())
        assert host.transcript.selected == host.shelf.turns[-1]
        assert host.transcript.follows


async def test_what_is_new_below_is_told() -> None:
    async with opened(chat(100)) as (host, pilot):
        await host.transcript.turn_page(-1)
        await pilot.pause()
        before = host.lines()
        host.shelf.turns = chat(102)
        await host.transcript.renew()
        await pilot.pause()
        assert host.lines()[:-1] == before[:-1]
        assert "↓ new below" in host.lines()[-1]


async def test_what_is_the_same_is_not_drawn_again() -> None:
    async with opened(chat(100)) as (host, pilot):
        laid = host.transcript._view.stretch.turns[-1]
        await host.transcript.renew()
        await pilot.pause()
        assert host.transcript._view.stretch.turns[-1] is laid


async def test_a_chosen_turn_that_is_gone_gives_way_to_the_next() -> None:
    async with opened(chat(100)) as (host, _):
        await host.transcript.action_previous_turn()
        await host.transcript.action_previous_turn()
        del host.shelf.turns[97]
        await host.transcript.renew()
        assert host.transcript.selected == host.shelf.turns[97]
