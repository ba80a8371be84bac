"""What a provider's plan lets us run, and what a model costs of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rp_tui.core.llm.plan import Plan, TooHeavy, TooLarge, size_of, units_of

NARRATOR = "dphn/Dolphin-Mistral-24B-Venice-Edition"
CLASSIFIER = "NousResearch/Hermes-3-Llama-3.1-8B"
PREMIUM = {
    "id": "feather_pro_plus",
    "name": "Feather Premium",
    "max_context_length": 32768,
    "max_model_size": None,
    "concurrency": 4,
}
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("model", "size", "units"),
    [
        (NARRATOR, 24, 2),
        (CLASSIFIER, 8, 1),
        ("cognitivecomputations/dolphin-2.9.4-llama3-8b", 8, 1),
        ("mlabonne/Meta-Llama-3.1-8B-Instruct-abliterated", 8, 1),
        ("llama3.1:8b-instruct-q4_K_M", 8, 1),
        ("Meta-Llama-3-8B-Instruct.Q4_K_M.gguf", 8, 1),
        ("mistralai/Mixtral-8x7B-Instruct-v0.1", 56, 4),
        ("Qwen/Qwen3-30B-A3B", 30, 2),
        ("Qwen/Qwen2.5-7B-Instruct-1M", 7, 1),
        ("Sao10K/L3.3-70b-Euryale", 70, 4),
        ("TinyLlama-1.1B", 1.1, 1),
        ("SmolLM-360M", 0.36, 1),
        ("a_15b_model", 15, 1),
        ("solar-34B", 34, 2),
        ("mistral-nemo-instruct-2407", None, 1),
        ("deepseek-ai/DeepSeek-V3", None, 4),
        ("some-4bit-model", None, 1),
        ("", None, 1),
    ],
)
def test_a_models_size_is_in_its_name(model: str, size: float | None, units: int) -> None:
    assert size_of(model) == size
    assert units_of(model) == units


def test_the_documented_answer_is_understood() -> None:
    plan = Plan.read(PREMIUM)
    assert plan == Plan(name="Feather Premium", max_context=32768, max_size=None, units=4)
    assert plan.runs(NARRATOR) is None
    assert plan.runs(CLASSIFIER) is None


@pytest.mark.parametrize("size", [15, 15.0, "15", "15B", " 15b ", 15_000_000_000])
def test_a_size_may_be_written_in_several_ways(size: object) -> None:
    assert Plan.read({"max_model_size": size}).max_size == 15


def test_a_model_that_is_too_large_is_said_in_one_sentence() -> None:
    trouble = Plan.read({"max_model_size": 15, "concurrency": 2}).runs(NARRATOR)
    assert isinstance(trouble, TooLarge)
    assert str(trouble) == (
        f"Your plan runs models of up to 15B and {NARRATOR} has 24B;"
        " choose a smaller model or another plan."
    )


def test_a_model_that_is_too_heavy_is_said_in_one_sentence() -> None:
    trouble = Plan.read({"concurrency": 1}).runs(NARRATOR)
    assert isinstance(trouble, TooHeavy)
    assert str(trouble) == (
        f"Your plan runs 1 unit at once and {NARRATOR} needs 2;"
        " choose a smaller model or another plan."
    )


def test_a_model_without_a_size_is_never_refused_on_a_guess() -> None:
    assert Plan.read({"max_model_size": 15, "concurrency": 1}).runs("mistral-nemo") is None


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        "plan",
        {},
        {"concurrency": 0, "max_model_size": -1, "max_context_length": 0.5},
        {"concurrency": True, "max_model_size": "unlimited", "max_context_length": {}},
        {"concurrency": float("inf"), "max_model_size": float("nan"), "max_context_length": "a"},
        {"name": 7, "concurrency": 10**400},
    ],
)
def test_what_makes_no_sense_limits_nothing(answer: object) -> None:
    assert Plan.read(answer) == Plan()


@settings(max_examples=50)
@given(st.fixed_dictionaries(dict.fromkeys(PREMIUM, JUNK)), st.text(max_size=40))
def test_no_answer_is_too_odd(answer: dict[str, object], model: str) -> None:
    plan = Plan.read(answer)
    assert plan.units is None or plan.units >= 1
    assert plan.max_context is None or plan.max_context >= 1
    plan.runs(model)


def test_a_plans_name_cannot_drive_the_terminal() -> None:
    assert Plan.read({"name": "\x1b]0;mine\x07Basic\n" + "x" * 500}).name.startswith("Basic x")
    assert len(Plan.read({"name": "x" * 500}).name) == 80
