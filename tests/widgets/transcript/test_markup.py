"""Segments that a model read more finely than code look as they were read."""

from hypothesis import given
from hypothesis import strategies as st

from rp_tui.core.domain.markers import DEFAULT, Kind, Markers, Segment
from rp_tui.widgets.transcript.look import ACTION, OOC
from rp_tui.widgets.transcript.markup import READ, marked
from rp_tui.widgets.transcript.wrap import rows

WIDE = 1_000

kinds: st.SearchStrategy[Kind] = st.sampled_from(["dialogue", "action", "ooc"])
read = st.lists(
    st.builds(Segment, kinds, st.text("ab *()", min_size=1, max_size=20)), max_size=8
).map(tuple)


def looks(segments: tuple[Segment, ...], markers: Markers = DEFAULT) -> list[tuple[str, int]]:
    laid = rows(marked(segments, markers), WIDE, READ)
    return [(piece.text, piece.look) for row in laid for piece in row.pieces]


def test_words_without_asterisks_can_be_an_action() -> None:
    segments = Segment("action", "I nod. "), Segment("dialogue", "Yes, 5*3 *or* so.")
    assert looks(segments) == [("I nod. ", ACTION), ("Yes, 5*3 *or* so.", 0)]


def test_an_aside_gets_its_brackets_back() -> None:
    segments = Segment("dialogue", "Yes."), Segment("ooc", "brb")
    assert looks(segments) == [("Yes. ", 0), ("((brb))", OOC)]
    assert looks(segments, Markers("[[", "]]"))[1] == ("[[brb]]", OOC)


@given(read)
def test_no_word_of_a_segment_is_lost(segments: tuple[Segment, ...]) -> None:
    lost = str.maketrans("", "", " *()")
    told = "".join(text for text, _ in looks(segments)).translate(lost)
    assert told == "".join(segment.text for segment in segments).translate(lost)


@given(read)
def test_no_kind_goes_on_in_the_next_segment(segments: tuple[Segment, ...]) -> None:
    after = (*segments, Segment("dialogue", "END"))
    assert looks(after)[-1][1] & (ACTION | OOC) == 0
