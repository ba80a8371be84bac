from hypothesis import given
from hypothesis import strategies as st

from rp_tui.core.prompts.loops import repeated, share

BEFORE = ("She leans back in her chair and looks at the rain.", "Fine. It's all fine, really.")


def test_a_run_of_five_words_that_was_said_before_is_seen_whole() -> None:
    reply = "*She leans back in her chair and sighs.* Then it's all fine — really fine."
    assert repeated(reply, BEFORE) == ("she leans back in her chair and",)


def test_case_and_marks_hide_no_repetition() -> None:
    assert repeated("FINE! It's all... fine, *really*", BEFORE) == ("fine it's all fine really",)


def test_four_words_are_no_run() -> None:
    assert repeated("She leans back in anger.", BEFORE) == ()
    assert share("She leans back in anger.", BEFORE) == 0.0


def test_the_share_tells_a_word_from_a_loop() -> None:
    assert share(BEFORE[0], BEFORE) == 1.0
    assert 0 < share(f"{BEFORE[1]} But the river is up again.", BEFORE) < 1


@given(st.text(), st.lists(st.text(), max_size=3))
def test_any_text_can_be_looked_at(reply: str, before: list[str]) -> None:
    assert 0 <= share(reply, before) <= 1
    assert bool(repeated(reply, before)) == (share(reply, before) > 0)
