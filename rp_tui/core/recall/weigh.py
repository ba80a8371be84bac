"""What fits the last lines of dialogue: found in the store, and put in order."""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import NamedTuple

from rp_tui.core.domain.memory import Memory
from rp_tui.core.domain.turn import LOWEST, Turn
from rp_tui.core.domain.view import Kind
from rp_tui.core.recall.lookups import Now
from rp_tui.core.recall.query import LINES, Query, names_in, plan, those_in
from rp_tui.core.recall.rank import AGED, Candidate, merged, newer_than, ranked
from rp_tui.core.storage import gate, reads, search
from rp_tui.core.storage.search import Found, Reader

DEEP = 24  # of the best for a line, and then for all lines, that are weighed
WIDE = 2 * DEEP  # turns, of which some may be told by memories
NEWEST = 1  # line, for which it matters what stands beside a turn; there are many turns


Said = Sequence[Sequence[str]]  # the words of the last lines, the newest last


class Weighed(NamedTuple):
    """What was looked for in one kind, and what was found, the best first."""

    kind: Kind
    queries: tuple[Query, ...]
    candidates: tuple[Candidate, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Each word that was looked for, once."""
        return tuple(dict.fromkeys(word for query in self.queries for word in query.words))


def memories(db: Reader, known: Now, speaker: int, said: Said, apart: Collection[int]) -> Weighed:
    """What a speaker remembers that fits, but for some of it."""
    queries = plan(said, often(db, known, "memory", speaker, said))
    loaded = frozenset(apart)

    def ask(words: str) -> list[Found]:
        find = partial(search.witnessed_memories, db, speaker, words, DEEP, apart=loaded)
        return known.ask(find, "memory", speaker, words, loaded)

    fits = found(queries, ask)
    newer = newer_than(search.newest(db, "memory", speaker, AGED))
    named = names_in(said[-1]) if said else frozenset()
    candidates = (
        Candidate(
            id,
            fits[id],
            newer.get(id, AGED),
            memory.significance,
            those_in(memory.text, named),
        )
        for id, memory in reads.chosen(db, Memory, [*fits]).items()
    )
    return Weighed("memory", queries, ranked(candidates))


def turns(
    db: Reader,
    known: Now,
    speaker: int,
    chat: int,
    said: Said,
    before: int,
    apart: Collection[int],
) -> Weighed:
    """What a speaker heard in a chat before a turn and that fits, but for some of it."""
    queries = plan(said, often(db, known, "turn", chat, said, before))

    def ask(words: str) -> list[Found]:
        # What stands apart depends on your own line too, so it is left out of what is known.
        find = partial(search.witnessed_turns, db, speaker, chat, words, WIDE, before=before)
        wide = known.ask(find, "turn", speaker, chat, words, before)
        return [one for one in wide if one.id not in apart][:DEEP]

    fits = found(queries, ask, beside=NEWEST)
    heard = reads.chosen(db, Turn, [*fits])
    called = gate.names(db, (turn.speaker for turn in heard.values()))
    newer = newer_than(search.newest(db, "turn", chat, AGED, before=before))
    named = names_in(said[-1]) if said else frozenset()
    candidates = (
        Candidate(
            id,
            fits[id],
            newer.get(id, AGED),
            turn.significance or LOWEST,
            those_in(f"{turn.prose} {called.get(turn.speaker, '')}", named),
        )
        for id, turn in heard.items()
    )
    return Weighed("turn", queries, ranked(candidates))


def often(
    db: Reader, known: Now, kind: Kind, owner: int, said: Said, before: int | None = None
) -> dict[str, int]:
    """How many have each of the words; a line's words are counted together."""
    counts: dict[str, int] = {}
    for words in said:
        line = tuple(words)
        find = partial(search.how_often, db, kind, owner, line, before=before)
        counts |= known.ask(find, "often", kind, owner, before, line)
    return counts


def found(
    queries: Sequence[Query], ask: Callable[[str], list[Found]], beside: int = LINES
) -> dict[int, float]:
    """How well each fits that one of the queries finds; so many of them look beside it too."""
    words = {query: search.any_of(query.words, own=query.back >= beside) for query in queries}
    return merged(((query.weight, ask(words[query])) for query in queries), DEEP)
