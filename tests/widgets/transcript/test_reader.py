"""Pages are read one at a time, and only those that are near the view."""

import asyncio
from collections.abc import Sequence

from rp_tui.widgets.transcript.reader import PAGE, Reader
from rp_tui.widgets.transcript.shown import Shown
from rp_tui.widgets.transcript.stretch import MOST_LOADED
from rp_tui.widgets.transcript.view import View
from tests.widgets.transcript.host import Shelf, chat

MANY = 3_000


class Slow(Shelf):
    """Pages that come after others have had their turn."""

    async def before(self, id: int | None, limit: int) -> Sequence[Shown]:  # type: ignore[override]
        await asyncio.sleep(0)
        found = super().before(id, limit)
        await asyncio.sleep(0)
        return found


async def opened(turns: list[Shown]) -> tuple[Reader, View, Slow]:
    view, shelf = View(), Slow(turns)
    view.resize(80, 24)
    reader = Reader(view)
    await reader.open(shelf)
    return reader, view, shelf


def is_news(view: View) -> bool:
    return view.has_news


def whole(view: View, shelf: Shelf) -> bool:
    """Whether what is held is a part of the chat without a gap."""
    held = [one.shown for one in view.stretch.turns]
    at = shelf.turns.index(held[0])
    return (
        held == shelf.turns[at : at + len(held)]
        and view.stretch.starts <= (at == 0)
        and view.stretch.ends <= (held[-1] == shelf.turns[-1])
    )


async def test_the_way_up_and_down_has_no_gap() -> None:
    reader, view, shelf = await opened(chat(MANY))
    for step in (-22, 22):
        for _ in range(MANY):
            await reader.reach()
            view.scroll(step)
            assert len(view.seen()) == view.height
            if step < 0 and view.top == (0, 0):
                break
        assert whole(view, shelf)
        assert len(view.stretch.turns) <= MOST_LOADED + PAGE
    assert view.follows


async def test_what_is_asked_for_at_once_comes_one_after_the_other() -> None:
    reader, view, shelf = await opened(chat(MANY))
    for id in (15_000, 20, 29_990, 100):
        view.scroll(-40)
        await asyncio.gather(
            reader.reach(), reader.fetch(id), reader.renew(), reader.reach(), reader.fetch(id + 500)
        )
        view.settle()
        assert whole(view, shelf)


async def test_a_turn_that_is_gone_leads_to_its_place() -> None:
    reader, view, shelf = await opened(chat(MANY))
    await reader.fetch(15_005)
    assert view.stretch.turns[view.top.turn].shown.id == 15_010
    assert whole(view, shelf)


async def test_what_is_there_is_not_read_again() -> None:
    reader, view, shelf = await opened(chat(MANY))
    given = shelf.given
    await reader.fetch(29_900)
    await reader.fetch_newest()
    await reader.reach()
    assert shelf.given == given
    assert view.follows


async def test_far_from_the_end_one_learns_that_there_is_something_new() -> None:
    reader, view, shelf = await opened(chat(MANY))
    await reader.fetch_first()
    view.settle()
    assert not is_news(view)
    shelf.turns = chat(MANY + 2)
    await reader.renew()
    assert is_news(view)
    assert not view.stretch.ends


async def test_a_chat_that_was_rewound_out_of_sight_is_shown_from_its_end() -> None:
    reader, view, shelf = await opened(chat(MANY))
    shelf.turns = chat(7)
    await reader.renew()
    assert [one.shown for one in view.stretch.turns] == shelf.turns
    assert view.stretch.starts
    assert view.follows
