"""What is looked for: the rarest telling words of each of the last lines."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rp_tui.core.recall.query import (
    FEWEST,
    LONGEST_LINE,
    MOST_WORDS,
    RAREST,
    names_in,
    plan,
    those_in,
    words_of,
)

EVERYWHERE = Counter[str]()


def lines_of(*texts: str) -> list[tuple[str, ...]]:
    return [words_of(text) for text in texts]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Where did you put the key?", ("key",)),
        ("The key, the KEY, the Key!", ("Key",)),
        ('say "no" AND * OR NEAR(cat, 2)', ("cat",)),
        ("don’t, won't, I'd, she's", ()),
        ("under_score", ("score",)),
        ("é café e\u0301toile", ("é", "café", "étoile")),
        ("東京 a b c", ("東京",)),
        ("☕🎉", ()),
        ("nul\0nul", ("nul",)),
        (" \t", ()),
        ("", ()),
    ],
)
def test_the_words_of_a_line_are_those_that_tell_something(
    text: str, words: tuple[str, ...]
) -> None:
    assert words_of(text) == words


def test_of_a_long_line_its_end_is_read() -> None:
    text = "first " + "x " * LONGEST_LINE + " ".join(f"word{n}" for n in range(MOST_WORDS + 1))
    assert words_of(text) == tuple(f"word{n}" for n in range(1, MOST_WORDS + 1))


def test_a_name_has_a_capital_and_is_a_whole_word() -> None:
    names = names_in(words_of("But Ann saw the harbour."))
    assert names == {"Ann"}
    assert those_in("So Ann left.", names) == {"Ann"}
    assert those_in("Anna and an annal.", names) == frozenset()


def test_each_line_asks_for_its_rarest_words_and_older_lines_count_less() -> None:
    older = "one two three four five six seven eight nine".split()
    rarity = {word: rank for rank, word in enumerate(reversed(older), 1)} | {"key": 5, "lamp": 2}
    newest, before = plan([older, ("key", "gone", "lamp")], rarity)
    assert newest == (("lamp", "key"), 1.0, 0)
    assert before.words == tuple(reversed(older))[:RAREST]
    assert before.weight == pytest.approx(0.7)
    assert before.back == 1


def test_of_words_that_many_have_only_the_first_few_are_asked_for() -> None:
    often = {"one": 20, "two": 30, "three": 40, "four": 50, "five": 60}
    (query,) = plan([tuple(often)], often)
    assert query.words == ("one", "two", "three")
    (query,) = plan([tuple(often)], dict.fromkeys(often, 1_000))
    assert len(query.words) == FEWEST
    (query,) = plan([tuple(often)], dict.fromkeys(often, 20))
    assert len(query.words) == RAREST


def test_a_line_with_nothing_to_be_found_asks_nothing() -> None:
    (query,) = plan(lines_of("The key.", "Yes!", "A lamp."), {"key": 1})
    assert query.words == ("key",)
    assert query.weight == pytest.approx(0.49)
    assert plan([], EVERYWHERE) == ()


@given(st.lists(st.text(max_size=200), max_size=6))
def test_no_text_makes_a_query_of_a_stop_word_or_of_too_many(texts: list[str]) -> None:
    lines = lines_of(*texts)
    for query in plan(lines, {word: 1 for words in lines for word in words}):
        assert 1 <= len(query.words) <= RAREST
        assert all(word.isalnum() for word in query.words)
        assert "the" not in map(str.casefold, query.words)
