"""Servers on this machine are found quickly, told apart, and not trusted."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest

from rp_tui.core.llm import detect as detecting
from rp_tui.core.llm.detect import LocalServer, detect
from tests.loopback import Loopback, plans
from tests.loopback.identities import KINDS, listed
from tests.loopback.talk import Talk

PATIENCE_S = 20.0  # enough for what must come; a detection that waits in vain takes all of it
PATHS = (detecting.MODELS, *(kind.path for kind in detecting.KINDS))
FOUND = {
    "ollama": ("Ollama", ("hermes3:8b", "mistral-small:24b"), 0),
    "lm-studio": ("LM Studio", ("hermes-3-llama-3.1-8b",), 0),
    "llama.cpp": ("llama.cpp", ("venice-24b.gguf",), 8192),
    "koboldcpp": ("KoboldCpp", ("koboldcpp/venice-24b",), 0),
    "vllm": ("vLLM", ("dphn/Dolphin-Venice-24B",), 32768),
    "text-generation-webui": ("text-generation-webui", ("venice-24b",), 0),
    "tabbyapi": ("TabbyAPI", ("venice-24b-exl2",), 0),
}


def closed_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


@pytest.mark.parametrize("kind", KINDS)
async def test_a_server_is_known_by_its_page(kind: str) -> None:
    name, models, context = FOUND[kind]
    async with Loopback(pages=KINDS[kind]) as server:
        found = await detect([server.port], PATIENCE_S)
    assert found == [LocalServer(name, server.url, models, context)]


def after(wait: Callable[[], Awaitable[object]], pages: dict[str, Any]) -> dict[str, Any]:
    """The same pages, each of which comes only after a wait."""

    async def plan(talk: Talk) -> None:
        await wait()
        await talk.answer(pages.get(talk.asked.path, ""))

    return dict.fromkeys(PATHS, plan)


async def test_every_page_of_every_server_is_asked_for_before_the_first_answer_comes() -> None:
    all_asked = asyncio.Barrier(len(KINDS) * len(PATHS))
    async with AsyncExitStack() as stack:
        ports = [closed_port()]
        for pages in KINDS.values():
            server = Loopback(pages=after(all_asked.wait, pages))
            ports.append((await stack.enter_async_context(server)).port)
        found = await detect(ports, PATIENCE_S)
    assert [server.name for server in found] == [FOUND[kind][0] for kind in KINDS]


async def test_a_server_that_never_answers_holds_up_no_other() -> None:
    others_told = asyncio.Event()

    async def gives_up(talk: Talk) -> None:
        await others_told.wait()
        talk.cut()

    async def tells_last(talk: Talk) -> None:
        await talk.answer(KINDS["tabbyapi"][talk.asked.path])
        others_told.set()

    pages = KINDS["tabbyapi"] | {detecting.MODELS: tells_last}
    async with (
        Loopback(pages=dict.fromkeys(PATHS, gives_up)) as silent,
        Loopback(pages=pages) as good,
    ):
        (found,) = await detect([silent.port, good.port], PATIENCE_S)
    assert found.name == "TabbyAPI"


async def test_what_does_not_end_is_left_when_the_time_is_up() -> None:
    for plan in (hangs, trickles):
        async with Loopback(pages=dict.fromkeys(PATHS, plan)) as server:
            async with asyncio.timeout(PATIENCE_S):
                assert await detect([server.port]) == []
            await server.idle()


async def test_where_nothing_listens_nothing_is_found_and_nothing_waited_for() -> None:
    async with asyncio.timeout(PATIENCE_S):
        assert await detect([closed_port() for _ in range(6)], within_s=plans.LONG) == []


async def test_another_server_of_the_protocol_is_found_without_a_name() -> None:
    async with Loopback() as server:
        (found,) = await detect([server.port], PATIENCE_S)
    assert found == LocalServer("OpenAI-compatible", server.url, ("tiny", "small"))


async def hangs(talk: Talk) -> None:
    await asyncio.sleep(plans.LONG)


async def floods(talk: Talk) -> None:
    await talk.begin("application/json")
    while True:
        await talk.send(b"[" * (1 << 16))


async def trickles(talk: Talk) -> None:
    await talk.begin("application/json")
    while True:
        await talk.send(b" ")
        await asyncio.sleep(0.01)


HOSTILE: dict[str, Any] = {
    "a page for a browser": "<html></html>",
    "nested lists": "[" * 100_000,
    "a list": [1],
    "models that are words": {"data": ["a", 1, None, {"id": 3}, {"id": "\x1b[2J"}]},
    "a page that is too long": floods,
}


@pytest.mark.parametrize("page", HOSTILE.values(), ids=HOSTILE)
async def test_what_is_no_models_server_is_passed_over(page: Any) -> None:
    async with Loopback(pages=dict.fromkeys(PATHS, page)) as server:
        async with asyncio.timeout(PATIENCE_S):
            assert await detect([server.port], within_s=plans.LONG) == []
        await server.idle()


async def test_names_of_models_are_clean_and_bounded() -> None:
    names = ["a\x1b]0;x\x07b", "x" * 5_000, *map(str, range(1_000))]
    async with Loopback(pages={"/v1/models": listed(*names)}) as server:
        (found,) = await detect([server.port], PATIENCE_S)
    assert found.models[0] == "ab"
    assert len(found.models) == 200
    assert max(map(len, found.models)) == 200


async def test_a_name_is_known_also_where_the_models_are_not_told() -> None:
    async def refuses(talk: Talk) -> None:
        await talk.answer({"detail": "Unauthorized"}, status=401)

    async with Loopback(pages={**KINDS["tabbyapi"], "/v1/models": refuses}) as server:
        (found,) = await detect([server.port], PATIENCE_S)
    assert found == LocalServer("TabbyAPI", server.url)
