"""An author's prose: without asides, and with a name where it says "you" or "I" of the player."""

import re

from rp_tui.core.domain.markers import segments, spoken
from rp_tui.core.llm.understudy.english import forms, opened
from rp_tui.core.prompts.jobs.shared.matter import called
from rp_tui.core.prompts.jobs.shared.statements import agreeing

TIED = {"m": "is", "re": "is", "ve": "has", "ll": "will", "d": "would"}
AGREEING = {"am": "is", "are": "is", "were": "was", "have": "has", "do": "does", "don't": "doesn't"}
DENYING = {"haven't": "hasn't", "aren't": "isn't", "weren't": "wasn't"}
USUAL = frozenset("help love hate owe need want like live own care believe hope".split())
TWO = re.compile(r"\b(?:the )?(?:two|both) of (?:you|us)\b", re.IGNORECASE)
OF_THEM = {"we": "they", "us": "them", "our": "their", "ours": "theirs", "ourselves": "themselves"}
TIE = re.compile(r"\b(?P<who>you|i|we)['’](?P<tie>m|re|ve|ll|d)\b", re.IGNORECASE)
SUBJECT = re.compile(
    r"(?P<start>\A\W*|[,;:.!?—–]\s+|\b(?:and|but|or|that|what|when|while|because|if|as|where|who|how"
    r"|which|though|although|since|before|after|until|still|now|then|only)\s+)(?:you|i)"
    r"(?P<how>\s+(?:\w+ly|just|still|both|also|once|now|never|always))?\s+(?P<verb>[\w'’]+)\b",
    re.IGNORECASE,
)
PRONOUN = re.compile(
    r"\b(?:you|i|me|your|my|yours|mine|yourself|myself|we|us|our|ours|ourselves)\b", re.IGNORECASE
)
OWNING = frozenset("your my yours mine".split())
SEVERAL = re.compile(
    r"(?P<start>\A\W*|[,;.!?]\s+)you(?P<tie> are| were| have| haven['’]t| met|['’]re|['’]ve)"
    r"(?P<how>\s+(?:[\w'’]+\s+){0,4}?"
    r"(?:friends|lovers|married|engaged|siblings|rivals|enemies|strangers|colleagues|neighbou?rs"
    r"|roommates|flatmates|partners|together|each other|dating|a couple|exes)\b)",
    re.IGNORECASE,
)
PLURAL = {"'re": " are", "'ve": " have"}


def story(prose: str) -> str:
    """What an author writes for the story: no aside is part of it."""
    return spoken(segments(prose))


def named(prose: str, player: str, bot: str = "") -> str:
    """The prose with the player's name: "you are her boss" is "Tom is her boss"."""
    name = called(player)

    def both(found: re.Match[str]) -> str:
        tie = found["tie"].lower().replace("’", "'")
        return f"{found['start']}{called(bot)} and {name}{PLURAL.get(tie, tie)}{found['how']}"

    def tied(found: re.Match[str]) -> str:
        tie = found["tie"].lower()
        if found["who"].lower() == "we":
            return f"they {'are' if tie == 're' else 'have' if tie == 've' else TIED[tie]}"
        return f"{name} {TIED[tie]}"

    def subject(found: re.Match[str]) -> str:
        verb = found["verb"].lower().replace("’", "'")
        known = forms().get(verb) == verb or verb in USUAL
        told = (
            AGREEING.get(verb) or DENYING.get(verb) or (agreeing(verb) if known else found["verb"])
        )
        return f"{found['start']}{name}{found['how'] or ''} {told}"

    def pronoun(found: re.Match[str]) -> str:
        word = found[0].lower()
        return OF_THEM.get(word) or (f"{name}'s" if word in OWNING else name)

    prose = TWO.sub(lambda _: f"{called(bot)} and {name}" if bot else "they", prose)
    prose = SEVERAL.sub(both, prose) if bot else prose
    return opened(PRONOUN.sub(pronoun, SUBJECT.sub(subject, TIE.sub(tied, prose))))
