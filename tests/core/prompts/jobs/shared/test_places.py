"""Places: as prose names them, and as one says where something was."""

import pytest

from rp_tui.core.prompts.jobs.shared.places import place_in, where


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("park", "in the park"),
        ("the bar", "in the bar"),
        ("pier", "at the pier"),
        ("rooftop", "on the rooftop"),
        ("outside", "outside"),
        ("home", "at home"),
        ("Blue Parrot", "at Blue Parrot"),
        ("the Blue Parrot", "at the Blue Parrot"),
        ("Tom's flat", "in Tom's flat"),
        ("Ann's flat", "in my flat"),
    ],
)
def test_where_something_was(place: str, told: str) -> None:
    assert where(place, "Ann") == told


@pytest.mark.parametrize(
    ("prose", "place"),
    [
        ("You sit at the bar of a small pub.", "pub"),
        ("You sit at the bar.", "bar"),
        ("She is driving you home.", ""),
        ("You are at home.", "home"),
        ("You have known each other for years.", ""),
        ("A knock at the kitchen door of the cottage.", "cottage"),
    ],
)
def test_the_place_that_a_prose_names(prose: str, place: str) -> None:
    assert place_in(prose) == place
