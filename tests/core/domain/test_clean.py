from time import perf_counter
from unicodedata import category

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rp_tui.core.domain.clean import LONGEST_STRING, MOST_MARKS, clean

MARKS = {"Mn", "Me"}
BIDI = "\u061c\u200e\u200f" + "".join(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))
UNSEEN = "\u200b\u2060\ufeff\u00ad\u034f\u3164\U000e0100"
MILLION = 1_000_000
LIMIT_S = 10  # what is quadratic takes minutes

every_code_point = st.text(st.characters(exclude_categories=()), max_size=40)
hostile = st.text(
    st.sampled_from(
        "ab1;[]()\\PX^_mJ \n\r\t\x00\x07\x18\x1b\x7f\x85\x90\x98\x9b\x9c\x9d\x9f\u00e9\u0301\u20dd"
        "\u0645\u064e\u0915\u094d\u200b\u200c\u200d\u202e\u2028\u2066\u2764\ufe0f\ufeff\ufffe"
        "\ud83d\ude00\udc01\U0001f468\U0001fffe\U000e0041"
    ),
    max_size=40,
)
any_text = hostile | every_code_point


@given(any_text)
@example("\x1b\x1b[2J[2J")
@example("\ud83d\x00\ude00")
@example("\ud83f\udffe")
@example("a" + "\u0301\u200c" * 4 + "\u0301")
@example("\u0645\u061c\u200c\u0645")
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    line = clean(text, single_line=True)
    assert clean(line, single_line=True) == clean(line) == line


@given(any_text)
def test_nothing_remains_that_steers_or_hides(text: str) -> None:
    for char in clean(text):
        assert category(char) not in {"Cc", "Cs", "Zl", "Zp"} or char in "\n\t"
        assert char not in BIDI + UNSEEN
        assert not 0xE0000 <= ord(char) <= 0xE0FFF
        assert ord(char) & 0xFFFE != 0xFFFE
        assert not 0xFDD0 <= ord(char) <= 0xFDEF


@given(any_text)
def test_what_is_clean_can_be_written_down(text: str) -> None:
    assert clean(text).encode("utf-8").decode("utf-8") == clean(text)


@given(any_text)
def test_no_base_bears_more_marks_than_four(text: str) -> None:
    marks = 0
    for char in clean(text):
        marks = marks + 1 if category(char) in MARKS else 0
        assert marks <= MOST_MARKS


@given(any_text)
def test_a_single_line_has_single_spaces_and_no_others(text: str) -> None:
    line = clean(text, single_line=True)
    assert line == line.strip()
    assert "  " not in line
    assert not any(char.isspace() for char in line.replace(" ", ""))


@given(st.text(st.sampled_from("az AZ09.,!?*_#()[]{}<>\n\t\u201c\u2019\u2014\u00e9\u0434\u6f22")))
def test_ordinary_prose_is_given_back_itself(text: str) -> None:
    assert clean(text) is text


@pytest.mark.parametrize(
    "text",
    [
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\u2764\ufe0f 1\ufe0f\u20e3",
        "\U0001f44d\U0001f3fd \U0001f1e9\U0001f1ea",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian, with a non-joiner
        "\u0915\u094d\u200d\u0937 \u0915\u094d\u200c\u0937",  # Hindi, with both joiners
        "\u101c\u103b\u103e\u1031\u102c\u1037",  # a word of Burmese with five signs
        "Vie\u0302\u0323t",
        "caf\u00e9 \u2014 \u201cquoted\u201d\u2026",
    ],
)
def test_what_languages_and_emoji_need_is_kept(text: str) -> None:
    assert clean(text) == text
    assert clean(text, single_line=True) == text


def test_emoji_alone_cost_no_more_than_words() -> None:
    family = "Hi \U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f389\U0001f389\u2014\u2014\u2014"
    assert clean(family) is family


def test_of_all_format_characters_only_what_is_seen_or_joins_is_kept() -> None:
    kept = {char for char in map(chr, range(0x110000)) if category(char) == "Cf" and clean(char)}
    numbers = set("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
    hieroglyphs = set(map(chr, range(0x13430, 0x13460)))
    assert kept - hieroglyphs == {"\u200d", "\U000110bd", "\U000110cd"} | numbers


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\x1b[2Jb", "ab"),
        ("a\x1b[38;2;1;2;3mb", "ab"),
        ("a\x1b[?25lb", "ab"),
        ("a\x1b[ qb", "ab"),
        ("a\x9b2Jb", "ab"),
        ("a\x1b]0;title\x07b", "ab"),
        ("a\x1b]52;c;aGk=\x1b\\b", "ab"),
        ("a\x1b]8;;http://e\x9cb", "ab"),
        ("a\x9d0;title\x07b", "ab"),
        ("a\x1bPq#0\n#1\x1b\\b", "ab"),
        ("a\x90q#0\x9cb", "ab"),
        ("a\x1b_apc\x1b\\b\x1b^pm\x1b\\c\x1bXsos\x1b\\d", "abcd"),
        ("a\x1b(Bb\x1b7c\x1bMd\x1bce", "abcde"),
        ("a\x1b", "a"),
        ("a\x1b[", "a"),
        ("a\x1b[31", "a"),
        ("a\x1b\u00e9", "a\u00e9"),
        ("a\x1b\x1b[2Jb", "ab"),
        ("a\x1b\x00[2Jb", "a[2Jb"),
        ("a\x1b]0;x\x1b[2Jb", "ab"),
    ],
)
def test_a_sequence_goes_as_a_whole(text: str, left: str) -> None:
    assert clean(text) == left


def test_a_sequence_without_end_takes_its_line_with_it() -> None:
    assert clean("a\x1b]0;evil") == "a"
    assert clean("a\x1b]0;evil\nThe story goes on.") == "a\nThe story goes on."


def test_a_sequence_without_end_cannot_swallow_a_long_text() -> None:
    assert clean("\x1b]" + "a" * (LONGEST_STRING + 9)) == "a" * 9
    assert clean("\x1bP" + "a\n" * LONGEST_STRING).count("a") == LONGEST_STRING - 1
    assert clean("\x1b]" + "a" * (LONGEST_STRING + 9) + "\x07b") == "a" * 9 + "b"


def test_prose_that_was_decoded_wrongly_is_no_sequence() -> None:
    said = "\u201cYes,\u201d she said. \u041d\u0435\u0442."
    wrong = said.encode().decode("latin-1")
    assert clean(wrong) == "".join(char for char in wrong if category(char) != "Cc")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\r\nb\rc\n\rd", "a\nb\nc\n\nd"),
        ("a\u2028b\u2029c", "a\nb\nc"),
        ("a\r\x00\nb", "a\nb"),
        ("a\tb", "a\tb"),
        ("a\x00\x08\x0b\x0c\x7f\x85b", "ab"),
        ("pass\u200bword\u2060\ufeff\u00ad", "password"),
        ("evil\u202etxt.exe\u202c\u2066\u2069", "eviltxt.exe"),
        ("a\U000e0041\U000e007fb\U000e0100", "ab"),
        ("a\ufffe\ufdd0\U0010ffffb", "ab"),
        ("Ma\u200cra", "Mara"),
        ("a\ud800b\udc00", "ab"),
    ],
)
def test_ends_of_lines_are_one_kind_and_the_unseen_goes(text: str, left: str) -> None:
    assert clean(text) == left


def test_two_halves_of_a_character_become_it_and_are_judged_as_it() -> None:
    assert clean("\ud83d\ude00") == "\U0001f600"
    assert clean("a\udb40\udc41b") == "ab"


def test_a_crowd_of_marks_is_thinned_on_each_base() -> None:
    assert clean("a" + "\u0301" * 9 + "b" + "\u0301" * 9) == "a" + "\u0301" * 4 + "b" + "\u0301" * 4
    assert clean("a" + "\u0301\u200b" * 9) == "a" + "\u0301" * 4
    assert clean("a" + "\u0301\u200d" * 9) == "a" + "\u0301\u200d" * 2


def test_every_mark_there_is_counts() -> None:
    for point in range(0x110000):
        mark = chr(point)
        if category(mark) in MARKS:
            assert clean("a" + mark * 9) in {"a" + mark * MOST_MARKS, "a"}


def test_a_single_line_is_one_line() -> None:
    assert clean("  The\r\n\tOld \u2028 Mill\u00a0\n", single_line=True) == "The Old Mill"
    assert clean("\x1b[1m\n\x1b[0m", single_line=True) == ""


@pytest.mark.parametrize(
    "unit",
    [
        "\x1b",
        "\x1b]",
        "\x1b[",
        "\x1bP\n",
        "\x9d",
        "a\x9d",
        "\x1b]" + "a" * (LONGEST_STRING - 1),
        "\u0301",
        "\u200c",
        "\u0645\u200c",
        "\ud800",
        "\r",
        "\U000e0041",
        "\U0001f600",
    ],
    ids=ascii,
)
def test_a_megabyte_of_malice_takes_time_in_proportion(unit: str) -> None:
    began = perf_counter()
    clean(unit * (MILLION // len(unit)))
    assert perf_counter() - began < LIMIT_S


def test_a_megabyte_behind_one_escape_takes_time_in_proportion() -> None:
    began = perf_counter()
    clean("\x1b[" + "1" * MILLION + "\x1b]" + "a" * MILLION + "\x1b" + " " * MILLION)
    assert perf_counter() - began < LIMIT_S
