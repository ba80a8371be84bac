"""Rows: none too wide, no word lost, and the same whether the text came at once or in pieces."""

from time import perf_counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from rp_tui.core.domain.markers import DEFAULT, Markers
from rp_tui.widgets.transcript.look import ACTION, OOC, QUOTE, STRONG
from rp_tui.widgets.transcript.wrap import NARROWEST, Row, grow, rows

LONG = 100_000
LIMIT_S = 10  # what is quadratic takes minutes

BITS = [
    *["*a", "b*", "**bold**", '"say', 'so"', "((ooc", "end))", "((", "))", "(", ")", "*", "**"],
    *["plain", "\n", "\n\n", "> q", ">", "- it", "漢字", "longest" * 5, "`c`", "x * y", "# h"],
    *["<ooc>", "</ooc>", "%%", "   ", " ", "\u3000", "e\u0301", "👩\u200d👩\u200d👧", "🇩🇪", "f*"],
]
prose = st.lists(st.sampled_from(BITS), max_size=30).map("".join)
widths = st.integers(NARROWEST, 60)
markers = st.sampled_from([DEFAULT, Markers("<ooc>", "</ooc>"), Markers("%%", "%%")])


def looks(text: str, width: int = 60) -> list[list[tuple[str, int]]]:
    return [[(piece.text, piece.look) for piece in row.pieces] for row in rows(text, width)]


def texts(text: str, width: int = 60) -> list[str]:
    return ["".join(piece.text for piece in row.pieces) for row in rows(text, width)]


@given(prose, widths, markers, st.lists(st.integers(1, 9), min_size=1))
@example("# h **bold** \n", NARROWEST, DEFAULT, [1])
@example("aaaaaaa((b))c", NARROWEST, DEFAULT, [1])
@example("aaaaaa<ooc>b", NARROWEST, Markers("<ooc>", "</ooc>"), [1])
def test_a_streamed_text_is_laid_out_as_the_whole(
    text: str, width: int, markers: Markers, steps: list[int]
) -> None:
    laid = list(rows("", width, markers=markers))
    size = number = 0
    while size < len(text):
        before, size = size, size + steps[number % len(steps)]
        grow(laid, min(before, len(text)), text[:size], width, markers)
        number += 1
    assert laid == list(rows(text, width, markers=markers))


@given(prose, widths, markers)
def test_no_row_is_wider_than_the_column(text: str, width: int, markers: Markers) -> None:
    for row in rows(text, width, markers=markers):
        assert sum(cell_len(piece.text) for piece in row.pieces) <= width


@given(prose, widths)
def test_nothing_but_marks_is_lost(text: str, width: int) -> None:
    lost = str.maketrans("", "", "*>▏ \n\u3000")
    assert "".join(texts(text, width)).translate(lost) == text.translate(lost)


@given(prose, widths)
def test_a_text_without_marks_is_kept_letter_for_letter(text: str, width: int) -> None:
    text = text.translate(str.maketrans("*>", "+)"))
    assert "".join("".join(texts(text, width)).split()) == "".join(text.split())


@given(prose, widths)
def test_rows_stand_in_the_order_of_the_text(text: str, width: int) -> None:
    places = [row.at for row in rows(text, width)]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)


def test_a_streamed_text_lays_out_no_more_than_its_last_rows() -> None:
    text = "The night wind took the lantern. *She waits.* " * 2_000
    laid = list(rows(text[: LONG // 2], 80))
    before = len(laid)
    assert grow(laid, LONG // 2, text[: LONG // 2 + 5], 80) >= before - 2


def test_an_action_is_told_from_speech() -> None:
    assert looks("*She nods.* Yes.") == [[("She nods.", ACTION), (" Yes.", 0)]]


def test_an_action_begins_with_its_first_letter() -> None:
    assert looks("*she") == [[("she", ACTION)]]


def test_an_action_goes_on_in_the_next_line_and_ends_with_its_paragraph() -> None:
    assert looks("*one\ntwo\n\nthree") == [
        [("one", ACTION)],
        [("two", ACTION)],
        [],
        [("three", 0)],
    ]


def test_bold_words_stand_in_actions_too() -> None:
    assert looks("*She **really** nods*") == [
        [("She ", ACTION), ("really", ACTION | STRONG), (" nods", ACTION)]
    ]


@pytest.mark.parametrize("text", ["5 * 3 = 15", "5*3*2", "f*ck", "2 ** 3"])
def test_an_asterisk_that_marks_nothing_is_shown(text: str) -> None:
    assert looks(text) == [[(text, 0)]]


def test_an_aside_keeps_its_brackets_and_is_set_off_where_it_stands_alone() -> None:
    assert looks("Yes. ((brb))") == [[("Yes. ", 0), ("((", OOC), ("brb", OOC), ("))", OOC)]]
    assert texts("((an aside of some length))", 14) == ["  ((an aside", "  of some", "  length))"]


def test_a_quote_has_a_bar_in_every_row() -> None:
    assert looks("> so it is said", 10) == [
        [("▏ ", QUOTE), ("so it is", QUOTE)],
        [("▏ ", QUOTE), ("said", QUOTE)],
    ]
    assert looks(">_<") == [[(">_<", 0)]]


def test_an_item_hangs() -> None:
    assert texts("- one and two", 9) == ["- one and", "  two"]


def test_headings_and_code_are_plain_text() -> None:
    text = "# A heading\n```py\nx = [1]\n```\n`y`"
    assert [[(line, 0)] for line in text.split("\n")] == looks(text)


def test_paragraphs_are_apart_by_one_blank_row_however_many_there_are() -> None:
    assert texts("one\n\n\n \n\ntwo") == ["one", "", "two"]
    assert len(texts("\n" * 10_000)) == 1


def test_wide_letters_and_joined_emoji_are_not_cut() -> None:
    assert texts("漢字漢字漢", NARROWEST) == ["漢字漢字", "漢"]
    family = "👩\u200d👩\u200d👧\u200d👦"
    assert texts(family * 5, NARROWEST) == [family * 4, family]


@pytest.mark.parametrize(
    "text",
    [
        *["a" * LONG, "漢" * LONG, "\n" * LONG, "*" * LONG, "*a " * (LONG // 3), "(" * LONG],
        *["> a\n" * (LONG // 4), " " * LONG + "x", "((" * (LONG // 2), "- \n" * (LONG // 3)],
    ],
    ids=lambda text: repr(text[:4]),
)
def test_no_text_takes_long(text: str) -> None:
    start = perf_counter()
    laid: list[Row] = list(rows(text, 80))
    grow(laid, len(text) - 1, text, 80)
    assert perf_counter() - start < LIMIT_S
