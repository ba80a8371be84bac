"""What is drawn is clean, and a text that grew is drawn as one that came at once."""

from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from rp_tui.core.domain.clean import clean
from rp_tui.widgets.transcript.drawable import MOST_DRAWN, Growing, drawable, drawable_line

MILLION = 1_000_000
LIMIT_S = 10

hostile = st.text(
    st.sampled_from("ab [];\\m\n\x00\x07\x1b\x9b\x9d\u200c\u0645\u0301\u202e\ufe0f\U0001f3fd")
)


@given(hostile)
def test_what_is_drawn_is_clean(text: str) -> None:
    assert clean(drawable(text)) == drawable(text)
    assert "\n" not in drawable_line(text)


@given(hostile, st.lists(st.integers(1, 5), min_size=1))
def test_a_text_that_grew_is_drawn_as_the_whole(text: str, steps: list[int]) -> None:
    growing, size, number = Growing(), 0, 0
    while size < len(text):
        size += steps[number % len(steps)]
        number += 1
        growing.become(text[:size])
    assert growing.drawn == drawable(text.strip())


def test_emoji_are_as_wide_for_tmux_as_for_us() -> None:
    assert drawable("❤\ufe0f 1\ufe0f\u20e3 👍\U0001f3fd") == "❤ 1 👍"
    assert cell_len(drawable("\t")) == 4


def test_a_megabyte_is_drawn_in_part_and_at_once() -> None:
    start = perf_counter()
    growing = Growing()
    for size in range(0, MILLION, MILLION // 50):
        growing.become("e\u0301" * size)
    assert len(growing.drawn) <= MOST_DRAWN
    assert perf_counter() - start < LIMIT_S
