"""An author's prose: without asides, and with a name where it says "you" or "I" of the player.

A player who has no name yet stays "you", and "I" becomes it.
"""

import re
from typing import NamedTuple

from rp_tui.core.domain.markers import segments, spoken
from rp_tui.core.llm.understudy.english import forms, opened
from rp_tui.core.prompts.jobs.shared.matter import called, nameless
from rp_tui.core.prompts.jobs.shared.statements import agreeing

TIED = {"m": "is", "re": "is", "ve": "has", "ll": "will", "d": "would"}
AGREEING = {"am": "is", "are": "is", "were": "was", "have": "has", "do": "does", "don't": "doesn't"}
DENYING = {"haven't": "hasn't", "aren't": "isn't", "weren't": "wasn't"}
USUAL = frozenset(
    "help love hate owe need want like live own care believe hope respect suspect trust fear admire"
    " miss".split()
)
TWO = re.compile(r"\b(?:the )?(?:two|both) of (?:you|us)\b", re.IGNORECASE)
OF_THEM = {"we": "they", "us": "them", "our": "their", "ours": "theirs", "ourselves": "themselves"}
TIE = r"\b(?P<who>{})['’](?P<tie>m|re|ve|ll|d)\b"
SUBJECT = (
    r"(?P<start>\A\W*|[,;:.!?—–]\s+|\b(?:and|but|or|that|what|when|while|because|if|as|where|who|how"
    r"|which|though|although|since|before|after|until|still|now|then|only|than|thinks|believes|knows"
    r"|feels|hopes|fears|says|wishes|suspects|sure)\s+)(?:{})"
    r"(?P<how>\s+(?:\w+ly|just|still|both|also|once|now|never|always))?\s+(?P<verb>[\w'’]+)\b"
)
FIRST = "i|me|my|mine|myself|we|us|our|ours|ourselves"
SECOND = "you|your|yours|yourself"
OWNING = frozenset("your my yours mine".split())
SEVERAL = re.compile(
    r"(?P<start>\A\W*|[,;.!?]\s+)you(?P<tie> are| were| have| haven['’]t| met|['’]re|['’]ve)"
    r"(?P<how>\s+(?:[\w'’]+\s+){0,4}?"
    r"(?:friends|lovers|married|engaged|siblings|rivals|enemies|strangers|colleagues|neighbou?rs"
    r"|roommates|flatmates|partners|together|each other|dating|a couple|exes)\b)",
    re.IGNORECASE,
)
PAIRED = re.compile(r"(?:\A|[.!?;,]\s+)(?:she|he|[^\W\d_a-z]\w+)\s*\Z")  # before "and you"


class Person(NamedTuple):
    """What tells of somebody who is to be named."""

    tie: re.Pattern[str]
    subject: re.Pattern[str]
    pronoun: re.Pattern[str]


def person(ties: str, subjects: str, pronouns: str) -> Person:
    forms = (TIE.format(ties), SUBJECT.format(subjects), rf"\b(?:{pronouns})\b")
    return Person(*(re.compile(form, re.IGNORECASE) for form in forms))


PLAYER = person("you|i|we", "you|i", f"{FIRST}|{SECOND}")  # as an author writes of it
TELLER = person("i|we", "i", FIRST)
PLURAL = {"'re": " are", "'ve": " have"}
SELF = {"yourself", "myself"}
I_OR_WE = re.compile(
    r"\b(?P<who>i|we)(?:(?P<tie>['’]m)|(?P<how>\s+(?:\w+ly|just|still|both|also|once|now|never"
    r"|always))?\s+(?P<verb>am|was))?\b",
    re.IGNORECASE,
)
OF_YOU = {"me": "you", "my": "your", "mine": "yours", "myself": "yourself", "us": "you"} | {
    "our": "your", "ours": "yours", "ourselves": "yourselves"
}  # fmt: skip
OURS = re.compile(rf"\b(?:{'|'.join(OF_YOU)})\b", re.IGNORECASE)
OPENING = re.compile(r"(?:\A\W*|[.!?…][\"”'’*)]*\s+)\Z")


def story(prose: str) -> str:
    """What an author writes for the story: no aside is part of it."""
    return spoken(segments(prose))


def named(prose: str, player: str, bot: str = "") -> str:
    """The prose with the player's name: "you are her boss" is "Tom is her boss"."""
    if nameless(player):
        return addressed(prose)
    name = called(player)

    def both(found: re.Match[str]) -> str:
        tie = found["tie"].lower().replace("’", "'")
        return f"{found['start']}{called(bot)} and {name}{PLURAL.get(tie, tie)}{found['how']}"

    prose = TWO.sub(lambda _: f"{called(bot)} and {name}" if bot else "they", prose)
    return by_name(SEVERAL.sub(both, prose) if bot else prose, name, PLAYER)


def told_by(prose: str, teller: str) -> str:
    """What somebody tells, with its name for "I" alone: "I am her boss" is "Tom is her boss"."""
    return by_name(prose, called(teller), TELLER)


def by_name(prose: str, name: str, of: Person) -> str:
    """The prose with a name where it tells of somebody."""

    def tied(found: re.Match[str]) -> str:
        tie = found["tie"].lower()
        if found["who"].lower() == "we":
            return f"they {'are' if tie == 're' else 'have' if tie == 've' else TIED[tie]}"
        return f"{name} {TIED[tie]}"

    def subject(found: re.Match[str]) -> str:
        verb = found["verb"].lower().replace("’", "'")
        if found["start"].startswith("and") and PAIRED.search(found.string[: found.start()]):
            return f"{found['start']}{name}{found['how'] or ''} {found['verb']}"
        known = forms().get(verb) == verb or verb in USUAL
        told = (
            AGREEING.get(verb) or DENYING.get(verb) or (agreeing(verb) if known else found["verb"])
        )
        return f"{found['start']}{name}{found['how'] or ''} {told}"

    def pronoun(found: re.Match[str]) -> str:
        word = found[0].lower()
        if word in SELF:
            return "themselves"
        return OF_THEM.get(word) or (f"{name}'s" if word in OWNING else name)

    return opened(of.pronoun.sub(pronoun, of.subject.sub(subject, of.tie.sub(tied, prose))))


def addressed(prose: str) -> str:
    """The prose in the second person: "I was her boss" is "You were her boss"."""

    def subject(found: re.Match[str]) -> str:
        you = "You" if OPENING.search(found.string[: found.start()]) else "you"
        if found["tie"]:
            return f"{you}'re"
        verb = found["verb"]
        be = f" {'are' if verb.lower() == 'am' else 'were'}" if verb else ""
        return f"{you}{found['how'] or ''}{be}"

    def other(found: re.Match[str]) -> str:
        word = OF_YOU[found[0].lower()]
        return opened(word) if found[0][0].isupper() else word

    return opened(OURS.sub(other, I_OR_WE.sub(subject, prose)))
