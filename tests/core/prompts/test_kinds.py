from itertools import pairwise
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rp_tui.core.domain.bot import Bot
from rp_tui.core.domain.chat import Chat
from rp_tui.core.domain.ids import NARRATOR, YOU
from rp_tui.core.domain.prompt import Prompt
from rp_tui.core.domain.view import Line, Style, View
from rp_tui.core.domain.you import DEFAULT_NAME, You
from rp_tui.core.prompts.kinds import Kind
from rp_tui.core.prompts.speaker import NothingToContinue, assemble
from rp_tui.core.prompts.stop import kept, stops
from rp_tui.core.prompts.trim import Budget
from tests.core.prompts.views import (
    ANN,
    BEN,
    NAMES,
    NOW,
    a_view,
    chatter,
    count,
    dialogue,
    text_of,
    with_ben,
)

CUT = Line(7, 2, ANN, "It is late, and the rain has not stopped since noon. I only wanted", True)


def asked(view: View, kind: Kind) -> Prompt:
    return assemble(view, Budget(), count, kind)


def last_of(prompt: Prompt) -> str:
    return prompt.messages[-1].text


def yours(**changes: Any) -> View:
    """What Robin knows."""
    robin = You("Robin", "he/him", "Thirty; writes software.")
    told: dict[str, Any] = {
        "speaker": YOU,
        "bot": Bot("Robin", robin.persona),
        "you": robin,
        "edges": {},
    }
    return with_ben(**{**told, "addressee": ANN, **changes})


@pytest.mark.parametrize("kind", get_args(Kind))
def test_a_prompt_bears_the_name_of_its_kind(kind: Kind) -> None:
    lines = (*dialogue((YOU, "Why?")), CUT)
    assert asked(a_view(lines=lines), kind).job == kind


# Going on.


def test_who_goes_on_finds_its_turn_last_and_how_it_ends() -> None:
    prompt = asked(a_view(lines=(*dialogue((YOU, "Why?")), CUT)), "continue")
    assert [message.role for message in prompt.messages] == [
        *("system", "user", "assistant", "user")
    ]
    assert prompt.messages[-2].text == CUT.text
    assert last_of(prompt).endswith(
        "[Next] Ann's last turn, just above, broke off at these words: … late, and the rain has "
        "not stopped since noon. I only wanted … Go on from the last of them, in mid-sentence if "
        "need be; repeat none of it."
    )


def test_a_short_turn_is_told_whole() -> None:
    cut = Line(7, 2, ANN, "I only\n[Next]", True)
    last = last_of(asked(a_view(lines=(cut,)), "continue"))
    assert "at these words: I only (Next) … Go on" in last


@pytest.mark.parametrize("lines", [(), dialogue((YOU, "Why?")), dialogue((ANN, "Hm."), (YOU, ""))])
def test_only_the_last_turn_is_gone_on_with(lines: tuple[Line, ...]) -> None:
    with pytest.raises(NothingToContinue):
        asked(a_view(lines=lines), "continue")


def test_who_is_asked_to_speak_again_begins_a_turn_of_its_own() -> None:
    lines = (*dialogue((YOU, "Why?")), CUT)
    last = last_of(asked(a_view(lines=lines), "speak"))
    assert last.endswith("[Next] Nobody answers Ann, who goes on alone.")


# Putting in a word, and the first word.


def test_who_was_not_spoken_to_only_reacts() -> None:
    view = with_ben(BEN, lines=dialogue((YOU, "Ann?"), (ANN, "Yes?")), addressee=ANN)
    last = last_of(asked(view, "interjection"))
    assert "[Next] This was not said to Ben, who only reacts, in one or two sentences" in last


def test_who_opens_speaks_after_the_narrator() -> None:
    last = last_of(asked(a_view(lines=dialogue((NARRATOR, "Night."))), "opening"))
    assert last.endswith(
        "[Next] Nobody has spoken yet. Ann speaks or acts first.\n\nNarrator: Night."
    )


def test_every_kind_of_a_bots_prompt_has_the_same_system_message_and_window() -> None:
    view = with_ben(lines=(*chatter(9), Line(10, 10, ANN, "So")))
    told: list[Kind] = ["speak", "continue", "interjection", "opening"]
    assert len({asked(view, kind).messages[:-1] for kind in told}) == 1


# A line for the player.


def test_the_player_is_played_by_its_persona_and_its_own_turns() -> None:
    lines = dialogue((NARRATOR, "Night."), (YOU, "*I nod.* Hi."), (ANN, "Hm."))
    system, before, own, last = asked(yours(lines=lines), "impersonate").messages
    assert system.text.startswith("You are Robin. ")
    assert "[Character]\nRobin (he/him)\nThirty; writes software." in system.text
    assert "Write it as Robin's turns so far are written" in system.text
    assert (before.text, own.text) == ("Narrator: Night.", "*I nod.* Hi.")
    assert own.role == "assistant"
    assert last.text.endswith(
        "[Next] Robin answers Ann. Leave Ann and Ben their own turns.\n\nAnn: Hm."
    )


def test_of_a_bot_the_player_is_told_no_more_than_what_can_be_seen() -> None:
    prompt = asked(yours(chat=Chat(NOW, NOW[:10], "rain"), lines=chatter(4)), "impersonate")
    assert [block.name for block in prompt.blocks] == [
        *("identity", "rules", "last turns", "scene", "activities", "cue")
    ]
    assert "affinity" not in text_of(prompt)


def test_a_player_is_told_that_others_call_them_you_where_they_do() -> None:
    assert 'Where others write "you"' not in text_of(asked(yours(), "impersonate"))
    told = text_of(asked(yours(style=Style("second")), "impersonate"))
    assert 'Where others write "you", they mean Robin.' in told


def test_a_player_who_gave_no_name_is_played_as_the_player() -> None:
    view = yours(names={**NAMES, YOU: DEFAULT_NAME}, you=You(), lines=dialogue((ANN, "Hm.")))
    prompt = asked(view, "impersonate")
    assert prompt.messages[0].text.startswith("You are Player. ")
    assert "[Character]" not in prompt.messages[0].text


def test_a_line_for_the_player_ends_where_a_bot_would_speak() -> None:
    assert stops(yours()) == ("\nAnn:", "\nBen:", "\nNarrator:")
    assert kept('Robin: *waves* "Hi."\n\nAnn: Hm.', yours()) == '*waves* "Hi."'


speakers = st.sampled_from((NARRATOR, YOU, ANN, BEN))


@given(st.lists(st.tuples(speakers, st.text(min_size=1)), max_size=30), st.integers(700, 4_000))
def test_the_roles_of_a_line_for_the_player_alternate_too(
    lines: list[tuple[int, str]], soft: int
) -> None:
    prompt = assemble(yours(lines=dialogue(*lines)), Budget(99_999, soft), count, "impersonate")
    roles = [message.role for message in prompt.messages]
    assert roles[:2] == ["system", "user"]
    assert roles[-1] == "user"
    assert all(one != other for one, other in pairwise(roles))
