"""What cannot be is refused with a sentence, and leaves no trace."""

from pathlib import Path
from sqlite3 import Connection

import pytest

from rp_tui.core.domain.bot import BotAuthored
from rp_tui.core.domain.edit import ManualEdit
from rp_tui.core.domain.group import GroupSummarised
from rp_tui.core.domain.ids import YOU, compose
from rp_tui.core.domain.item import ItemGained, ItemLost
from rp_tui.core.domain.memory import MemoryFormed, MemoryPinned
from rp_tui.core.domain.noun import Draft
from rp_tui.core.domain.pair import PairIntroduced
from rp_tui.core.domain.turn import TurnScored
from rp_tui.core.domain.witness import EVERYONE
from rp_tui.core.storage import inflight
from rp_tui.core.storage.database import Database
from rp_tui.core.storage.errors import (
    AlreadyOpen,
    HeadMoved,
    Misplaced,
    NotFound,
    NothingToWrite,
    UnknownEvent,
)
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.verify import verify
from tests.core.storage.checks import LOG, PROJECTIONS, another, dump, refused
from tests.core.storage.stories import MORNING, does, entity_of, feels, opening, says, shifts, speak


def test_a_step_that_is_not_there_is_refused(log: Log) -> None:
    turn = entity_of(speak(log, 1, [says(1, "One."), feels(1, "calm")]), "turn")
    second_event = log.head(1) + 1
    for step in (999, -1, second_event, turn):
        with refused(log.db, NotFound, f"There is no step {step}"):
            log.settle("late", step, feels(1, "torn"))
        with refused(log.db, NotFound, f"There is no step {step}"):
            log.move("move", step)
        with refused(log.db, NotFound, f"There is no step {step}"):
            log.append("speak", step, [feels(1, "torn")])
        with refused(log.db, NotFound, f"There is no step {step}"):
            log.name("name", step, "here")


def test_what_is_authored_is_no_step_to_stand_on(log: Log) -> None:
    with refused(log.db, NotFound):
        log.move("move", 0)
    with refused(log.db, NotFound):
        log.append("speak", 0, [feels(1, "torn")])


def test_who_somebody_is_is_authored_and_never_played(log: Log) -> None:
    for draft in (
        Draft("bot", BotAuthored("Dora")),
        Draft("you", ManualEdit("persona", "", "tall")),
    ):
        with refused(log.db, Misplaced):
            speak(log, 1, [draft])


def test_an_event_that_is_another_noun_s_is_refused(log: Log) -> None:
    with refused(log.db, Misplaced, "TurnScored tells nothing of a mood"):
        speak(log, 1, [Draft("mood", TurnScored(2), compose(1))])


def test_a_branch_s_name_is_cleaned(log: Log) -> None:
    log.name("name", log.head(1), "  the\x1b[2J lake\n")
    assert log.named(1, "the lake") == log.head(1)
    log.name("name it no more", log.head(1), "\x1b[2J")
    with refused(log.db, NotFound):
        log.named(1, "the lake")


def test_a_chat_that_is_not_there_is_refused(log: Log) -> None:
    log.author("a fourth", Draft("bot", BotAuthored("Dora")))
    for chat in (4, 9):
        with refused(log.db, NotFound, f"There is no chat {chat}"):
            log.reset("reset", chat, *opening(chat))
    with refused(log.db, NotFound, "There is no bot 9"):
        log.open("open", 9, *opening(9))
    with refused(log.db, NotFound, "no branch called nowhere"):
        log.named(1, "nowhere")


def test_an_entity_that_is_not_there_is_refused(log: Log) -> None:
    elsewhere = compose(1, 999)
    for kind, event, entity in (
        ("turn", TurnScored(2), elsewhere),
        ("memory", MemoryPinned("manual"), elsewhere),
        ("item", ItemLost(), elsewhere),
        ("scene", ManualEdit("description", "", "dim"), 999),
    ):
        with refused(log.db, NotFound, f"There is no {kind} {entity}"):
            speak(log, 1, [feels(1, "torn"), Draft(kind, event, entity)])
    with refused(log.db, NotFound, "There is no bot 9"):
        log.author("amend", Draft("bot", ManualEdit("persona", "", "kind"), 9))


@pytest.mark.parametrize(
    "draft",
    [
        feels(9, "torn"),
        does(9, 1, verb="hums"),
        shifts(9, YOU, 1),
        shifts(1, 9, 1),
        Draft("memory", MemoryFormed(9, 1, MORNING, EVERYONE, 9, "a lantern")),
        Draft("item", ItemGained(9, "an oar", "", 1, EVERYONE, 9)),
        Draft("pair", PairIntroduced(met=True), compose(1, 9)),
        Draft("group", GroupSummarised("all three"), compose(1, 9)),
    ],
    ids=lambda draft: draft.kind,
)
def test_a_bot_that_is_not_there_is_the_end_of_nothing(log: Log, draft: Draft) -> None:
    with refused(log.db, NotFound, "There is no bot 9"):
        speak(log, 1, [draft])
    with refused(log.db, NotFound, "There is no bot 9"):
        log.settle("late", log.head(1), feels(1, "torn"), draft)


def test_a_bot_may_be_authored_and_told_of_in_one_deed(log: Log) -> None:
    written = log.author("dora", Draft("bot", BotAuthored("Dora")), shifts(4, YOU, 3))
    assert written.entities == (("bot", 4), ("edge", compose(4, YOU)))


def test_a_bot_of_a_deed_that_failed_is_not_there_afterwards(log: Log) -> None:
    with refused(log.db, NotFound):
        log.author("dora", Draft("bot", BotAuthored("Dora")), feels(4, "calm"), feels(9, "torn"))
    with refused(log.db, NotFound, "There is no bot 4"):
        speak(log, 1, [feels(4, "calm")])


def test_nothing_is_no_deed(log: Log) -> None:
    (first, _) = speak(log, 1, [says(1, "One.")], [says(1, "Two.")]).steps
    nothings: list[list[list[Draft]]] = [[], [[]], [[feels(1, "torn")], []]]
    for steps in nothings:
        with refused(log.db, NothingToWrite):
            speak(log, 1, *steps)
    with refused(log.db, NothingToWrite):
        log.settle("late", log.head(1))
    with refused(log.db, NothingToWrite):
        log.reset("reset", 1)
    log.move("rewind", first)
    with refused(log.db, NothingToWrite):
        speak(log, 1, [])


def test_a_chat_opens_once(log: Log) -> None:
    with refused(log.db, AlreadyOpen):
        log.open("again", 1, *opening(1))


def test_a_step_on_a_head_that_moved_is_refused(log: Log) -> None:
    seen = log.head(1)
    speak(log, 1, [says(1, "One.")])
    with refused(log.db, HeadMoved):
        log.append("speak", seen, [says(1, "Two.")])


def test_a_deed_is_not_done_twice(log: Log) -> None:
    head = log.head(1)
    written = log.append("speak", head, [says(1, "One.")], [shifts(1, YOU, 1)])
    before = dump(log.db, (*LOG, *PROJECTIONS))
    assert log.append("speak", head, [says(1, "One.")], [shifts(1, YOU, 1)]) == written
    assert dump(log.db, (*LOG, *PROJECTIONS)) == before
    log.move("rewind", head)
    log.undo("undo", 1)
    log.undo("undo", 1)
    assert log.head(1) == written.steps[-1]


def test_what_is_beside_a_deed_goes_with_it(log: Log) -> None:
    words = inflight.put_down(log.db, 1, "turn", log.head(1), 0, "Well?")

    def spoken(db: Connection) -> None:
        inflight.drop(db, words.id)
        if inflight.all_inflight(db):
            raise AssertionError

    with refused(log.db, ZeroDivisionError):
        log.append("never", log.head(1), [feels(1, "torn")], beside=lambda _: 1 // 0)
    assert inflight.all_inflight(log.db) == [words]
    log.append(words.deed, log.head(1), [says(YOU, words.prose)], beside=spoken)
    assert inflight.all_inflight(log.db) == []


# What a newer program has written.


UNKNOWN = pytest.mark.parametrize(
    ("change", "name", "version"),
    [("version = 2", "TurnSpoken", 2), ("type = 'TurnSung'", "TurnSung", 1)],
    ids=["newer version", "unknown type"],
)


def an_event_becomes(log: Log, path: Path, change: str) -> int:
    """Rewrite the one turn of a story as a newer program may have written it."""
    (step,) = speak(log, 1, [says(1, "One.")]).steps
    with another(path) as db:
        db.execute(f"UPDATE event SET {change} WHERE seq = ?", (step,))
    return step


@UNKNOWN
async def test_an_event_that_is_not_known_is_named_and_never_skipped(
    story: Log, path: Path, change: str, name: str, version: int
) -> None:
    seq = an_event_becomes(story, path, change)
    words = f"Event {seq} is a {name} of version {version}"
    with refused(story.db, UnknownEvent, words):
        story.rebuild()
    with pytest.raises(UnknownEvent, match=words):
        verify(path)
    with pytest.raises(UnknownEvent, match=words):
        await Database.open(path)


@UNKNOWN
async def test_an_event_that_is_not_known_is_named_on_a_dead_step_too(
    story: Log, path: Path, change: str, name: str, version: int
) -> None:
    start = story.head(1)
    seq = an_event_becomes(story, path, change)
    story.move("rewind", start)
    words = f"Event {seq} is a {name} of version {version}"
    with pytest.raises(UnknownEvent, match=words):
        await Database.open(path)
    with pytest.raises(UnknownEvent, match=words):
        verify(path)
