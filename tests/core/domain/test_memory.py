import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rp_tui.core.domain.edit import edit, edited
from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.memory import (
    PINS,
    Memory,
    MemoryErased,
    MemoryFormed,
    MemoryPinned,
    Pin,
    fold,
    form,
    pins_in_force,
)
from rp_tui.core.domain.text import NothingTold
from rp_tui.core.domain.witness import ALONE, EVERYONE, NotPresent, Presence
from tests.core.domain.troubles import refused

AT = "2026-03-10T21:14:00Z"
HOST, GUEST, OTHER = 1, 2, 3
HERE = Presence(HOST, GUEST)

scores = st.integers(0, 3)
pins: st.SearchStrategy[Pin] = st.sampled_from(("auto", "manual", ""))


def memory(significance: int = 1, pin: Pin = "auto") -> Memory:
    return Memory(HOST, AT, ALONE, None, "It rained.", significance=significance, pin=pin)


def test_a_memory_is_formed_by_a_witness() -> None:
    made = form(GUEST, HERE, AT, " It \x1b[2Jrained.\n\nHard. ", 2, quotes=["Rain?"], about=44)
    assert made == MemoryFormed(
        GUEST, HOST, AT, EVERYONE, GUEST, "It rained.\n\nHard.", ("Rain?",), 2, about=44
    )
    assert fold(None, made) == Memory(
        HOST, AT, EVERYONE, GUEST, "It rained.\n\nHard.", ("Rain?",), 2, about=44
    )
    assert form(YOU, Presence(HOST), AT, "It rained.", 1).mask == ALONE


@pytest.mark.parametrize("owner", [OTHER, -1])
def test_who_was_not_there_remembers_nothing(owner: int) -> None:
    with refused(NotPresent):
        form(owner, HERE, AT, "It rained.", 1)
    with refused(NotPresent):
        form(GUEST, Presence(HOST), AT, "It rained.", 1)


def test_a_memory_needs_words() -> None:
    with refused(NothingTold):
        form(HOST, HERE, AT, "\x00 \n", 1)


@given(st.integers(), st.integers())
def test_significance_and_reliability_keep_to_their_scales(score: int, reliability: int) -> None:
    made = form(HOST, HERE, AT, "It rained.", score, source="told", reliability=reliability)
    assert 0 <= made.significance <= 3
    assert 0 <= made.reliability <= 100


@pytest.mark.parametrize(("significance", "kept"), [(0, 0), (1, 0), (2, 2), (3, 2)])
def test_only_what_is_significant_keeps_its_quotes(significance: int, kept: int) -> None:
    quotes = form(HOST, HERE, AT, "It rained.", significance, quotes=["Rain?", "Yes."]).quotes
    assert len(quotes) == kept


def test_what_is_erased_is_gone() -> None:
    assert fold(memory(), MemoryErased()) is None
    assert fold(None, MemoryPinned("manual")) is None


def test_what_is_pivotal_is_pinned_of_itself() -> None:
    assert pins_in_force({1: memory(3), 2: memory(2)}) == (1,)
    formed = fold(None, form(HOST, HERE, AT, "I love you.", 3))
    assert formed is not None
    assert pins_in_force({1: formed}) == (1,)


def test_a_scene_is_pinned_by_hand_alone_since_its_moments_are_of_themselves() -> None:
    scene = replace(memory(3), source="scene")
    assert pins_in_force({1: scene, 2: memory(3)}) == (2,)
    assert pins_in_force({1: replace(scene, pin="manual")}) == (1,)


def test_a_score_mended_by_hand_pins_and_unpins() -> None:
    raised = edited(memory(1), edit(memory(1), "significance", 3))
    lowered = edited(memory(3), edit(memory(3), "significance", 2))
    assert pins_in_force({1: raised, 2: lowered}) == (1,)


def test_what_a_person_unpins_stays_unpinned() -> None:
    unpinned = fold(memory(3), MemoryPinned(""))
    assert unpinned is not None
    assert pins_in_force({1: unpinned}) == ()
    mended = edited(unpinned, edit(unpinned, "significance", 3))
    assert pins_in_force({1: mended}) == ()
    again = fold(unpinned, MemoryPinned("auto"))
    assert again is not None
    assert pins_in_force({1: again}) == (1,)


def test_over_the_cap_the_oldest_automatic_pins_rest() -> None:
    pivotal = {id: memory(3) for id in range(12)}
    assert pins_in_force(pivotal) == tuple(range(11, 3, -1))
    pinned = pivotal | {0: memory(0, "manual")}
    assert pins_in_force(pinned) == (0, *range(11, 4, -1))
    assert len(pins_in_force(pinned)) == PINS


def test_a_ninth_pin_by_hand_is_allowed() -> None:
    manual = {id: memory(0, "manual") for id in range(9)}
    assert len(pins_in_force(manual)) == 9
    assert pins_in_force(manual | {99: memory(3)}) == tuple(range(8, -1, -1))


@given(st.dictionaries(st.integers(0, 99), st.builds(memory, scores, pins), max_size=20))
def test_no_pin_by_hand_is_ever_put_out_of_force(memories: dict[int, Memory]) -> None:
    pins = pins_in_force(memories)
    manual = {id for id, one in memories.items() if one.pin == "manual"}
    assert manual <= set(pins)
    assert len(pins) <= max(PINS, len(manual))
    assert len(set(pins)) == len(pins)
    rest = {id for id, one in memories.items() if one.pin == "auto" and one.significance == 3}
    assert set(pins) - manual <= rest
    assert len(pins) == max(len(manual), min(PINS, len(manual | rest)))
