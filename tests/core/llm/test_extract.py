"""The answer in a small model's reply: what is mended, what is refused, and how soon."""

import json
import time
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from rp_tui.core.llm.extract import LONGEST_REPLY, extract, is_refusal, parse
from rp_tui.core.llm.loose_json import DEEPEST
from tests.core.llm.malformed import HARD, PLAIN, Reply

BEST_KNOWN, FEWEST_KINDS = 18, 24  # what a tolerant extractor accepted, of so many kinds of slip
MILLION_S = 10.0  # for a million hostile characters on a machine that others keep busy

KEYS = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,20}", fullmatch=True)
LEAVES = (
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.text(max_size=40)
    | st.floats(allow_nan=False, allow_infinity=False)
)  # fmt: skip
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=8,
)
OBJECTS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=5)
HOSTILE = (
    "{", "[{", '{"', '{"a":', '{"a":[', '{"a":{"b":1},', '{"a":"x"', '{"a":x}', '{"a":1}', "{/*",
    "{//", "{#\n", "{'a': ' // ", '{"a": " # ', '{"a":"\\"', '{"a":"b" ', '{“a”:“', "</think>", " ",
)  # fmt: skip


class Update(BaseModel):
    """As one of the jobs asks."""

    affinity_delta: int = Field(default=0, ge=-3, le=3)
    new_facts: list[str] = []
    mood: str | None = None


class Score(BaseModel):
    significance: int = Field(ge=0, le=3)


class Guest(BaseModel):
    leaves: bool
    kind: Literal["prose", "asked"] = "prose"
    weight: float = 0.0


@pytest.mark.parametrize("reply", [*PLAIN, *HARD], ids=lambda reply: reply.kind)
def test_a_reply_is_read_as_it_was_meant_or_not_at_all(reply: Reply) -> None:
    assert extract(reply.text) == reply.meant


def test_most_kinds_of_slip_are_mended() -> None:
    assert len(HARD) >= FEWEST_KINDS
    assert sum(extract(reply.text) is not None for reply in HARD) >= BEST_KNOWN


@settings(max_examples=60)
@given(OBJECTS, st.sampled_from([None, 2]), st.booleans())
def test_strict_json_means_what_it_always_means(
    wanted: dict[str, Any], indent: int | None, ascii_only: bool
) -> None:
    text = json.dumps(wanted, indent=indent, ensure_ascii=ascii_only)
    spelt = json.dumps(wanted).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert extract(text) == json.loads(spelt)
    assert extract(f"Here it is:\n```json\n{text}\n```\nIs {{this}} right?") == json.loads(spelt)


@settings(max_examples=60)
@given(OBJECTS, st.data())
def test_an_object_that_was_cut_off_is_no_answer(
    wanted: dict[str, Any], data: st.DataObject
) -> None:
    text = json.dumps(wanted)
    cut = data.draw(st.integers(0, len(text) - 1))
    assert extract(text[:cut]) is None


@given(st.text(alphabet="{}[]\"'“”:,\\/*#\n -1atrue\ud83d", max_size=60))
def test_no_text_is_too_strange(text: str) -> None:
    found = extract(text)
    assert found is None or isinstance(found, dict)
    json.dumps(found, allow_nan=False).encode()


def test_a_million_hostile_characters_are_soon_done_with() -> None:
    began = time.perf_counter()
    for piece in HOSTILE:
        for start in ("", '{"z": "', '{"z": ['):
            extract(start + piece * (10_000 // len(piece)))
    each = (time.perf_counter() - began) / (3 * len(HOSTILE))
    assert extract('{"z": "' + '{"' * 500_000) is None
    assert extract('{"z": [' + '{"a":"b" ' * 100_000) is None
    assert is_refusal("I " * 500_000) is False
    assert time.perf_counter() - began < MILLION_S
    assert each < MILLION_S / 30


def test_what_is_too_long_or_too_deep_is_no_answer() -> None:
    assert extract('{"a": "' + "b" * LONGEST_REPLY + '"}') is None
    deep = "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1)
    assert extract(f'{{"a": {deep}}}') is not None
    assert extract(f'{{"a": [{deep}]}}') is None


def test_a_number_in_quotes_or_with_nothing_behind_its_point_is_a_number() -> None:
    assert parse('{"significance": "3"}', Score) == Score(significance=3)
    assert parse('{"significance": 3.0}', Score) == Score(significance=3)
    assert parse('{"leaves": "yes", "weight": "0.5"}', Guest) == Guest(leaves=True, weight=0.5)


@pytest.mark.parametrize("value", ["true", "2.5", "null", "7", '"high"', "[2]", '"2 or 3"'])
def test_what_is_no_such_number_is_no_answer(value: str) -> None:
    assert parse(f'{{"significance": {value}}}', Score) is None


def test_a_weight_that_no_scale_shows_is_no_answer() -> None:
    assert parse('{"leaves": true, "weight": "nan"}', Guest) is None


def test_a_field_is_known_by_its_letters() -> None:
    wanted = Update(affinity_delta=2, new_facts=["tea"])
    assert parse('{"Affinity delta": 2, "newFacts": ["tea"]}', Update) == wanted
    assert (
        parse('{"affinity-delta": 2, "new_facts": ["tea"], "why": "she smiled"}', Update) == wanted
    )


def test_an_object_about_something_else_is_passed_over() -> None:
    shape = '{"type": "object", "properties": {"significance": {"type": "integer"}}}'
    assert parse(f'{shape}\n{{"significance": 2}}', Score) == Score(significance=2)
    assert parse(shape, Score) is None
    assert parse(shape, Update) is None


def test_an_answer_that_does_not_fit_is_not_replaced_by_a_later_one() -> None:
    assert parse('{"significance": 9}\n{"significance": 2}', Score) is None


def test_the_answer_may_be_wrapped_as_for_a_tool() -> None:
    assert parse('{"name": "rate", "arguments": {"significance": 2}}', Score) == Score(
        significance=2
    )
    assert parse('{"Score": {"significance": 2}}', Score) == Score(significance=2)
    assert parse('{"other": {"significance": 2}}', Score) is None


def test_null_stands_for_what_would_have_been_there_anyway() -> None:
    assert parse('{"affinity_delta": 1, "new_facts": null, "mood": null}', Update) == Update(
        affinity_delta=1
    )


def test_an_empty_object_alone_says_that_there_is_nothing_to_tell() -> None:
    assert parse("```json\n{}\n```", Update) == Update()
    assert parse("{}", Score) is None
    assert parse('{}facts": []}', Update) is None


@pytest.mark.parametrize(
    "text",
    [
        "I can't help with that.",
        "I can’t do this.",
        "I'm sorry, but I can't continue this roleplay.",
        "I’m really sorry, but no.",
        "  **Sorry**, this is not something I do.",
        "As an AI language model, I have no opinion on affinity.",
        "I cannot fulfil this request.",
        "I must decline.",
        "My apologies, but this goes too far.",
        "Unfortunately, I am not able to rate this.",
        '"I am not comfortable with this."',
        "```json\nI'm unable to answer.\n```",
        "No, I won't.",
        'I\'m sorry, but {this} is not "json": {',
    ],
)
def test_a_refusal_is_known_by_how_it_begins(text: str) -> None:
    assert is_refusal(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        '{"significance": 2}',
        "I'm sorry, I can't add prose. {\"significance\": 2}",
        "The significance is 2.",
        "Sure! Here is the JSON.",
        "Ines says that she can't stay.",
        "Notable.",
    ],
)
def test_what_answers_or_only_fails_to_is_no_refusal(text: str) -> None:
    assert not is_refusal(text)
