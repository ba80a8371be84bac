"""Stories that people will play, each with the one thing that must come out of it."""

from typing import Any

from rp_tui.core.domain.activity import Activity
from rp_tui.core.domain.chat import Chat, GuestJoined, GuestLeft
from rp_tui.core.domain.edge import Edge, EdgeSeeded, fact_id
from rp_tui.core.domain.edit import edit
from rp_tui.core.domain.ids import YOU, compose
from rp_tui.core.domain.mood import Mood
from rp_tui.core.domain.noun import Draft
from rp_tui.core.domain.turn import Turn
from rp_tui.core.domain.witness import witnessed
from rp_tui.core.storage import projector, reads
from rp_tui.core.storage.errors import (
    NothingToUndo,
)
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.search import any_of, witnessed_memories, witnessed_turns
from tests.core.storage.checks import dump, refused
from tests.core.storage.stories import (
    SEEDED,
    does,
    feels,
    opening,
    proses,
    remembers,
    says,
    shifts,
    speak,
    state_of,
    takes,
)

ACTIVITY = compose(1, 1)
TO_YOU = compose(1, YOU)


# What arrives late.


def test_a_late_stands_on_step_47_does_not_overwrite_a_hand_edit_on_49(log: Log) -> None:
    (step_47,) = speak(log, 1, [says(1, "Wait.")]).steps
    speak(log, 1, [says(YOU, "For what?")])
    lies = edit(state_of(log, Activity, ACTIVITY), "posture", "lies")
    speak(log, 1, [Draft("activity", lies, ACTIVITY)])
    log.settle("settle 47", step_47, does(1, 1, verb="hums", posture="stands"))
    activity = state_of(log, Activity, ACTIVITY)
    assert (activity.verb, activity.posture) == ("hums", "lies")


def test_late_work_on_a_dead_step_waits_until_the_step_lives_again(log: Log) -> None:
    start = log.head(1)
    (dead,) = speak(log, 1, [says(1, "Wait.")]).steps
    log.move("rewind", start)
    before = dump(log.db)
    log.settle("settle", dead, shifts(1, YOU, 2), remembers(1, "a lantern"))
    assert dump(log.db) == before
    log.undo("undo", 1)
    assert state_of(log, Edge, TO_YOU).affinity == SEEDED + 2
    assert [memory.text for memory in reads.memories(log.db, 1).values()] == ["a lantern"]


def test_late_work_after_newer_steps_lands_before_them(log: Log) -> None:
    first, _ = speak(log, 1, [says(1, "One.")], [feels(1, "calm"), says(1, "Two.")]).steps
    log.settle("settle the first", first, feels(1, "torn"), shifts(1, YOU, 1))
    assert state_of(log, Mood, compose(1)).feeling == "calm"
    assert state_of(log, Edge, TO_YOU).affinity == SEEDED + 1
    log.move("rewind", first)
    assert state_of(log, Mood, compose(1)).feeling == "torn"


def test_late_work_after_a_switch_counts_where_its_step_is_shared(log: Log) -> None:
    (shared,) = speak(log, 1, [says(YOU, "Tell me.")]).steps
    (left,) = speak(log, 1, [says(1, "No.")]).steps
    log.move("regenerate", shared)
    speak(log, 1, [says(1, "Yes.")])
    log.settle("settle the turn", shared, shifts(1, YOU, 1))
    log.settle("settle the old reply", left, shifts(1, YOU, -3))
    assert state_of(log, Edge, TO_YOU).affinity == SEEDED + 1
    log.move("swipe", left)
    assert state_of(log, Edge, TO_YOU).affinity == SEEDED - 2


def test_a_step_may_hold_more_of_an_entity_than_lies_between_two_checkpoints(log: Log) -> None:
    first, second = speak(log, 1, [feels(1, "calm")], [says(1, "Two.")]).steps
    late = [shifts(1, YOU, -1) for _ in range(3 * projector.CHECKPOINT_EVERY)]
    log.settle("settle", first, *late)
    log.settle("settle the second", second, *late[:9])
    log.move("rewind", first)
    log.settle("settle once more", first, shifts(1, YOU, 3))
    assert state_of(log, Edge, TO_YOU).affinity == 3
    log.undo("undo", 1)
    assert state_of(log, Edge, TO_YOU).affinity == 0


# Going back, and on from there.


def test_96_and_3_and_3_with_the_first_3_rewound_is_99(log: Log) -> None:
    start = log.head(1)
    speak(log, 1, [shifts(1, YOU, 3)])
    speak(log, 2, [shifts(1, YOU, 3, chat=2, guest=1)])
    assert state_of(log, Edge, TO_YOU).affinity == 100
    log.move("rewind", start)
    assert state_of(log, Edge, TO_YOU).affinity == 99


def test_a_mood_goes_back_with_a_rewind(log: Log) -> None:
    (calm,) = speak(log, 1, [feels(1, "calm")]).steps
    speak(log, 1, [feels(1, "angry")])
    log.move("rewind", calm)
    assert state_of(log, Mood, compose(1)).feeling == "calm"


def test_after_three_regenerates_and_a_swipe_to_the_first_the_story_goes_on(log: Log) -> None:
    yours, first = speak(log, 1, [says(YOU, "Well?")], [says(1, "One."), shifts(1, YOU, 1)]).steps
    for prose in ("Two.", "Three.", "Four."):
        log.move(f"regenerate {prose}", yours)
        speak(log, 1, [says(1, prose), shifts(1, YOU, 2)])
    assert proses(log) == ["Well?", "Four."]
    assert len(log.siblings(log.head(1))) == 4
    log.move("swipe", log.siblings(log.head(1))[0])
    (last,) = speak(log, 1, [says(YOU, "Go on.")]).steps
    assert proses(log) == ["Well?", "One.", "Go on."]
    assert state_of(log, Edge, TO_YOU).affinity == SEEDED + 1
    assert len(log.siblings(first)) == 4
    assert log.parent(last) == first


def test_an_edited_regenerate_keeps_the_old_turn_as_a_sibling(log: Log) -> None:
    start = log.head(1)
    yours, _ = speak(log, 1, [says(YOU, "Wel?")], [says(1, "What?")]).steps
    log.move("edit", start)
    again, _ = speak(log, 1, [says(YOU, "Well?")], [says(1, "Well.")]).steps
    assert proses(log) == ["Well?", "Well."]
    assert log.siblings(again) == [yours, again]


def test_a_guest_s_edges_keep_what_another_chat_said_when_one_is_rewound(log: Log) -> None:
    start = log.head(1)
    cleo_to_ben = compose(3, 2)
    met = Draft("edge", EdgeSeeded(60, 50), cleo_to_ben)
    speak(log, 1, [met, shifts(3, 2, 2, facts=["Ben sails"]), shifts(3, YOU, -3)])
    speak(log, 2, [shifts(3, 2, 1, chat=2, guest=3, facts=["Ben sings"]), shifts(3, YOU, 1)])
    assert state_of(log, Edge, cleo_to_ben).affinity == 63
    log.move("rewind", start)
    after = state_of(log, Edge, cleo_to_ben)
    assert (after.affinity, list(after.facts)) == (51, [fact_id("Ben sings")])
    assert state_of(log, Edge, compose(3, YOU)).affinity == SEEDED + 1
    log.undo("undo", 1)
    assert state_of(log, Edge, cleo_to_ben).affinity == 63


def test_an_undo_of_an_older_rewind_after_a_reset_then_the_undo_of_the_reset(log: Log) -> None:
    (kept,) = speak(log, 1, [says(1, "Kept."), shifts(1, YOU, 1)]).steps
    (tail,) = speak(log, 1, [says(1, "Left."), remembers(1, "a lantern")]).steps
    speak(log, 2, [shifts(1, YOU, 1, chat=2, guest=1)])
    before = dump(log.db)
    log.move("rewind", kept)
    rewound = dump(log.db)
    log.reset("reset", 1, *opening(1))
    assert proses(log) == []
    assert reads.memories(log.db, 1) == {}
    assert state_of(log, Edge, TO_YOU).affinity == SEEDED
    log.move("undo the rewind", tail)
    assert dump(log.db) == before
    log.move("undo the reset", kept)
    assert dump(log.db) == rewound


def test_what_is_part_of_the_story_again_is_nothing_to_undo(log: Log) -> None:
    steps = [speak(log, 1, [says(1, f"Line {n}.")]).steps[0] for n in range(4)]
    log.move("rewind", steps[2])
    log.move("rewind further", steps[1])
    log.move("go on to the end", steps[3])
    with refused(log.db, NothingToUndo):
        log.undo("undo", 1)


def test_undo_goes_back_to_what_was_left_last_and_then_there_is_nothing(log: Log) -> None:
    first, second = speak(log, 1, [says(1, "One.")], [says(1, "Two.")]).steps
    log.move("rewind", first)
    log.undo("undo", 1)
    assert log.head(1) == second
    with refused(log.db, NothingToUndo):
        log.undo("undo again", 1)
    log.move("rewind again", first)
    (third,) = speak(log, 1, [says(1, "Three.")]).steps
    log.move("and again", first)
    log.undo("undo the last", 1)
    assert log.head(1) == third
    log.undo("undo the one before", 1)
    assert log.head(1) == second


def test_a_reset_spares_what_others_remember_of_their_own_chats(log: Log) -> None:
    speak(
        log,
        2,
        [says(2, "Welcome.", 2, 1), remembers(2, "a river", 2, 1), remembers(1, "a river", 2, 1)],
        [shifts(2, 1, 3, 2, 1), shifts(2, YOU, -2, 2, 1), takes(2, "an oar", 2, 1)],
    )
    speak(log, 1, [remembers(2, "a lantern", 1, 2), remembers(1, "a lantern", 1, 2)])
    log.reset("reset", 1, *opening(1))
    assert reads.memories(log.db, 1) == {}
    assert [memory.text for memory in reads.memories(log.db, 2).values()] == ["a river"]
    assert list(reads.edges_from(log.db, 2)) == [YOU]
    assert reads.edges_from(log.db, 2)[YOU].affinity == SEEDED - 2
    assert [item.name for item in reads.items(log.db, 2).values()] == ["an oar"]
    assert proses(log, 2) == ["Welcome."]
    log.move("undo the reset", log.last_left(1) or 0)
    assert state_of(log, Edge, compose(2, 1)).affinity == 53


# Who was there.


def test_guest_b_leaves_and_guest_c_comes_and_sees_none_of_b_s(log: Log) -> None:
    ben, cleo = 2, 3
    speak(log, 1, [Draft("chat", GuestJoined(ben), 1)])
    speak(
        log,
        1,
        [says(ben, "The orchard burned.", 1, ben), takes(ben, "a match", 1, ben)],
        [remembers(1, "the orchard", 1, ben), remembers(ben, "the orchard", 1, ben)],
        [shifts(1, ben, 1, 1, ben, ["Ben burned the orchard"]), shifts(YOU, ben, 0, 1, ben)],
    )
    speak(log, 1, [Draft("chat", GuestLeft(ben), 1)])
    speak(log, 1, [Draft("chat", GuestJoined(cleo), 1)])
    speak(log, 1, [says(1, "What orchard?", 1, cleo)])
    assert state_of(log, Chat, 1).guest == cleo

    def was_there(who: int, thing: Any) -> bool:
        return witnessed(who, thing.chat, thing.mask, thing.guest)

    turns = reads.last_turns(log.db, 1, 10).values()
    facts = reads.edges_from(log.db, 1)[ben].facts.values()
    items = reads.items(log.db, ben).values()
    memories = reads.memories(log.db, ben).values()
    assert [turn.prose for turn in turns if was_there(cleo, turn)] == ["What orchard?"]
    assert not any(was_there(cleo, thing) for thing in (*facts, *items, *memories))
    assert all(was_there(ben, thing) for thing in (*facts, *items, *memories))

    orchard = any_of(["orchard"])
    assert witnessed_memories(log.db, cleo, orchard, 9) == []
    assert len(witnessed_memories(log.db, ben, orchard, 9)) == 1
    of_cleo, of_ben = (witnessed_turns(log.db, who, 1, orchard, 9) for who in (cleo, ben))
    assert [state_of(log, Turn, found.id).prose for found in of_cleo] == ["What orchard?"]
    assert [state_of(log, Turn, found.id).prose for found in of_ben] == ["The orchard burned."]
