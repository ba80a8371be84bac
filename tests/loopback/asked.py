"""What somebody asked the server, and when they went away."""

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any

LONGEST_BODY = 32 << 20


@dataclass
class Asked:
    """A request; `gone_at` is set if who made it left before it was answered."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any
    at: float = field(default_factory=time.monotonic)
    answered: bool = False
    gone_at: float | None = None


async def heard(reader: asyncio.StreamReader, first: bytes = b"") -> Asked | None:
    """Read a request, of which the first byte may have been read; None once there is no more."""
    try:
        head = first + await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    start, *lines = head.decode("latin-1").strip().split("\r\n")
    method, path, _ = start.split(" ", 2)
    pairs = (line.partition(":") for line in lines)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    length = int(headers.get("content-length", 0))
    assert length <= LONGEST_BODY
    return Asked(method, path, headers, decoded(await reader.readexactly(length)))


def decoded(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return body.decode("utf-8", "replace")
