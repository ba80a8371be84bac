"""A talk: one request that was understood, and the ways to answer it, well or badly."""

import asyncio
import json
from typing import Any

from tests.loopback.asked import Asked

TITLES = {200: "OK", 307: "Temporary Redirect", 404: "Not Found", 503: "Service Unavailable"}


class Talk:
    """What a plan has in hand: the request, and a line to who made it."""

    def __init__(self, asked: Asked, writer: asyncio.StreamWriter) -> None:
        self.asked = asked
        self._writer = writer
        self._chunked = False

    @property
    def wants_stream(self) -> bool:
        return isinstance(self.asked.body, dict) and bool(self.asked.body.get("stream"))

    async def answer(
        self,
        body: Any,
        status: int = 200,
        media_type: str = "application/json",
        headers: dict[str, str] | None = None,
    ) -> None:
        """Answer all at once; what is neither bytes nor text is sent as JSON."""
        data = encoded(body)
        length = {"Content-Length": str(len(data))}
        self._head(status, {"Content-Type": media_type} | length | (headers or {}))
        await self.send(data)

    async def begin(self, media_type: str = "text/event-stream", *, chunked: bool = True) -> None:
        """Begin an answer in pieces; not chunked, its end is the end of the connection."""
        self._chunked = chunked
        how = {"Transfer-Encoding": "chunked"} if chunked else {"Connection": "close"}
        self._head(200, {"Content-Type": media_type} | how)
        await self._writer.drain()

    async def send(self, data: bytes) -> None:
        """Send bytes as they are, in a chunk of their own where chunks are."""
        if self._chunked:
            data = b"%x\r\n%b\r\n" % (len(data), data)
        self._writer.write(data)
        await self._writer.drain()

    async def event(self, data: Any, name: str = "") -> None:
        """Send one event."""
        await self.send(event_bytes(data, name))

    async def say(self, text: str | None, finish: str | None = None, **delta: Any) -> None:
        """Send a chunk of a reply as a server would."""
        await self.event(chunk({"content": text, **delta}, finish))

    async def end(self) -> None:
        """End an answer that came in pieces."""
        if self._chunked:
            self._writer.write(b"0\r\n\r\n")
            await self._writer.drain()
        else:
            self._writer.close()

    def cut(self) -> None:
        """Let the connection break, without a word."""
        self._writer.transport.abort()

    def _head(self, status: int, headers: dict[str, str]) -> None:
        lines = [f"HTTP/1.1 {status} {TITLES.get(status, 'Status')}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        self._writer.write("\r\n".join([*lines, "", ""]).encode())


def chunk(delta: dict[str, Any] | None, finish: str | None = None) -> dict[str, Any]:
    """A chunk as OpenAI's own server words it."""
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "tiny",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }


def event_bytes(data: Any, name: str = "") -> bytes:
    """An event as it goes over the line."""
    head = f"event: {name}\n".encode() if name else b""
    return head + b"data: " + encoded(data) + b"\n\n"


def encoded(body: Any) -> bytes:
    if isinstance(body, bytes):
        return body
    return (body if isinstance(body, str) else json.dumps(body)).encode()
