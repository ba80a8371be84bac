"""What is put together at the start: with no key at all, somebody plays."""

from pathlib import Path

import pytest

from rp_tui.bootstrap import Minds, minds
from rp_tui.config import Config, load
from rp_tui.core.domain.prompt import Message, Prompt
from rp_tui.core.llm.chain import UNDERSTUDY
from rp_tui.core.llm.openai_model import OpenAIModel
from rp_tui.core.llm.port import End
from rp_tui.core.llm.trace import About, Call, Tracer
from rp_tui.core.llm.understudy import AT_ONCE, Understudy
from tests.core.llm.hearing import whole

HELLO = Prompt("reply", (), (Message("system", "You are Mara. "), Message("user", "Hello.")))
KEY = {"FEATHERLESS_API_KEY": "rc_planted-0123456789"}
LOCAL = {"RP_TUI_NARRATIVE_BASE_URL": "http://127.0.0.1:11434/v1"}


def config(env: dict[str, str] | None = None) -> Config:
    return load(Path("/nowhere/config.toml"), env or {})


def made(found: Config, tracer: Tracer | None = None) -> Minds:
    return minds(found, tracer or Tracer(), record=lambda _: None, pace=AT_ONCE)


async def test_with_nothing_set_the_understudy_narrates_and_the_plain_rules_judge() -> None:
    found = made(config())
    (link,) = found.narrative.links
    assert isinstance(link.model, Understudy)
    assert link.offline
    assert found.ladder.chain.links == ()
    text, end = await whole(link.model.generate(HELLO, link.params))
    assert text
    assert end == End("done")
    await found.close()


async def test_it_goes_by_its_own_name_in_a_trace() -> None:
    calls: list[Call] = []
    tracer = Tracer(calls.append)
    (link,) = made(config(), tracer).narrative.links
    watch = tracer.watch(About("", None, HELLO.job, "narrative"), HELLO, link.params)
    await whole(watch.over(link.model.generate(HELLO, link.params)))
    assert watch.call("done").model == UNDERSTUDY == "understudy"


@pytest.mark.parametrize("env", [KEY, LOCAL], ids=["a key", "a server"])
def test_with_a_key_or_a_server_of_ones_own_a_model_narrates(env: dict[str, str]) -> None:
    (link,) = made(config(env)).narrative.links
    assert isinstance(link.model, OpenAIModel)
    assert not link.offline
    assert link.params.model != UNDERSTUDY


def test_the_understudy_plays_whoever_asks_for_it_by_name_key_or_not() -> None:
    found = made(config(KEY | {"RP_TUI_NARRATIVE_MODEL": UNDERSTUDY}))
    assert isinstance(found.narrative.links[0].model, Understudy)
    assert found.ladder.chain.links


def test_the_understudy_keeps_to_the_slots_limit_of_tokens() -> None:
    (link,) = made(config({"RP_TUI_NARRATIVE_MAX_TOKENS": "77"})).narrative.links
    assert link.params.max_tokens == 77
