"""A request: what a prompt becomes on its way to a server."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from rp_tui.core.domain.clean import clean
from rp_tui.core.domain.prompt import Message, Prompt
from rp_tui.core.llm.port import Params

GAP = "\n\n"  # between what one voice said in several messages
OPENING = "(The scene opens.)"  # what you say where the story begins with the bot


def body(prompt: Prompt, params: Params) -> dict[str, Any]:
    """The request's fields; what is not set is left to the server."""
    fields: dict[str, Any] = {
        "model": params.model,
        "messages": [
            {"role": message.role, "content": message.text} for message in as_sent(prompt.messages)
        ],
        "stream": True,
        "stream_options": {"include_usage": True},
        "temperature": params.temperature,
        "top_p": params.top_p,
        "min_p": params.min_p,
        "repetition_penalty": params.repetition_penalty,
        "max_tokens": params.max_tokens,
        "stop": [stop for stop in params.stop if stop] or None,
        "seed": params.seed,
        **params.extra,
    }
    return {name: value for name, value in fields.items() if value is not None}


def as_sent(messages: Iterable[Message]) -> tuple[Message, ...]:
    """The messages as every chat template takes them.

    One system message, and it first; then user and assistant by turns, and the user begins.
    """
    cleaned = [Message(m.role, text) for m in messages if (text := clean(m.text).strip())]
    system = joined(m.text for m in cleaned if m.role == "system")
    turns = list(merged(m for m in cleaned if m.role != "system"))
    if not turns or turns[0].role == "assistant":
        turns.insert(0, Message("user", OPENING))
    return (Message("system", system), *turns) if system else tuple(turns)


def merged(messages: Iterable[Message]) -> Iterator[Message]:
    for role, group in groupby(messages, lambda message: message.role):
        yield Message(role, joined(message.text for message in group))


def joined(texts: Iterable[str]) -> str:
    return GAP.join(texts)
