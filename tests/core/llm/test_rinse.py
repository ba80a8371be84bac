"""A text that comes in pieces is as clean as one that comes at once."""

from hypothesis import example, given
from hypothesis import strategies as st

from rp_tui.core.domain.clean import clean
from rp_tui.core.llm.rinse import LONGEST_HELD, Rinse

PERSIAN = ("\u0645\u06cc", "\u062e\u0648")  # letters between which a non-joiner is spelt
PARTS = st.sampled_from(
    ["a", "Hello ", "é", "🧡", "\ud83e", "\udde1", "\r", "\n", "\r\n", "\u2028", "\x1b", "[", "31",
     "m", "]", "0;title", "\x07", "\x1b\\", "\x00", "\u200b", "\u200c",
     "\u200d", *PERSIAN, "e\u0301", "\u0301", "\u202e", "\ufeff", "\U000e0041", "#", "8", " "]
)  # fmt: skip

FATHA = "\u064e"  # a mark of those letters
OF_PERSIAN = st.sampled_from([*PERSIAN, FATHA, "\u200c"])

# They count for less behind a letter of Latin-1, and a cut may lose what stood before them.
OF_EIGHT_BITS = st.sampled_from(["\x9b", "\x9c", "\x9d", "\xc3"])


def rinsed(pieces: list[str]) -> str:
    rinse = Rinse()
    return "".join([*map(rinse.feed, pieces), rinse.rest()])


@given(st.lists(PARTS | OF_EIGHT_BITS, max_size=14))
@example([PERSIAN[0] + "\u200c", PERSIAN[1]])
@example([PERSIAN[0], "\u200c" + PERSIAN[1]])
@example(["\x1b]0;ti", "tle\x07a"])
@example(["a\r", "\nb"])
@example(["\ud83e", "\udde1"])
def test_it_is_as_clean_as_the_whole(pieces: list[str]) -> None:
    text = rinsed(pieces)
    assert clean(text) == text
    assert text.encode().decode() == text


@given(st.lists(st.text(max_size=8) | PARTS, max_size=14))
def test_what_is_clean_passes_as_it_is(pieces: list[str]) -> None:
    pieces = [clean(piece) for piece in pieces]
    if clean("".join(pieces)) == "".join(pieces):
        assert rinsed(pieces) == "".join(pieces)


@given(st.lists(PARTS | OF_PERSIAN, min_size=1, max_size=14))
@example([*["\u200c"] * 3, *["\u0301"] * 2])
@example(["\r", "\udde1", "\n"])
@example(["\r", "\x1b\\", "\x07", "\n"])
@example([PERSIAN[0], "\u200c", PERSIAN[0], PERSIAN[0], "\u200c", PERSIAN[0]])
@example([FATHA * 3, "\u200c", FATHA, PERSIAN[0]])
def test_cuts_change_nothing(pieces: list[str]) -> None:
    assert rinsed(pieces) == rinsed(["".join(pieces)]) == clean("".join(pieces))


def test_prose_is_not_held_back() -> None:
    rinse = Rinse()
    assert rinse.feed("Hello, ") == "Hello, "
    assert rinse.feed("J\u00fcrgen \U0001f9e1") == "J\u00fcrgen \U0001f9e1"


def test_no_more_is_held_than_the_bound() -> None:
    rinse = Rinse()
    said = rinse.feed("\x1b]0;") + "".join(rinse.feed("x" * 10) for _ in range(1_000))
    assert len(said) > 10_000 - 2 * LONGEST_HELD
    assert "\x1b" not in said
