"""How much a prompt may hold: by how its server counts, by its context, and by its plan."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from sqlite3 import Connection
from statistics import median

import pytest

from rp_tui.core.llm import tokens
from rp_tui.core.play import records, sight
from rp_tui.core.play.feed import Troubled
from rp_tui.core.play.records import RecordsLost
from rp_tui.core.prompts.trim import Budget, PromptTooLong
from rp_tui.core.storage import traces, ui_state
from rp_tui.core.storage.errors import DiskFull
from tests.core.play.answers import answer, job_of
from tests.core.play.served import BARD, JUDGE, REPLY, Served, against
from tests.loopback import plans
from tests.loopback.talk import Talk

TURNS = 20
MARKS = 3  # tokens that a chat template puts around each message
WHOLE = Budget()
PROSE = "I sit down beside her and ask what she is reading tonight, and whether it is any good."


def counts(by: float) -> plans.Plan:
    """Answers, and tells the tokens of the prompt as a model with other tokens counts them."""

    async def plan(talk: Talk) -> None:
        sent = talk.asked.body["messages"]
        ours = sum(tokens.count(message["content"]) + MARKS for message in sent)
        usage = {"prompt_tokens": round(ours * by), "completion_tokens": 12}
        job = job_of(sent[0]["content"])
        await plans.says([answer(job) if job else REPLY], usage=usage)(talk)

    return plan


@asynccontextmanager
async def played(folder: Path, plan: plans.Plan) -> AsyncIterator[Served]:
    """A chat of so many turns with a narrator who answers so."""
    async with against(folder) as play:
        play.minds |= {BARD: plan, JUDGE: counts(1.2)}
        mara = await play.begin()
        for _ in range(TURNS):
            await play.engine.take_turn(mara, PROSE)
        await play.engine.quiet()
        yield play


def budget(play: Served) -> Budget:
    return sight.budget(play.engine._stage)


async def learnt(play: Served) -> dict[str, float]:
    found = await play.database.ask(ui_state.recall, records.SCOPE)
    return {model: median(ratios) for model, ratios in found.items()}


async def test_a_server_that_counts_as_we_do_leaves_the_budget_as_it_is(tmp_path: Path) -> None:
    async with played(tmp_path, counts(1.0)) as play:
        (ratio,) = (await learnt(play)).values()
        assert 0.95 <= ratio <= 1.1
        assert budget(play).hard == int(WHOLE.hard / ratio)


async def test_a_server_without_figures_teaches_nothing(tmp_path: Path) -> None:
    async with played(tmp_path, plans.says(REPLY, usage=None)) as play:
        assert await learnt(play) == {}
        assert (budget(play).hard, budget(play).soft) == (WHOLE.hard, WHOLE.soft)


async def test_a_server_that_counts_more_gets_less_also_after_a_start(tmp_path: Path) -> None:
    async with played(tmp_path, counts(1.3)) as play:
        found = await learnt(play)
        assert found == {BARD: pytest.approx(1.3, rel=0.1)}, "the classifier teaches nothing"
        less = budget(play)
        assert (less.hard, less.soft) == (int(8_000 / found[BARD]), int(6_000 / found[BARD]))
    async with against(tmp_path) as play:
        assert budget(play) == less


async def test_the_plans_context_bounds_a_prompt_once_it_is_known(tmp_path: Path) -> None:
    async with against(tmp_path, {"narrative.max_tokens": "512"}) as play:
        play.server.pages["/v1/plan"] = {"max_context_length": 2_560}
        mara = await play.begin()
        assert budget(play).hard == WHOLE.hard
        await play.engine.warm()
        assert budget(play).hard == 2_560 - 512
        for _ in range(12):
            await play.engine.take_turn(mara, f"{PROSE} " * 6)
        last = play.asked(BARD)[-1].body["messages"]
        assert sum(tokens.count(message["content"]) for message in last) <= 2_560 - 512


async def test_what_a_plan_leaves_no_room_for_is_told_with_what_to_do(tmp_path: Path) -> None:
    async with against(tmp_path) as play:
        play.server.pages["/v1/plan"] = {"max_context_length": 1_100}
        mara = await play.begin()
        await play.engine.warm()
        with pytest.raises(PromptTooLong, match=r"or lower narrative\.max_tokens in the settings"):
            await play.engine.take_turn(mara, "Hello.")
        assert play.asked(BARD) == []


async def test_records_that_are_lost_are_told_of_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with against(tmp_path) as play:
        mara = await play.begin()
        refused = full(tmp_path)
        monkeypatch.setattr(traces, "record", refused)
        assert (await play.engine.take_turn(mara, "Hello.")).text == REPLY
        assert (await play.engine.take_turn(mara, "And?")).text == REPLY
        await play.engine.quiet()
        await asyncio.sleep(0.1)
        told = [one.told for one in play.happened if isinstance(one, Troubled)]
        assert told == [str(RecordsLost())]


def full(folder: Path) -> Callable[[Connection, object], int]:
    """A table that takes nothing."""

    def record(db: Connection, trace: object) -> int:
        raise DiskFull(folder)

    return record
