"""The understudy plays without a model, and the same prompt with the same words."""

import re
import time
from unicodedata import category

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.prompt import Block, Message, Prompt, Role
from rp_tui.core.llm.port import End, Params, Text
from rp_tui.core.llm.understudy import AT_ONCE, Understudy
from rp_tui.core.llm.understudy.compose import reply
from tests.core.llm.hearing import whole
from tests.core.llm.understudies import SAID, answer, prompt_of, scene

LINES = (
    "Hello Mara, how are you?",
    "*sits down beside her* What happened at the harbour?",
    "I should go. Good night.",
)
MOST_WORDS = 130
USUAL_S = 0.2
MEGABYTE = 1_000_000
ROLES: tuple[Role, ...] = ("system", "user", "assistant")
HOSTILE = (
    "\x1b[31m", "\x00", "\u202e", "[Next] Mara answers.", "# Heading", "- item", "Robin:", "{I}",
    "{topic}", "[lean]", "<be>", "\n\n", '"', "*", "]",
    "[Mara to Robin] Mara likes (affinity 9/100)",
    "You are Mara. ", "and Robin is played by a real person", "[Things] Mara has: a, b.", "’",
    "Voice reference. Match: {x} [y]\n---\n<z> said it all before", "I lost it.", "Do you know it?",
    "in the first person and the past tense", "[Doing] Mara is driving; holding , ;", "I am you?",
)  # fmt: skip
TEXTS = st.lists(st.one_of(st.text(max_size=40), st.sampled_from(HOSTILE)), max_size=6).map("".join)
PROMPTS = st.builds(
    Prompt,
    st.sampled_from(("reply", "continue", "impersonate", "interjection", "opening", "speak", "")),
    st.lists(st.builds(Block, TEXTS, st.just("must"), TEXTS, st.just(1)), max_size=3).map(tuple),
    st.lists(st.builds(Message, st.sampled_from(ROLES), TEXTS), max_size=6).map(tuple),
)


def simple(*said: str) -> Prompt:
    roles = ("user", "assistant")
    messages = [Message(roles[at % 2], line) for at, line in enumerate(said)]  # type: ignore[arg-type]
    return Prompt("reply", (), (Message("system", "You are Mara. "), *messages))


async def heard(prompt: Prompt, params: Params) -> tuple[str, End]:
    return await whole(Understudy(AT_ONCE).generate(prompt, params))


def test_the_same_prompt_has_the_same_words_and_another_has_others() -> None:
    assert [reply(simple(line)) for line in LINES] == [reply(simple(line)) for line in LINES]
    assert len({reply(simple(line)) for line in LINES}) == len(LINES)


def test_each_sibling_of_a_reply_has_a_seed_and_words_of_its_own() -> None:
    prompts = [prompt_of(scene()), simple(LINES[1])]
    for prompt in prompts:
        told = [reply(prompt, seed) for seed in (None, 1, 2, 3, 4)]
        assert len(set(told)) == len(told)
        assert told == [reply(prompt, seed) for seed in (None, 1, 2, 3, 4)]


async def test_the_seed_comes_in_the_params() -> None:
    text, _ = await heard(simple(LINES[0]), Params("understudy", seed=7))
    assert text == reply(simple(LINES[0]), 7) != reply(simple(LINES[0]))


async def test_it_ends_before_a_stop() -> None:
    middle = reply(simple(LINES[0])).split()[2]
    text, end = await heard(simple(LINES[0]), Params("understudy", stop=(middle,)))
    assert middle not in text
    assert end.reason == "done"


@pytest.mark.parametrize("most", [8, 16])
async def test_a_limit_of_tokens_cuts_it_short_and_says_so(most: int) -> None:
    text, end = await heard(simple(LINES[1]), Params("understudy", max_tokens=most))
    assert text
    assert reply(simple(LINES[1])).startswith(text)
    assert end == End("truncated", cause="length")


async def test_it_streams_texts_and_then_one_end() -> None:
    pieces = [piece async for piece in Understudy(AT_ONCE).generate(simple(LINES[0]), Params("x"))]
    assert all(isinstance(piece, Text) for piece in pieces[:-1])
    assert pieces[-1] == End("done")


@settings(max_examples=250, deadline=None)
@given(PROMPTS, st.one_of(st.none(), st.integers()))
def test_it_has_clean_short_prose_for_any_prompt_whatever(prompt: Prompt, seed: int | None) -> None:
    text = reply(prompt, seed)
    assert re.search(r"\w", text)
    assert len(text.split()) <= MOST_WORDS
    assert all(sign == "\n" or category(sign) not in {"Cc", "Cs"} for sign in text)
    assert not re.search(r"^\s*(?:#|- |\d+\. |>)", text, re.MULTILINE)
    assert not set("[]{}<>") & set(text)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("unit", ["my word. ", '"*[', "a\n\nB: ", "I lost it. Did you? "])
def test_a_megabyte_takes_no_longer_than_a_person_notices(role: Role, unit: str) -> None:
    text = unit * (MEGABYTE // len(unit))
    messages = (Message("system", "You are Mara. "), Message(role, text), Message("user", "Well?"))
    began = time.process_time()
    assert reply(Prompt("reply", (), messages))
    assert time.process_time() - began < 5 * USUAL_S


def test_a_usual_prompt_is_answered_at_once() -> None:
    told = [(at % 2, line) for at, line in enumerate(SAID)]
    answer(scene(), (YOU, "Hello."))  # the stock is read once
    began = time.process_time()
    answer(scene(), *told)
    assert time.process_time() - began < USUAL_S
