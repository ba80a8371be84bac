"""How somebody stands to another, as prose tells it before play: for seeds of edges."""

import re
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from rp_tui.core.domain.edge import MIDDLE, Seed
from rp_tui.core.llm.understudy.english import opened, sentences, stopped
from rp_tui.core.llm.understudy.english import words as words_of
from rp_tui.core.prompts.jobs.shared import lexicon
from rp_tui.core.prompts.jobs.shared.answers import Answer, Prose, Texts, words
from rp_tui.core.prompts.jobs.shared.authored import named, story
from rp_tui.core.prompts.jobs.shared.matter import called, labelled, nameless

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
    angry annoying
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
""")
TRUSTS_LITTLE = lexicon.of("""
    distrust distrusts suspicious wary liar lied betrayed cheated stranger strangers suspects
    - doesn't trust
    - don't trust
    - do not trust
    - does not trust
    - never met
    - just met
    - secret agenda
""")
MUTUAL = lexicon.of("""
    we friends lovers married siblings rivals enemies strangers they two both together
    - each other
    - best friends
    - grew up
""")
KIN = re.compile(
    r"\b(?:is|are|was|were)\s+(?:your|my|his|her|[\w'’-]+['’]s)\s+(?:[\w-]+\s+){0,2}(?:sister|brother"
    r"|twin|cousin|friend|wife|husband|girlfriend|boyfriend|fiancée?|rival|enemy|ex|roommate"
    r"|flatmate|lover)\b",
    re.IGNORECASE,
)
INNER = lexicon.of("""
    secret secretly never knows thinks believes crush loves love hates hate admitted hides pretends
    trust trusts distrusts resents despises despise adores suspects hopes wants likes dislikes
    - in love
    - soft spot
    - can't stand
""")
NOT_FELT = re.compile(
    r"\b(?:[^\W_]+n['’]t|not|never|no longer)\s+(?:\w+ly\s+)?(?:love|like|hate|trust|care|loved"
    r"|liked|hated|trusted)\b",
    re.IGNORECASE,
)
CLAUSE = re.compile(r"[,;:]| but | and (?=[^\W_]+ (?:has|is|does)\b)")
PIECE = re.compile(
    r"\s*;\s*|,?\s+but\s+(?=\w+ )|,\s+and\s+(?=(?:she|he|you|i|they)\b)", re.IGNORECASE
)
OF_ANYBODY = frozenset("is was works lives has runs owns".split())
OF_YOU = frozenset("are were work live have run own you're you've".split())
NEVER_MET = re.compile(
    r"\W*(?:no|nope|nah|not yet|(?:they (?:have |had )?|they['’]ve )?never met(?: before)?"
    r"|they (?:have not|haven['’]t) met(?: before| yet)?)\W*",
    re.IGNORECASE,
)


def plain(prose: str, first: str, second: str, *, player: bool = False) -> Sides:
    """By words of feeling, each clause counted for who it is about, or else for both.

    Where the second is the player, "you" and "I" are the second, and "she" is the first.
    """
    told = [piece for one in sentences(story(prose)) for piece in PIECE.split(one)]
    if NEVER_MET.fullmatch(" ".join(told)):
        return Sides()
    about = subjects(told, first, second, player=player)
    clauses = [
        (who, clause)
        for (who, piece) in about
        for clause in CLAUSE.split(piece)
        for who in [whose(clause, who, first, second, player=player)]
    ]
    stated = [(who, by_names(piece, who, first, second, player=player)) for who, piece in about]
    return Sides(
        first=side([clause for who, clause in clauses if who != second], stated, second),
        second=side([clause for who, clause in clauses if who != first], stated, first),
    )


def subjects(
    told: Sequence[str], first: str, second: str, *, player: bool
) -> list[tuple[str, str]]:
    """The pieces of a prose and whom each is about; blank is both of them."""
    found: list[tuple[str, str]] = []
    who = ""
    for piece in told:
        who = whose(piece, who, first, second, player=player)
        found.append((who, piece))
    return found


def whose(clause: str, before: str, first: str, second: str, *, player: bool) -> str:
    """Whom a clause is about: its subject, or with "she" who it was before."""
    words = [word for word in words_of(clause)[:3] if word not in {"and", "but", "still", "so"}]
    start = words[0].removesuffix("'s") if words else ""
    if MUTUAL.search(clause) or KIN.search(clause):
        return ""
    if start in words_of(called(first))[:1] or (player and start in {"she", "he", "she's", "he's"}):
        return first
    if start in words_of(called(second))[:1] or (
        player and start in {"you", "i", "you've", "i've"}
    ):
        return second
    return before if start in {"she", "he"} or not is_clause(words) else ""


def is_clause(words: Sequence[str]) -> bool:
    """Whether words begin a clause with a subject of its own."""
    return bool({*words[:2]} & {"they", "it", "there", "the", "his", "her", "their", "this"})


def by_names(piece: str, who: str, first: str, second: str, *, player: bool) -> str:
    """A piece of the prose as a sentence with names."""
    subject = first if player else who
    if player:
        piece = named(piece, second, first)
    if subject:
        name = called(subject)
        piece = re.sub(
            r"\A(?:she|he)['’]s (?=been|got)", lambda _: f"{name} has ", piece, flags=re.I
        )
        piece = re.sub(r"\A(?:she|he)['’]s\b", lambda _: f"{name} is", piece, flags=re.I)
        piece = re.sub(r"\A(?:she|he)\b", lambda _: name, piece, flags=re.I)
    return stopped(opened(piece.strip(" ,;")))


def side(mine: Sequence[str], stated: Sequence[tuple[str, str]], other: str) -> Side:
    """One's side: of what is in the other's heart nothing is known."""
    text = " ".join(mine).replace("’", "'")
    open_to = [piece for who, piece in stated if who != other or not INNER.search(piece)]
    facts = [piece for who, piece in stated if is_fact(piece, other)]
    return Side(
        feeling=feeling(text),
        trust=trust(text),
        summary=" ".join(open_to[:MOST_SENTENCES]),
        knows=facts[:MOST_FACTS],
    )


def is_fact(sentence: str, about: str) -> bool:
    """Whether a sentence tells what somebody is, and nothing that may be hidden."""
    words = words_of(sentence)
    if len(sentence) > LONGEST_FACT or INNER.search(sentence):
        return False
    if words[:1] != words_of(labelled(about))[:1]:
        return False
    return bool({*words[1:3]} & (OF_YOU if nameless(about) else OF_ANYBODY))


def feeling(text: str) -> Liking:
    felt = NOT_FELT.sub(" ", text)
    if HATES.search(felt):
        return "hates"
    loves, likes = bool(LOVES.search(felt)), bool(LIKES.search(felt))
    if DISLIKES.search(text):
        return "neutral" if loves or likes else "dislikes"
    return "loves" if loves and likes else "fond" if loves else "likes" if likes else "neutral"


def trust(text: str) -> Trust:
    if TRUSTS_LITTLE.search(text):
        return "little"
    return "much" if TRUSTS_MUCH.search(NOT_FELT.sub(" ", text)) else "some"
