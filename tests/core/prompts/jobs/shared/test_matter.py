"""How matters call people, above all a player who has said no name."""

import pytest

from rp_tui.core.prompts.jobs.shared.matter import among, called, labelled, same
from rp_tui.core.prompts.plain import NAMELESS


@pytest.mark.parametrize("name", ["You", "you", " YOU "])
def test_a_player_without_a_name_is_called_as_in_prompts(name: str) -> None:
    assert called(name) == NAMELESS
    assert labelled(name) == name.strip()


def test_an_answer_that_names_the_nameless_means_the_player() -> None:
    assert among(NAMELESS, ("You", "Ann")) == "You"
    assert among("you", ("You", "Ann")) == ""  # which is whoever is spoken to
    assert same("You", "you")
    assert not same("You", NAMELESS)
