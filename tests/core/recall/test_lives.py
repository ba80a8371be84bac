"""The recipe against plain full text, on lives that were written before it.

Nothing of the recipe was tuned on them: its numbers are those that were measured elsewhere.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from sqlite3 import Connection
from typing import NamedTuple

import pytest

from rp_tui.core.domain.ids import owned_by
from rp_tui.core.recall.recall import recall
from rp_tui.core.storage.log import Log
from rp_tui.core.storage.search import any_of, witnessed_memories
from tests.core.recall.explain import explained, misses
from tests.core.recall.lives import Life, Window, lines_of, lived, lives
from tests.core.storage.stories import begin, fresh

FOUR, TEN = 4, 10
BETTER, AHEAD = 0.1, 0.05
DRAWS = 5
NOTHING_LEFT = 0  # no turn has left the window

Finder = Callable[[Window, int], list[int]]


class Remembered(NamedTuple):
    """The lives in a database, and the number of each memory by its id."""

    db: Connection
    lives: list[Life]
    numbers: dict[int, int]

    @property
    def windows(self) -> list[Window]:
        return [said for life in self.lives for said in life.windows]

    def recall_at(self, k: int, finder: Finder, windows: Sequence[Window]) -> float:
        """Which share of what is right is among the first that are found."""
        shares = [
            len({self.numbers[id] for id in finder(said, k)[:k]} & said.right) / len(said.right)
            for said in windows
        ]
        return sum(shares) / len(shares)

    def recipe(self, said: Window, k: int) -> list[int]:
        picks = recall(self.db, said.owner, said.owner, lines_of(said), NOTHING_LEFT, k=k)
        return [pick.id for pick in picks]

    def plain(self, said: Window, k: int) -> list[int]:
        """Full text as it comes: any of all words of the window, by rank."""
        words = " OR ".join(any_of([line]) for line in said.lines)
        sql = """SELECT rowid FROM plain WHERE plain MATCH ? AND rowid BETWEEN ? AND ?
          ORDER BY rank, rowid DESC LIMIT ?"""
        return [id for (id,) in self.db.execute(sql, (words, *owned_by(said.owner), k))]

    def same_index(self, said: Window, k: int) -> list[int]:
        """The same in our own index, which knows stems, neighbours and dates."""
        return [id for id, _ in witnessed_memories(self.db, said.owner, any_of(said.lines), k)]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Remembered]:
    with closing(fresh(tmp_path_factory.mktemp("lives") / "chat.db")) as db:
        log, all_lives = Log(db), lives()
        begin(log)
        numbers = {id: number for life in all_lives for id, number in lived(log, life).items()}
        db.execute("CREATE VIRTUAL TABLE temp.plain USING fts5 (text)")
        db.execute("INSERT INTO temp.plain (rowid, text) SELECT id, text FROM memory")
        yield Remembered(db, all_lives, numbers)


def test_the_set_is_large_and_every_window_has_its_memories(told: Remembered) -> None:
    assert sum(len(life.memories) for life in told.lives) >= 300
    assert len(told.windows) >= 100
    for life in told.lives:
        numbers = [memory.number for memory in life.memories]
        assert numbers == list(range(1, len(numbers) + 1))
        for said in life.windows:
            assert len(said.lines) == FOUR
            assert 1 <= len(said.right) <= FOUR
            assert said.right <= {*numbers}


def test_the_recipe_beats_plain_full_text_by_a_tenth(told: Remembered) -> None:
    recipe = told.recall_at(FOUR, told.recipe, told.windows)
    plain = told.recall_at(FOUR, told.plain, told.windows)
    assert recipe >= plain + BETTER, why_not(told)
    assert recipe >= told.recall_at(FOUR, told.same_index, told.windows), why_not(told)
    assert told.recall_at(TEN, told.recipe, told.windows) >= recipe


def test_where_the_subject_has_just_changed_it_is_well_ahead_of_our_own_index_too(
    told: Remembered,
) -> None:
    windows = changed(told.windows)
    recipe = told.recall_at(FOUR, told.recipe, windows)
    assert recipe >= told.recall_at(FOUR, told.plain, windows) + BETTER
    assert recipe >= told.recall_at(FOUR, told.same_index, windows) + AHEAD


def test_a_window_that_misses_says_why(told: Remembered) -> None:
    life = told.lives[0]
    said, reason = next(misses(told.db, life, told.numbers))
    assert said.lines[-1] in reason
    assert "query 1.00:" in reason
    assert " right " in reason or "not found at all" in reason
    assert reason == explained(told.db, life, said, told.numbers)


def changed(windows: Sequence[Window]) -> list[Window]:
    """Each window with its last two lines behind two of another subject, some times over."""
    dice = random.Random(2031)
    made = []
    for said in [said for said in windows for _ in range(DRAWS)]:
        others = [one for one in windows if one.owner == said.owner and not one.right & said.right]
        made.append(said._replace(lines=(*dice.choice(others).lines[-2:], *said.lines[-2:])))
    return made


def why_not(told: Remembered) -> str:
    """Every window that misses something, explained."""
    reasons = (why for life in told.lives for _, why in misses(told.db, life, told.numbers))
    return "\n\n".join(reasons)
