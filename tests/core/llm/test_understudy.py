"""The understudy plays without a model, and the same prompt with the same words."""

import asyncio

import hypothesis.strategies as st
from hypothesis import given, settings

from rp_tui.core.domain.prompt import Message, Prompt
from rp_tui.core.llm.port import Params, whole
from rp_tui.core.llm.understudy.model import WHAT_IT_IS, Understudy
from rp_tui.core.llm.understudy.pace import AT_ONCE

LINES = (
    "Hello Mara, how are you?",
    "*sits down beside her* What happened at the harbour?",
    "I should go. Good night.",
)
MOST_WORDS = 120


def speak(*lines: str, stop: tuple[str, ...] = (), max_tokens: int | None = None) -> str:
    roles = ("user", "assistant")
    said = tuple(Message(roles[at % 2], line) for at, line in enumerate(lines))  # type: ignore[arg-type]
    prompt = Prompt("speak", (), (Message("system", "You are Mara."), *said))
    params = Params("understudy", stop=stop, max_tokens=max_tokens)
    return asyncio.run(heard(prompt, params))


async def heard(prompt: Prompt, params: Params) -> str:
    return (await whole(Understudy(AT_ONCE).generate(prompt, params))).text


def test_it_says_plainly_what_it_is() -> None:
    assert "not a language model" in WHAT_IT_IS


def test_the_same_prompt_has_the_same_words_and_another_has_others() -> None:
    assert [speak(line) for line in LINES] == [speak(line) for line in LINES]
    assert len({speak(line) for line in LINES}) == len(LINES)


def test_a_reply_is_short_and_does_not_repeat_the_one_before() -> None:
    said: list[str] = []
    for turn in range(10):
        said += [LINES[turn % 3]]
        reply = speak(*said)
        assert 0 < len(reply.split()) <= MOST_WORDS
        assert reply not in said
        said += [reply]


def test_it_ends_before_a_stop() -> None:
    reply = speak(LINES[0])
    middle = reply.split()[2]
    assert middle not in speak(LINES[0], stop=(middle,))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=80), min_size=1, max_size=5))
def test_it_has_something_to_say_to_whatever_is_said(lines: list[str]) -> None:
    assert speak(*lines).strip()
