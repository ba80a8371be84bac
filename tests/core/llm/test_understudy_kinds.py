"""What else the understudy is asked for than an answer: to open, to go on, to react, to propose."""

import re

import pytest
from msgspec.structs import replace

from rp_tui.core.domain.bot import Bot
from rp_tui.core.domain.edge import Edge
from rp_tui.core.domain.ids import NARRATOR, YOU
from rp_tui.core.domain.prompt import Message, Prompt
from rp_tui.core.domain.view import Line
from rp_tui.core.llm.understudy.compose import reply
from rp_tui.core.llm.understudy.english import sentences
from rp_tui.core.prompts.kinds import Kind
from tests.core.llm.understudies import CAST, FIRST, THIRD, lines, play, prompt_of, scene
from tests.core.prompts.views import ANN, BEN

SEEDS = range(6)
MOST_OF_A_REACTION = 4  # sentences


def asked(*said: tuple[int, str], guest: bool = False, kind: Kind = "speak") -> Prompt:
    return prompt_of(replace(scene(guest=guest, style=THIRD), lines=lines(said)), kind)


def broken_off(text: str) -> Prompt:
    said = Line(1001, 2, ANN, text, truncated=True)
    view = replace(scene(style=THIRD), lines=(*lines([(YOU, "Tell me.")]), said))
    return prompt_of(view, "continue")


def proposed(*said: tuple[int, str]) -> Prompt:
    """What is asked when a line is to be proposed to the player."""
    view = scene(speaker=YOU, addressee=ANN, edges={ANN: Edge()}, items={}, lines=lines(said))
    return prompt_of(view, "impersonate")


def test_who_opens_a_chat_speaks_and_asks_for_no_answer_to_what_nobody_said() -> None:
    for seed in SEEDS:
        text = reply(asked((NARRATOR, "The evening began badly.")), seed)
        assert '"' in text
        assert "*" in text
        assert "what you wanted to hear" not in text


def test_an_opening_is_asked_for_by_its_kind_and_without_a_word_before_it() -> None:
    assert reply(prompt_of(scene(style=THIRD), "opening"))


@pytest.mark.parametrize(
    ("partial", "start"),
    [
        ('"I never thought that you would', "—"),
        ("*Ann turned and", "—"),
        ('*Ann turned.* "Yes."', " "),
    ],
)
def test_what_broke_off_goes_on_from_its_last_character(partial: str, start: str) -> None:
    for seed in SEEDS:
        rest = reply(broken_off(partial), seed)
        assert rest.startswith(start)
        joined = partial + rest
        assert joined.count("*") % 2 == 0
        assert joined.count('"') % 2 == 0
        assert partial not in rest


def test_what_is_whole_is_gone_on_with_when_asked() -> None:
    told = asked((YOU, "Tell me."), (ANN, '*Ann turned.* "Yes."'), kind="continue")
    for seed in SEEDS:
        rest = reply(told, seed)
        assert rest.startswith(" ")
        assert '"Yes."' not in rest


def test_a_prompt_that_ends_with_ones_own_turn_asks_to_go_on() -> None:
    said = (Message("user", "Tell me."), Message("assistant", '"I never knew that'))
    prompt = Prompt("reply", (), (Message("system", "You are Mara. "), *said))
    assert reply(prompt).startswith("—")


def test_whom_nobody_answers_goes_on_alone_and_asks_not_why_it_is_quiet() -> None:
    for seed in SEEDS:
        text = reply(asked((YOU, "Hello."), (ANN, '"Hello."')), seed)
        assert not re.search(r"gone quiet", text)


def test_a_reaction_is_a_look_or_a_sentence() -> None:
    said = ((YOU, "Ben, what do you think of it?"), (BEN, '"I would burn it."'))
    for seed in SEEDS:
        text = reply(asked(*said, guest=True, kind="interjection"), seed)
        assert text.startswith("*")
        assert len(sentences(text)) <= MOST_OF_A_REACTION


def test_a_line_for_the_player_is_the_players_and_not_the_bots() -> None:
    said = ((YOU, '*waits* "I lost the key."'), (ANN, '"You lost it? Where?"'))
    of_bot = replace(asked(*said), job="impersonate")
    for text in (reply(prompt, seed) for prompt in (proposed(*said), of_bot) for seed in SEEDS):
        assert not re.search(r"\b(?:Ann|net|boat)\b", text.partition('"')[0])
        assert not re.search(r"\b(?:she|Robin)\b", text)
        assert text


def test_the_players_line_has_quotation_marks_only_if_the_player_writes_them() -> None:
    bare = proposed((YOU, "I lost the key."), (ANN, '"You lost it? Where?"'))
    marked = proposed((YOU, '"I lost the key."'), (ANN, '"You lost it? Where?"'))
    assert all('"' not in reply(bare, seed) for seed in SEEDS)
    assert all('"' in reply(marked, seed) for seed in SEEDS)


def test_the_players_line_is_told_as_the_player_tells() -> None:
    named = proposed((YOU, '*Robin sat down.* "So."'), (ANN, '"Well?"'))
    told = [reply(named, seed) for seed in range(20)]
    assert any(re.search(r"\*[^*]*\bRobin\b[^*]*\*", text) for text in told)
    assert not any(re.search(r"\*[^*]*\bI\b[^*]*\*", text) for text in told)


def test_the_player_can_be_proposed_a_first_word() -> None:
    assert reply(proposed((NARRATOR, "The evening began badly.")))


def test_a_job_that_is_unknown_is_a_reply() -> None:
    prompt = asked((YOU, "Hello."))
    assert reply(replace(prompt, job="toast"))


@pytest.mark.parametrize("bot", CAST, ids=["keeper", "thief", "baker"])
def test_who_is_told_nothing_for_long_still_has_something_to_say(bot: Bot) -> None:
    told = play(scene(bot, style=FIRST), ["*waits*"] * 12)
    assert len(set(told)) == len(told)
