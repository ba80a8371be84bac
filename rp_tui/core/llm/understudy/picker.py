"""Chooses among fragments: by the call's own content, and never what was said of late."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from random import Random

from rp_tui.core.domain.prompt import Prompt
from rp_tui.core.llm.understudy.cue import Cue
from rp_tui.core.llm.understudy.english import sentences, words
from rp_tui.core.llm.understudy.grammar import Teller, said, slots_of
from rp_tui.core.llm.understudy.material import Fragment, fragment, of
from rp_tui.core.llm.understudy.temper import tags

RUN = 4  # words on end that make a reader hear an earlier line again
SHORTEST_REPEAT = 2  # words of a sentence that may not come twice
FAVOUR = 0.45  # of what fits this very speaker, by each tag, or takes up the last turn's words
APT = frozenset(
    "topic Topic back Back doubt Doubt pick Pick asked Asked doing my_doing My_doing".split()
)
HABIT = 0.1  # of what this speaker is given to, which is half of all; another's half is another
UNNAMED = 0.4  # how often the speaker goes by a pronoun from the start
SELF = frozenset("I me my mine myself you your yours you_are".split())


def seeded(prompt: Prompt, seed: int | None = None) -> Random:
    """Chance that is the same for the same call, on any machine and in any order of calls."""
    sent = [f"{message.role}\0{message.text}" for message in prompt.messages]
    drawn = [] if seed is None else [str(seed)]
    told = "\0".join((*drawn, prompt.job, *(sent or (block.text for block in prompt.blocks))))
    return Random(int.from_bytes(blake2b(told.encode("utf-8", "replace"), digest_size=8).digest()))


class Picker:
    """What a speaker may say or do next, with all that it has said and done before."""

    def __init__(self, cue: Cue, slots: dict[str, str], chance: Random) -> None:
        self.chance = chance
        self._slots = slots
        # Who was named of late, and is alone with the player, need not be named again.
        known = bool(cue.replies) and not cue.others and chance.random() < UNNAMED
        self._teller = Teller(cue, named=known)
        self._cue = cue
        self.tags = tags(cue)
        self._said: set[tuple[str, ...]] = set()
        self._runs: set[tuple[str, ...]] = set()
        for reply in cue.replies:
            self._remember(reply)

    def name_is_known(self) -> None:
        """The speaker goes by a pronoun from here on."""
        self._teller = Teller(self._cue, named=True)

    def do(self, *sections: str) -> str:
        """Something done, out of the first of these sections that has something new."""
        return self._pick(sections, told=True)

    def say(self, *sections: str, free: Iterable[str] = ()) -> str:
        """Something said; `free` are lines that anything may be chosen from besides."""
        return self._pick(sections, told=False, free=[fragment(line) for line in free])

    def _pick(self, sections: Sequence[str], *, told: bool, free: Sequence[Fragment] = ()) -> str:
        for pool in (*map(of, sections), free):
            fitting = [one for one in pool if one.tags <= self.tags and self._fills(one)]
            ranked = sorted(fitting, key=lambda one: (self._echo(one, told=told), self._luck(one)))
            if ranked and not self._is_stale(ranked[0], told=told):
                return self._keep(ranked[0], told=told)
        return ""

    def _luck(self, fragment: Fragment) -> float:
        apt = len(fragment.tags) + bool(slots_of(fragment.text) & APT)
        habit = HABIT if is_habit(self._cue.full, fragment.text) else 1.0
        return self.chance.random() * FAVOUR**apt * habit

    def _fills(self, fragment: Fragment) -> bool:
        return all(slot in SELF or self._slots.get(slot) for slot in slots_of(fragment.text))

    def _keep(self, fragment: Fragment, *, told: bool) -> str:
        if told:
            text = self._teller.tell(fragment.text, self._slots)
        else:
            text = said(fragment.text, self._slots)
        self._remember(text)
        return text

    def _versions(self, fragment: Fragment, *, told: bool) -> list[str]:
        """The fragment as it would be with the speaker's name, and without."""
        if not told:
            return [said(fragment.text, self._slots)]
        tellers = (Teller(self._cue, named=named) for named in (False, True))
        return [teller.tell(fragment.text, self._slots) for teller in tellers]

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


def is_habit(who: str, text: str) -> bool:
    """Whether a speaker is given to something: of two with one temper each has its own ways."""
    told = f"{who}\0{text}".encode("utf-8", "replace")
    return bool(blake2b(told, digest_size=1).digest()[0] & 1)


def heard(sentence: str) -> tuple[str, ...]:
    return tuple(words(sentence))


def runs(text: str) -> set[tuple[str, ...]]:
    told = words(text)
    return set(zip(*(told[at:] for at in range(RUN)), strict=False))
