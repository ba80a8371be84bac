"""Turn parse: what of a turn is spoken, what is done, and what is neither."""

import pytest

from rp_tui.core.domain.markers import segments
from rp_tui.core.domain.turn import Turn, refine
from rp_tui.core.prompts.jobs.shared.matter import told
from rp_tui.core.prompts.jobs.turn_parse import JOB, Parsed, TurnParse, proposal

TURNS = {
    "Hello there.": ["Hello there."],
    "*waves* Hi.": ["*waves*", "Hi."],
    'I nod. "Sure thing."': ["*I nod.*", '"Sure thing."'],
    "I nod slowly. Fine, have it your way.": ["*I nod slowly.*", "Fine, have it your way."],
    "I walk over to the window. It's late.": ["*I walk over to the window.*", "It's late."],
    "I sit down next to you. How was your day?": [
        "*I sit down next to you.*",
        "How was your day?",
    ],
    "Tom shrugs. Whatever you say.": ["*Tom shrugs.*", "Whatever you say."],
    '"I nod all the time," I say, and lean back.': [
        '"I nod all the time,"',
        "*I say, and lean back.*",
    ],
    '"Stay," I whisper. "Please."': ['"Stay,"', "*I whisper.*", '"Please."'],
    'The door creaks open. "Who is it?"': ["*The door creaks open.*", '"Who is it?"'],
    'I was late again. "Sorry," I mumble.': ["*I was late again.*", '"Sorry,"', "*I mumble.*"],
    "*sits* ((brb, phone)) I nod. Go on.": ["*sits*", "*I nod.*", "Go on."],
}
SPOKEN = (
    "I love walking home alone.",
    "I think you should go.",
    "I took the bus because my car broke down.",
    "Do I look tired?",
    "I was sitting at home when you called.",
    "I'll walk over to the bar and get us something.",
    "I can't reach it.",
    "I never look back.",
    "I always sit next to the window.",
    "I nod off in meetings.",
    'Have you read "Emma"? It is wonderful.',
    "She left me.",
    "They say it will rain.",
)


def turn_of(prose: str) -> Turn:
    return Turn(1, 1, 0, prose, segments(prose), "2026-03-10T21:14:00Z", 0b011)


def read(prose: str, answer: TurnParse | None = None) -> list[str]:
    matter = Parsed("Tom", segments(prose))
    found = proposal(answer or JOB.plain(matter), matter)
    return [f"*{one.text.strip()}*" if one.kind == "action" else one.text.strip() for one in found]


@pytest.mark.parametrize("prose", TURNS)
def test_a_turn_falls_into_what_is_said_and_what_is_done(prose: str) -> None:
    assert read(prose) == TURNS[prose]


@pytest.mark.parametrize("prose", SPOKEN)
def test_in_doubt_bare_words_are_spoken(prose: str) -> None:
    assert not any(piece.startswith("*") for piece in read(prose))


@pytest.mark.parametrize("prose", [*TURNS, *SPOKEN])
def test_a_reading_keeps_every_word_and_every_aside(prose: str) -> None:
    matter = Parsed("Tom", segments(prose))
    turn = turn_of(prose)
    refined = refine(turn, proposal(JOB.plain(matter), matter))
    after = refined.segments if refined else turn.segments
    asides = [one for one in turn.segments if one.kind == "ooc"]
    assert [one for one in after if one.kind == "ooc"] == asides


def test_by_default_all_that_no_marker_marks_is_one_spoken_segment() -> None:
    matter = Parsed("Tom", segments("I nod. I walk away. ((wait)) *waves*"))
    assert (
        refine(
            turn_of("I nod. I walk away. ((wait)) *waves*"), proposal(JOB.default(matter), matter)
        )
        is None
    )
    assert [one.kind for one in matter.segments] == ["dialogue", "ooc", "action"]


def test_a_number_that_no_piece_has_says_nothing() -> None:
    assert read("Hi. Bye.", TurnParse(not_spoken=[0, -1, 3, 99])) == ["Hi.", "Bye."]
    assert read("Hi. Bye.", TurnParse(not_spoken=[2, 2])) == ["Hi.", "*Bye.*"]


def test_a_model_is_asked_of_bare_sentences_by_number_and_never_of_asides() -> None:
    shown = told(JOB.tell(Parsed("Tom", segments("I nod. *waves* ((my secret)) Go on."))))
    assert shown.splitlines() == ["A turn of Tom, in pieces:", "1. I nod.", "*waves*", "2. Go on."]
