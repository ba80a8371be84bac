"""The reason that a player reads."""

from rp_tui.core.recall.query import Query
from rp_tui.core.recall.why import said, why

NEWEST = Query(("lighthouse", "key"), 1.0, 0)
BEFORE = Query(("Key", "harbour"), 0.7, 1)
LONG_AGO = Query(("storm",), 0.49, 2)
ALL = (NEWEST, BEFORE, LONG_AGO)


def reason(*held: str, names: tuple[str, ...] = ()) -> str:
    return why("memory", 1, 4, said(ALL, held, names), ())


def test_a_reason_names_the_words_and_when_they_were_said() -> None:
    told = 'Memory 1 of 4: "lighthouse" and "key" were named just now.'
    assert reason("key", "lighthouse") == told
    assert reason("harbour") == 'Memory 1 of 4: "harbour" was named a line ago.'
    assert reason("storm") == 'Memory 1 of 4: "storm" was named 2 lines ago.'


def test_words_of_different_lines_are_told_apart_and_none_twice() -> None:
    assert reason("key", "Key", "storm") == (
        'Memory 1 of 4: "key" was named just now, and "storm" 2 lines ago.'
    )


def test_no_more_than_three_words_are_named() -> None:
    told = reason("lighthouse", "key", "harbour", "storm", names=("Ann",))
    assert told == 'Memory 1 of 4: "lighthouse", "key" and "Ann" were named just now.'


def test_what_only_its_neighbours_tell_is_said_to_be_beside_it() -> None:
    told = why("turn", 2, 2, (), said(ALL, {"harbour"}))
    assert told == 'Line 2 of 2: of what is told beside it, "harbour" was named a line ago.'
