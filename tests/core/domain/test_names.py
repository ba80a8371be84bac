"""Who is called the same as whom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rp_tui.core.domain.names import (
    LONGEST_NAME,
    NameMissing,
    NameTaken,
    NameTooLong,
    key,
    named,
)
from tests.core.domain.strategies import texts
from tests.core.domain.troubles import refused

LOOK_ALIKES = [
    "Ann",
    "ann",
    "ANN",
    " Ann\n",
    "\uff21\uff4e\uff4e",  # full width
    "A\u200bnn",
    "A\u200dnn",
    "Ann\ufe0f",
    "\u202eAnn",
    "\x1b[31mAnn",
]


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_a_name_that_looks_like_anothers_is_taken(name: str) -> None:
    with refused(NameTaken):
        named(name, ["Robin", "Ann"])
    with refused(NameTaken):
        named("Ann", ["Robin", name])


@pytest.mark.parametrize(
    ("name", "other"),
    [("Straße", "STRASSE"), ("Zoë", "Zoe\u0308"), ("Ann Lee", "ann\u00a0 lee"), ("Ⅳ", "iv")],
)
def test_names_are_the_same_in_any_spelling_of_their_letters(name: str, other: str) -> None:
    assert key(name) == key(other)


@pytest.mark.parametrize("other", ["Anna", "An n", "Änn", "Ann 2", "-Ann"])
def test_names_that_look_different_are_different(other: str) -> None:
    assert named(other, ["Ann"]) == other


@pytest.mark.parametrize("name", ["", " \n", "\u200b", "\u200d", "\x00", "\x1b[2J", "\ufe0f"])
def test_nobody_is_called_nothing(name: str) -> None:
    with refused(NameMissing):
        named(name, [])


def test_a_name_has_a_length() -> None:
    assert named("A" * LONGEST_NAME, []) == "A" * LONGEST_NAME
    with refused(NameTooLong):
        named("A" * (LONGEST_NAME + 1), [])


@given(texts | st.text(max_size=12))
def test_a_key_is_its_own_key(name: str) -> None:
    assert key(key(name)) == key(name)
    assert key(name.upper().lower()) == key(name.lower()) or not name.isascii()
