"""`rp-tui doctor --models` reaches each slot, and says of each problem what to look at."""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from rp_tui.commands.models import Found, look, look_at, told, told_server
from rp_tui.config import load
from rp_tui.core.llm.detect import LocalServer
from tests.loopback import Loopback, plans
from tests.loopback.talk import Talk

KEY = "rc_planted-0123456789"
HELLO = plans.says("Hello there, you.", every_s=0.02)
NO = plans.says(["It is day."])
SAME = plans.says(['{"same": false}'])


class Answer(NamedTuple):
    code: int
    out: str
    error: str

    @property
    def problems(self) -> list[str]:
        lines = self.out.splitlines()
        return [line.removeprefix("Problem: ") for line in lines if line.startswith("Problem: ")]


async def by_slot(talk: Talk) -> None:
    """Answers as the slot would have it."""
    await (SAME if "JSON" in str(talk.asked.body["messages"]) else HELLO)(talk)


async def doctor(folder: Path, config: str, *args: str, **more: str) -> Answer:
    (folder / "config.toml").write_text(config)
    env = {name: value for name, value in os.environ.items() if "RP_TUI" not in name}
    command = ["-m", "rp_tui", "--data-dir", str(folder), "doctor", "--models", *args]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *command,
        env=env | {"CHAT_DB_PATH": ""} | more,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, error = await process.communicate()
    answer = Answer(process.returncode or 0, out.decode(), error.decode())
    assert "Traceback" not in answer.out + answer.error
    assert KEY not in answer.out + answer.error
    return answer


async def seen(folder: Path, config: str) -> Found:
    """The same without a process of its own."""
    (folder / "config.toml").write_text(config)
    return await look_at(load(folder / "config.toml", {}))


def config_for(url: str, more: str = "") -> str:
    models = '[narrative]\nmodel = "tiny"\n[classifier]\nmodel = "small"\n'
    return f'base_url = "{url}"\napi_key = "{KEY}"\n{models}{more}'


async def test_each_slot_is_reached_and_what_it_can_do_is_said(tmp_path: Path) -> None:
    async with Loopback(by_slot) as server:
        answer = await doctor(tmp_path, config_for(server.url))
        assert (answer.code, answer.error, answer.problems) == (0, "", [])
        assert [chat.body["model"] for chat in server.chats] == ["tiny", "small"]
        assert server.chats[0].headers["authorization"] == f"Bearer {KEY}"
    narrative, classifier = answer.out.splitlines()[1:3]
    assert narrative.split()[:4] == ["narrative", "tiny", "on", f"127.0.0.1:{server.port},"]
    assert "answers, streams, counts tokens, first word " in narrative
    assert "answers in JSON, first word " in classifier


async def test_json_has_the_same_facts(tmp_path: Path) -> None:
    answer = await doctor(tmp_path, "", "--json")
    found = json.loads(answer.out)
    assert found["models"]["slots"]["classifier"]["model"] == "understudy"
    assert found["problems"] == []
    assert "places" in found


async def test_without_a_key_the_understudy_plays_and_nobody_is_asked(tmp_path: Path) -> None:
    found = await seen(tmp_path, "")
    assert found.problems == ()
    for slot in ("narrative", "classifier"):
        assert told(found)[slot].startswith("the understudy plays, since no key is set")


REFUSALS = {
    "a key that is wrong": (plans.refuses(401), "api_key: ", "401 unauthorized"),
    "a model that is unknown": (
        plans.refuses(404, {"error": {"message": f"model tiny not found {KEY}"}}),
        "model: ",
        "does not know the model",
    ),
    "a path that is wrong": (plans.refuses(404, {"detail": "Not Found"}), "base_url: ", "/v1"),
    "too many at once": (plans.refuses(429), "concurrency: ", "lower concurrency"),
    "a parameter that it does not know": (
        plans.refuses(400, {"error": {"message": "Unrecognized argument: min_p"}}),
        "min_p: ",
        "refused the request",
    ),
    "fields that it does not know": (
        plans.refuses(400, {"error": {"message": "Extra inputs are not permitted"}}),
        "extra: ",
        "refused the request",
    ),
    "a context that is smaller than is said": (
        plans.refuses(400, {"error": {"message": "maximum context length is 64 tokens"}}),
        "context: ",
        "too long for the context",
    ),
    "a page": (
        plans.answers(plans.HTML, media_type="text/html"),
        "base_url: ",
        "not an OpenAI-compatible server",
    ),
}


FOR_ALL = {"concurrency: "}
SAID = {"api_key: ", "model: ", "base_url: ", "context: "}  # in the sentence itself as well


@pytest.mark.parametrize(("plan", "setting", "words"), REFUSALS.values(), ids=REFUSALS)
async def test_a_refusal_is_a_sentence_behind_the_name_of_the_setting(
    tmp_path: Path, plan: plans.Plan, setting: str, words: str
) -> None:
    async with Loopback(plan) as server:
        found = await seen(tmp_path, config_for(server.url))
    for slot, problem in zip(("narrative", "classifier"), found.problems, strict=True):
        named = setting if setting in FOR_ALL else f"{slot}.{setting}"
        assert problem.startswith(named)
        if setting in SAID:
            assert f"{slot}.{setting.rstrip(': ')} in the settings" in problem
        assert words in problem
        assert KEY not in problem
        assert told(found)[slot].endswith(", cannot be used")


async def test_a_server_that_is_not_there_is_a_sentence_about_the_base_url(tmp_path: Path) -> None:
    answer = await doctor(tmp_path, config_for("http://127.0.0.1:9/v1"))
    assert answer.code == 1
    assert [problem.partition(":")[0] for problem in answer.problems] == [
        "narrative.base_url",
        "classifier.base_url",
    ]


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "ftp://127.0.0.1:1", "::::"])
async def test_a_proxy_that_cannot_be_used_is_a_sentence(tmp_path: Path, proxy: str) -> None:
    config = config_for("http://models.invalid/v1")
    answer = await doctor(tmp_path, config, ALL_PROXY=proxy)
    assert (answer.code, answer.error) == (1, "")
    assert len(answer.problems) == 2
    for slot, problem in zip(("narrative", "classifier"), answer.problems, strict=True):
        assert problem.startswith(f"{slot}.base_url: models.invalid cannot be reached for ")
        assert "(its proxy cannot be used); check ALL_PROXY" in problem


async def test_fallbacks_too_large_for_the_plan_are_said(tmp_path: Path) -> None:
    async with Loopback(by_slot) as server:
        config = config_for(server.url, 'fallbacks = ["small-8b", "large-70b"]')
        found = await seen(tmp_path, config)
    (plan,) = found.problems
    assert plan.startswith("classifier.fallbacks: Your plan runs models of up to 15B and large-70b")


async def test_a_classifier_without_json_and_a_plan_too_small_are_said(tmp_path: Path) -> None:
    async with Loopback(NO) as server:
        config = config_for(server.url).replace("tiny", "venice-24B")
        found = await seen(tmp_path, config)
    classifier, plan = found.problems
    assert classifier.startswith("classifier.model: small does not answer in JSON, it said “It is")
    assert plan.startswith("narrative.model: Your plan runs models of up to 15B and venice-24B")


WRONG = {
    "an empty key": ('api_key = ""', "api_key"),
    "a type": ('[narrative]\ncontext = "large"', "narrative.context"),
    "an address": ('[classifier]\nbase_url = "nowhere"', "classifier.base_url"),
    "a name": ('[narrative]\nmodle = "tiny"', "narrative.modle"),
}


@pytest.mark.parametrize(("config", "setting"), WRONG.values(), ids=WRONG)
def test_settings_that_are_wrong_are_one_sentence_with_their_name(
    tmp_path: Path, config: str, setting: str
) -> None:
    (tmp_path / "config.toml").write_text(config)
    (problem,) = look(tmp_path / "config.toml", {}).problems
    assert problem.startswith(f"{setting} in ")


async def test_settings_that_are_wrong_leave_the_rest_of_the_report(tmp_path: Path) -> None:
    answer = await doctor(tmp_path, '[narrative]\ncontext = "large"')
    assert (answer.code, answer.error) == (1, "")
    assert [problem.split()[0] for problem in answer.problems] == ["narrative.context"]
    assert answer.out.startswith("Places\n")


def test_a_local_server_is_named_with_some_of_its_models() -> None:
    server = LocalServer("Ollama", "http://127.0.0.1:11434/v1", ("a", "b", "c", "d", "e"))
    assert told_server(server) == "Ollama at http://127.0.0.1:11434/v1 (a, b, c and 2 more)"
