"""Each server has a line of its own, in which a model costs what that server takes for it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from rp_tui.bootstrap import Minds, engine, minds
from rp_tui.config import Config, load
from rp_tui.core.engine import Engine
from rp_tui.core.llm.clients import Clients
from rp_tui.core.llm.endpoint import Endpoint, Secret
from rp_tui.core.llm.plan import TooHeavy
from rp_tui.core.llm.provider import Providers
from rp_tui.core.llm.scheduler import Priority
from rp_tui.core.llm.trace import Call, Tracer
from rp_tui.core.play.feed import Troubled
from rp_tui.paths import Places
from tests.core.llm.ladders import job
from tests.core.play.acting import MARA
from tests.core.play.served import judged
from tests.loopback import Loopback, plans

VENICE = "venice-24B"
KEY = {"FEATHERLESS_API_KEY": "rc_planted-0123456789"}


def config(**named: str) -> Config:
    return load(Path("/nowhere/config.toml"), {f"RP_TUI_{k.upper()}": named[k] for k in named})


@asynccontextmanager
async def started(folder: Path, found: Config) -> AsyncIterator[tuple[Engine, int]]:
    async with engine(found, Places(folder, folder / "chat.db")) as opened:
        mara = await opened.author(MARA)
        await opened.confirm_kickoff(mara, await opened.propose_kickoff(mara))
        yield opened, mara


async def test_a_local_classifier_does_not_wait_for_a_narrator_elsewhere(tmp_path: Path) -> None:
    async with Loopback(plans.hangs("One")) as far, Loopback(judged) as near:
        found = config(
            narrative_base_url=far.url,
            narrative_model="tiny",
            classifier_base_url=near.url,
            classifier_model="small",
            concurrency="1",
        )
        async with started(tmp_path, found) as (opened, mara):
            before = len(near.chats)
            turn = asyncio.create_task(opened.take_turn(mara, "Hello."))
            await far.reached(1)
            async with asyncio.timeout(5):
                await opened.propose_kickoff(mara)
            assert len(near.chats) > before
            await opened.stop(mara)
            await turn


async def test_a_model_on_this_machine_costs_one_call_whatever_its_size(tmp_path: Path) -> None:
    async with Loopback(plans.says("Come in.")) as server:
        server.pages["/v1/plan"] = {}
        found = config(narrative_base_url=server.url, narrative_model=VENICE, concurrency="1")
        async with started(tmp_path, found) as (opened, mara):
            await opened.warm()
            assert (await opened.take_turn(mara, "Hello.")).text == "Come in."


async def test_too_few_units_in_the_settings_are_told_with_the_setting_and_the_model(
    tmp_path: Path,
) -> None:
    found = config(
        base_url="http://models.invalid/v1", narrative_model=VENICE, classifier_model="understudy",
        concurrency="1",
    )  # fmt: skip
    async with started(tmp_path, found) as (opened, mara):
        with pytest.raises(TooHeavy) as refused:
            await opened.take_turn(mara, "Hello.")
        held = opened.held(mara)
    assert str(refused.value) == (
        f"The settings let run 1 unit at once and {VENICE} needs 2;"
        " raise concurrency in the settings, or choose a smaller model."
    )
    assert held is not None
    assert held.told == str(refused.value)


async def test_a_plan_that_a_server_tells_of_is_gone_by_and_told_where_it_is_too_small(
    tmp_path: Path,
) -> None:
    async with Loopback(plans.says("Come in.")) as server:
        server.pages["/v1/plan"] = {"concurrency": 1}
        found = config(
            base_url=server.url, narrative_model=VENICE, classifier_fallbacks="small-8b,large-70b"
        )
        async with started(tmp_path, found) as (opened, mara):
            follower = opened.feed.follow(lambda: None)
            await opened.warm()
            told = [one.told for one in follower.take().happened if isinstance(one, Troubled)]
            with pytest.raises(TooHeavy, match=f"Your plan runs 1 unit at once and {VENICE} needs"):
                await opened.take_turn(mara, "Hello.")
    assert [one.partition(": ")[0] for one in told] == ["narrative.model", "classifier.fallbacks"]
    assert "large-70b needs 4" in told[1]


async def test_one_key_of_one_server_has_one_line_and_another_key_another() -> None:
    known = Providers(Clients(), 4)
    here = Endpoint("http://127.0.0.1:9/v1", Secret("one-key"))
    assert known.of(here) is known.of(Endpoint(here.base_url, Secret("one-key")))
    assert known.of(here) is not known.of(Endpoint(here.base_url, Secret("another-key")))


def made(found: Config, calls: list[Call]) -> Minds:
    return minds(found, Tracer(calls.append), record=lambda _: None)


async def test_a_classifiers_context_bounds_its_prompts_and_their_answers() -> None:
    calls: list[Call] = []
    async with Loopback(plans.says(['{"score": 2}'])) as server:
        found = made(config(classifier_base_url=server.url, classifier_context="4096"), calls)
        long = "\n".join(f"Turn {number}: she said nothing at all." for number in range(2_000))
        question = job(answer_tokens=1_000)
        await found.ladder.ask(question, long, priority=Priority.SETTLING)
        await found.close()
    assert 1_000 < calls[0].ours <= 4_096 - 2 * 1_000
    assert server.chats[0].body["max_tokens"] == 1_000
