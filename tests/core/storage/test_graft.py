"""What a rewind removed comes back from its file, also when the log has long let it go."""

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from shutil import copyfile
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.nouns import NOUNS
from rp_tui.core.storage import projector
from rp_tui.core.storage.connection import connect
from rp_tui.core.storage.errors import LogTrouble, Misplaced, UnknownEvent
from rp_tui.core.storage.graft import ForeignTail, NothingToStandOn
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.prune import KEEP_TAILS_DAYS, SLACK_DAYS
from rp_tui.core.storage.tail import Tail, cut
from rp_tui.core.storage.tail_file import read, write
from rp_tui.core.storage.verify import verify
from tests.core.storage.checks import dump, refused
from tests.core.storage.drafts import bots
from tests.core.storage.stories import (
    BOTS,
    begin,
    feels,
    fresh,
    opening,
    proses,
    remembers,
    says,
    speak,
)
from tests.core.storage.test_log_property import World
from tests.core.storage.test_prune import play_on

# Which branch a step is on is not part of the state: what is put back may grow on another.
STATE = ("horizon", "checkpoint", "head", *NOUNS)
LONG = KEEP_TAILS_DAYS + SLACK_DAYS + 2


def left_behind(log: Log, path: Path, left: int, to: int) -> Tail:
    """Rewind, and take the tail through its file."""
    tail = cut(path, left, to, log.clock())
    log.move("rewind", to)
    return read(write(tail, path.parent / "rewind"))


def forget(log: Log) -> int:
    """Let so many days go by that the log keeps nothing that was left."""
    for day in range(1, LONG):
        play_on(log, day)
    return log.prune()


def a_long_tail(log: Log, path: Path) -> Tail:
    """Four steps of chat 1 that a rewind removed, and the log then let go."""
    play_on(log, 0)
    (kept,) = speak(log, 1, [says(1, "Kept.")]).steps
    speak(log, 1, [says(YOU, "One."), remembers(1, "a lantern")], [says(1, "Two.")])
    (left,) = speak(log, 1, [says(YOU, "Three."), feels(1, "torn")]).steps
    log.settle("late", left, feels(1, "calm"))
    tail = left_behind(log, path, left, kept)
    assert forget(log) > 0
    return tail


def test_what_is_still_in_the_log_comes_back_by_a_move(log: Log, path: Path) -> None:
    (kept, left) = speak(log, 1, [says(1, "Kept.")], [says(1, "Left.")]).steps
    before = dump(log.db, STATE)
    tail = left_behind(log, path, left, kept)
    assert proses(log) == ["Kept."]
    assert log.graft("restore", tail).steps == ()
    assert dump(log.db, STATE) == before


def test_what_was_pruned_comes_back_as_it_was(log: Log, path: Path) -> None:
    tail = a_long_tail(log, path)
    assert proses(log) == ["Kept."]
    log.graft("restore", tail)
    assert proses(log) == ["Kept.", "One.", "Two.", "Three."]
    assert log.head(1) == tail.header.left
    (branch,) = {log.place(step)[1] for step in tail.steps}
    assert log.tip(branch) == tail.header.left


def test_what_came_back_can_be_left_and_pruned_and_come_back_again(log: Log, path: Path) -> None:
    tail = a_long_tail(log, path)
    log.graft("restore", tail)
    log.move("rewind again", tail.header.to)
    assert proses(log) == ["Kept."]
    assert forget_again(log) > 0
    log.graft("restore again", tail)
    assert proses(log) == ["Kept.", "One.", "Two.", "Three."]


def forget_again(log: Log) -> int:
    for day in range(LONG, 2 * LONG):
        play_on(log, day)
    return log.prune()


def test_a_line_that_went_on_otherwise_meanwhile_is_left_as_it_is(log: Log, path: Path) -> None:
    tail = a_long_tail(log, path)
    first = tail.steps[0]
    log.move("swipe", first)
    (other,) = speak(log, 1, [says(1, "Another two.")]).steps
    log.graft("restore", tail)
    assert proses(log) == ["Kept.", "One.", "Two.", "Three."]
    log.move("back", other)
    assert proses(log) == ["Kept.", "One.", "Another two."]
    assert sorted(log.children(first)) == sorted((other, tail.steps[1]))


def test_all_of_a_chat_before_its_reset_comes_back(log: Log, path: Path) -> None:
    play_on(log, 0)
    (left,) = speak(log, 1, [says(1, "Long ago."), remembers(1, "a lantern")]).steps
    speak(log, 2, [feels(1, "torn")])
    log.reset("reset", 1, *opening(1))
    tail = read(write(cut(path, left, log.head(1), 0), path.parent / "rewind"))
    assert forget(log) > 0
    log.graft("restore", tail)
    assert proses(log) == ["Long ago."]


def test_what_has_nothing_to_stand_on_any_more_is_refused(log: Log, path: Path) -> None:
    play_on(log, 0)
    start = log.head(1)
    steps = speak(log, 1, *([says(1, prose)] for prose in ("One.", "Two.", "Three."))).steps
    later = left_behind(log, path, steps[2], steps[1])
    earlier = cut(path, steps[1], start, 0)
    log.move("rewind further", start)
    forget(log)
    with refused(log.db, NothingToStandOn, "restore the tail of the rewind that removed it first"):
        log.graft("restore", later)
    log.graft("restore the earlier", earlier)
    log.graft("restore the later", later)
    assert proses(log) == ["One.", "Two.", "Three."]


def test_another_story_s_tail_is_refused(log: Log, path: Path, tmp_path: Path) -> None:
    tail = a_long_tail(log, path)
    with closing(fresh(tmp_path / "other.db")) as db:
        other = Log(db, clock=lambda: 7)
        begin(other)
        with refused(db, ForeignTail, "another story"):
            other.graft("restore", tail)


def test_an_earlier_state_of_the_same_story_is_no_place_for_a_tail(
    log: Log, path: Path, tmp_path: Path
) -> None:
    log.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    copyfile(path, tmp_path / "earlier.db")
    tail = a_long_tail(log, path)
    with closing(connect(tmp_path / "earlier.db")) as db:
        earlier = Log(db)
        with refused(db, ForeignTail, "a later state"):
            earlier.graft("restore", tail)
        speak(earlier, 1, [says(1, "Otherwise.")], *([feels(1, "calm")] for _ in range(30)))
        with refused(db, ForeignTail, "a later state"):
            earlier.graft("restore", tail)


def bad_kind(tail: Tail) -> Tail:
    return tail._replace(events=(tail.events[0]._replace(kind="dragon"), *tail.events[1:]))


def authored_in_play(tail: Tail) -> Tail:
    made = tail.events[-1]._replace(kind="bot", type="BotAuthored", payload='{"name":"Eve"}')
    return tail._replace(events=(*tail.events[:-1], made))


def another_noun_s(tail: Tail) -> Tail:
    made = tail.events[-1]._replace(type="WeatherChanged", payload='{"weather":"rain"}')
    return tail._replace(events=(*tail.events[:-1], made))


def no_deed_s(tail: Tail) -> Tail:
    return tail._replace(batches=tail.batches[1:])


def on_no_step(tail: Tail) -> Tail:
    return tail._replace(events=tail.events[1:])


def elsewhere(tail: Tail) -> Tail:
    return tail._replace(header=replace(tail.header, left=tail.header.to))


def of_tomorrow(tail: Tail) -> Tail:
    return tail._replace(events=(tail.events[0]._replace(version=99), *tail.events[1:]))


@pytest.mark.parametrize(
    ("spoil", "trouble"),
    [
        (bad_kind, Misplaced),
        (authored_in_play, Misplaced),
        (another_noun_s, Misplaced),
        (no_deed_s, Misplaced),
        (on_no_step, Misplaced),
        (elsewhere, Misplaced),
        (of_tomorrow, UnknownEvent),
    ],
)
def test_what_could_never_have_been_cut_is_refused(
    log: Log, path: Path, spoil: Callable[[Tail], Tail], trouble: type[LogTrouble]
) -> None:
    tail = a_long_tail(log, path)
    with refused(log.db, trouble):
        log.graft("restore", spoil(tail))


class Twins(World):
    """A random story, told by the property test's world, and then held in two logs."""

    def play(self, data: Any) -> None:
        for _ in range(data.draw(st.integers(2, 8))):
            self.some_command(data)

    def some_command(self, data: Any) -> None:
        chat = data.draw(bots)
        match data.draw(st.integers(0, 9)):
            case 0:
                self.regenerate(chat, edited=data.draw(st.booleans()), data=data)
            case 1:
                self.settle_late(data)
            case 2:
                self.edit_by_hand(chat, data)
            case 3:
                self.a_guest_comes_or_goes(chat, data)
            case 4:
                self.switch(data)
            case 5:
                self.undo(chat, 1)
            case 6:
                self.reset(chat)
            case _:
                self.take_turns(chat, turns=data.draw(st.integers(1, 4)), data=data)

    def rewound(self, data: Any) -> Tail | None:
        """Move a chat to any of its steps; the tail, if there is one, goes through its file."""
        chat = data.draw(bots)
        left = self.oracle.heads[chat]
        own = [step for step, known in self.oracle.steps.items() if known.chat == chat]
        to = data.draw(st.sampled_from(own))
        tail = cut(self.path, left, to, self.now)
        assert set(tail.steps) == set(self.oracle.path(left)) - set(self.oracle.path(to))
        if not tail.events:
            return None
        self.go(to)
        return read(write(tail, self.path.parent / "rewind"))

    def days_go_by(self) -> None:
        for _ in range(LONG):
            self.now += 24 * 3600
            self.write_nothing_new()


@given(data=st.data())
@settings(
    max_examples=int(os.environ.get("EXAMPLES", "60")),
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@pytest.mark.timeout(600)
def test_pruned_and_put_back_is_as_if_nothing_had_been_pruned(data: Any) -> None:
    world = Twins()
    world.begin()
    try:
        world.play(data)
        tail = world.rewound(data)
        if tail is not None:
            world.days_go_by()
            compare(world, tail, data)
    finally:
        world.teardown()


def compare(world: Twins, tail: Tail, data: Any) -> None:
    """The log that was pruned and given the tail, against its twin that never was."""
    world.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    path = world.path.with_name("twin.db")
    copyfile(world.path, path)
    with closing(connect(path)) as db:
        twin = Log(db, clock=world.log.clock)
        world.log.prune()
        swiped = tail.steps[0] in known_steps(world.log) and data.draw(st.booleans())
        for log in (world.log, twin):
            go_on(log, tail, otherwise=swiped)
        try:
            world.log.graft("restore", tail)
        except NothingToStandOn:
            assert tail.header.fork not in known_steps(world.log)
            return
        twin.move("restore", tail.header.left)
        assert dump(world.db, STATE) == dump(db, STATE)
        assert known_path(world.log, tail) == known_path(twin, tail)
        other = data.draw(st.sampled_from(BOTS))
        for log in (world.log, twin):
            speak(log, other, [says(other, "And on.", other)])
        assert dump(world.db, STATE) == dump(db, STATE)
        world.log.rebuild()
        assert dump(world.db, STATE) == dump(db, STATE)
    assert verify(world.path).fault is None


def go_on(log: Log, tail: Tail, *, otherwise: bool) -> None:
    """Play on in the chat, from the tail's own first step where that is still there."""
    if otherwise:
        log.move("swipe", tail.steps[0])
    chat = tail.header.chat
    speak(log, chat, [says(chat, "Otherwise.", chat), feels(1, "calm")])


def known_steps(log: Log) -> set[int]:
    return {step for (step,) in log.db.execute("SELECT DISTINCT step FROM event WHERE step > 0")}


def known_path(log: Log, tail: Tail) -> list[int]:
    """The steps from the tail's end to the root."""
    step: int | None = tail.header.left
    found = []
    while step is not None:
        found.append(step)
        step = log.parent(step)
    return found


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projector, "CHECKPOINT_EVERY", 3)
