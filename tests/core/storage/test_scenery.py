"""Reads of scenes, visits and beginnings."""

from pathlib import Path

from rp_tui.core.domain.activity import Activity
from rp_tui.core.domain.edge import Edge
from rp_tui.core.domain.ids import YOU, compose
from rp_tui.core.domain.scene import Scene
from rp_tui.core.storage import now, reads, scenery
from tests.core.play.acting import ILSE, MARA, playing
from tests.core.play.company import STRANGERS, both

ENOUGH = 70  # exchanges, so that an edge has a checkpoint


async def test_what_was_is_what_a_move_there_would_give(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        mara = await play.begin()
        edge, doing = compose(mara, YOU), compose(mara, mara)
        steps = []
        for at in range(ENOUGH):
            outcome = await play.engine.take_turn(mara, f"I love you, and that is reason {at}.")
            await play.engine.quiet()
            steps.append(outcome.steps[-1])
        for step in (steps[0], steps[33], steps[-2], steps[-1]):
            then = await play.database.state_at(step)
            assert await play.database.ask(scenery.as_of, Edge, edge, step) == then["edge", edge]
            found = await play.database.ask(scenery.as_of, Activity, doing, step)
            assert found == then["activity", doing]


async def test_what_was_not_there_yet_was_nothing(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        mara = await play.begin()
        before = (await play.database.ask(now.now, mara)).head
        await play.engine.take_turn(mara, "Good evening.")
        await play.engine.close_scene(mara)
        await play.engine.quiet()
        first, second = await play.database.ask(reads.scenes, mara)
        was = await play.database.ask(scenery.as_of, Scene, first, before)
        assert was is not None
        assert was.is_open
        assert await play.database.ask(scenery.as_of, Scene, second, before) is None


async def test_only_a_step_that_closed_a_scene_of_the_story_has_one(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        mara = await play.begin()
        spoken = await play.engine.take_turn(mara, "Good evening.")
        await play.engine.close_scene(mara)
        await play.engine.quiet()
        closing = (await play.database.ask(now.now, mara)).head
        found = await play.database.ask(scenery.closed, closing)
        assert found is not None
        assert list(found.turns)[1:] == list(spoken.turns)
        assert await play.database.ask(scenery.closed, spoken.steps[0]) is None
        after = scenery.closed_after
        assert await play.database.ask(after, spoken.turns[0], mara) == closing
        again = await play.engine.take_turn(mara, "And again.")
        assert await play.database.ask(after, again.turns[0], mara) is None
        await play.engine.reset(mara, "Mara")
        assert await play.database.ask(scenery.closed, closing) is None


async def test_visits_are_known_while_they_last(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        mara, ilse = await both(play)
        assert await play.database.ask(scenery.visits, ilse) == [mara]
        await play.engine.see_off(mara)
        assert await play.database.ask(scenery.visits, ilse) == []


async def test_an_opening_is_what_was_confirmed_and_nothing_that_came_later(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path) as play:
        mara, ilse = await play.begin(MARA), await play.begin(ILSE)
        began = await play.database.ask(scenery.opening, mara)
        assert [one.kind for one in began[:3]] == ["chat", "container", "scene"]
        await play.engine.take_turn(mara, "*I sit down.* Good evening.")
        await play.engine.add_guest(mara, ilse, STRANGERS)
        await play.engine.quiet()
        assert await play.database.ask(scenery.opening, mara) == began
