"""Authored prose: told with names, and without asides."""

import pytest

from rp_tui.core.prompts.jobs.shared.authored import named, story


@pytest.mark.parametrize(
    ("prose", "told"),
    [
        ("You are her boss.", "Tom is her boss."),
        ("you're late", "Tom is late"),
        ("I've been away.", "Tom has been away."),
        ("You have two sons.", "Tom has two sons."),
        ("You stay late.", "Tom stays late."),
        ("You love her and she loves you.", "Tom loves her and she loves Tom."),
        ("She hates what you did to your brother.", "She hates what Tom did to Tom's brother."),
        ("We've shared our flat for years.", "They have shared their flat for years."),
        ("The two of you are stuck.", "Ann and Tom are stuck."),
        ("You haven't seen each other.", "Ann and Tom haven't seen each other."),
        ("She waits; you help her.", "She waits; Tom helps her."),
        ("You don't know.", "Tom doesn't know."),
        ("You are old friends.", "Ann and Tom are old friends."),
        ("You have been married for ten years.", "Ann and Tom have been married for ten years."),
        ("Ann waits. You went home.", "Ann waits. Tom went home."),
    ],
)
def test_the_player_is_called_by_name(prose: str, told: str) -> None:
    assert named(prose, "Tom", "Ann") == told


def test_an_aside_is_no_part_of_the_story() -> None:
    assert story("It rains. ((make it snow later)) You wait.") == "It rains. You wait."
