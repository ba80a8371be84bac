"""What was said, page by page and with the names of those who said it."""

from pathlib import Path

import pytest

from rp_tui.core.storage.looks import turns
from rp_tui.core.storage.looks.turns import Said, SceneBegan
from tests.core.play.acting import playing


async def test_the_newest_turns_come_in_their_order_and_the_rest_before_them(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as play:
        mara = await play.begin()
        for word in ("One.", "Two."):
            await play.engine.take_turn(mara, word)
        newest = await play.engine.turns(mara, 2)
        before = await play.engine.turns(mara, 99, newest[0].id)
    assert [(said.name, said.turn.number) for said in newest] == [("You", 4), ("Mara", 5)]
    assert [(said.name, said.turn.number) for said in before] == [
        ("Narrator", 1),
        ("You", 2),
        ("Mara", 3),
    ]
    steps = [said.step for said in (*before, *newest)]
    assert steps == sorted(set(steps))


async def test_all_that_was_said_is_told_with_its_scenes_whatever_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "PAGE", 2)
    async with playing(tmp_path) as play:
        mara = await play.begin()
        await play.engine.take_turn(mara, "One.")
        await play.engine.close_scene(mara)
        await play.engine.take_turn(mara, "Two.")
        await play.engine.quiet()
        told = await play.database.ask(lambda db: list(turns.told(db, mara)))
    heard = [one.turn.prose if isinstance(one, Said) else one.place for one in told]
    assert heard[0] == "laundry room"
    assert heard[2] == "One."
    assert heard[4:6] == ["laundry room", "Two."]
    assert [isinstance(one, SceneBegan) for one in told].count(True) == 2
