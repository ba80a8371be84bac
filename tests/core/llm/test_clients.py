"""The library behind a model is loaded late and quietly, once for all, and closed."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from rp_tui.core.llm.clients import HOMEPAGE, Clients, headers, trusted
from rp_tui.core.llm.endpoint import Endpoint, Secret
from rp_tui.core.llm.port import Params
from tests.loopback.player import playing

IMPORTS = """
import importlib, pkgutil, sys
import rp_tui.core.llm as llm
for module in pkgutil.walk_packages(llm.__path__, "rp_tui.core.llm."):
    importlib.import_module(module.name)
heavy = {"openai", "httpx", "httpx2", "httpcore", "httpcore2", "anyio", "instructor", "tiktoken"}
print(*sorted(heavy & set(sys.modules)))
"""
# A call that fails in the library's own hands, with its loudest settings.
LOUD = """
import asyncio, gc, logging
logging.basicConfig(level=logging.DEBUG)
logging.getLogger("asyncio").setLevel(logging.WARNING)
from rp_tui.core.domain.prompt import Prompt
from rp_tui.core.llm.clients import Clients
from rp_tui.core.llm.endpoint import Endpoint, Secret
from rp_tui.core.llm.errors import Unreachable
from rp_tui.core.llm.openai_model import OpenAIModel
from rp_tui.core.llm.port import Params

async def main():
    clients = Clients()
    model = OpenAIModel(Endpoint("http://127.0.0.1:9/v1", Secret("sk-planted")), clients)
    await model.warm()
    assert gc.get_freeze_count() > 50_000
    try:
        async for _ in model.generate(Prompt("speak"), Params("tiny")):
            pass
    except Unreachable:
        await clients.close()

asyncio.run(main())
"""


def ran(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-c", code]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=30, check=True, env=environment
    )


def test_importing_the_floor_loads_nothing_heavy() -> None:
    assert ran(IMPORTS).stdout.strip() == ""


def test_not_even_at_its_loudest_does_the_library_print() -> None:
    done = ran(LOUD, OPENAI_LOG="debug")
    assert (done.stdout, done.stderr) == ("", "")


async def test_an_endpoint_has_one_client_which_is_made_again_after_it_was_closed() -> None:
    clients = Clients()
    endpoint = Endpoint("http://127.0.0.1:9/v1", Secret("sk-1"))
    one, two = await asyncio.gather(clients.get(endpoint), clients.get(endpoint))
    assert one is two
    assert await clients.get(endpoint._replace(key=Secret("sk-2"))) is not one
    await clients.close()
    assert one.is_closed()
    assert await clients.get(endpoint) is not one
    await clients.close()


async def test_a_request_says_no_more_of_us_than_it_must() -> None:
    async with playing() as player:
        await player.hear(params=Params("tiny"))
        asked = player.server.chats[0]
    assert set(asked.headers) == {
        "accept", "accept-encoding", "authorization", "connection", "content-length",
        "content-type", "host", "user-agent",
    }  # fmt: skip
    assert asked.headers["user-agent"] == "rp-tui"


def test_who_asks_for_attribution_gets_it() -> None:
    assert headers(Endpoint("https://api.featherless.ai/v1")).items() >= {
        ("HTTP-Referer", HOMEPAGE),
        ("X-Title", "rp-tui"),
    }
    assert "X-Title" not in headers(Endpoint("https://featherless.ai.example.com/v1"))
    assert "X-Title" not in headers(Endpoint("http://127.0.0.1:8080/v1"))


async def test_the_address_of_the_completions_may_stand_for_the_base_url() -> None:
    async with playing() as player:
        player.model._endpoint = Endpoint(f"{player.server.url}/chat/completions/")
        assert (await player.hear()).outcome == "done"


async def test_an_address_that_is_none_is_a_wrong_url() -> None:
    async with playing() as player:
        for url in ("", "localhost:8080/v1", "ftp://h/v1", "http://[bad", "http://h:99999999/v1"):
            player.model._endpoint = Endpoint(url)
            heard = await player.hear()
            assert heard.outcome in {"WrongUrl", "Unreachable"}, url


async def test_a_proxy_does_not_stand_between_us_and_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    async with playing() as player:
        assert (await player.hear()).outcome == "done"


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:9", "foo://127.0.0.1:9", "::::"])
async def test_a_proxy_that_cannot_be_used_is_told_of(
    proxy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALL_PROXY", proxy)
    async with playing() as player:
        player.model._endpoint = Endpoint("http://example.invalid/v1")
        heard = await player.hear()
    assert heard.outcome == "NoWayOut"
    assert "its proxy cannot be used" in str(heard.error)
    assert "check ALL_PROXY" in str(heard.error)


async def test_certificates_that_cannot_be_read_are_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusted.cache_clear()
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    async with playing() as player:
        heard = await player.hear()
    assert heard.outcome == "NoWayOut"
    assert "its certificates cannot be read" in str(heard.error)


@pytest.mark.parametrize(
    ("url", "local"),
    [("http://localhost:1/v1", True), ("http://127.0.0.1:11434", True), ("http://[::1]:1", True),
     ("http://localhost.example.com", False), ("http://127.0.0.1.example.com", False),
     ("https://api.featherless.ai/v1", False), ("", False)],
)  # fmt: skip
def test_this_machine_is_known_by_its_names(url: str, local: bool) -> None:
    assert Endpoint(url).local is local
