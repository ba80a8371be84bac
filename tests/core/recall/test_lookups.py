"""What was found is not looked for again, until something is written."""

from sqlite3 import Connection

from rp_tui.core.recall.lookups import MOST, Lookups
from rp_tui.core.storage.log import Log
from tests.core.storage.stories import remembers


def ask(lookups: Lookups, db: Connection, found: list[int]) -> int:
    def find() -> int:
        found.append(1)
        return len(found)

    return lookups.now(db).ask(find, "memory", 1, "lantern")


def test_what_was_found_is_known_until_something_is_written(log: Log) -> None:
    lookups, found = Lookups(), list[int]()
    assert [ask(lookups, log.db, found) for _ in range(3)] == [1, 1, 1]
    log.settle("more", 0, remembers(1, "a lantern by the sea"))
    assert [ask(lookups, log.db, found) for _ in range(2)] == [2, 2]


def test_what_was_found_for_one_question_answers_no_other(log: Log) -> None:
    now = Lookups().now(log.db)
    assert now.ask(lambda: "one", "memory", 1) == "one"
    assert now.ask(lambda: "other", "memory", 2) == "other"


def test_no_more_is_held_than_a_bound_allows(log: Log) -> None:
    lookups = Lookups()
    for number in range(MOST + 2):
        lookups.now(log.db).ask(lambda: None, number)
    assert len(lookups.now(log.db).known) <= MOST
