"""Chooses among fragments: by the call's own content, and never what was said of late."""

from collections.abc import Iterable, Sequence
from copy import copy
from hashlib import blake2b
from random import Random

from rp_tui.core.domain.prompt import Prompt
from rp_tui.core.llm.understudy.cue import Cue
from rp_tui.core.llm.understudy.english import sentences, words
from rp_tui.core.llm.understudy.grammar import Teller, said, slots_of
from rp_tui.core.llm.understudy.material import Fragment, of
from rp_tui.core.llm.understudy.temper import tags

RUN = 4  # words on end that make a reader hear an earlier line again
SHORTEST_REPEAT = 2  # words of a sentence that may not come twice
FAVOUR = 0.55  # of what fits this very speaker, by each tag, or takes up the last turn's words
APT = frozenset("topic Topic back Back doubt Doubt pick Pick".split())
SELF = frozenset("I me my mine myself you your yours you_are".split())


def seeded(prompt: Prompt) -> Random:
    """Chance that is the same for the same call, on any machine and in any order of calls."""
    told = "\0".join((prompt.job, *(f"{m.role}\0{m.text}" for m in prompt.messages)))
    told = told if prompt.messages else "\0".join(block.text for block in prompt.blocks)
    return Random(int.from_bytes(blake2b(told.encode("utf-8", "replace"), digest_size=8).digest()))


class Picker:
    """What a speaker may say or do next, with all that it has said and done before."""

    def __init__(self, cue: Cue, slots: dict[str, str], chance: Random) -> None:
        self.chance = chance
        self._slots = slots
        self._teller = Teller(cue)
        self._tags = tags(cue)
        self._said: set[tuple[str, ...]] = set()
        self._runs: set[tuple[str, ...]] = set()
        for reply in cue.replies:
            self._remember(reply)

    def do(self, *sections: str) -> str:
        """Something done, out of the first of these sections that has something new."""
        return self._pick(sections, told=True)

    def say(self, *sections: str, free: Iterable[str] = ()) -> str:
        """Something said; `free` are lines that anything may be chosen from besides."""
        return self._pick(sections, told=False, free=[Fragment(line) for line in free])

    def _pick(self, sections: Sequence[str], *, told: bool, free: Sequence[Fragment] = ()) -> str:
        for pool in (*map(of, sections), free):
            fitting = [one for one in pool if one.tags <= self._tags and self._fills(one)]
            ranked = sorted(fitting, key=lambda one: (self._echo(one, told=told), self._luck(one)))
            if ranked and not self._is_stale(ranked[0], told=told):
                return self._keep(ranked[0], told=told)
        return ""

    def _luck(self, fragment: Fragment) -> float:
        apt = len(fragment.tags) + bool(slots_of(fragment.text) & APT)
        return self.chance.random() * FAVOUR**apt

    def _fills(self, fragment: Fragment) -> bool:
        return all(slot in SELF or self._slots.get(slot) for slot in slots_of(fragment.text))

    def _keep(self, fragment: Fragment, *, told: bool) -> str:
        text = self._worded(fragment, self._teller, told=told)
        self._remember(text)
        return text

    def _worded(self, fragment: Fragment, teller: Teller, *, told: bool) -> str:
        if told:
            return teller.tell(fragment.text, self._slots)
        return said(fragment.text, self._slots)

    def _versions(self, fragment: Fragment, *, told: bool) -> list[str]:
        """The fragment as it would be now, and once the speaker has been named."""
        teller = copy(self._teller)
        return [self._worded(fragment, teller, told=told) for _ in range(2)]

    def _echo(self, fragment: Fragment, *, told: bool) -> int:
        """How much of it was heard before."""
        now = self._versions(fragment, told=told)
        return sum(len(runs(text) & self._runs) for text in now) + 9 * self._is_stale(
            fragment, told=told
        )

    def _is_stale(self, fragment: Fragment, *, told: bool) -> bool:
        return any(
            heard(sentence) in self._said
            for text in self._versions(fragment, told=told)
            for sentence in sentences(text)
            if len(words(sentence)) >= SHORTEST_REPEAT
        )

    def _remember(self, text: str) -> None:
        self._said |= {heard(sentence) for sentence in sentences(text)}
        self._runs |= runs(text)


def heard(sentence: str) -> tuple[str, ...]:
    return tuple(words(sentence))


def runs(text: str) -> set[tuple[str, ...]]:
    told = words(text)
    return set(zip(*(told[at:] for at in range(RUN)), strict=False))
