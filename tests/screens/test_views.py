"""From what the core tells to what is shown."""

from msgspec.structs import replace

from rp_tui.core.domain.ids import NARRATOR, YOU
from rp_tui.core.domain.turn import Turn
from rp_tui.core.play.under_way import UnderWay, Waiting
from rp_tui.core.storage.history import Siblings
from rp_tui.core.storage.lines import Line
from rp_tui.core.storage.looks.cost import Cost
from rp_tui.core.storage.looks.turns import Said
from rp_tui.screens.chat import views
from rp_tui.widgets.banner import Tone

TURN = Turn(1, 4, 1, "Yes.", (), "2024-01-01T00:00:00Z", 7)
NOW = 1_700_000_000
SAID = Said(50, 40, "Mara", TURN)


def test_a_turn_is_shown_with_who_said_it_its_weight_and_its_siblings() -> None:
    found = views.shown(SAID, Siblings((3, 4), 1), ())
    assert (found.label, found.kind, found.siblings, found.mark) == ("Mara", "bot", "2/2", "")
    weighty = replace(SAID, turn=replace(TURN, significance=2))
    assert views.shown(weighty, None, ()).mark == "★"
    yours = replace(SAID, turn=replace(TURN, speaker=YOU))
    assert views.shown(yours, None, ()).kind == "you"
    told = replace(SAID, turn=replace(TURN, speaker=NARRATOR))
    assert (views.shown(told, None, ()).kind, views.shown(told, None, ()).label) == (
        "narration",
        "",
    )


def test_a_turn_settles_until_it_is_scored() -> None:
    assert views.shown(SAID, None, {40}).settling
    scored = replace(SAID, turn=replace(TURN, significance=0))
    assert not views.shown(scored, None, {40}).settling


def test_tokens_are_told_when_there_was_a_prompt() -> None:
    assert views.status("m", 8_000, None).tokens == 0
    found = views.status("m", 8_000, Cost("m", 1_200, 80, 900))
    assert (found.tokens, found.budget, found.reply_ms) == (1_200, 8_000, 900)


def test_a_banner_says_what_is_the_matter_and_what_can_be_done() -> None:
    assert views.banner(UnderWay(), "", "") is None
    slow = views.banner(UnderWay(busy=True, phase="slow"), "Slow", "")
    assert slow
    assert (slow.told, slow.tone, slow.actions) == ("Slow", Tone.SLOW, ("stop",))
    assert views.banner(UnderWay(busy=True, phase="streaming"), "", "Broken") is None
    broken = views.banner(UnderWay(), "", "h: too busy (a; b); retry in a moment.")
    assert broken
    assert broken.told == "h: too busy (a; b); the partial reply is kept."
    assert broken.actions == ("regenerate", "continue")
    tried = views.banner(UnderWay(trying=True, waiting=Waiting("No.", "Hi.")), "", "")
    assert tried
    assert (tried.quote, tried.actions) == ("Hi.", ("stop",))
    held = views.banner(UnderWay(waiting=Waiting("No.", "Hi.", "", cold=True)), "", "")
    assert held
    assert (held.quote, held.tone) == ("Hi.", Tone.ERROR)
    assert held.actions == ("retry", "keep-trying", "discard")
    left = views.banner(UnderWay(waiting=Waiting("Ended.", "Hi.", "Yes", cut_off=True)), "", "")
    assert left
    assert (left.quote, left.reply, left.tone) == ("Hi.", "Yes", Tone.NOTE)
    assert left.actions == ("retry", "keep-partial", "discard")


def test_a_branch_is_told_by_its_name_or_by_what_it_is_and_never_mute() -> None:
    left = Line(9, None, False, 5, 1, "*She nods.* Yes.", NOW - 180, "rewind")
    told = views.branch(left, "Mara", NOW)
    assert told == (9, "Before a rewind · turn 5 · 3 min ago", "Mara: “She nods. Yes.”", None)
    assert views.branch(replace(left, name="rain"), "", NOW)[1:3] == (
        "rain · turn 5 · 3 min ago",
        "“She nods. Yes.”",
    )
    assert views.branch(replace(left, is_edited=True), "", NOW).title.startswith("Edited otherwise")
    assert views.branch(replace(left, left_by="swipe"), "", NOW).title.startswith("Another reply")
    empty = views.branch(Line(9, "new", False), "You", NOW)
    assert (empty.title, empty.line) == ("new", "Nothing is said on it yet.")
