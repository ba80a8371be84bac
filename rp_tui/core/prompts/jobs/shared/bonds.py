"""How somebody stands to another, as prose tells it before play: for seeds of edges."""

import re
from collections.abc import Sequence
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from rp_tui.core.llm.understudy.english import sentences
from rp_tui.core.llm.understudy.english import words as words_of
from rp_tui.core.prompts.jobs.shared import lexicon
from rp_tui.core.prompts.jobs.shared.answers import Answer, Prose, Texts, words
from rp_tui.core.prompts.jobs.shared.matter import called

MIDDLE = 50
MOST_FACTS = 6
LONGEST_FACT = 160  # characters
MOST_SENTENCES = 3  # of a summary

Liking = Literal["hates", "dislikes", "cool", "neutral", "likes", "fond", "loves"]
Trust = Literal["none", "little", "some", "much", "full"]

AFFINITY: dict[Liking, int] = {
    "hates": 5,
    "dislikes": 20,
    "cool": 35,
    "neutral": MIDDLE,
    "likes": 65,
    "fond": 80,
    "loves": 93,
}
TRUST: dict[Trust, int] = {"none": 5, "little": 28, "some": MIDDLE, "much": 75, "full": 93}

LIKINGS = words(
    {
        "hate": "hates",
        "dislike": "dislikes",
        "cold": "cool",
        "indifferent": "neutral",
        "like": "likes",
        "very fond": "fond",
        "love": "loves",
        "adores": "loves",
    }
)
TRUSTS = words(
    {
        "no": "none",
        "low": "little",
        "distrusts": "little",
        "neutral": "some",
        "medium": "some",
        "high": "much",
        "trusts": "much",
        "complete": "full",
        "total": "full",
    }
)


class Side(Answer):
    """One's side of it."""

    feeling: Annotated[Liking, LIKINGS] = Field(default="neutral", description="towards the other")
    trust: Annotated[Trust, TRUSTS] = "some"
    summary: Prose = Field(
        default="", description="one or two sentences: what the other is to them"
    )
    knows: Texts = Field(default=[], description="facts about the other, a short sentence each")


class Sides(Answer):
    """Both sides of two, which need not agree."""

    first: Side = Side()
    second: Side = Side()


class Seed(NamedTuple):
    """What edge.seed takes, in its order, once a person has confirmed it."""

    affinity: int = MIDDLE
    trust: int = MIDDLE
    summary: str = ""
    facts: tuple[str, ...] = ()


def seed(side: Side) -> Seed:
    facts = tuple(fact for fact in side.knows if fact)[:MOST_FACTS]
    return Seed(AFFINITY[side.feeling], TRUST[side.trust], side.summary, facts)


LOVES = lexicon.of("""
    love loves adores crush smitten infatuated lover lovers married wife husband girlfriend
    boyfriend fiancee fiancé fiance soulmate
    - in love
""")
LIKES = lexicon.of("""
    friend friends friendly likes fond close dear sister brother siblings mother father cousin
    roommate flatmate admires enjoys cares teammate
    - gets along
    - get along
    - looks up to
""")
DISLIKES = lexicon.of("""
    rival rivals dislikes resents annoyed irritated jealous awkward grudge ex estranged bitter
    - can't stand
    - does not like
    - doesn't like
    - falling out
    - fell out
    - broke up
    - never forgave
    - walked out on
""")
HATES = lexicon.of("hate hates loathes despises enemy enemies nemesis")
TRUSTS_MUCH = lexicon.of("""
    trust trusts loyal reliable confides
    - best friend
    - best friends
    - known each other for years
    - since childhood
    - grew up together
    - saved
""")
TRUSTS_LITTLE = lexicon.of("""
    distrust distrusts suspicious wary liar lied betrayed cheated stranger strangers suspects
    - doesn't trust
    - does not trust
    - never met
    - just met
    - secret agenda
""")
OF_BOTH = lexicon.of("each we both they two us together")
MUTUAL = lexicon.of("""
    we friends lovers married siblings rivals enemies strangers
    - each other
    - best friends
    - grew up together
""")
INNER = lexicon.of("""
    secret secretly never knows thinks believes crush loves hates admitted hides pretends
    - in love
""")
CLAUSE = re.compile(r"[,;:]| but | and (?=[^\W_]+ (?:has|is|does)\b)")


def plain(prose: str, first: str, second: str, *, player: bool = False) -> Sides:
    """By words of feeling, each clause counted for who it is about, or else for both.

    Where the second is the player, "you" and "I" are the second, and "she" is the first.
    """
    told = sentences(prose)
    told_of = subjects(told, first, second, player=player)
    return Sides(
        first=side([clause for who, clause in told_of if who != second], second, told),
        second=side([clause for who, clause in told_of if who != first], first, told),
    )


def subjects(
    told: Sequence[str], first: str, second: str, *, player: bool
) -> list[tuple[str, str]]:
    """The clauses and whom each is about; blank is both of them."""
    found: list[tuple[str, str]] = []
    who = ""
    for clause in (clause for sentence in told for clause in CLAUSE.split(sentence)):
        start = words_of(clause)[:1]
        if OF_BOTH.search(" ".join(start)):
            who = ""
        elif opens(clause, first) or (player and {*start} & {"she", "he"}):
            who = first
        elif opens(clause, second) or (player and {*start} & {"you", "i"}):
            who = second
        elif not {*start} & {"she", "he"}:
            who = ""
        found.append(("" if MUTUAL.search(clause) else who, clause))
    return found


def opens(clause: str, name: str) -> bool:
    own, start = words_of(called(name))[:1], words_of(clause)[:1]
    return bool(start) and [start[0].removesuffix("'s")] == own


def side(mine: Sequence[str], other: str, told: Sequence[str]) -> Side:
    text = " ".join(mine).replace("’", "'")
    facts = [sentence for sentence in told if is_fact(sentence, other)]
    return Side(
        feeling=feeling(text),
        trust=trust(text),
        summary=" ".join(told[:MOST_SENTENCES]),
        knows=facts[:MOST_FACTS],
    )


def is_fact(sentence: str, about: str) -> bool:
    """Whether a sentence tells what somebody is, and nothing that may be hidden."""
    if len(sentence) > LONGEST_FACT or not opens(sentence, about) or INNER.search(sentence):
        return False
    return bool({*words_of(sentence)[1:3]} & {"is", "was", "works", "lives", "has", "runs", "owns"})


def feeling(text: str) -> Liking:
    if HATES.search(text):
        return "hates"
    loves, likes, dislikes = (bool(p.search(text)) for p in (LOVES, LIKES, DISLIKES))
    if dislikes:
        return "neutral" if loves or likes else "dislikes"
    return "loves" if loves and likes else "fond" if loves else "likes" if likes else "neutral"


def trust(text: str) -> Trust:
    if TRUSTS_LITTLE.search(text):
        return "little"
    return "much" if TRUSTS_MUCH.search(text) else "some"
