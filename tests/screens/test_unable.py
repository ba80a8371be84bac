"""Why something cannot be done: a sentence for each thing that can be asked for."""

from pathlib import Path

import pytest

from rp_tui.core.play.under_way import UnderWay
from rp_tui.screens.chat import unable
from rp_tui.screens.chat.able import Situation, able
from rp_tui.screens.chat.unable import PLAIN, why_not
from rp_tui.ui.action import Place
from rp_tui.ui.actions import ACTIONS
from rp_tui.widgets.transcript.shown import Shown
from tests.screens.seat import with_mara

NEWEST = Shown(9, 5)
SITUATIONS = [
    Situation(),
    Situation(1, 1, 1),
    Situation(1, 1, 1, turns=5, newest_is_reply=True, selected=NEWEST),
    Situation(1, 1, 1, turns=5, selected=Shown(4, 2), editing=True),
    Situation(1, 1, 2, guest=2, going=UnderWay(busy=True), turns=5, selected=NEWEST),
    Situation(1, 1, 1, sending=True, turns=5, selected=NEWEST),
]


@pytest.mark.parametrize("now", SITUATIONS)
def test_whatever_has_no_effect_has_a_reason_and_nothing_else_has(now: Situation) -> None:
    for action in ACTIONS:
        if set(action.where) == {Place.MODAL}:
            continue
        reason = why_not(action.id, now)
        assert bool(reason) == (action.id not in able(now))
        if action.id not in PLAIN:
            assert reason != unable.NOT_NOW, action.id


@pytest.mark.parametrize(
    ("id", "now", "told"),
    [
        ("rewind", SITUATIONS[2], unable.NEWEST),
        ("rewind", SITUATIONS[3], unable.EDITING),
        ("rewind", SITUATIONS[4], unable.BUSY),
        ("regenerate", SITUATIONS[5], unable.BUSY),
        ("rewind", SITUATIONS[1], unable.UNSELECTED),
        ("regenerate", SITUATIONS[0], unable.NOBODY),
        ("add-guest", Situation(1, 1, 3, guest=2), unable.GUEST),
    ],
)
def test_what_must_be_over_first_is_told_first(id: str, now: Situation, told: str) -> None:
    assert why_not(id, now) == told


async def test_a_key_that_cannot_be_says_why(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("Hello.")
        await seat.read()
        for key, told in (
            ("R", "This is the newest turn"),
            ("s", "one branch only"),
            ("h", "no reply before this one"),
            ("n", "Nothing is searched for."),
            ("u", "There is nothing to undo."),
            ("b", "the story goes on from here"),
        ):
            await seat.press(key)
            await seat.sees(told)


async def test_a_key_that_can_be_or_means_nothing_is_not_answered(tmp_path: Path) -> None:
    async with with_mara(tmp_path) as seat:
        await seat.say("Hello.")
        await seat.press("ctrl+n", "j", "k", "z", "escape", "tab", "tab", "j")
        await seat.pilot.pause()
        assert seat.chat.notice.view is None
