"""The rewind preview, and any step as it would be: looked at, and never gone to."""

from pathlib import Path

import pytest

from rp_tui.core.domain.activity import Activity
from rp_tui.core.domain.edge import Edge
from rp_tui.core.domain.edit import edit
from rp_tui.core.domain.ids import YOU, compose
from rp_tui.core.domain.mood import Mood
from rp_tui.core.domain.noun import Draft
from rp_tui.core.domain.nouns import NOUNS
from rp_tui.core.domain.scene import SceneClosed, open_scene
from rp_tui.core.storage import reads
from rp_tui.core.storage.errors import NoDatabase, NotFound
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.preview import Count, Preview, preview, state_at
from tests.core.storage.checks import LOG, PROJECTIONS, dump
from tests.core.storage.stories import (
    MORNING,
    SEEDED,
    does,
    entity_of,
    feels,
    opening,
    remembers,
    says,
    shifts,
    speak,
    state_of,
)

TO_YOU = compose(1, YOU)


def test_a_rewind_says_what_it_would_remove(log: Log, path: Path) -> None:
    (turn_47,) = speak(log, 1, [says(1, "Where to?"), shifts(1, YOU, 1)]).steps
    (scene,) = reads.scenes(log.db, 1)
    reply = [says(1, "Gladly."), shifts(1, YOU, 2), shifts(1, 2, 1, 1, 2), remembers(1, "the park")]
    speak(log, 1, [says(YOU, "To the park.")], reply)
    closed = Draft("scene", SceneClosed(MORNING, "another place"), scene)
    speak(log, 1, [closed, Draft("scene", open_scene(1, MORNING, None))])
    by_hand = edit(state_of(log, Edge, TO_YOU), "affinity", 10)
    speak(log, 1, [Draft("edge", by_hand, TO_YOU)])
    speak(log, 1, [says(YOU, "Here.")], [remembers(1, "a bench"), remembers(YOU, "a bench")])

    seen = preview(path, turn_47)
    assert seen.steps_gone == 6
    assert seen.gone == (
        Count("edge", "EdgeShifted", 2, 2),
        Count("edge", "ManualEdit", 1, 1),
        Count("memory", "MemoryFormed", 3, 3),
        Count("scene", "SceneClosed", 1, 1),
        Count("scene", "SceneOpened", 1, 1),
        Count("turn", "TurnSpoken", 3, 3),
    )
    assert seen.back == ()
    edges = {one.entity: one for one in seen.differences if one.kind == "edge"}
    assert edges.keys() == {TO_YOU, compose(1, 2)}
    now, then = edges[TO_YOU][2:]
    assert isinstance(now, Edge)
    assert isinstance(then, Edge)
    assert (now.affinity, then.affinity) == (10, SEEDED + 1)
    assert edges[compose(1, 2)].then is None


def test_what_it_says_is_what_then_happens(log: Log, path: Path) -> None:
    start = log.head(1)
    speak(log, 1, [feels(1, "calm"), shifts(1, YOU, 1)], [feels(1, "torn"), remembers(1, "a ship")])
    foreseen = preview(path, start)
    log.move("rewind", start)
    for kind, entity, _, then in foreseen.differences:
        assert reads.state(log.db, NOUNS[kind].state, entity) == then
    back = preview(path, log.last_left(1) or 0)
    assert back.back == foreseen.gone
    assert [(one.kind, one.entity, one.then, one.now) for one in back.differences] == list(
        foreseen.differences
    )


def test_an_entity_that_two_lines_tell_of_is_counted_once(log: Log, path: Path) -> None:
    start = log.head(1)
    kept, _ = speak(log, 1, [feels(1, "calm")], [feels(1, "torn")]).steps
    log.move("rewind", kept)
    speak(log, 1, [feels(1, "glad")])
    assert preview(path, start).gone == (Count("mood", "MoodChanged", 2, 1),)


def test_a_swipe_takes_one_reply_and_brings_another(log: Log, path: Path) -> None:
    yours, first = speak(log, 1, [says(YOU, "Well?")], [says(1, "One."), feels(1, "calm")]).steps
    log.move("regenerate", yours)
    speak(log, 1, [says(1, "Two.")])
    seen = preview(path, first)
    assert seen.steps_gone == 1
    assert seen.gone == (Count("turn", "TurnSpoken", 1, 1),)
    assert seen.back == (Count("mood", "MoodChanged", 1, 1), Count("turn", "TurnSpoken", 1, 1))


def test_where_the_chat_stands_nothing_would_change(log: Log, path: Path) -> None:
    speak(log, 1, [says(1, "One.")])
    assert preview(path, log.head(1)) == Preview(0, (), (), ())


def test_words_spoken_since_in_another_chat_would_stand(log: Log, path: Path) -> None:
    start = log.head(1)
    speak(log, 1, [shifts(1, YOU, 3)])
    speak(log, 2, [shifts(1, YOU, 3, 2, 1), feels(1, "glad")])
    (edge,) = preview(path, start).differences
    assert isinstance(edge.then, Edge)
    assert edge.then.affinity == 99
    assert not any(kind == "mood" for kind, _ in state_at(path, start))


def test_the_undo_of_a_reset_brings_back_what_it_hid(log: Log, path: Path) -> None:
    (before,) = speak(log, 1, [remembers(1, "a ship")]).steps
    speak(log, 2, [feels(1, "glad")])
    log.reset("reset", 1, *opening(1))
    told = {(kind, entity) for kind, entity, _, then in preview(path, before).differences if then}
    assert {("mood", compose(1)), ("memory", compose(1, before))} <= told


def test_the_state_at_a_step_is_what_it_was_when_nothing_came_late(log: Log, path: Path) -> None:
    steps = speak(log, 1, *([feels(1, f"mood {n}"), says(1, f"{n}.")] for n in range(5))).steps
    for n, step in enumerate(steps):
        there = state_at(path, step)
        assert there["mood", compose(1)] == Mood(f"mood {n}")
        assert sum(kind == "turn" for kind, _ in there) == n + 1
        assert isinstance(there["activity", compose(1, 1)], Activity)
        assert ("chat", 1) in there
        assert ("chat", 2) not in there
        assert {("you", 0), ("bot", 1), ("bot", 2)} <= there.keys()


def test_late_work_is_part_of_the_step_that_it_was_late_for(log: Log, path: Path) -> None:
    first, _ = speak(log, 1, [says(1, "One.")], [feels(1, "calm")]).steps
    log.settle("late", first, feels(1, "torn"), does(1, 1, verb="hums"))
    assert state_at(path, first)["mood", compose(1)] == Mood("torn")


def test_a_look_changes_nothing_and_waits_for_nobody(log: Log, path: Path) -> None:
    start = log.head(1)
    speak(log, 1, [feels(1, "calm")])
    before = dump(log.db, (*LOG, *PROJECTIONS))
    log.db.execute("BEGIN IMMEDIATE")
    log.db.execute("DELETE FROM mood")
    assert preview(path, start).steps_gone == 1
    assert ("mood", compose(1)) in state_at(path, log.head(1))
    log.db.execute("ROLLBACK")
    assert dump(log.db, (*LOG, *PROJECTIONS)) == before


def test_a_step_that_is_not_there_cannot_be_looked_at(log: Log, path: Path) -> None:
    turn = entity_of(speak(log, 1, [says(1, "One.")]), "turn")
    for look in (preview, state_at):
        for step in (999, 0, turn):
            with pytest.raises(NotFound):
                look(path, step)


def test_where_there_is_no_database_there_is_nothing_to_see(tmp_path: Path) -> None:
    for look in (preview, state_at):
        with pytest.raises(NoDatabase):
            look(tmp_path / "none.db", 1)
    assert list(tmp_path.iterdir()) == []
