"""Thinking is no part of the story, however its tags come."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rp_tui.core.llm.port import Text, Unsaid
from rp_tui.core.llm.thinking import Thinking


def prose(pieces: Iterable[str]) -> str:
    thinking = Thinking()
    said: list[Text | Unsaid] = []
    for piece in pieces:
        said += thinking.feed(piece)
    said += thinking.rest()
    text = ""
    for one in said:
        text = text + one.text if isinstance(one, Text) else ""
    return text


REPLIES = {
    "Hello.": "Hello.",
    "<think>Hm.</think>Hello.": "Hello.",
    "<think>\nHm.\n</think>\n\n Hello.\n": "Hello.\n",
    "<Thinking>Hm.</THINKING >Hello.": "Hello.",
    "<think></think>Hello.": "Hello.",
    "Hello. <think>Hm.</think>Goodbye.": "Hello. Goodbye.",
    "<think>a</think>Hello <think>b</think>again.": "Hello again.",
    "<think>Hm. And then": "",
    "Hello. <think>Hm.": "Hello. ",
    "Hm. Hm.</think>\n\nHello.": "Hello.",
    "</think>Hello.": "Hello.",
    "<think>a</think>Hello.</think> Bye.": "Hello. Bye.",
    "<think>a<think>b</think>Hello.": "Hello.",
    "<think>the tag <b> and a < b</think>Hello.": "Hello.",
    "a < b, <3, <b>bold</b>, <thinker>, </thing>": "a < b, <3, <b>bold</b>, <thinker>, </thing>",
    "<thoughts>He is late.</thoughts> Sit.": "<thoughts>He is late.</thoughts> Sit.",
    "it ends with <": "it ends with <",
    "it ends with </thi": "it ends with </thi",
    "<seed:think>a</seed:think>Hello.": "Hello.",
    " and leads on": " and leads on",
}


@pytest.mark.parametrize(("reply", "expected"), REPLIES.items())
def test_what_is_left_is_prose(reply: str, expected: str) -> None:
    assert prose([reply]) == expected


@pytest.mark.parametrize(("reply", "expected"), REPLIES.items())
def test_a_letter_at_a_time_leaves_the_same(reply: str, expected: str) -> None:
    assert prose(reply) == expected


@given(
    st.lists(st.sampled_from(["<think>", "</think>", "<", ">", "think", "/", " ", "a", "\n"])),
    st.lists(st.integers(0, 60), max_size=8),
)
def test_any_cut_leaves_the_same(parts: list[str], places: list[int]) -> None:
    reply = "".join(parts)
    ends = sorted({place % (len(reply) + 1) for place in places})
    pieces = [reply[a:b] for a, b in zip([0, *ends], [*ends, len(reply)], strict=True)]
    assert prose(pieces) == prose([reply])


def test_prose_is_not_held_back() -> None:
    thinking = Thinking()
    assert [*thinking.feed("a < b and so on, at length")] == [Text("a < b and so on, at length")]
    assert [*thinking.feed("Hello <")] == [Text("Hello ")]
    assert [*thinking.feed("3")] == [Text("<3")]
