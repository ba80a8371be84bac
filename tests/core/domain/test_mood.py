from rp_tui.core.domain.mood import GOALS, Mood, MoodChanged, change, fold
from rp_tui.core.domain.text import LONGEST_LINE


def test_what_is_unset_stays_as_it_was() -> None:
    mood = fold(fold(None, MoodChanged("torn", ("rest",), "tired")), MoodChanged(status="awake"))
    assert mood == Mood("torn", ("rest",), "awake")


def test_a_mood_goes_back_when_a_change_is_dropped() -> None:
    first, second = MoodChanged("calm"), MoodChanged("torn", ("leave",))
    assert fold(fold(None, first), second) == Mood("torn", ("leave",))
    assert fold(None, first) == Mood("calm")


def test_only_what_is_new_is_a_change() -> None:
    mood = Mood("calm", ("rest",), "tired")
    assert change(mood, "calm", ("rest",), "tired") is None
    assert change(mood, "torn", ("rest",), None) == MoodChanged("torn")


def test_a_model_that_says_nothing_wipes_nothing() -> None:
    mood = Mood("calm", ("rest",), "tired")
    assert change(mood) is None
    assert change(mood, "", (), " ") is None
    assert change(mood, "\x00", ("", "\u200b"), "\n") is None


def test_a_proposed_mood_is_cleaned_and_bounded() -> None:
    made = change(Mood(), "t\x1b[5morn\n", tuple(f"goal {n}\n" for n in range(9)), "x" * 999)
    assert made is not None
    assert made.feeling == "torn"
    assert made.goals == tuple(f"goal {n}" for n in range(GOALS))
    assert made.status == "x" * LONGEST_LINE
