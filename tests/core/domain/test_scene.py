import pytest
from msgspec.structs import replace

from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.markers import segments
from rp_tui.core.domain.scene import (
    KEYS,
    Scene,
    SceneClosed,
    SceneIsClosed,
    SceneOpened,
    SceneSummarised,
    SceneUntold,
    close,
    fold,
    key_quotes,
    open_scene,
)
from rp_tui.core.domain.turn import Turn
from rp_tui.core.domain.witness import ALONE
from tests.core.domain.troubles import refused

AT, LATER = "2026-03-10T21:14:00Z", "2026-03-10T22:00:00Z"


def turn(prose: str, significance: int | None = None) -> Turn:
    return Turn(1, 1, YOU, prose, segments(prose), AT, ALONE, significance=significance)


def test_a_scene_opens_closes_and_is_summarised() -> None:
    scene = fold(None, open_scene(1, AT, 9, " A \x1b[2Jroom.\n"))
    assert scene == Scene(1, AT, 9, "A room.")
    assert scene.is_open
    closed = fold(scene, close(scene, LATER, "by hand", [turn("a", 1), turn("b", 2), turn("c")]))
    assert closed == Scene(1, AT, 9, "A room.", LATER, "by hand", 2)
    assert not closed.is_open
    assert fold(closed, SceneSummarised()) == Scene(
        1, AT, 9, "A room.", LATER, "by hand", 2, summarised=True
    )


def test_what_is_to_be_told_anew_waits_for_its_summary_again() -> None:
    scene = Scene(1, AT, 9, closed_at=LATER, reason="by hand", summarised=True)
    untold = fold(scene, SceneUntold())
    assert untold == replace(scene, summarised=False)
    assert fold(untold, SceneSummarised()) == scene
    assert fold(None, SceneUntold()) is None


def test_a_scene_in_which_nothing_was_scored_is_routine() -> None:
    assert close(Scene(1, AT), LATER, "by hand", []) == SceneClosed(LATER, "by hand", 0)
    assert close(Scene(1, AT), LATER, "by hand", [turn("a")]).significance == 0


def test_a_scene_closes_once() -> None:
    with refused(SceneIsClosed):
        close(Scene(1, AT, closed_at=LATER), LATER, "by hand", [])


def test_what_was_never_opened_neither_closes_nor_is_summarised() -> None:
    assert fold(None, SceneClosed(LATER, "by hand")) is None
    assert fold(None, SceneSummarised()) is None
    assert fold(None, SceneOpened(1, AT)) == Scene(1, AT)


SAID = [
    turn("I never\nsaid that. *turns away* “It’s over,” she whispers."),
    turn("((she means the ring)) Then take it."),
]


@pytest.mark.parametrize(
    ("proposed", "kept"),
    [
        ("I never said that.", "I never said that."),
        ('"i never SAID that"', "I never said that"),
        ("it's over", "It’s over"),
        ("“It's over,\" she whispers", "It’s over,” she whispers"),
        (" Then take it.\n", "Then take it."),
        ("that. *turns away*", "that. *turns away"),
    ],
)
def test_a_quote_is_kept_as_it_was_said(proposed: str, kept: str) -> None:
    assert key_quotes([proposed], SAID) == (kept,)


@pytest.mark.parametrize(
    "proposed",
    [
        "I never said this.",
        "never said that that",
        "hat",  # half a word
        "she means the ring",  # ooc
        "whispers. Then take it",  # out of two turns
        "",
        "…",
        '"."',
        "\x1b[2J",
        "(.*)",
    ],
)
def test_a_quote_that_nobody_said_is_dropped(proposed: str) -> None:
    assert key_quotes([proposed], SAID) == ()


def test_three_quotes_at_most_each_once() -> None:
    proposed = ["then take it", "I never", "THEN TAKE IT", "nothing", "that", "over", "she"]
    assert key_quotes(proposed, SAID) == ("Then take it", "I never", "that")
    assert len(key_quotes(proposed, SAID)) == KEYS
    assert key_quotes(["I never"], []) == ()
