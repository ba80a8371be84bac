"""The engine as a start makes it: on a player's folder, which it lets go of again."""

import asyncio
from pathlib import Path

import pytest

from rp_tui import bootstrap
from rp_tui.config import Config, load
from rp_tui.core.llm.chain import UNDERSTUDY
from rp_tui.core.llm.understudy import AT_ONCE
from rp_tui.core.play.feed import RunChanged
from rp_tui.core.storage import reads, traces
from rp_tui.core.storage.connection import connect_to_read
from rp_tui.core.storage.owner import Owned, owner_of
from rp_tui.paths import Places
from tests.core.play.acting import MARA
from tests.loopback import Loopback, plans


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "data", tmp_path / "data" / "chat.db")


def config(**named: str) -> Config:
    return load(Path("/nowhere/config.toml"), {f"RP_TUI_{k.upper()}": named[k] for k in named})


async def test_a_first_start_makes_the_folder_and_plays_without_a_key(places: Places) -> None:
    async with bootstrap.engine(config(), places, AT_ONCE) as engine:
        follower = engine.feed.follow(lambda: None)
        assert places.exports.is_dir()
        assert owner_of(places.database) is not None
        mara = await engine.author(MARA)
        await engine.confirm_kickoff(mara, await engine.propose_kickoff(mara))
        outcome = await engine.take_turn(mara, "Hello.")
        await engine.quiet()
    assert outcome.ending == "spoken"
    runs = [one for one in follower.take().happened if isinstance(one, RunChanged)]
    assert {run.model for run in runs} == {UNDERSTUDY}, "whoever shows them can say who speaks"
    assert owner_of(places.database) is None
    with traces.beside(places.database) as db:
        assert [turn.prose for turn in reads.last_turns(db, mara, 2).values()] == [
            "Hello.",
            outcome.text,
        ]
        calls = [kept.trace for kept in traces.latest(db, 99)]
    assert {call.model for call in calls if call.slot == "narrative"} == {UNDERSTUDY}
    assert {"kickoff_parse", "state_update"} <= {call.job for call in calls}


async def test_a_second_start_beside_the_first_is_refused(places: Places) -> None:
    async with bootstrap.engine(config(), places, AT_ONCE):
        with pytest.raises(Owned):
            async with bootstrap.engine(config(), places, AT_ONCE):
                pytest.fail("two own one database")
    async with bootstrap.engine(config(), places, AT_ONCE) as engine:
        assert await engine.bots() == {}


async def test_a_server_narrates_by_its_own_name_and_within_its_context(places: Places) -> None:
    async with Loopback(plans.says("Come in.")) as server:
        found = config(narrative_base_url=server.url, narrative_model="tiny")
        async with bootstrap.engine(found, places) as engine:
            mara = await engine.author(MARA)
            await engine.confirm_kickoff(mara, await engine.propose_kickoff(mara))
            assert (await engine.take_turn(mara, "Hello.")).text == "Come in."
        asked = server.chats[0].body
        await server.idle()
    assert (asked["model"], asked["max_tokens"]) == ("tiny", found.narrative.max_tokens)
    with connect_to_read(places.database) as db:
        spoken = [kept.trace for kept in traces.latest(db, 99) if kept.trace.slot == "narrative"]
    assert [trace.model for trace in spoken] == ["tiny"]


async def test_the_end_of_a_start_leaves_no_task_and_keeps_what_was_on_its_way(
    places: Places,
) -> None:
    before = asyncio.all_tasks()
    async with Loopback(plans.hangs("One two")) as server:
        found = config(narrative_base_url=server.url, narrative_model="tiny")
        async with bootstrap.engine(found, places) as engine:
            mara = await engine.author(MARA)
            await engine.confirm_kickoff(mara, await engine.propose_kickoff(mara))
            turn = asyncio.create_task(engine.take_turn(mara, "Hello."))
            await server.reached(1)
            await asyncio.sleep(0.2)
        with pytest.raises(asyncio.CancelledError):
            await turn
        await server.idle()
    assert asyncio.all_tasks() == before
    async with bootstrap.engine(config(), places, AT_ONCE) as engine:
        held = engine.held(mara)
        assert held is not None
        assert held.heard is not None
        assert (held.written.prose, held.heard.text) == ("Hello.", "One two")
