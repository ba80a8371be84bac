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
        ("She thinks you are kind.", "She thinks Tom is kind."),
        ("Ann and you have met.", "Ann and Tom have met."),
        ("You respect her and forget yourself.", "Tom respects her and forget themselves."),
    ],
)
def test_the_player_is_called_by_name(prose: str, told: str) -> None:
    assert named(prose, "Tom", "Ann") == told


@pytest.mark.parametrize(
    ("prose", "told"),
    [
        ("You have her spare key.", "You have her spare key."),
        ("Ann likes you more than she lets on.", "Ann likes you more than she lets on."),
        ("I am late, and my coat is wet.", "You are late, and your coat is wet."),
        ("I'm her boss.", "You're her boss."),
        ("She waited. I was away.", "She waited. You were away."),
        (
            "Ann is my coworker; she has a crush on me",
            "Ann is your coworker; she has a crush on you",
        ),
        ("We've shared our flat for years.", "You've shared your flat for years."),
        ("The two of you are stuck.", "The two of you are stuck."),
        ("She says that I never listen.", "She says that you never listen."),
    ],
)
def test_a_player_without_a_name_stays_in_the_second_person(prose: str, told: str) -> None:
    assert named(prose, "You", "Ann") == told


def test_an_aside_is_no_part_of_the_story() -> None:
    assert story("It rains. ((make it snow later)) You wait.") == "It rains. You wait."
