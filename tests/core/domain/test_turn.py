import time
from itertools import groupby

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rp_tui.core.domain.ids import NARRATOR, YOU
from rp_tui.core.domain.markers import Kind, Markers, Segment, segments, spoken
from rp_tui.core.domain.text import LONGEST_PASSAGE, TooLong
from rp_tui.core.domain.turn import (
    NothingSaid,
    SegmentsDisagree,
    Turn,
    TurnHidden,
    TurnReworded,
    TurnScored,
    TurnSpoken,
    fold,
    refine,
    reword,
    score,
    speak,
    words_of,
)
from rp_tui.core.domain.witness import ALONE, EVERYONE, NotPresent, Presence
from tests.core.domain.troubles import refused

AT = "2026-03-10T21:14:00Z"
HOST, GUEST, OTHER = 1, 2, 3
ALL = Presence(HOST, GUEST)

proses = st.text(st.sampled_from('ab "*().,\n—é')).filter(str.strip)


def turn_of(prose: str) -> Turn:
    return Turn(HOST, 1, YOU, prose, segments(prose), AT, ALONE)


def test_a_turn_is_spoken_before_everyone_who_is_there() -> None:
    made = speak(ALL, 7, GUEST, " *nods* Yes.\x1b[2J ", AT, addressee=HOST, truncated=True)
    read = segments("*nods* Yes.")
    assert made == TurnSpoken(
        HOST, 7, GUEST, "*nods* Yes.", read, AT, EVERYONE, GUEST, HOST, truncated=True
    )
    assert fold(None, made) == Turn(
        HOST, 7, GUEST, "*nods* Yes.", read, AT, EVERYONE, GUEST, HOST, None, True
    )
    assert speak(Presence(HOST), 1, HOST, "Hi.", AT).mask == ALONE


@pytest.mark.parametrize("speaker", [YOU, HOST, GUEST, NARRATOR])
def test_who_is_there_and_the_narrator_may_speak(speaker: int) -> None:
    assert speak(ALL, 1, speaker, "Hi.", AT).speaker == speaker


def test_who_is_not_there_neither_speaks_nor_is_spoken_to() -> None:
    with refused(NotPresent):
        speak(Presence(HOST), 1, GUEST, "Hi.", AT)
    with refused(NotPresent):
        speak(ALL, 1, YOU, "Hi.", AT, addressee=OTHER)


@pytest.mark.parametrize("prose", ["", " \n", "\x1b[2J\x00"])
def test_nothing_is_no_turn(prose: str) -> None:
    with refused(NothingSaid):
        speak(ALL, 1, YOU, prose, AT)
    with refused(NothingSaid):
        reword(prose)


def test_a_megabyte_is_no_turn() -> None:
    assert reword("a" * LONGEST_PASSAGE)
    with refused(TooLong):
        speak(ALL, 1, YOU, "a" * 1_000_000, AT)


def test_markers_are_those_that_are_set() -> None:
    markers = Markers("[[", "]]")
    assert speak(ALL, 1, YOU, "a [[b]]", AT, markers=markers).segments[-1] == Segment("ooc", "b")
    assert reword("a [[b]]", markers=markers).segments[-1] == Segment("ooc", "b")


def test_a_turn_is_reworded_scored_and_hidden_each_alone() -> None:
    turn = fold(turn_of("Hi."), TurnScored(2))
    turn = fold(turn, reword("Hello.", truncated=True))
    turn = fold(turn, TurnHidden(True))
    read = segments("Hello.")
    expected = Turn(HOST, 1, YOU, "Hello.", read, AT, ALONE, None, None, 2, True, True)
    assert turn == expected
    for event in (TurnScored(1), reword("Hi."), TurnHidden(True)):
        assert fold(None, event) is None


def test_a_score_keeps_to_the_rubric() -> None:
    assert [score(n).significance for n in (-5, 0, 1, 2, 3, 99)] == [0, 0, 1, 2, 3, 3]


def test_a_finer_reading_tells_speech_from_action() -> None:
    turn = turn_of('"Well," she says, turning away. "No."')
    read = [
        Segment("dialogue", "Well"),
        Segment("action", "she says turning away"),
        Segment("dialogue", "No"),
    ]
    made = refine(turn, read)
    assert made == TurnReworded(
        turn.prose,
        (
            Segment("dialogue", '"Well,"'),
            Segment("action", " she says, turning away."),
            Segment("dialogue", ' "No."'),
        ),
    )


def test_a_reading_that_says_what_code_says_is_nothing_new() -> None:
    turn = turn_of("*nods* Yes, ((tired)) I do.")
    assert refine(turn, turn.segments) is None
    assert refine(turn, [Segment("action", "nods"), Segment("dialogue", "Yes I do")]) is None


def test_a_reading_of_a_cut_turn_leaves_it_cut() -> None:
    turn = fold(turn_of("a b"), TurnReworded("a b", segments("a b"), True))
    assert turn is not None
    made = refine(turn, [Segment("action", "a"), Segment("dialogue", "b")])
    assert made is not None
    assert made.truncated


@pytest.mark.parametrize(
    "read",
    [
        [],
        [Segment("dialogue", "I know")],
        [Segment("dialogue", "know I you")],
        [Segment("dialogue", "I know you"), Segment("dialogue", "tired")],
        [Segment("dialogue", "I know you tired")],
        [Segment("dialogue", "I know"), Segment("ooc", "you")],
        [Segment("dialogue", "tired"), Segment("ooc", "I know you")],
    ],
)
def test_a_reading_that_drops_adds_or_reveals_words_is_refused(read: list[Segment]) -> None:
    with refused(SegmentsDisagree):
        refine(turn_of("I know you. ((tired))"), read)


@given(proses, st.data())
def test_no_reading_loses_words_or_reveals_ooc(prose: str, data: st.DataObject) -> None:
    turn = turn_of(prose)
    heard = words_of(s for s in turn.segments if s.kind != "ooc")
    kinds_read: list[Kind] = ["dialogue", "action"]
    kind = st.sampled_from(kinds_read)
    read = [Segment(data.draw(kind), word) for word in heard]
    made = refine(turn, read)
    if made is None:
        return
    assert made.prose == prose
    assert "".join(s.text for s in made.segments) == "".join(s.text for s in turn.segments)
    asides = [s for s in turn.segments if s.kind == "ooc"]
    assert [s for s in made.segments if s.kind == "ooc"] == asides
    kinds = [s.kind for s in made.segments if s.kind != "ooc" for _ in words_of([s])]
    assert kinds == [s.kind for s in read]


@given(proses, st.lists(st.builds(Segment, st.sampled_from(("dialogue", "action", "ooc")), proses)))
def test_a_reading_of_other_words_is_never_used(prose: str, read: list[Segment]) -> None:
    turn = turn_of(prose)
    heard = words_of(s for s in turn.segments if s.kind != "ooc")
    assume(words_of(s for s in read if s.kind != "ooc") != heard)
    with refused(SegmentsDisagree):
        refine(turn, read)


@given(proses)
def test_a_bot_reads_the_same_words_in_a_finer_reading(prose: str) -> None:
    turn = turn_of(prose)
    heard = words_of(s for s in turn.segments if s.kind != "ooc")
    kinds: list[Kind] = ["action", "dialogue"]
    read = [Segment(kinds[at % 2], word) for at, word in enumerate(heard)]
    made = refine(turn, read)
    if made:
        assert letters(spoken(made.segments)) == letters(spoken(turn.segments))


def letters(text: str) -> str:
    return "".join(char for char, _ in groupby(text) if char.isalnum())


@pytest.mark.parametrize("prose", ["!" * 50_000, "! " * 50_000, "a" + "!" * 99_000, "a! " * 30_000])
def test_a_long_prose_is_read_in_no_time(prose: str) -> None:
    turn = turn_of(prose)
    begun = time.perf_counter()
    refine(turn, [Segment("action", " ".join(words_of(turn.segments)))])
    assert time.perf_counter() - begun < 1
