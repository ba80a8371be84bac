from hypothesis import given
from hypothesis import strategies as st

from rp_tui.core.domain.edge import (
    LARGEST_STEP,
    MOST_FACTS,
    Edge,
    EdgeSeeded,
    EdgeShifted,
    EdgeSummarised,
    Fact,
    MomentShared,
    fact_id,
    fold,
    jot,
    knows,
    seed,
    share,
    shift,
    summarise,
)
from rp_tui.core.domain.edit import edited, inverse
from rp_tui.core.domain.text import LONGEST_LINE, NothingTold
from rp_tui.core.domain.witness import EVERYONE, Presence
from tests.core.domain.strategies import of
from tests.core.domain.troubles import refused

AT = "2026-03-10T21:14:00Z"
HOST, GUEST, OTHER = 1, 2, 3
HERE = Presence(HOST, GUEST)

steps = st.integers(-200, 200)
tame = st.builds(EdgeShifted, st.just(1), st.just(AT), st.integers(-3, 3), st.integers(-3, 3))


def after(*events: object, edge: Edge | None = None) -> Edge:
    for event in events:
        edge = fold(edge, event)
    return edge or Edge()


@given(steps, steps)
def test_steps_are_small(affinity: int, trust: int) -> None:
    made = shift(Edge(), HERE, AT, affinity, trust, [])
    assert abs(made.affinity) <= LARGEST_STEP >= abs(made.trust)
    assert made.affinity == affinity or abs(affinity) > LARGEST_STEP


@given(st.lists(of(EdgeShifted) | of(EdgeSeeded) | tame, max_size=6))
def test_feelings_stay_within_their_bounds(history: list[EdgeShifted | EdgeSeeded]) -> None:
    edge = None
    for event in history:
        edge = fold(edge, event)
        assert 0 <= edge.affinity <= 100
        assert 0 <= edge.trust <= 100


@given(st.integers(0, 100), st.lists(tame, min_size=1, max_size=40), st.data())
def test_one_step_less_never_moves_a_feeling_by_more_than_that_step(
    ground: int, history: list[EdgeShifted], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(history) - 1))
    start = EdgeSeeded(ground, ground)
    whole = after(start, *history)
    less = after(start, *history[:at], *history[at + 1 :])
    assert abs(whole.affinity - less.affinity) <= abs(history[at].affinity)
    assert abs(whole.trust - less.trust) <= abs(history[at].trust)


def test_a_step_that_was_clamped_away_is_not_missed() -> None:
    up = EdgeShifted(1, AT, 3)
    assert after(EdgeSeeded(96), up, up).affinity == 100
    assert after(EdgeSeeded(96), up).affinity == 99


def test_an_edge_remembers_when_it_last_met() -> None:
    edge = after(EdgeShifted(1, AT), EdgeShifted(2, "2026-01-01T00:00:00Z"))
    assert (edge.last_chat, edge.last_at) == (2, "2026-01-01T00:00:00Z")


def test_a_fact_carries_who_was_there() -> None:
    made = shift(Edge(), HERE, AT, 0, 0, [" He\n\x1b[2Jlies. "])
    assert made.learned == {
        fact_id("He lies."): Fact("He lies.", HOST, EVERYONE, GUEST, source="seen")
    }


def test_a_fact_comes_once_in_any_dress() -> None:
    edge = after(shift(Edge(), HERE, AT, 0, 0, ["He lies."]))
    again = ["he lies", "HE  LIES!", "“He lies.”", "Ｈｅ lies"]  # noqa: RUF001
    assert shift(edge, HERE, AT, 0, 0, again).learned == {}
    assert len(shift(Edge(), HERE, AT, 0, 0, again).learned) == 1
    assert fact_id("He lies") != fact_id("He lied")


def test_a_fact_without_a_word_is_none() -> None:
    assert shift(Edge(), HERE, AT, 0, 0, ["", "…", "!!", "\u200b", "\x1b[2J"]).learned == {}


def test_facts_are_few_and_short() -> None:
    made = shift(Edge(), HERE, AT, 0, 0, [f"{n} " * 999 for n in range(9)])
    assert len(made.learned) == MOST_FACTS
    assert all(len(fact.text) <= LONGEST_LINE for fact in made.learned.values())


def test_known_facts_do_not_crowd_out_new_ones() -> None:
    known = ["a", "b", "c"]
    edge = after(shift(Edge(), HERE, AT, 0, 0, known))
    assert list(shift(edge, HERE, AT, 0, 0, [*known, "d"]).learned) == [fact_id("d")]


def test_facts_stand_in_the_order_in_which_they_were_learned() -> None:
    edge = after(
        seed(50, 50, "", ["first"]),
        shift(Edge(), HERE, AT, 0, 0, ["second"]),
        shift(Edge(), HERE, AT, 0, 0, ["third"]),
    )
    assert [fact.text for fact in edge.facts.values()] == ["first", "second", "third"]
    gone = after(EdgeShifted(1, AT, forgotten=(fact_id("second"), "nothing")), edge=edge)
    assert [fact.text for fact in gone.facts.values()] == ["first", "third"]
    back = after(shift(gone, HERE, AT, 0, 0, ["second"]), edge=gone)
    assert [fact.text for fact in back.facts.values()] == ["first", "third", "second"]


def test_what_is_learned_and_forgotten_at_once_is_forgotten() -> None:
    both = EdgeShifted(1, AT, learned={"a": Fact("He lies.")}, forgotten=("a",))
    assert after(both).facts == {}


def test_a_seed_amended_in_mid_play_moves_the_ground_and_keeps_what_was_learned() -> None:
    play = (
        shift(Edge(), HERE, AT, 3, -3, ["He lies."]),
        summarise(HOST, "Wary."),
        share(9, "The pier."),
    )
    old, amended = seed(40, 40, "Strangers.", ["He is tall."]), seed(90, 10, "", ["He is short."])
    before, edge = after(old, *play), after(old, amended, *play)  # authoring is folded first
    assert (before.affinity, before.trust) == (43, 37)
    assert (edge.affinity, edge.trust) == (93, 7)
    assert [fact.text for fact in edge.facts.values()] == ["He is short.", "He lies."]
    assert (edge.summaries, edge.moments) == ({str(HOST): "Wary."}, {"9": "The pier."})
    assert before.summaries == {"0": "Strangers.", str(HOST): "Wary."}


def test_a_seed_that_comes_late_keeps_what_was_learned_too() -> None:
    edge = after(shift(Edge(), HERE, AT, 3, 3, ["He lies."]), summarise(HOST, "Wary."))
    late = after(seed(80, 80, "Old friends.", ["He sings."]), edge=edge)
    assert [fact.text for fact in late.facts.values()] == ["He sings.", "He lies."]
    assert late.summaries == {"0": "Old friends.", str(HOST): "Wary."}


@given(steps, steps)
def test_a_seed_is_bounded(affinity: int, trust: int) -> None:
    made = seed(affinity, trust, " So\x00. ", ["", "a"])
    assert 0 <= made.affinity <= 100 >= made.trust >= 0
    assert made.summary == "So."
    assert [fact.source for fact in made.facts.values()] == ["seed"]


def test_a_chat_rewrites_its_own_summary_alone() -> None:
    edge = after(summarise(1, "Wary."), summarise(2, "Close."), summarise(1, "Fond."))
    assert edge.summaries == {"1": "Fond.", "2": "Close."}


def test_a_blank_summary_or_moment_is_refused() -> None:
    with refused(NothingTold):
        summarise(1, " \n")
    with refused(NothingTold):
        share(9, "\x00")


def test_moments_are_one_a_scene() -> None:
    edge = after(share(9, "The\npier."), MomentShared(10, "The ring."))
    assert edge.moments == {"9": "The pier.", "10": "The ring."}
    assert after(EdgeSummarised(1, "Wary."), edge=edge).moments == edge.moments


def test_what_a_person_jots_down_is_known_and_can_be_taken_back() -> None:
    made = jot(Edge(), " He\x00 lies.\n")
    assert made is not None
    edge = edited(Edge(), made)
    assert edge.facts == {fact_id("He lies."): Fact("He lies.", source="hand")}
    assert jot(edge, "he lies") is None
    assert jot(edge, "") is None
    assert edited(edge, inverse(made)) == Edge()


def test_a_source_knows_what_it_saw_or_was_given_to_know() -> None:
    seen = Fact("He lies.", HOST, EVERYONE, GUEST, source="seen")
    assert [who for who in range(5) if knows(who, seen)] == [0, HOST, GUEST]
    for given_fact in (Fact("a", source="seed"), Fact("a")):
        assert knows(OTHER, given_fact)
    assert not knows(HOST, Fact("a", source="seen"))
