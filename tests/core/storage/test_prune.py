"""What is kept, and for how long; by days on which the log was written."""

import pytest

from rp_tui.core.domain.clock import parse
from rp_tui.core.domain.ids import YOU, compose
from rp_tui.core.domain.memory import MemoryPinned
from rp_tui.core.domain.noun import Draft
from rp_tui.core.storage.errors import (
    NameInUse,
    NotFound,
    NothingToUndo,
)
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.prune import KEEP_TAILS_DAYS, SLACK_DAYS
from tests.core.storage.checks import refused
from tests.core.storage.stories import MORNING, feels, proses, remembers, says, speak

DAY_S = 24 * 3600
NOON = int(parse(MORNING).timestamp()) + 3 * 3600


def on_day(log: Log, day: int) -> None:
    """Let the machine's clock be on a day of the story's making."""
    log.clock = lambda: NOON + day * DAY_S


def play_on(log: Log, day: int) -> None:
    """A deed on a day, which is not about what was left."""
    on_day(log, day)
    speak(log, 3, [feels(3, f"as on day {day}")])


def leave_a_tail(log: Log) -> int:
    """A step that chat 1 was moved away from on day 0."""
    on_day(log, 0)
    kept, left = speak(log, 1, [says(1, "Kept.")], [says(1, "Left."), feels(1, "torn")]).steps
    speak(log, 1, [says(YOU, "And on.")])
    log.move("rewind", kept)
    return left


def test_a_tail_is_kept_for_fourteen_days_and_not_for_ever(log: Log) -> None:
    left = leave_a_tail(log)
    for day in range(1, KEEP_TAILS_DAYS + 1):
        play_on(log, day)
        assert log.prune() == 0
    for day in range(1, SLACK_DAYS + 2):
        play_on(log, KEEP_TAILS_DAYS + day)
    assert log.prune() == 1  # "And on."; what was left still stands beside what may come
    assert log.siblings(left) == [left]
    with refused(log.db, NothingToUndo):
        log.undo("undo", 1)


@pytest.mark.parametrize("wrong", [-20_000, -1, 27_000], ids=["1971", "yesterday", "2099"])
def test_one_batch_under_a_wrong_clock_ages_no_tail(log: Log, wrong: int) -> None:
    leave_a_tail(log)
    play_on(log, 0)
    play_on(log, wrong)
    for day in range(1, KEEP_TAILS_DAYS + 1):
        play_on(log, day)
        assert log.prune() == 0
    assert log.last_left(1) is not None
    for day in range(1, SLACK_DAYS + 2):
        play_on(log, KEEP_TAILS_DAYS + day)
    assert log.prune() == 1
    assert log.last_left(1) is None


def test_a_tail_left_under_a_wrong_clock_is_kept_for_fourteen_days_too(log: Log) -> None:
    kept, _ = speak(log, 1, [says(1, "Kept.")], [says(1, "Left.")]).steps
    speak(log, 1, [says(YOU, "And on.")])
    on_day(log, -20_000)
    log.move("rewind", kept)
    for day in range(1, KEEP_TAILS_DAYS + 1):
        play_on(log, day)
        assert log.prune() == 0
    for day in range(1, SLACK_DAYS + 2):
        play_on(log, KEEP_TAILS_DAYS + day)
    assert log.prune() == 1


def test_days_on_which_nobody_plays_make_nothing_old(log: Log) -> None:
    leave_a_tail(log)
    play_on(log, 400)
    assert log.prune() == 0


def test_siblings_are_kept_as_long_as_the_step_that_they_stand_on(log: Log) -> None:
    (yours,) = speak(log, 1, [says(YOU, "Well?")]).steps
    replies: list[int] = []
    for prose in ("One.", "Two.", "Three."):
        on_day(log, 0)
        log.move(f"regenerate {prose}", yours)
        replies += speak(log, 1, [says(1, prose)]).steps
        speak(log, 1, [says(YOU, f"After {prose}")])
    for day in range(1, 40):
        play_on(log, day)
    assert log.prune() == 2
    assert log.siblings(replies[-1]) == replies
    log.move("swipe", replies[0])
    assert proses(log) == ["Well?", "One."]


def test_a_name_keeps_its_branch_from_pruning(log: Log) -> None:
    left = leave_a_tail(log)
    log.name("name", left, "the way not taken")
    tip = log.named(1, "the way not taken")
    for day in range(1, 40):
        play_on(log, day)
    assert log.prune() == 0
    log.move("switch", tip)
    assert proses(log) == ["Kept.", "Left.", "And on."]


def test_a_name_taken_away_lets_its_branch_go(log: Log) -> None:
    start = log.head(1)
    (left,) = speak(log, 1, [says(1, "Left.")]).steps
    log.move("rewind", start)
    speak(log, 1, [says(1, "Kept.")])
    log.move("switch", left)
    (end,) = speak(log, 1, [says(1, "The end.")]).steps
    log.name("name", end, "an end")
    log.move("back", start)
    log.name("forget", end, None)
    for day in range(1, 40):
        play_on(log, day)
    assert log.prune() == 1
    with refused(log.db, NotFound):
        log.move("switch to the end", end)


def test_two_branches_of_a_chat_cannot_share_a_name(log: Log) -> None:
    start = log.head(1)
    (one,) = speak(log, 1, [says(1, "One.")]).steps
    log.move("rewind", start)
    (two,) = speak(log, 1, [says(1, "Two.")]).steps
    log.name("name one", one, "the way")
    with refused(log.db, NameInUse, "Another branch is called the way"):
        log.name("name two", two, "the way")
    log.name("name it again", one, "the way")
    log.name("in another chat", log.head(2), "the way")
    assert log.named(1, "the way") == one


def test_a_switch_to_what_was_pruned_is_refused(log: Log) -> None:
    leave_a_tail(log)
    tip = log.last_left(1)
    assert tip is not None
    for day in range(1, 40):
        play_on(log, day)
    log.prune()
    with refused(log.db, NotFound, f"There is no step {tip}; it was pruned"):
        log.move("switch", tip)
    with refused(log.db, NotFound, f"There is no step {tip}; it was pruned"):
        log.settle("late", tip, feels(1, "torn"))
    (step,) = speak(log, 1, [says(1, "Anew.")]).steps
    assert step > tip


def test_a_step_s_id_is_never_used_again(log: Log) -> None:
    leave_a_tail(log)
    tip = log.last_left(1)
    for day in range(1, 40):
        on_day(log, day)
        log.move(f"stay where we are, day {day}", log.head(3))
    assert log.prune() == 1
    (step,) = speak(log, 1, [says(1, "Anew.")]).steps
    assert step == (tip or 0) + 1


def test_what_was_born_on_a_pruned_step_is_not_there(log: Log) -> None:
    start = log.head(1)
    (first,) = speak(log, 1, [says(1, "One.")]).steps
    (step,) = speak(log, 1, [remembers(1, "a lantern")]).steps
    log.move("rewind", start)
    for day in range(1, 40):
        play_on(log, day)
    assert log.prune() == 1
    with refused(log.db, NotFound, "There is no memory"):
        pin = Draft("memory", MemoryPinned("manual"), compose(1, step))
        log.settle("pin", first, pin)
