"""The clients of servers: one an endpoint, loaded when first needed, and they print nothing.

The library behind them takes most of a second to load, so nothing of it is imported above.
"""

import asyncio
import gc
import logging
import os
from functools import cache
from typing import TYPE_CHECKING, Any

from rp_tui.core.llm.endpoint import Endpoint
from rp_tui.core.llm.failures import BadCertificates, BadProxy, Refused, Unsendable

if TYPE_CHECKING:
    import ssl

    import httpx2
    import openai

CONNECT_S = 20.0
LONGEST_REFUSAL = 64 << 10  # bytes of an answer that is no reply
REFUSAL_S = 5.0  # how long we listen to one

LOGGERS = ("openai", "httpx", "httpx2", "httpcore", "httpcore2", "instructor")

# What may leave with a request: no more of the machine and its environment than a server needs.
HEADERS = frozenset(
    (
        "host",
        "accept",
        "accept-encoding",
        "authorization",
        "connection",
        "content-length",
        "content-type",
        "http-referer",
        "transfer-encoding",
        "user-agent",
        "x-title",
    )
)
TITLE = "rp-tui"
HOMEPAGE = "https://github.com/rp-tui/rp-tui"


class Clients:
    """Makes a client for an endpoint once, and closes them all."""

    def __init__(self) -> None:
        self._made: dict[Endpoint, openai.AsyncOpenAI] = {}
        self._making = asyncio.Lock()

    async def get(self, endpoint: Endpoint) -> "openai.AsyncOpenAI":
        """The client of an endpoint; the first one is made in a thread, for that takes long."""
        if found := self._made.get(endpoint):
            return found
        async with self._making:
            if endpoint not in self._made:
                self._made[endpoint] = await asyncio.to_thread(make, endpoint)
            return self._made[endpoint]

    async def close(self) -> None:
        """Close every connection."""
        while self._made:
            _, client = self._made.popitem()
            await client.close()


@cache
def load() -> None:
    """Import what talks to servers, and keep the collector from going through it again."""
    hush()
    import anyio
    import httpx2  # noqa: F401
    import openai  # noqa: F401

    anyio.run(anyio.sleep, 0)  # it loads most of itself when it first runs
    gc.freeze()


def hush() -> None:
    """Keep the libraries from printing: the terminal is the program's."""
    os.environ.pop("OPENAI_LOG", None)  # it would have them log to the terminal
    for name in LOGGERS:
        logger = logging.getLogger(name)
        logger.propagate = False
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())


def make(endpoint: Endpoint) -> "openai.AsyncOpenAI":
    """A client that never retries, never follows a redirect, and sends nothing unasked."""
    load()
    import httpx2
    import openai

    if not endpoint.key.sendable:
        raise Unsendable
    patience = httpx2.Timeout(None, connect=CONNECT_S)
    return openai.AsyncOpenAI(
        base_url=endpoint.url,
        api_key=endpoint.key.reveal() or "none",
        max_retries=0,
        timeout=patience,
        default_headers=headers(endpoint),
        http_client=transport(endpoint, patience),
    )


def transport(endpoint: Endpoint, patience: "httpx2.Timeout") -> "httpx2.AsyncClient":
    """What carries the requests; to this machine never by way of a proxy."""
    import httpx2

    try:
        verify = trusted()
    except OSError:
        raise BadCertificates from None
    try:
        return httpx2.AsyncClient(
            verify=verify,
            trust_env=not endpoint.local,
            timeout=patience,
            follow_redirects=False,
            event_hooks={"request": [modestly], "response": [unless_refused]},
        )
    except (ImportError, ValueError, httpx2.InvalidURL):
        raise BadProxy from None


@cache
def trusted() -> "ssl.SSLContext":
    """Whom the machine trusts; read once, for it takes a while."""
    import httpx2

    return httpx2.create_ssl_context()


def headers(endpoint: Endpoint) -> dict[str, str]:
    """What is said of ourselves; by name only to those who ask for it."""
    plain = {"User-Agent": TITLE, "Accept-Encoding": "identity"}
    if endpoint.host.endswith("featherless.ai"):
        return plain | {"HTTP-Referer": HOMEPAGE, "X-Title": TITLE}
    return plain


async def modestly(request: "httpx2.Request") -> None:
    for name in [name for name in request.headers if name.lower() not in HEADERS]:
        del request.headers[name]


async def unless_refused(response: "httpx2.Response") -> None:
    """Raise what is not a success, with as much of its words as is worth hearing."""
    import httpx2

    if response.is_success:
        return
    body = bytearray()
    try:
        async with asyncio.timeout(REFUSAL_S):
            async for data in response.aiter_raw():
                body += data
                if len(body) > LONGEST_REFUSAL:
                    break
    except (TimeoutError, httpx2.HTTPError):
        pass  # what was heard must do
    retry_after = response.headers.get("retry-after", "")
    raise Refused(response.status_code, bytes(body[:LONGEST_REFUSAL]), retry_after)


async def post(client: "openai.AsyncOpenAI", body: dict[str, Any]) -> "httpx2.Response":
    """Ask for a reply; raises what went wrong itself, not what the library wraps it in."""
    import httpx2
    import openai

    try:
        return await client.post(
            "/chat/completions", cast_to=httpx2.Response, body=body, stream=True
        )
    except openai.APIConnectionError as error:
        cause = error.__cause__
        if cause is None:
            raise
    raise cause
