"""Finds the models' servers that run on this machine, in less time than anyone notices.

Their ports collide, so each is known by a page that it alone has. What answers is not trusted: it
is read up to a bound, cleaned, and left alone once the time is up.
"""

import asyncio
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from msgspec import Struct

from rp_tui.core.domain.clean import clean

HERE = "127.0.0.1"
PORTS = (11434, 1234, 8080, 5001, 8000, 5000)
WITHIN_S = 0.25
LONGEST_ANSWER = 256 << 10
LONGEST_HEAD = 16 << 10
LONGEST_NAME = 200
MOST_MODELS = 200

MODELS = "/v1/models"
UNKNOWN = "OpenAI-compatible"


class LocalServer(Struct, frozen=True):
    """A server on this machine, and what can be asked of it; a context of 0 is not known."""

    name: str
    base_url: str
    models: tuple[str, ...] = ()
    context: int = 0


class Kind(NamedTuple):
    """A page, and whether what stands on it is what this kind of server writes there."""

    name: str
    path: str
    fits: Callable[[dict[str, Any]], bool]


# Those that also wear the pages of others come before them.
KINDS = (
    Kind("KoboldCpp", "/api/extra/version", lambda page: page.get("result") == "KoboldCpp"),
    Kind("TabbyAPI", "/.well-known/serviceinfo", lambda page: software(page) == "TabbyAPI"),
    Kind("text-generation-webui", "/v1/internal/model/info", lambda page: "model_name" in page),
    Kind("LM Studio", "/api/v0/models", lambda page: bool(listed(page))),
    Kind("llama.cpp", "/props", lambda page: "default_generation_settings" in page),
    Kind("Ollama", "/api/version", lambda page: isinstance(page.get("version"), str)),
    Kind("vLLM", "/version", lambda page: isinstance(page.get("version"), str)),
)


async def detect(ports: Iterable[int] = PORTS, within_s: float = WITHIN_S) -> list[LocalServer]:
    """All servers that answer in time, in the order of their ports."""
    until = asyncio.get_running_loop().time() + within_s
    found = await asyncio.gather(*(look(port, until) for port in dict.fromkeys(ports)))
    return [server for server in found if server]


async def look(port: int, until: float) -> LocalServer | None:
    """What listens on a port, if it is a model's server."""
    if not await open_port(port, until):
        return None
    paths = (MODELS, *(kind.path for kind in KINDS))
    pages = await asyncio.gather(*(get(port, path, until) for path in paths))
    return judged(f"http://{HERE}:{port}/v1", dict(zip(paths, pages, strict=True)))


def judged(base_url: str, pages: dict[str, dict[str, Any]]) -> LocalServer | None:
    """Which kind of server has these pages."""
    models = pages[MODELS]
    for kind in KINDS:
        page = pages[kind.path]
        if kind.fits(page):
            names = tuple(listed(page) or listed(models))
            return LocalServer(kind.name, base_url, names, context(page, models))
    if names := tuple(listed(models)):
        return LocalServer(UNKNOWN, base_url, names, context({}, models))
    return None


def listed(page: dict[str, Any]) -> list[str]:
    """The names in a list of models, without those that cannot talk."""
    return [
        name
        for model in rows(page)
        if isinstance(found := model.get("id"), str)
        and model.get("type") != "embeddings"
        and (name := clean(found, single_line=True)[:LONGEST_NAME])
    ]


def rows(page: dict[str, Any]) -> Iterator[dict[str, Any]]:
    data = page.get("data")
    for row in data[:MOST_MODELS] if isinstance(data, list) else ():
        if isinstance(row, dict):
            yield row


def context(page: dict[str, Any], models: dict[str, Any]) -> int:
    """How many tokens fit, where the server tells."""
    settings = page.get("default_generation_settings")
    told = [settings.get("n_ctx")] if isinstance(settings, dict) else []
    told += [row.get("max_model_len") for row in rows(models)]
    return next((size for size in told if isinstance(size, int) and size > 0), 0)


def software(page: dict[str, Any]) -> Any:
    inner = page.get("software")
    return inner.get("name") if isinstance(inner, dict) else None


async def open_port(port: int, until: float) -> bool:
    """Whether anything listens there."""
    try:
        async with asyncio.timeout_at(until):
            _, writer = await asyncio.open_connection(HERE, port)
    except (OSError, OverflowError):
        return False
    writer.close()
    return True


async def get(port: int, path: str, until: float) -> dict[str, Any]:
    """The object on a page; nothing if there is none, or not in time."""
    try:
        async with asyncio.timeout_at(until):
            reader, writer = await asyncio.open_connection(HERE, port, limit=LONGEST_HEAD)
            try:
                # The old protocol, in which an answer is one piece and ends with its connection.
                writer.write(f"GET {path} HTTP/1.0\r\nHost: {HERE}:{port}\r\n\r\n".encode())
                return decoded(await answer(reader))
            finally:
                writer.transport.abort()
    except (OSError, EOFError, asyncio.LimitOverrunError, ValueError, RecursionError):
        return {}


async def answer(reader: asyncio.StreamReader) -> bytes:
    """The body of a good answer, as far as we listen."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    start, *lines = head.split("\r\n")
    if start.split()[1:2] != ["200"]:
        return b""
    fields = dict(line.split(":", 1) for line in lines if ":" in line)
    length = int(fields.get("content-length", LONGEST_ANSWER))
    body = bytearray()
    while len(body) < min(length, LONGEST_ANSWER) and (more := await reader.read(1 << 16)):
        body += more
    return bytes(body)


def decoded(body: bytes) -> dict[str, Any]:
    page = json.loads(body or b"{}")
    return page if isinstance(page, dict) else {}
