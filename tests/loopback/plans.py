"""Plans: the ways in which a chat is answered, from the best manners to the worst.

A plan is a function of a talk; what makes one is named as a server's deed, in the third person.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

from tests.loopback.talk import Talk, chunk, event_bytes

Plan = Callable[[Talk], Awaitable[None]]

USAGE = {"prompt_tokens": 12, "completion_tokens": 3, "total_tokens": 15}
HTML = "<!DOCTYPE html><html><head><title>Welcome</title></head><body>It works!</body></html>"
LONG = 3_600.0


def words(text: str) -> list[str]:
    """A text as tokens would cut it: each word with the space before it."""
    return [f" {word}" if i else word for i, word in enumerate(text.split(" "))]


def says(
    text: str | Iterable[str],
    *,
    every_s: float = 0.0,
    finish: str | None = "stop",
    usage: dict[str, Any] | None = USAGE,
    done: bool = True,
    chunked: bool = True,
) -> Plan:
    """Streams a reply, word by word or in the pieces given; as a whole if that was asked for."""
    pieces = words(text) if isinstance(text, str) else list(text)

    async def plan(talk: Talk) -> None:
        if not talk.wants_stream:
            await whole("".join(pieces), finish or "stop")(talk)
            return
        await talk.begin(chunked=chunked)
        await talk.event(chunk({"role": "assistant", "content": ""}))
        for piece in pieces:
            if every_s:
                await asyncio.sleep(every_s)
            await talk.say(piece)
        if finish is not None:
            await talk.event(chunk({}, finish))
        if usage:
            await talk.event({**chunk(None), "choices": [], "usage": usage})
        if done:
            await talk.event("[DONE]")
        await talk.end()

    return plan


def whole(text: str | None, finish: str = "stop") -> Plan:
    """Answers with one object, whether or not a stream was asked for."""
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": finish}
    return answers({"object": "chat.completion", "choices": [choice], "usage": USAGE})


def answers(
    body: Any,
    status: int = 200,
    media_type: str = "application/json",
    headers: dict[str, str] | None = None,
) -> Plan:
    """Answers all at once, with anything."""

    async def plan(talk: Talk) -> None:
        await talk.answer(body, status, media_type, headers)

    return plan


def sends(*events: Any, before: str = "", name: str = "", done: bool = False) -> Plan:
    """Streams some words and then events of any shape, errors among them."""

    async def plan(talk: Talk) -> None:
        await talk.begin()
        if before:
            await talk.say(before)
        for event in events:
            await talk.event(event, name)
        if done:
            await talk.event("[DONE]")
        await talk.end()

    return plan


def sends_bytes(
    *pieces: bytes, every_s: float = 0.0, media_type: str = "text/event-stream"
) -> Plan:
    """Streams bytes as they are."""

    async def plan(talk: Talk) -> None:
        await talk.begin(media_type)
        for piece in pieces:
            await talk.send(piece)
            if every_s:
                await asyncio.sleep(every_s)
        await talk.end()

    return plan


def trickles(text: str, *, every_s: float) -> Plan:
    """Streams a good reply one byte at a time."""
    event = event_bytes(chunk({"content": text}, "stop")) + event_bytes("[DONE]")
    return sends_bytes(*(event[i : i + 1] for i in range(len(event))), every_s=every_s)


def breaks(before: str = "", *, at_once: bool = False) -> Plan:
    """Lets the connection break, after some words or before the answer begins."""

    async def plan(talk: Talk) -> None:
        if not at_once:
            await talk.begin()
            if before:
                await talk.say(before)
            await asyncio.sleep(0.01)  # so that the words are on their way
        talk.cut()

    return plan


def hangs(before: str = "", *, at_once: bool = False, finish: str | None = None) -> Plan:
    """Says some words, if any, and then nothing for ever."""

    async def plan(talk: Talk) -> None:
        if not at_once:
            await talk.begin()
            if before:
                await talk.say(before, finish)
        await asyncio.sleep(LONG)

    return plan


def breathes(text: str, *, every_s: float, times: int) -> Plan:
    """Keeps the line alive with comments before it says a word."""

    async def plan(talk: Talk) -> None:
        await talk.begin()
        for _ in range(times):
            await talk.send(b": keep-alive\n\n")
            await asyncio.sleep(every_s)
        await talk.say(text, "stop")
        await talk.event("[DONE]")
        await talk.end()

    return plan


def never_ends(word: str = " on and on") -> Plan:
    """Streams for as long as anyone listens."""

    async def plan(talk: Talk) -> None:
        await talk.begin()
        many = event_bytes(chunk({"content": word})) * 100
        while True:
            await talk.send(many)

    return plan


def long_line(size: int = 40 << 20) -> Plan:
    """Sends one line of many megabytes."""

    async def plan(talk: Talk) -> None:
        await talk.begin()
        await talk.send(b"data: ")
        for _ in range(size >> 16):
            await talk.send(b"x" * (1 << 16))
        await talk.send(b"\n\n")
        await talk.end()

    return plan


def by_model(minds: Mapping[str, Plan]) -> Plan:
    """Answers as the model does that is asked for; what a model does may change meanwhile."""

    async def plan(talk: Talk) -> None:
        await minds[talk.asked.body["model"]](talk)

    return plan


def redirects(to: str, status: int = 307) -> Plan:
    """Points elsewhere."""
    return answers("", status, headers={"Location": to})


def refuses(status: int, error: Any = None, headers: dict[str, str] | None = None) -> Plan:
    """Refuses, in OpenAI's own shape unless another is given."""
    body = {"error": {"message": f"refused with {status}", "type": "error", "code": None}}
    return answers(body if error is None else error, status, headers=headers)
