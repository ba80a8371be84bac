"""What comes to a speaker's mind: memories, and lines of old that its window no longer has."""

from collections.abc import Iterator, Mapping, Sequence

from rp_tui.core.domain.memory import Memory
from rp_tui.core.domain.view import Line, Pick
from rp_tui.core.recall.lookups import Lookups
from rp_tui.core.recall.query import LINES, words_of
from rp_tui.core.recall.rank import Candidate
from rp_tui.core.recall.weigh import Weighed, memories, turns
from rp_tui.core.recall.why import said, why
from rp_tui.core.storage import gate, reads, search
from rp_tui.core.storage.search import Reader

K = 4  # memories
VERBATIM = 2  # lines of old
SUMMARIES = 3  # of a chat's last scenes, which a prompt has anyway
FEWEST_WORDS = 2  # that a line of old must have itself, since one in common is chance
TRIED = 4  # lines of old, of which some may have too few


def recall(
    db: Reader,
    speaker: int,
    chat: int,
    lines: Sequence[Line],
    before_turn: int,
    *,
    summaries: int = SUMMARIES,
    k: int = K,
    lookups: Lookups | None = None,
) -> tuple[Pick, ...]:
    """What the last lines bring back: memories, and then lines of old, each kind best first.

    What the prompt has already stays out: the window, which begins at a turn, with what is
    remembered of its turns; the pins in force; and so many summaries of the chat's last scenes.
    """
    known = (lookups or Lookups()).now(db)
    words = [words_of(line.text) for line in lines[-LINES:]]
    loaded = {
        *gate.pinned(db, speaker),
        *gate.of_scenes(db, chat, speaker, summaries),
        *search.told_since(db, speaker, chat, before_turn),
    }
    remembered = memories(db, known, speaker, words, loaded)
    chosen = remembered.candidates[: max(0, k)]
    memories_told = reads.chosen(db, Memory, [one.id for one in chosen]).values()
    told = {memory.about for memory in memories_told if memory.about is not None}
    heard = turns(db, known, speaker, chat, words, before_turn, told)
    return (*picks(db, remembered, holders(db, remembered, chosen)), *verbatim(db, heard))


def verbatim(db: Reader, heard: Weighed) -> Iterator[Pick]:
    """The lines of old that are worth their room."""
    held = holders(db, heard, heard.candidates[:TRIED])
    worthy = [one for one, words in held.items() if len(words) >= FEWEST_WORDS]
    return picks(db, heard, {one: held[one] for one in worthy[:VERBATIM]})


def picks(db: Reader, weighed: Weighed, held: Mapping[Candidate, set[str]]) -> Iterator[Pick]:
    """Each with the reason for it: its own words or, as with few, those that stand beside it."""
    own = {one: said(weighed.queries, words, one.named) for one, words in held.items()}
    beside = holders(db, weighed, [one for one, words in own.items() if not words], beside=True)
    for rank, (one, words) in enumerate(own.items(), 1):
        around = said(weighed.queries, beside.get(one, ()))
        yield Pick(weighed.kind, one.id, why(weighed.kind, rank, len(own), words, around))


def holders(
    db: Reader, weighed: Weighed, chosen: Sequence[Candidate], *, beside: bool = False
) -> dict[Candidate, set[str]]:
    """Which of the words that were looked for each one has itself, or beside it."""
    ids = [one.id for one in chosen]
    held = search.holders(db, weighed.kind, ids, weighed.words, beside=beside)
    return {one: held[one.id] for one in chosen}
