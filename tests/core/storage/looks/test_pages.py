"""Pages of a chat: turns from either side, what stands beside them, and words found among them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from rp_tui.core.storage.looks.pages import Page
from tests.core.play.acting import ILSE, Playing, playing


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Playing]:
    async with playing(tmp_path) as play:
        yield play


def numbers(page: Page) -> list[int]:
    return [one.turn.number for one in page.turns]


async def test_pages_go_on_from_a_turn_in_either_direction(play: Playing) -> None:
    mara, ilse = await play.begin(), await play.begin(ILSE)
    for n in range(3):
        await play.engine.take_turn(mara, f"Turn of mine, the {n}th.")
        await play.engine.take_turn(ilse, "Elsewhere.")
    newest = await play.engine.turns_before(mara, 3)
    assert numbers(newest) == [5, 6, 7]
    first = newest.turns[0].id
    assert numbers(await play.engine.turns_before(mara, 3, first)) == [2, 3, 4]
    assert numbers(await play.engine.turns_since(mara, 2, first)) == [5, 6]
    assert numbers(await play.engine.turns_since(mara, 2)) == [1, 2]


async def test_only_a_turn_that_has_siblings_has_them(play: Playing) -> None:
    mara = await play.begin()
    await play.engine.take_turn(mara, "One.")
    assert (await play.engine.turns_before(mara, 10)).siblings == {}
    await play.engine.regenerate(mara)
    await play.engine.regenerate(mara, "Another one.")
    page = await play.engine.turns_before(mara, 10)
    beside = {
        one.turn.number: (page.siblings[one.id].at, len(page.siblings[one.id].steps))
        for one in page.turns
        if one.id in page.siblings
    }
    assert beside == {2: (1, 2)}


async def test_words_are_found_in_any_case_and_across_lines_and_asterisks(play: Playing) -> None:
    mara, ilse = await play.begin(), await play.begin(ILSE)
    await play.engine.take_turn(mara, "The RED\n *door* closes. 5 (five).")
    await play.engine.take_turn(ilse, "The red door.")
    yours = next(one for one in await play.engine.turns(mara, 2) if one.turn.speaker == 0)
    for wanted in ("red door", "RED  DOOR closes", "(five)"):
        assert await play.engine.find(mara, wanted) == [yours.id]
    assert await play.engine.find(mara, "green door") == []
    assert await play.engine.find(mara, "  ") == []


async def test_a_search_names_who_said_it_and_where(play: Playing) -> None:
    mara, ilse = await play.begin(), await play.begin(ILSE)
    play.voice.says("The swordfish is in the freezer, love.")
    await play.engine.take_turn(mara, "Where is it?")
    await play.engine.take_turn(ilse, 'A "swordfish" of mine? NOT (mine)')
    hits = await play.engine.search("swordf")
    assert {(hit.host, hit.name) for hit in hits} == {("Mara", "Mara"), ("Ilse", "You")}
    (hit,) = await play.engine.search("freezer sword")
    assert (hit.number, hit.chat) == (3, mara)
    assert "The swordfish is in the freezer" in hit.snippet
    assert await play.engine.search('"* (') == []


async def test_what_left_the_story_or_is_hidden_is_not_found(play: Playing) -> None:
    mara = await play.begin()
    await play.engine.take_turn(mara, "Swordfish.")
    yours, _ = await play.engine.turns(mara, 2)
    await play.engine.hide(mara, yours.id)
    assert await play.engine.search("swordfish") == []
    assert await play.engine.find(mara, "swordfish") == []
    await play.engine.hide(mara, yours.id, False)
    first = (await play.engine.turns_since(mara, 1)).turns[0]
    assert len(await play.engine.search("swordfish")) == 1
    await play.engine.rewind(mara, first.id)
    assert await play.engine.search("swordfish") == []


async def test_a_deleted_bots_chat_is_not_searched(play: Playing) -> None:
    mara = await play.begin()
    await play.engine.take_turn(mara, "Swordfish.")
    await play.engine.delete(mara)
    assert await play.engine.search("swordfish") == []
