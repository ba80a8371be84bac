"""The whole engine against a model's server on the loopback, from its best manners to its worst."""

import asyncio
import dataclasses
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from rp_tui import bootstrap
from rp_tui.core.llm.errors import (
    EmptyReply,
    ModelCold,
    ModelGated,
    ModelTrouble,
    NotCompatible,
    OutOfCredits,
    RateLimited,
    Unauthorized,
    Unreachable,
)
from rp_tui.core.play import holding
from rp_tui.core.play.room import SETTLING_S
from rp_tui.core.prompts.jobs import scene_close, significance, state_update, turn_parse
from rp_tui.core.storage import failures, reads, traces
from rp_tui.core.storage.inflight import all_inflight
from rp_tui.core.storage.late import unsettled
from tests.core.play.acting import ILSE
from tests.core.play.answers import REMEMBERED
from tests.core.play.served import BARD, JUDGE, REPLY, Served, against, hasty
from tests.loopback import Plan, plans
from tests.loopback.player import KEY
from tests.loopback.talk import Talk

COLD = {"error": {"message": "Model is cold"}}
GATED = {"error": {"message": "This model is gated; agree to its license to unlock it."}}
STOP_REACHES_S = 2.0  # what waits for a limit waits longer; the promise is in test_stop
ATTEMPT_S = 4.5  # of a job, in place of its ten
NOISE_S = 2.0  # of a machine with other work


@pytest.fixture(autouse=True)
def _haste(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "OpenAIModel", hasty)


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Served]:
    async with against(tmp_path) as play:
        yield play


async def test_a_turn_streams_and_the_servers_answers_settle_it(play: Served) -> None:
    mara = await play.begin()
    play.minds[BARD] = plans.says(REPLY, every_s=0.01)
    outcome = await play.engine.take_turn(mara, "I love you, Mara.")
    assert outcome.text == REPLY
    shown = [one.text for one in play.partials]
    assert len(shown) > 3
    assert all(REPLY.startswith(text.strip()) for text in shown)
    sent = play.asked(BARD)[0]
    assert (sent.body["stream"], sent.headers["authorization"]) == (True, f"Bearer {KEY}")

    before = (await play.database.ask(reads.edges_from, mara))[0]
    await play.engine.quiet()
    memories = (await play.database.ask(reads.memories, mara)).values()
    assert [one.text for one in memories] == [REMEMBERED, REMEMBERED]
    after = (await play.database.ask(reads.edges_from, mara))[0]
    assert (after.affinity, after.trust) == (before.affinity + 1, before.trust + 1)
    assert await play.database.ask(unsettled, mara) == []
    assert await play.database.ask(failures.latest, 10) == []


REFUSALS: dict[str, tuple[Plan, type[ModelTrouble], str]] = {
    "401": (plans.refuses(401), Unauthorized, "401 unauthorized"),
    "out of credits": (plans.refuses(402), OutOfCredits, "out of credits"),
    "a rate limit": (plans.refuses(429), RateLimited, "rate limited"),
    "a cold model": (plans.refuses(400, COLD), ModelCold, "is cold"),
    "a gated model": (plans.refuses(403, GATED), ModelGated, "is gated"),
    "an empty reply": (plans.says(""), EmptyReply, "empty reply"),
    "a web page": (
        plans.answers(plans.HTML, media_type="text/html"),
        NotCompatible,
        "not an OpenAI-compatible server",
    ),
    "a line that breaks at once": (plans.breaks(at_once=True), ModelTrouble, "127.0.0.1"),
}


@pytest.mark.parametrize(("plan", "trouble", "words"), REFUSALS.values(), ids=REFUSALS)
async def test_what_fails_before_the_first_word_writes_nothing_and_can_be_tried_again(
    play: Served, plan: Plan, trouble: type[ModelTrouble], words: str
) -> None:
    mara = await play.begin()
    await play.engine.quiet()
    events = await play.written()
    play.minds[BARD] = plan
    with pytest.raises(trouble, match=words):
        await play.engine.take_turn(mara, "Are you there?")
    assert await play.written() == events
    held = play.engine.held(mara)
    assert held is not None
    assert (held.wish.prose, held.cold) == ("Are you there?", trouble is ModelCold)
    assert words in held.told
    assert words in (await play.entered("failed")).told
    assert [row.prose for row in await play.database.ask(all_inflight)] == ["Are you there?"]

    play.minds[BARD] = plans.says(REPLY)
    assert (await play.engine.retry(mara)).ending == "spoken"
    assert await play.said(mara) == ["Are you there?", REPLY]
    assert await play.database.ask(all_inflight) == []


async def test_a_server_that_is_not_there_is_told_as_such(tmp_path: Path) -> None:
    async with against(tmp_path) as play:
        mara = await play.begin()
        await play.server.__aexit__()
        with pytest.raises(Unreachable, match=r"cannot be reached"):
            await play.engine.take_turn(mara, "Are you there?")
        assert await play.said(mara) == []


async def test_a_cold_model_answers_once_it_is_warm(
    play: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding, "WAITS_S", (0.02,))
    mara = await play.begin()
    play.minds[BARD] = plans.refuses(400, COLD)
    with pytest.raises(ModelCold):
        await play.engine.take_turn(mara, "Wake up.")
    trying = asyncio.create_task(play.engine.keep_trying(mara))
    await play.reached(BARD, 4)
    play.minds[BARD] = plans.says(REPLY)
    assert (await trying).text == REPLY
    assert await play.said(mara) == ["Wake up.", REPLY]
    assert play.engine.held(mara) is None


async def test_a_line_that_breaks_in_the_middle_leaves_what_came_and_says_so(
    play: Served,
) -> None:
    mara = await play.begin()
    play.minds[BARD] = plans.breaks('"I was going to')
    outcome = await play.engine.take_turn(mara, "What?")
    assert (outcome.text, outcome.truncated) == ('"I was going to', True)
    assert "Connection lost" in outcome.told
    assert outcome.told == (await play.entered("spoken")).told
    turns = await play.database.ask(reads.last_turns, mara, 2)
    assert [turn.truncated for turn in turns.values()] == [False, True]
    assert play.engine.held(mara) is None
    await play.engine.quiet()
    assert await play.database.ask(unsettled, mara) == []


async def test_a_long_silence_is_told_and_nothing_is_given_up(play: Served) -> None:
    mara = await play.begin()
    gate = asyncio.Event()

    async def late(talk: Talk) -> None:
        await gate.wait()
        await plans.says(REPLY)(talk)

    play.minds[BARD] = late
    turn = asyncio.create_task(play.engine.take_turn(mara, "Well?"))
    assert "still waiting" in (await play.entered("slow")).told
    gate.set()
    assert (await turn).text == REPLY
    assert play.phases == ["waiting", "slow", "streaming", "spoken"]


async def test_a_silence_can_be_stopped_and_your_words_come_back(play: Served) -> None:
    mara = await play.begin()
    play.minds[BARD] = plans.hangs(at_once=True)
    turn = asyncio.create_task(play.engine.take_turn(mara, "Well?"))
    await play.entered("slow")
    await play.engine.stop(mara)
    outcome = await turn
    assert (outcome.ending, outcome.prose) == ("dropped", "Well?")
    assert await play.said(mara) == []


async def test_a_stop_reaches_the_server_and_ends_the_run(play: Served) -> None:
    mara = await play.begin()
    play.minds[BARD] = plans.hangs("One two three")
    turn = asyncio.create_task(play.engine.take_turn(mara, "Count."))
    await play.shown("One two three")
    stopped_at = time.monotonic()
    await play.engine.stop(mara)
    outcome = await turn
    assert (outcome.text, outcome.truncated) == ("One two three", True)
    sent = play.asked(BARD)[0]
    async with asyncio.timeout(STOP_REACHES_S):
        while sent.gone_at is None:  # noqa: ASYNC110  (nothing tells of it)
            await asyncio.sleep(0.001)
    assert sent.gone_at - stopped_at < STOP_REACHES_S
    play.minds[BARD] = plans.says(REPLY)
    assert (await play.engine.take_turn(mara, "Go on.")).ending == "spoken"


async def test_two_chats_stream_at_once_while_others_are_looked_at(play: Served) -> None:
    mara, ilse = await play.begin(), await play.begin(ILSE)
    words = {mara: [f"mara{n} " for n in range(25)], ilse: [f"ilse{n} " for n in range(25)]}
    ready = asyncio.Barrier(2)

    async def both(talk: Talk) -> None:
        to_ilse = "Ilse is thin" in str(talk.asked.body["messages"])
        await ready.wait()  # neither answers before both are asked
        await plans.says(words[ilse if to_ilse else mara], every_s=0.01)(talk)

    play.minds[BARD] = both
    turns = [asyncio.create_task(play.engine.take_turn(chat, "Hello.")) for chat in (mara, ilse)]
    await play.shown("mara3 ")
    await play.shown("ilse3 ")
    assert await play.said(ilse) == []
    assert len(await play.engine.bots()) == 2
    await play.engine.amend(ilse, {"backstory": "She was born at sea."})
    assert not any(turn.done() for turn in turns)
    outcomes = await asyncio.gather(*turns)
    assert [one.text for one in outcomes] == ["".join(words[at]).strip() for at in (mara, ilse)]


@pytest.fixture
def impatient_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    for job in (state_update, significance, scene_close, turn_parse):
        monkeypatch.setattr(job, "JOB", dataclasses.replace(job.JOB, attempt_s=ATTEMPT_S))


@pytest.mark.usefixtures("impatient_jobs")
async def test_a_classifier_that_hangs_costs_its_limit_and_the_next_turn_two_seconds(
    tmp_path: Path,
) -> None:
    async with against(tmp_path, {"concurrency": "16"}) as play:
        mara = await play.begin()
        play.minds[JUDGE] = plans.hangs(at_once=True)
        await play.engine.take_turn(mara, 'I say "Hello" to her.')
        waited_s = await until_the_next_turn_is_asked(play, mara)
        assert SETTLING_S - 0.1 < waited_s < SETTLING_S + NOISE_S
        began = time.monotonic()
        await play.engine.quiet()
        assert time.monotonic() - began < 3 * ATTEMPT_S + NOISE_S
        assert await play.database.ask(unsettled, mara) == []
        assert len(await play.database.ask(failures.latest, 100)) >= 4


@pytest.mark.usefixtures("impatient_jobs")
async def test_late_work_that_holds_all_units_gives_way_to_the_next_turn(tmp_path: Path) -> None:
    async with against(tmp_path, {"concurrency": "2"}) as play:
        mara = await play.begin()
        play.minds[JUDGE] = plans.hangs(at_once=True)
        await play.engine.take_turn(mara, 'I say "Hello" to her.')
        waited_s = await until_the_next_turn_is_asked(play, mara)
        await play.engine.stop(mara)
        assert waited_s < SETTLING_S + NOISE_S


async def until_the_next_turn_is_asked(play: Served, chat: int) -> float:
    """How many seconds lie between a turn and its request."""
    began = time.monotonic()
    turn = asyncio.create_task(play.engine.take_turn(chat, "*I wait.*"))
    sent = await play.reached(BARD, 2)
    assert (await turn).ending == "spoken"
    return sent.at - began


ECHO = f"Incorrect API key provided: {KEY}"
LEAKS: dict[str, Plan] = {
    "in a refusal": plans.refuses(401, {"error": {"message": ECHO, "code": KEY}}),
    "in the stream": plans.sends({"error": {"message": ECHO}}, before="Hello"),
    "in a page": plans.answers(f"<html>{ECHO}</html>", media_type="text/html"),
    "in plain text": plans.answers(ECHO, 500, media_type="text/plain"),
}


@pytest.mark.parametrize("plan", LEAKS.values(), ids=LEAKS)
async def test_the_key_is_nowhere_that_anything_is_kept_or_told(tmp_path: Path, plan: Plan) -> None:
    async with against(tmp_path) as play:
        mara = await play.begin()
        play.minds |= {BARD: plan, JUDGE: plan}
        try:
            told = repr(await play.engine.take_turn(mara, 'I say "Hello."'))
        except ModelTrouble as trouble:
            told = str(trouble)
        await play.engine.quiet()
        kept = [told, repr(play.engine.held(mara)), repr(play.happened), repr(play.partials)]
        kept += [
            repr(await play.database.ask(look, 100)) for look in (traces.latest, failures.latest)
        ]
        assert play.asked(BARD)[-1].headers["authorization"] == f"Bearer {KEY}"
    assert KEY not in "".join(kept)
    assert holding_the_key(tmp_path) == []


def holding_the_key(folder: Path) -> list[Path]:
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert files
    return [file for file in files if KEY.encode() in file.read_bytes()]
