import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rp_tui.core.domain.bot import Bot
from rp_tui.core.domain.prompt import Block, Prompt
from rp_tui.core.domain.view import View
from rp_tui.core.prompts.speaker import assemble
from rp_tui.core.prompts.trim import Budget, PromptTooLong, fit, kind
from rp_tui.core.prompts.window import LAST, Spoken
from tests.core.prompts.views import chatter, count, rich, text_of

# A hundred tokens each, in the order in which a prompt has them, and in the order in which they go.
LAID = [
    Block("identity", "must", "i", 100),
    Block("backstory", "must", "b", 100),
    Block("backstory", "nice", "the rest", 100),
    Block("older turns", "should", "o", 100),
    Block("scene summary", "nice", "older", 100),
    Block("scene summary", "nice", "previous", 100),
    Block("pin", "should", "by hand", 100),
    Block("pin", "should", "by itself", 100),
    Block("recalled: names Ann", "should", "1", 100),
    Block("recalled: lantern", "should", "2", 100),
    Block("recalled: river", "nice", "3", 100),
    Block("recalled", "nice", "4", 100),
    Block("group", "should", "g", 100),
    Block("edge: Ben", "should", "e", 100),
    Block("edge: Robin", "must", "E", 100),
    Block("items", "should", "t", 100),
    Block("activities", "must", "a", 100),
]
TURNS = [Spoken(number, 100) for number in range(1, 7)]  # of which two may go
GOING = "4, 3, the rest, turn 1, turn 2, older, previous, e, g, t, 2, 1, o, by itself, by hand"
GOES = GOING.split(", ")
ALL = 100 * (len(LAID) + len(TURNS))
MUST = ALL - 100 * len(GOES)


def gone(soft: int) -> list[str]:
    """What is left out at a soft target."""
    fitted = fit(LAID, TURNS, False, Budget(9_999, soft))
    blocks = zip(LAID, fitted.blocks, strict=True)
    return [
        *(was.text for was, now in blocks if not now.text),
        *(f"turn {turn.number}" for turn in TURNS[: fitted.start]),
    ]


@pytest.mark.parametrize("steps", range(len(GOES) + 1))
def test_what_can_go_goes_in_its_order_and_no_more_of_it_than_must(steps: int) -> None:
    assert sorted(gone(ALL - 100 * steps)) == sorted(GOES[:steps])


def test_what_must_be_there_stays_at_any_target() -> None:
    assert sorted(gone(1)) == sorted(GOES)


def test_what_is_left_out_says_what_it_was_and_why() -> None:
    blocks = fit(LAID, TURNS, False, Budget(9_999, MUST)).blocks
    left = next(block for block in blocks if block.name == "recalled")
    assert left == Block("recalled", "nice", "", 0, "100 tokens left out, to stay under 800: 4")


def test_a_dialogue_that_was_trimmed_says_how_much_is_gone() -> None:
    prompt = assemble(rich(), Budget(soft=2_500), count)
    (earlier,) = [block for block in prompt.blocks if block.name == "dialogue"]
    assert "older turns" in earlier.trimmed
    assert "to stay under 2,500" in earlier.trimmed


def test_too_much_that_must_be_there_is_refused_by_the_name_of_its_largest_part() -> None:
    view = replace(rich(), bot=Bot("Ann", voice=("word " * 9_000,)))
    with pytest.raises(PromptTooLong, match=r"may have 8,000; .* go to the voice: shorten"):
        assemble(view, Budget(), count)


def test_a_turn_that_is_longer_than_any_prompt_is_refused_by_name() -> None:
    view = replace(rich(), lines=chatter(8, words=9_000))
    with pytest.raises(PromptTooLong, match="go to the last turns"):
        assemble(view, Budget(), count)


def test_a_soft_target_above_the_hard_limit_is_the_hard_limit() -> None:
    assert assemble(rich(90), Budget(hard=4_000, soft=9_000), count).tokens <= 4_000


def test_a_budget_within_a_small_context_gives_way_at_both_limits() -> None:
    assert Budget().within(32_768, 1_024) == Budget()
    within = Budget().within(4_096, 1_024)
    assert (within.hard, within.soft) == (3_072, 2_304)
    assert Budget().within(9_000, 1_000) == Budget()
    assert Budget().within(1_024, 2_048).hard == 0


def test_a_budget_of_a_models_own_tokens_is_less_in_ours_and_says_the_same_of_what_to_do() -> None:
    within = Budget().within(5_096, 1_024)
    assert within.in_ours(1.25) == Budget(3_257, 2_443, within.remedy)
    assert Budget().in_ours(1.0) == Budget()


def test_a_context_that_is_too_small_is_told_by_the_names_of_its_settings() -> None:
    with pytest.raises(PromptTooLong, match=r"raise narrative\.context or lower narrative\.max_to"):
        assemble(rich(), Budget().within(1_024, 512), count)


def must(prompt: Prompt) -> list[tuple[str, str]]:
    return [(block.name, block.text) for block in prompt.blocks if block.tier == "must"]


budgets = st.integers(1_500, 9_000)
views = st.builds(rich, st.integers(0, 60), st.integers(0, 120))


@given(views, budgets)
def test_a_prompt_is_under_its_target_or_holds_nothing_that_could_go(view: View, soft: int) -> None:
    try:
        prompt = assemble(view, Budget(8_000, soft), count)
    except PromptTooLong:
        return
    tokens = sum(count(message.text) for message in prompt.messages)
    assert tokens <= prompt.tokens <= 8_000
    soft = min(soft, 8_000)
    if prompt.tokens > soft:
        assert not [block.name for block in prompt.blocks if block.tier != "must" and block.text]
    whole = assemble(view, Budget(99_999, 99_999), count)
    assert not [block for block in whole.blocks if block.trimmed]
    assert must(prompt) == must(whole)
    if whole.tokens <= soft:
        assert prompt == whole


@given(views, budgets, st.integers(0, 3_000))
def test_a_smaller_budget_never_holds_more(view: View, soft: int, less: int) -> None:
    larger = assemble(view, Budget(99_999, soft), count)
    smaller = assemble(view, Budget(99_999, max(1, soft - less)), count)
    kept = {(block.name, block.text) for block in larger.blocks if block.name != "dialogue"}
    for block in smaller.blocks:
        if block.name == "dialogue":
            assert text_of(larger).count("word") >= block.text.count("word")
        elif block.text:
            assert (block.name, block.text) in kept


@given(views, budgets)
def test_nothing_goes_before_what_goes_first(view: View, soft: int) -> None:
    prompt = assemble(view, Budget(99_999, soft), count)

    def are_gone(tier: str, name: str) -> bool:
        found = [b for b in prompt.blocks if b.tier == tier and kind(b) == name]
        return not any(block.text for block in found)

    order = [
        ("nice", "recalled"),
        ("nice", "backstory"),
        ("nice", "dialogue"),
        ("nice", "scene summary"),
        ("should", "edge"),
        ("should", "group"),
        ("should", "recalled"),
        ("should", "older turns"),
        ("should", "pin"),
    ]
    trimmed = [any(b.trimmed for b in prompt.blocks if (b.tier, kind(b)) == of) for of in order]
    for at, is_trimmed in enumerate(trimmed):
        if is_trimmed:
            assert all(are_gone(*of) for of in order[:at])


def test_the_last_turns_are_there_whatever_else_is_not() -> None:
    prompt = assemble(rich(40), Budget(8_000, 1), count)
    said = text_of(prompt)
    assert [at for at in range(40) if f"line {at} " in said] == list(range(40 - LAST, 40))
