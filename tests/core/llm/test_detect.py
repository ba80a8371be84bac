"""Servers on this machine are found quickly, told apart, and not trusted."""

import asyncio
import socket
import time
from contextlib import AsyncExitStack
from typing import Any

import pytest

from rp_tui.core.llm.detect import LocalServer, detect
from tests.loopback import Loopback, plans
from tests.loopback.identities import KINDS, listed
from tests.loopback.talk import Talk

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
        found = await detect([server.port], within_s=2.0)
    assert found == [LocalServer(name, server.url, models, context)]


async def test_all_are_found_at_once_and_in_time() -> None:
    async with AsyncExitStack() as stack:
        servers = [await stack.enter_async_context(Loopback(pages=page)) for page in KINDS.values()]
        began_at = time.monotonic()
        found = await detect([closed_port(), *(server.port for server in servers)])
        assert time.monotonic() - began_at < 0.3
    assert [server.name for server in found] == [FOUND[kind][0] for kind in KINDS]


async def test_nothing_is_found_where_nothing_listens() -> None:
    began_at = time.monotonic()
    assert await detect([closed_port() for _ in range(6)]) == []
    assert time.monotonic() - began_at < 0.1


async def test_another_server_of_the_protocol_is_found_without_a_name() -> None:
    async with Loopback() as server:
        (found,) = await detect([server.port], within_s=2.0)
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
    "a page that never comes": hangs,
    "a page that never ends": floods,
    "a page a byte at a time": trickles,
}


@pytest.mark.parametrize("page", HOSTILE.values(), ids=HOSTILE)
async def test_what_is_no_models_server_is_passed_over_in_time(page: Any) -> None:
    paths = ["/v1/models", *(path for pages in KINDS.values() for path in pages)]
    async with Loopback(pages=dict.fromkeys(paths, page)) as server:
        began_at = time.monotonic()
        assert await detect([server.port]) == []
        assert time.monotonic() - began_at < 0.4
        await server.idle()


async def test_names_of_models_are_clean_and_bounded() -> None:
    names = ["a\x1b]0;x\x07b", "x" * 5_000, *map(str, range(1_000))]
    async with Loopback(pages={"/v1/models": listed(*names)}) as server:
        (found,) = await detect([server.port], within_s=2.0)
    assert found.models[0] == "ab"
    assert len(found.models) == 200
    assert max(map(len, found.models)) == 200


async def test_a_name_is_known_also_where_the_models_are_not_told() -> None:
    async def refuses(talk: Talk) -> None:
        await talk.answer({"detail": "Unauthorized"}, status=401)

    async with Loopback(pages={**KINDS["tabbyapi"], "/v1/models": refuses}) as server:
        (found,) = await detect([server.port], within_s=2.0)
    assert found == LocalServer("TabbyAPI", server.url)
