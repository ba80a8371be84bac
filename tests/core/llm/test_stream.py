"""A reply is the same however the network cuts it, and no bytes can do more than end it."""

from collections import deque
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rp_tui.core.llm.failures import Garbled, Refused, Silent
from rp_tui.core.llm.port import End, Text, Unsaid, Usage
from rp_tui.core.llm.sse import LONGEST_EVENT, Events
from rp_tui.core.llm.stream import Reply
from tests.loopback.talk import chunk, event_bytes

# What a model may write, and what of it the stream could stumble over.
PARTS = st.sampled_from(
    ["Hello ", "<think>", "</think>", "<", "</th", "ink>", "é", "🧡", "\u2028", "\r", "\n",
     "\x1b[2J", "\x1b", "]0;t", "\x07", "\u0645\u06cc\u200c\u062e\u0648", "\u200c",
     "e\u0301\u0301\u0301", "*smiles*", " "]
)  # fmt: skip


def heard(pieces: Iterable[bytes]) -> tuple[str, str]:
    """What is said in the pieces, and how it ends."""
    reply = Reply()
    said: list[Text | Unsaid] = []
    try:
        for data in pieces:
            said.extend(reply.feed(data))
        said += reply.rest()
        end: Any = reply.end()
    except (Garbled, Refused, Silent) as error:
        end = type(error).__name__
    text = ""
    for piece in said:
        text = "" if isinstance(piece, Unsaid) else text + piece.text
    return text, str(end)


def cut(data: bytes, places: list[int]) -> list[bytes]:
    ends = sorted({place % (len(data) + 1) for place in places})
    return [data[a:b] for a, b in zip([0, *ends], [*ends, len(data)], strict=True)]


@given(st.lists(PARTS, max_size=12), st.lists(st.integers(0, 10_000), max_size=30))
def test_it_is_the_same_however_the_bytes_are_cut(parts: list[str], places: list[int]) -> None:
    events = [event_bytes(chunk({"content": part})) for part in parts]
    data = b"".join([*events, event_bytes("[DONE]")])
    assert heard(cut(data, places)) == heard([data])


@given(st.binary(max_size=400), st.lists(st.integers(0, 400), max_size=10))
def test_any_bytes_come_to_an_end(data: bytes, places: list[int]) -> None:
    text, end = heard(cut(data, places))
    assert isinstance(text, str)
    assert end


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["choices", "delta", "content", "finish_reason", "index", "usage", "error",
                 "message", "text", "type", "prompt_tokens", "completion_tokens",
                 "prompt_tokens_details", "cached_tokens", "code"]
            ),
            inner,
            max_size=4,
        ),
        max_leaves=12,
    )
)  # fmt: skip
def test_any_chunk_comes_to_an_end(said: Any) -> None:
    assert heard([event_bytes(said), event_bytes("[DONE]")])


def test_the_words_before_an_error_are_given_before_it_is_raised() -> None:
    reply = Reply()
    pieces = reply.feed(event_bytes(chunk({"content": "Hello"})) + event_bytes({"error": "no"}))
    assert next(pieces) == Text("Hello")
    with pytest.raises(Refused):
        next(pieces)


def test_a_reply_ends_with_the_servers_figures() -> None:
    usage = {"prompt_tokens": 1, "completion_tokens": 2}
    reply = Reply()
    assert [*reply.feed(event_bytes(chunk({"content": "Hi"}, "stop")))] == [Text("Hi")]
    assert reply.finished
    assert not reply.done
    assert [*reply.feed(event_bytes({"choices": [], "usage": usage}))] == []
    assert reply.end() == End("done", Usage(1, 2))


@pytest.mark.parametrize(
    "usage",
    [{}, {"prompt_tokens": 1}, {"prompt_tokens": -1, "completion_tokens": 2}, [], "12",
     {"prompt_tokens": "1", "completion_tokens": 2}],
)  # fmt: skip
def test_figures_that_make_no_sense_are_none(usage: Any) -> None:
    reply = Reply()
    list(reply.feed(event_bytes(chunk({"content": "Hi"}, "stop") | {"usage": usage})))
    assert reply.end() == End("done", None)


@given(
    st.lists(st.sampled_from([b"data: a", b"event: x", b": c", b"", b"id: 1", b"odd"])),
    st.sampled_from([b"\n", b"\r", b"\r\n"]),
    st.lists(st.integers(0, 200), max_size=9),
)
def test_events_are_the_same_however_their_lines_end(
    lines: list[bytes], ending: bytes, places: list[int]
) -> None:
    def events(data: Iterable[bytes]) -> list[Any]:
        reader = Events()
        return [event for piece in data for event in reader.feed(piece)] + [*reader.rest()]

    lines = [b"data: first", *lines]
    whole = b"".join(line + b"\n" for line in lines)
    data = b"".join(line + ending for line in lines)
    assert events(cut(data, places)) == events([whole])


def test_no_more_is_held_than_the_bound() -> None:
    events = Events()
    endless = (b"data: " if first else b"x" * 1_000 for first in [True, *[False] * LONGEST_EVENT])
    with pytest.raises(Garbled):
        deque((deque(events.feed(data)) for data in endless), maxlen=0)
    assert len(events._line) < LONGEST_EVENT + 1_001
