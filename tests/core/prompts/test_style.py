import pytest
from hypothesis import given
from hypothesis import strategies as st

from rp_tui.core.domain.view import Style, style_of

KICKOFFS = [
    ("", Style("third", "present")),
    ("An office, late. Rain.", Style("third", "present")),
    (
        "you stay late at the office; only you and Ann are there; she's at her desk pretending",
        Style("second", "present"),
    ),
    ("I look up from my desk as you walk in.", Style("first", "present")),
    ("I was late. You waited, and the rain had stopped.", Style("first", "past")),
    ("I walk into the bar. Ann wipes the counter and looks at me.", Style("third", "present")),
    ("It was raining when Ann came home. She dropped her keys and sighed.", Style("third", "past")),
    ('Ann leans on the door. "You were late," she says. "I waited."', Style("third", "present")),
    ("Ann leaned on the door. “You are late,” she said.", Style("third", "past")),
    ("You planned the trip for weeks. Ann was late, and you waited.", Style("second", "past")),
    ("She always smiled when he came in.", Style("third", "past")),
    ("He’s in the kitchen; it’s warm, and she slowly turns to him.", Style("third", "present")),
]


@pytest.mark.parametrize(("kickoff", "style"), KICKOFFS)
def test_a_kickoff_sets_the_person_and_the_tense(kickoff: str, style: Style) -> None:
    assert style_of(kickoff, "Ann") == style


@given(st.text(), st.text(min_size=1))
def test_any_prose_has_a_person_and_a_tense(kickoff: str, name: str) -> None:
    assert style_of(kickoff, name).person in {"first", "second", "third"}
