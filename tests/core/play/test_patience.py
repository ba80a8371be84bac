"""How long it is waited before a model is asked again, without a clock."""

from rp_tui.core.play.patience import MOST_FAILED, WAITS_S, Patience


def test_each_wait_is_longer_and_the_last_is_the_longest() -> None:
    patience, now_s, waited = Patience(), 0.0, []
    for _ in range(len(WAITS_S) + 2):
        patience.fails("a scene", now_s)
        until = next(s for s in WAITS_S if patience.may("a scene", now_s + s))
        assert not patience.may("a scene", now_s + until - 1)
        waited.append(until)
        now_s += until
    assert waited == [*WAITS_S, WAITS_S[-1], WAITS_S[-1]]


def test_what_is_new_need_not_wait_and_begins_anew() -> None:
    patience = Patience()
    for _ in range(3):
        patience.fails("older", 0.0, about=7)
    assert not patience.may("older", 1.0, about=7)
    assert patience.may("older", 1.0, about=8)
    patience.fails("older", 1.0, about=8)
    assert patience.may("older", 1.0 + WAITS_S[0], about=8)


def test_one_failure_is_nobody_else_s() -> None:
    patience = Patience()
    patience.fails(1, 0.0)
    assert patience.may(2, 0.0)
    patience.succeeds(1)
    assert patience.may(1, 0.0)


def test_of_all_that_fails_what_failed_longest_ago_is_forgotten() -> None:
    patience = Patience()
    for scene in range(MOST_FAILED):
        patience.fails(scene, 0.0)
    patience.fails(0, 0.0)
    patience.fails("one more", 0.0)
    assert len(patience.failed) == MOST_FAILED
    assert patience.may(1, 1.0)
    assert not any(patience.may(what, 1.0) for what in (0, 2, "one more"))
