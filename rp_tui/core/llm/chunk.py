"""One chunk of a reply, read so that nothing a server may put into it can hurt."""

import json
from typing import Any, NamedTuple

import msgspec

from rp_tui.core.llm.failures import Garbled
from rp_tui.core.llm.port import Usage

COMPLAINTS = ("detail", "message")  # what some errors have where a chunk has choices


class Chunk(NamedTuple):
    """What a chunk adds; each field may be empty."""

    text: str = ""
    thinks: bool = False
    finish: str = ""
    usage: Usage | None = None
    error: Any = None


def read(data: bytes) -> Chunk:
    """What a chunk says, in a stream or as a whole reply; strange shapes say nothing."""
    said = decoded(data)
    if not isinstance(said, dict):
        raise Garbled("it sent a chunk that is no object")
    choice = first(said.get("choices"))
    if error := said.get("error") or choice.get("error"):
        return Chunk(error=said if said.get("error") else {"error": error})
    if "choices" not in said and any(isinstance(said.get(n), str | list) for n in COMPLAINTS):
        return Chunk(error=said)
    words = choice.get("delta") or choice.get("message")
    words = words if isinstance(words, dict) else {}
    finish = choice.get("finish_reason")
    return Chunk(
        text=prose(words.get("content")),
        thinks=bool(words.get("reasoning_content") or words.get("reasoning")),
        finish=finish if isinstance(finish, str) else "",
        usage=usage(said.get("usage")),
    )


def decoded(data: bytes) -> Any:
    """What the bytes hold, also where halves of characters or not-a-number stand in them."""
    try:
        return msgspec.json.decode(data)
    except (ValueError, RecursionError):
        pass
    try:
        return json.loads(data.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        pass
    raise Garbled("it sent a chunk that is not JSON")


def first(choices: Any) -> dict[str, Any]:
    """The choice that was asked for, of however many there are."""
    for choice in choices if isinstance(choices, list) else ():
        if isinstance(choice, dict) and choice.get("index") in (None, 0):
            return choice
    return {}


def prose(content: Any) -> str:
    """The words in a content, which may come in parts of which some are thinking."""
    if isinstance(content, list):
        parts = (part for part in content if isinstance(part, dict) and part.get("type") == "text")
        return "".join(prose(part.get("text")) for part in parts)
    return content if isinstance(content, str) else ""


def usage(said: Any) -> Usage | None:
    """The server's count, if it is one."""
    if not isinstance(said, dict):
        return None
    counts: list[Any] = [said.get("prompt_tokens"), said.get("completion_tokens")]
    sound = all(isinstance(count, int) and count >= 0 for count in counts)
    return Usage(*counts) if sound else None
