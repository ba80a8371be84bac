"""What is found by words, by whom; and that no words can be anything but words."""

from calendar import day_name, month_name
from itertools import product

import pytest

from rp_tui.core.domain.clock import advance
from rp_tui.core.domain.edit import ManualEdit
from rp_tui.core.domain.ids import YOU, owner_of
from rp_tui.core.domain.memory import MemoryErased, MemoryFormed, Source
from rp_tui.core.domain.noun import Draft
from rp_tui.core.domain.turn import TurnHidden, TurnSpoken
from rp_tui.core.domain.witness import witnessed
from rp_tui.core.storage import reads
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.search import (
    OFTEN,
    any_of,
    holders,
    how_often,
    newest,
    told_since,
    witnessed_memories,
    witnessed_turns,
)
from tests.core.storage.checks import check_indices
from tests.core.storage.stories import BOTS, MORNING, entity_of, remembers, says, speak

MASKS = range(8)
GUESTS = (None, 2, 3)


def texts_found(log: Log, owner: int, *words: str, limit: int = 99) -> list[str]:
    """The texts of the memories that somebody finds, best first."""
    memories = reads.memories(log.db, owner)
    found = witnessed_memories(log.db, owner, any_of(words), limit)
    return [memories[one.id].text for one in found]


# Words are words.


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("a lantern", '"a" OR "lantern"'),
        ("lantern, lantern!", '"lantern"'),
        ('say "no" OR *', '"say" OR "no" OR "OR"'),
        ("NEAR(a b, 2) text:a^b", '"NEAR" OR "a" OR "b" OR "2" OR "text"'),
        ("-a + {b}", '"a" OR "b"'),
        ("nul\0nul", '"nul"'),
        ("東京 café", '"東京" OR "café"'),
        ("☕🎉👩\u200d🚀", ""),
        (" \t\n\u00a0", ""),
        ('"""\'\'""', ""),
        ("", ""),
        ("\ud800lone", '"lone"'),
    ],
)
def test_a_query_is_the_words_of_a_text_and_none_of_its_signs(text: str, query: str) -> None:
    assert any_of([text]) == query


def test_a_word_of_any_length_is_cut_where_words_end() -> None:
    assert any_of(["w" * 100_000]) == f'"{"w" * 64}"'


def test_a_query_may_look_at_texts_alone_and_not_at_what_stands_beside_them() -> None:
    assert any_of(["key", "lamp"], own=True) == 'text : ("key" OR "lamp")'
    assert any_of(["?!"], own=True) == ""


@pytest.mark.parametrize(
    "hostile",
    [
        '"',
        "' OR 1=1 --",
        '" OR text:*',
        "a\0b",
        "☕",
        "",
        " ",
        "_",
        "(((",
        "AND",
        "NOT",
        "*",
        "^a",
        "{x}:",
    ],
)
def test_no_text_is_an_error_to_search_for(log: Log, hostile: str) -> None:
    speak(log, 1, [remembers(1, "lantern")], [says(1, "Lantern!")])
    for words in ([hostile], [hostile, "lantern"]):
        found = ["lantern"] if "lantern" in words else []
        assert texts_found(log, 1, *words) == found
        assert len(witnessed_turns(log.db, YOU, 1, any_of(words), 9)) == len(found)


def test_a_text_with_a_nul_in_it_is_indexed_and_forgotten_whole(log: Log) -> None:
    memory = entity_of(speak(log, 1, [remembers(1, "a lantern")]), "memory")
    speak(log, 1, [Draft("memory", ManualEdit("text", "", "a \0 knife"), memory)])
    assert texts_found(log, 1, "knife") == ["a \0 knife"]
    speak(log, 1, [Draft("memory", ManualEdit("text", "", "a ship"), memory)])
    assert texts_found(log, 1, "knife") == []


# How well something fits.


def test_an_own_word_counts_more_than_a_neighbour_s(log: Log) -> None:
    speak(log, 1, *([remembers(1, text)] for text in ("a knife", "a lantern", "a ship", "a knife")))
    assert texts_found(log, 1, "lantern")[0] == "a lantern"
    assert sorted(texts_found(log, 1, "lantern")) == ["a knife", "a knife", "a lantern", "a ship"]


def test_of_two_that_fit_as_well_the_newer_one_comes_first(log: Log) -> None:
    first = entity_of(speak(log, 1, [remembers(1, "a lantern")]), "memory")
    second = entity_of(speak(log, 2, [remembers(1, "a lantern", 2, 1)]), "memory")
    found = witnessed_memories(log.db, 1, any_of(["lantern"]), 9)
    assert [one.id for one in found] == [second, first]
    assert [one.score > 0 for one in found] == [True, True]


def test_no_more_is_found_than_was_asked_for(log: Log) -> None:
    speak(log, 1, *([remembers(1, "a lantern")] for _ in range(9)))
    assert len(texts_found(log, 1, "lantern", limit=4)) == 4


def test_a_word_is_found_in_any_form_and_case(log: Log) -> None:
    speak(log, 1, [remembers(1, "She PROMISED to meet in the cafés")])
    for word in ("promise", "Promises", "MEETING", "cafe", "Café"):
        assert len(texts_found(log, 1, word)) == 1


# Days.


def test_a_memory_is_found_by_the_day_that_it_tells_of(log: Log) -> None:
    speak(log, 1, [remembers(1, "a lantern")])
    for words in ("Tuesday", "March", "3", "2026", "what was on tuesday, 3 march?"):
        assert texts_found(log, 1, words) == ["a lantern"]
    for words in ("Monday", "April", "4", "03", "2025"):
        assert texts_found(log, 1, words) == []


def test_every_day_of_a_leap_year_is_called_what_people_call_it(log: Log) -> None:
    days = (advance("2028-01-01T23:59:59Z", days=day) for day in range(366))
    speak(log, 1, [remembers(1, "a lantern", at=day) for day in days])
    check_indices(log.db, (name.casefold() for name in (*day_name, *month_name[1:], "29", "2028")))


def test_a_memory_of_no_known_day_is_found_by_its_words(story: Log) -> None:
    memory = entity_of(speak(story, 1, [remembers(1, "a lantern")]), "memory")
    speak(story, 1, [Draft("memory", ManualEdit("at", MORNING, "once upon a time"), memory)])
    assert texts_found(story, 1, "lantern") == ["a lantern"]
    assert texts_found(story, 1, "Tuesday") == []


def test_a_memory_is_found_by_the_day_that_a_hand_has_set(log: Log) -> None:
    memory = entity_of(speak(log, 1, [remembers(1, "a lantern")]), "memory")
    moved = ManualEdit("at", MORNING, advance(MORNING, days=1))
    speak(log, 1, [Draft("memory", moved, memory)])
    assert texts_found(log, 1, "Tuesday") == []
    assert texts_found(log, 1, "Wednesday") == ["a lantern"]


# Who was there.


def test_a_turn_is_found_by_just_those_who_heard_it(log: Log) -> None:
    said = [
        TurnSpoken(1, 1, 1, "A lantern.", (), MORNING, mask, guest)
        for mask, guest in product(MASKS, GUESTS)
    ]
    speak(log, 1, [Draft("turn", turn) for turn in said])
    turns = reads.last_turns(log.db, 1, 99)
    assert len(turns) == len(said)
    for who in (YOU, *BOTS):
        found = witnessed_turns(log.db, who, 1, any_of(["lantern"]), 99)
        assert {one.id for one in found} == {
            id for id, turn in turns.items() if witnessed(who, 1, turn.mask, turn.guest)
        }


def test_a_memory_is_found_by_its_owner_if_the_owner_was_there(log: Log) -> None:
    for owner, chat in product((YOU, *BOTS), BOTS):
        formed = [
            MemoryFormed(owner, chat, MORNING, mask, guest, "a lantern")
            for mask, guest in product(MASKS, GUESTS)
        ]
        speak(log, chat, [Draft("memory", memory) for memory in formed])
    for owner in (YOU, *BOTS):
        found = witnessed_memories(log.db, owner, any_of(["lantern"]), 999)
        memories = reads.memories(log.db, owner)
        assert len(memories) == len(BOTS) * len(MASKS) * len(GUESTS)
        assert {one.id for one in found} == {
            id
            for id, memory in memories.items()
            if witnessed(owner, memory.chat, memory.mask, memory.guest)
        }


def test_a_secret_planted_with_one_guest_never_comes_up_for_another(log: Log) -> None:
    planted = MemoryFormed(3, 1, MORNING, 7, 2, "the orchard burned")
    speak(log, 1, [Draft("memory", planted), remembers(2, "the orchard burned", 1, 2)])
    assert texts_found(log, 2, "orchard") == ["the orchard burned"]
    assert texts_found(log, 3, "orchard") == []


def test_a_hidden_turn_is_not_found_until_it_is_shown_again(log: Log) -> None:
    turn = entity_of(speak(log, 1, [says(1, "A lantern.")]), "turn")
    for hidden, expected in ((True, 0), (False, 1)):
        speak(log, 1, [Draft("turn", TurnHidden(hidden), turn)])
        assert len(witnessed_turns(log.db, YOU, 1, any_of(["lantern"]), 9)) == expected


# Whose it is.


def test_nobody_finds_what_another_remembers_or_what_was_said_elsewhere(log: Log) -> None:
    for bot in BOTS:
        speak(log, bot, [remembers(bot, f"{bot} saw a lantern", bot), says(bot, "A lantern.", bot)])
    for bot in BOTS:
        assert texts_found(log, bot, "lantern") == [f"{bot} saw a lantern"]
        (found,) = witnessed_turns(log.db, YOU, bot, any_of(["lantern"]), 9)
        assert owner_of(found.id) == bot


def test_the_last_of_one_owner_is_no_neighbour_of_the_first_of_the_next(log: Log) -> None:
    speak(log, 1, [remembers(1, "an orchard"), remembers(2, "a river", 1, 2)])
    assert texts_found(log, 1, "river") == []
    assert texts_found(log, 2, "orchard") == []


def test_what_is_erased_or_rewound_is_found_no_more(log: Log) -> None:
    start = log.head(1)
    erased = entity_of(speak(log, 1, [remembers(1, "an orchard")]), "memory")
    speak(log, 1, [remembers(1, "a river")])
    speak(log, 1, [Draft("memory", MemoryErased(), erased)])
    assert texts_found(log, 1, "orchard") == []
    log.move("rewind", start)
    assert texts_found(log, 1, "river") == []
    log.undo("undo", 1)
    assert texts_found(log, 1, "river") == ["a river"]


# What else recall asks.


def test_what_stands_apart_is_not_found_and_takes_nobody_s_place(log: Log) -> None:
    written = speak(log, 1, *([remembers(1, "a lantern")] for _ in range(99)))
    ids = [id for kind, id in written.entities if kind == "memory"]
    found = witnessed_memories(log.db, 1, any_of(["lantern"]), 9, apart=ids[9:])
    assert sorted(one.id for one in found) == ids[:9]
    turns = [entity_of(speak(log, 1, [says(1, "A lantern.")]), "turn") for _ in range(4)]
    asked = any_of(["lantern"])
    heard = witnessed_turns(log.db, 1, 1, asked, 9, before=turns[3], apart=[turns[0]])
    assert sorted(one.id for one in heard) == turns[1:3]


def test_how_often_a_word_comes_is_counted_in_own_texts_of_one_owner(log: Log) -> None:
    speak(log, 1, [remembers(1, text) for text in ("a lantern", "a Lantern", "a ship")])
    speak(log, 2, [remembers(2, "a lantern", 2)])
    words = ["lantern", "SHIPS", "knife", "OR", "☕", '"']
    assert how_often(log.db, "memory", 1, words) == {"lantern": 2, "SHIPS": 1, "knife": 0, "OR": 0}
    first, second = (entity_of(speak(log, 1, [says(1, "A ship.")]), "turn") for _ in range(2))
    for before, count in ((None, 2), (second, 1), (first, 0), (0, 0)):
        assert how_often(log.db, "turn", 1, ["ship"], before=before) == {"ship": count}


def test_what_is_very_common_is_counted_up_to_a_bound(log: Log) -> None:
    speak(log, 1, [remembers(1, "a lantern") for _ in range(OFTEN + 1)])
    assert how_often(log.db, "memory", 1, ["lantern"]) == {"lantern": OFTEN}


def test_who_holds_a_word_is_told_apart_from_who_stands_beside_it(log: Log) -> None:
    written = speak(log, 1, *([remembers(1, text)] for text in ("a knife", "two ships", "a ship")))
    knife, ships, ship = (id for kind, id in written.entities if kind == "memory")
    words = ["ship", "Knives", "knife", "*"]
    assert holders(log.db, "memory", [knife, ships], words) == {knife: {"knife"}, ships: {"ship"}}
    beside = holders(log.db, "memory", [knife, ship], words, beside=True)
    assert beside == {knife: {"ship"}, ship: {"ship", "knife"}}
    assert holders(log.db, "memory", [], words) == {}


def test_what_is_remembered_of_turns_since_one_of_them(log: Log) -> None:
    turns = [entity_of(speak(log, 1, [says(1, f"{n}.")]), "turn") for n in range(3)]
    sources: list[tuple[Source, int | None]] = [
        ("seen", turns[0]),
        ("told", turns[2]),
        ("scene", turns[2]),
        ("seen", None),
    ]
    made = []
    for source, about in sources:
        formed = MemoryFormed(1, 1, MORNING, 3, None, "a lantern", source=source, about=about)
        made.append(entity_of(speak(log, 1, [Draft("memory", formed)]), "memory"))
    assert told_since(log.db, 1, 1, turns[0]) == made[:2]
    assert told_since(log.db, 1, 1, turns[1]) == [made[1]]
    assert told_since(log.db, 1, 2, turns[0]) == []
    assert told_since(log.db, 2, 1, turns[0]) == []


def test_the_newest_come_first(log: Log) -> None:
    turns = [entity_of(speak(log, 1, [says(1, f"{n}.")]), "turn") for n in range(4)]
    assert newest(log.db, "turn", 1, 2) == [turns[3], turns[2]]
    assert newest(log.db, "turn", 1, 9, before=turns[1]) == [turns[0]]
    assert newest(log.db, "memory", 1, 9) == []


# The index is put in order while nobody waits.


def test_tidying_joins_the_pieces_of_the_index_and_changes_nothing_that_is_found(log: Log) -> None:
    for number in range(200):
        log.settle(f"r{number}", 0, remembers(1, f"lantern number {number} by the sea"))
    found = texts_found(log, 1, "lantern", "sea", limit=300)
    before = pieces(log)
    log.tidy()
    assert pieces(log) < before
    assert texts_found(log, 1, "lantern", "sea", limit=300) == found
    check_indices(log.db)


def pieces(log: Log) -> int:
    count: int = log.db.execute("SELECT count(DISTINCT segid) FROM memory_fts_idx").fetchone()[0]
    return count
