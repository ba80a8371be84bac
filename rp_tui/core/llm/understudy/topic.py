"""What the last turn is about: a noun to pick up, a word to echo, a sentence to give back."""

import re
from collections.abc import Iterator

from rp_tui.core.llm.understudy.cue import spoken
from rp_tui.core.llm.understudy.english import LONGEST_READ, WORD, forms, sentences, words

LONGEST_NOUN = 2  # words behind its article
LONGEST_BACK = 12  # words of a sentence that is given back
FEWEST_LETTERS = 4  # of a word that is echoed

VAGUE = frozenset(
    """thing things way lot bit day days moment minute time times kind sort one ones part point
    rest same other others right left fact idea all people person something anything nothing someone
    anyone course matter reason while side end truth whole first last next best worst most more
    few little much hell night morning evening afternoon tonight today tomorrow yesterday it that
    this them you me us him her i we they he she what who where when why how here there now then
    just really very so too also still even only not no yes and or but if because about with for
    from into out up down off over again else such own life mind name hand hands eyes face self
    sorry okay ok please thanks thank well think know want like need see look said say tell told
    get got go going gone come came make made take took love hate feel feels felt have has had been
    being would could should will can may might must than as at by in of on to an a the my your his
    their our its bad good new old big small long anymore together somewhere
    anywhere everywhere already almost enough instead maybe perhaps alone awake""".split()
)
STOPS = frozenset(
    """is are was were am be been has have had do does did will would can could should may might
    must that which who when where why how and or but if then than because so to of in on at
    by for from with about into over under before after while as it not never always just
    really too also again here there now today tonight tomorrow yesterday means mean meant
    looks look looked seems seem you i we they he she me us him them very still yet ever
    away back down up out off""".split()
)
OWNED = re.compile(r"\b(my|your|our)\s+((?:[a-z'’-]+\s*){1,4})", re.IGNORECASE)
THING = re.compile(
    r"(?<!'m )(?<!am )(?<!is )(?<!'s )(?<!are )(?<!was )"
    r"\b(?:the|this|that|these|those|an?|some)\s+((?:[a-z'’-]+\s*){1,4})",
    re.IGNORECASE,
)
PROPER = re.compile(r"(?<=[a-z,;] )([A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})?)\b")

LEAD_IN = re.compile(
    r"\A(?:(?:anyway|well|so|oh|yes|no|look|listen|actually|honestly|okay|ok), "
    r"|(?:and|but|so|then) )+",
    re.IGNORECASE,
)
SWAPS = {
    "i": "you", "i'm": "you're", "i've": "you've", "i'd": "you'd", "i'll": "you'll", "am": "are",
    "my": "your", "mine": "yours", "myself": "yourself", "me": "you", "we": "you", "our": "your",
    "us": "you", "we're": "you're", "we've": "you've", "ours": "yours",
}  # fmt: skip
ADJECTIVE_ENDS = ("ed", "ing", "ful", "ous", "ive", "ish", "less", "able")


def topic_of(turn: str, names: tuple[str, ...] = ()) -> str:
    """A noun of the turn as its hearer would call it: "my sister" is "your sister"."""
    text = spoken(turn[:LONGEST_READ])
    known = {word for name in names for word in words(name)}
    found = (noun for noun in nouns(text) if not {*words(noun)} & known)
    return next(found, "")


def nouns(text: str) -> Iterator[str]:
    """The nouns of a text: first somebody's own, of which people speak most, the last before the
    others; then names; then things in their order.
    """
    owners = {"my": "your", "your": "my", "our": "our"}
    for match in reversed(list(OWNED.finditer(text))):
        if noun := headed(match[2]):
            yield f"{owners[match[1].lower()]} {noun}"
    yield from (match[1] for match in PROPER.finditer(text))
    for match in THING.finditer(text):
        if noun := headed(match[1]):
            yield f"the {noun}"


def headed(phrase: str) -> str:
    """The words of a phrase up to where its noun ends; blank if it says too little."""
    kept: list[str] = []
    for word in phrase.split()[: LONGEST_NOUN + 1]:
        small = word.lower().strip("'’-")
        if small in STOPS or (kept and forms().get(small) and small.endswith(("s", "ed", "ing"))):
            break
        kept.append(small)
    kept = kept[:LONGEST_NOUN]
    if not kept or kept[-1] in VAGUE or kept[-1].endswith(("ly", *ADJECTIVE_ENDS[1:])):
        return ""
    return " ".join(kept)


def echo_of(turn: str) -> str:
    """The word on which the turn ends, if it is worth saying again."""
    found = sentences(spoken(turn[:LONGEST_READ]))
    said = words(found[-1]) if found else []
    if not said or said[-1] in VAGUE or len(said[-1]) < FEWEST_LETTERS or "'" in said[-1]:
        return ""
    return "" if said[-1].endswith("ly") else said[-1]


def back_of(turn: str) -> str:
    """The last short statement of somebody's own, said back: "I sold it" is "you sold it"."""
    return next(backs(turn), "")


def backs(turn: str) -> Iterator[str]:
    """Every such statement, the last first."""
    for sentence in reversed(sentences(spoken(turn[:LONGEST_READ]))):
        plain = LEAD_IN.sub("", sentence.replace("’", "'").strip(' "*').rstrip(".!…"))
        said = words(plain)
        if plain.endswith("?") or not 2 < len(said) <= LONGEST_BACK or "," in plain:
            continue
        if said[0] not in SWAPS or {*said} & {"you", "your", "you're", "you've", "you'd", "yours"}:
            continue
        swapped = WORD.sub(lambda word: SWAPS.get(word[0].lower(), word[0]), plain)
        yield re.sub(r"\byou was\b", "you were", swapped)


QUESTION = frozenset(
    """do does did are is was were am can could will would should have has had may
    must don't doesn't didn't aren't isn't wasn't can't couldn't won't wouldn't haven't what what's
    who who's whose where where's when why how how's which""".split()
)
WE = frozenset("we us our ours we're we've".split())


def asked_of(turn: str) -> str:
    """A short question, as its hearer asks it back: "do you know it?" is "do I know it"."""
    for sentence in reversed(sentences(spoken(turn[:LONGEST_READ]))):
        plain = sentence.replace("’", "'").strip(' "*')
        said = plain.rstrip("?.!…").split()
        if not plain.endswith("?") or not 2 < len(said) <= LONGEST_BACK or "," in plain:
            continue
        if said[0].lower() in QUESTION:
            return " ".join(turned([said[0].lower(), *said[1:]], ours=True))
    return ""


# How a hearer says "you" back: it is "me" behind these words and at the end, else "I".
OBJECT = frozenset("to for with about at of from on by like than without behind near".split())
OTHERS = frozenset("it that this he she they there someone somebody everyone nobody".split())
TO_BE = {"am": "are", "was": "were", "aren't": "aren't", "wasn't": "weren't"}
BE = {"are": "am", "were": "was", "aren't": "am not", "weren't": "wasn't"}


def doubt_of(turn: str) -> str:
    """A short statement about somebody else, said back: "it was for you" is "it was for me"."""
    for sentence in reversed(sentences(spoken(turn[:LONGEST_READ]))):
        plain = sentence.replace("’", "'").strip(' "*').rstrip(".!…")
        said = plain.split()
        if plain.endswith("?") or not 2 < len(said) <= LONGEST_BACK or "," in plain:
            continue
        first = said[0].lower().removesuffix("'s")
        if first in OTHERS or (first == "my" and said[0].lower() == "my"):
            return " ".join(turned(said))
    return ""


def turned(said: list[str], *, ours: bool = False) -> Iterator[str]:
    """The words as their hearer would say them; what is ours may be the hearer's too."""
    for at, word in enumerate(said):
        small = word.lower()
        after = said[at + 1].lower() if at + 1 < len(said) else ""
        before = said[at - 1].lower() if at else ""
        if small == "you":
            last = at == len(said) - 1
            behind = before in OBJECT or (before in forms() and before not in QUESTION)
            yield "me" if last or behind else "I"
        elif ours and small in WE:
            yield word
        elif small in {"your", "yours", "yourself"}:
            yield {"your": "my", "yours": "mine", "yourself": "myself"}[small]
        elif small in TO_BE and after == "i":
            yield TO_BE[small]
        elif (before == "you" or after == "you") and small in BE:
            yield BE[small]
        else:
            yield SWAPS.get(small, word)
