"""Whether what was said just now touches upon what is known, in whatever form its words have."""

from collections import Counter
from functools import lru_cache

from rp_tui.core.llm.understudy.english import forms, words
from rp_tui.core.llm.understudy.topic import STOPS, VAGUE

FEWEST_LETTERS = 3
MOST_ASKED = 16  # moments that are known; a prompt is laid out more than once
MOST_REMEMBERED = 2_048  # texts whose stems are known
ENDINGS = ("ing", "ed", "es", "'s", "s", "e")


@lru_cache(maxsize=MOST_ASKED)
def touches(
    known: tuple[str, ...], said: tuple[str, ...], names: tuple[str, ...]
) -> tuple[float, ...]:
    """How far each text that is known is touched: a word that few of them have counts for more.

    Names of those who are there say nothing, since they stand in nearly all of it.
    """
    named = frozenset().union(*map(stems, names))
    topic = frozenset().union(*map(stems, said)) - named
    hit = [stems(text) & topic for text in known]
    common = Counter(stem for stems_hit in hit for stem in stems_hit)
    return tuple(sum(1 / common[stem] for stem in stems_hit) for stems_hit in hit)


@lru_cache(maxsize=MOST_REMEMBERED)
def stems(text: str) -> frozenset[str]:
    """The words of a text that say what it is about, without their endings."""
    telling = (word for word in words(text) if word not in STOPS and word not in VAGUE)
    return frozenset(stem(word) for word in telling if len(word) >= FEWEST_LETTERS)


def stem(word: str) -> str:
    """What a word has in common with its other forms, as bak for bakes, baked and baking."""
    word = forms().get(word, word)
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= FEWEST_LETTERS:
            word = word.removesuffix(ending)
            break
    if word[-1:] == word[-2:-1] and len(word) > FEWEST_LETTERS:
        word = word[:-1]
    return f"{word[:-1]}i" if word.endswith("y") else word
