"""What is sent is what every chat template takes."""

from hypothesis import given
from hypothesis import strategies as st

from rp_tui.core.domain.prompt import Block, Message, Prompt, Role
from rp_tui.core.llm.port import Params
from rp_tui.core.llm.request import OPENING, as_sent, body

ROLES: tuple[Role, ...] = ("system", "user", "assistant")
MESSAGES = st.lists(st.builds(Message, st.sampled_from(ROLES), st.text(max_size=5)), max_size=8)


@given(MESSAGES)
def test_one_system_message_comes_first_and_roles_alternate(messages: list[Message]) -> None:
    roles = [message.role for message in as_sent(messages)]
    turns = roles[1:] if roles[0] == "system" else roles
    assert "system" not in turns
    assert turns == [ROLES[1 + i % 2] for i in range(len(turns))]
    assert turns


@given(MESSAGES)
def test_what_can_be_sent_is_left_as_it_is(messages: list[Message]) -> None:
    sent = as_sent(messages)
    assert as_sent(sent) == sent


def test_messages_of_one_voice_are_one() -> None:
    spoken = [("user", "a"), ("system", "s"), ("user", "b"), ("assistant", "c"), ("system", "t")]
    messages = [Message(role, text) for role, text in spoken]  # type: ignore[arg-type]
    assert as_sent(messages) == (
        Message("system", "s\n\nt"),
        Message("user", "a\n\nb"),
        Message("assistant", "c"),
    )


def test_a_story_that_the_bot_begins_is_opened_by_you() -> None:
    assert as_sent([Message("assistant", "Sit.")])[0] == Message("user", OPENING)
    assert as_sent([Message("system", "Be.")])[1] == Message("user", OPENING)


def test_no_byte_of_a_message_reaches_a_server_unclean() -> None:
    assert as_sent([Message("user", "a\x1b[2J\ud800b")]) == (Message("user", "ab"),)


def test_what_is_not_set_is_left_to_the_server() -> None:
    prompt = Prompt("speak", messages=(Message("user", "Hi"),))
    assert body(prompt, Params("tiny")) == {
        "model": "tiny",
        "messages": [{"role": "user", "content": "Hi"}],
        "stream": True,
        "stream_options": {"include_usage": True},
    }


def test_extra_fields_are_added_and_none_takes_one_away() -> None:
    params = Params(
        "tiny",
        temperature=0.0,
        min_p=0.05,
        stop=("\nYou:", ""),
        extra={"stream_options": None, "min_p": 0.1, "dry_multiplier": 0.8},
    )
    fields = body(Prompt("speak"), params)
    assert "stream_options" not in fields
    assert (fields["temperature"], fields["min_p"], fields["dry_multiplier"]) == (0.0, 0.1, 0.8)
    assert fields["stop"] == ["\nYou:"]


def test_a_seed_is_sent_when_there_is_one_be_it_nought() -> None:
    assert body(Prompt("speak"), Params("tiny", seed=0))["seed"] == 0
    assert "seed" not in body(Prompt("speak"), Params("tiny"))


def test_a_prompt_counts_its_blocks() -> None:
    blocks = (Block("identity", "must", "Mira.", 3), Block("scene", "must", "A café.", 4))
    assert Prompt("speak", blocks).tokens == 7
