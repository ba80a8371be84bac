import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.you import DEFAULT_NAME
from rp_tui.core.prompts.speaker import assemble
from rp_tui.core.prompts.stop import kept, stops, unrepeated
from rp_tui.core.prompts.trim import Budget
from tests.core.prompts.views import NAMES, a_view, count, rich, with_ben

REPLIES = [
    ("*Ann nods.* Fine.", "*Ann nods.* Fine."),
    ("Ann: *nods* Fine.", "*nods* Fine."),
    ("**Ann:** Fine.\nAnn: Really.", "Fine.\nReally."),
    ("Fine.\n\nRobin: And you?\n\nAnn: I too.", "Fine."),
    ("Fine.\n**Robin**: And you?", "Fine."),
    ("Fine.\nben : Me too.", "Fine."),
    ("Fine.\n\nNarrator: Night falls.", "Fine."),
    ("Fine.<|im_end|>\n<|im_start|>user", "Fine."),
    ("Fine.</s>", "Fine."),
    ("Fine. [/INST] More", "Fine."),
    ("Fine.\n[Time] Tuesday.", "Fine."),
    ("Fine.\n[Next] Robin answers.", "Fine."),
    ("Fine.\n### Response:\nFine.", "Fine."),
    ("I told Robin: go home. Ann: that is me.", "I told Robin: go home. Ann: that is me."),
    ("Fine.\n[Note on the door] Gone.", "Fine.\n[Note on the door] Gone."),
    ("Robin: I speak first.", ""),
    ("", ""),
]


@pytest.mark.parametrize(("reply", "clean"), REPLIES)
def test_a_reply_is_kept_up_to_where_another_speaks(reply: str, clean: str) -> None:
    assert kept(reply, with_ben()) == clean


@given(st.text())
def test_what_is_kept_is_kept_as_it_is(reply: str) -> None:
    once = kept(reply, with_ben())
    assert once == once.strip()
    assert not re.search(r"(?m)^(?:Robin|Ben|Narrator):", once)


@given(st.text(), st.sampled_from(("\nRobin: no", "\n\nBen: yes", "<|im_end|>")))
def test_what_follows_anothers_line_changes_nothing(reply: str, ending: str) -> None:
    assert kept(reply + ending, with_ben()) == kept(reply, with_ben())


def test_a_model_is_asked_to_stop_before_others_speak() -> None:
    assert stops(with_ben()) == ("\nRobin:", "\nBen:", "\nNarrator:")
    assert stops(a_view(names={**NAMES, YOU: DEFAULT_NAME})) == ("\nPlayer:", "\nNarrator:")


def test_no_label_of_a_prompt_stays_in_a_reply_that_leaks_it() -> None:
    prompt = assemble(rich(), Budget(99_999, 99_999), count)
    text = "\n".join(message.text for message in prompt.messages)
    labelled = re.findall(r"(?m)^\[.*", text)
    assert len(labelled) > 15
    for line in labelled:
        assert kept(f"Fine.\n{line}", rich()) == "Fine.", line


@pytest.mark.parametrize(
    ("more", "rest"),
    [
        ("I only wanted to go home.", "to go home."),
        ("Late. I only wanted to go home.", "to go home."),
        ("to go home.", "to go home."),
        ("wanted to go home.", "wanted to go home."),  # six letters may be meant
        ("I only wanted", ""),
    ],
)
def test_a_turn_that_is_gone_on_with_is_not_said_again(more: str, rest: str) -> None:
    assert unrepeated(more, "It is late. Late. I only wanted") == rest


@given(st.text(), st.text())
def test_of_what_is_new_nothing_is_lost(more: str, before: str) -> None:
    rest = unrepeated(more, before)
    said = more[: len(more) - len(rest)]
    assert said + rest == more
    assert not said or any(before.endswith(said[:size]) for size in range(8, len(said) + 1))
